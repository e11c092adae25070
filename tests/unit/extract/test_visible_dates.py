"""A reader sees the day of an article above its text: that one counts, and no other on the page."""

from __future__ import annotations

import pytest

from wireroom.common.dates.date_lexicon import in_our_digits
from wireroom.common.soup import soup_from
from wireroom.extract.blocks.text_blocks import text_blocks
from wireroom.extract.visible.headline import headline_place
from wireroom.extract.visible.visible_dates import SeenDates, seen_dates

PARAGRAPH = (
    "<p>The bridge over the harbour closed on Monday, the council said, and engineers will look at the"
    " northern pier before any traffic returns to the road above it, which was built in 1962.</p>"
)
HEAD = "<h1>Bridge closes</h1>"


def seen(markup: str) -> SeenDates:
    """What is seen where the paragraphs are the article."""
    soup, _ = soup_from(markup.encode())
    blocks = text_blocks(soup)
    kept = [place for place, block in enumerate(blocks) if block.text.startswith("The bridge")]
    return seen_dates(blocks, kept, headline_place(blocks, "Bridge closes"))


@pytest.mark.parametrize(
    ("above", "published", "shown", "modified"),
    [
        pytest.param("<div>29 June 2019</div>", None, "29 June 2019", None, id="a day alone"),
        pytest.param("<p>发布时间：26-11-20</p>", "26-11-20", None, None, id="year first, Chinese beside it"),
        pytest.param("<p>26-11-20</p>", None, None, None, id="nobody knows which is the year"),
        *(
            pytest.param(f"<div class='date'>{day}</div>", None, day, None, id=day)
            for day in (
                "۱۴۰۳/۰۸/۲۷",
                "27/11/2569",
                "27/11/2569 10:00",
                "١٨ نوفمبر ٢٠٢٦",
                "२९ जून २०१९",
                "29 มิถุนายน 2562",
                "۲۷ آبان ۱۴۰۵",
                "令和8年11月18日",
                "中華民國115年11月18日",
                "民國115.11.18",
                "20 พ.ย. 69",
                "20 พฤศจิกายน 69",
                "20 تشرين الثاني / نوفمبر 2026",
            )
        ),
        pytest.param("<div>115年</div><div>20 พ.ย. 14:15 น.</div>", None, None, None, id="no year"),
        pytest.param(
            "<div>18 listopada 2026, 10:40</div>",
            None,
            "18 listopada 2026, 10:40",
            None,
            id="the language tells which month it is",
        ),
        pytest.param(
            "<div>نشر: 20 تشرين الثاني / نوفمبر 2026 | 10:15</div>",
            "20 تشرين الثاني / نوفمبر 2026 10:15",
            None,
            None,
            id="two names of one month",
        ),
        pytest.param(
            '<time datetime="2026-11-20T07:15:00Z">Posted: Nov 20, 2026 2:15 AM EST |'
            " Last Updated: November 23, 2026</time>",
            "2026-11-20T07:15:00Z",
            None,
            "November 23, 2026",
            id="both in one element",
        ),
        pytest.param(
            '<time datetime="2026-11-20T10:00:00Z">Publié le 20/11/2026 à 08h15 - mis à jour le'
            " 20/11/2026 à 11h00</time>",
            "Publié le 20/11/2026 à 08h15",
            None,
            "2026-11-20T10:00:00Z",
            id="both in one element, the attribute tells the change",
        ),
        pytest.param(
            '<time datetime="2026-11-23T10:00:00Z">Last updated: November 23, 2026</time>',
            None,
            None,
            "2026-11-23T10:00:00Z",
            id="one in one element",
        ),
        pytest.param("<div>20 تشرين الأول / نوفمبر 2026</div>", None, None, None, id="names of two months"),
        pytest.param("<div>listopad 2026</div>", None, None, None, id="a month of that name"),
        pytest.param("<div>listopad 2026, 10:40</div>", None, None, None, id="a month of that name, a clock"),
        pytest.param("<div>listopad 2019 45</div>", None, None, None, id="a month of that name, a number"),
        pytest.param("<div>1446/05/15</div><div>2024/11/17</div>", None, "2024/11/17", None, id="Islamic"),
        pytest.param(
            "<p>Published 14 September 2023</p><p>Updated 2 November 2026</p>",
            "Published 14 September 2023",
            None,
            "Updated 2 November 2026",
            id="both with their labels",
        ),
        pytest.param(
            "<p>Aktualisiert: 02.11.2026, 10:15 Uhr | Veröffentlicht: 14.09.2023</p>",
            "14.09.2023",
            None,
            "02.11.2026, 10:15 Uhr",
            id="in one line, the change first",
        ),
        pytest.param(
            "<p>Uppdaterad 22 november 2026 10.13 Publicerad 20 november 2026 07.00</p>",
            "Publicerad 20 november 2026 07.00",
            None,
            "Uppdaterad 22 november 2026 10.13",
            id="in one line with nothing between but a clock",
        ),
        pytest.param(
            "<p>Обновлено 22.11.2026 10:13. Опубликовано 20.11.2026 07:00</p>",
            "Опубликовано 20.11.2026 07:00",
            None,
            "Обновлено 22.11.2026 10:13",
            id="in one line, a stop behind the clock",
        ),
        pytest.param(
            '<time aria-label="Updated on 2 November 2026" datetime="2026-11-02">2 Nov</time>'
            '<time aria-label="Published on 1 May 2026" datetime="2026-05-01">1 May</time>',
            "2026-05-01",
            None,
            "2026-11-02",
            id="what readers are told aloud",
        ),
        pytest.param(
            "<p>The Quay Post was founded on 1 May 1901.</p>", None, None, None, id="a short sentence's day"
        ),
        pytest.param(
            f"<p>{'News Sport Weather Harbour Ferries ' * 3} | 3 May 2024</p>",
            None,
            "3 May 2024",
            None,
            id="behind a menu and a bar",
        ),
        *(
            pytest.param(f"<p>{words} on 3 May 2024.</p>", "on 3 May 2024", None, None, id=words)
            for words in ("Harbour desk, filed from the northern pier", "This story first ran")
        ),
        pytest.param(
            '<time title="2026-11-18T07:00:00Z">8 days ago</time>',
            None,
            "2026-11-18T07:00:00Z",
            None,
            id="in the title of an element that shows how long ago",
        ),
        pytest.param(
            '<time title="Updated 6 May 2024 10:00">May 5, 2024</time>',
            None,
            "May 5, 2024",
            None,
            id="a change in the title of an element that shows a day",
        ),
        pytest.param(
            '<time title="Last updated 6 May 2024">3 hours ago</time>',
            None,
            None,
            "Last updated 6 May 2024",
            id="a change in the title of an element that shows how long ago",
        ),
        pytest.param(
            '<time title="Published" data-date="2024-05-05">a while ago</time>',
            None,
            "2024-05-05",
            None,
            id="in the first attribute that is a day",
        ),
        pytest.param(
            "<p>Last updated 22 November 2026. First published 20 November 2026</p>",
            "First published 20 November 2026",
            None,
            "Last updated 22 November 2026",
            id="in one line without a sign between",
        ),
        pytest.param(
            "<div>Do 25.04.24 | 14:07 Uhr | Von Eva Roe</div>", None, "Do 25.04.24 14:07", None, id="a clock"
        ),
        pytest.param(
            "<p>By Jane Doe | April 13, 2020</p>", None, "April 13, 2020", None, id="after a byline"
        ),
        pytest.param(
            "<p><b>谢若含</b><i>2017-03-01 14:27</i></p>", None, "2017-03-01 14:27", None, id="beside a name"
        ),
        pytest.param("<p>Report of 14.-20. Januar 2022</p>", None, None, None, id="the end of a span"),
        pytest.param(
            "<p>Event date: 3 May 2027</p><p>Published 3 November 2026</p>",
            "Published 3 November 2026",
            None,
            None,
            id="an event's",
        ),
        pytest.param(
            "<p>2019年04月21日 12時00分公開</p><p>2019年04月22日更新</p>",
            "2019年04月21日 12時00分",
            None,
            "2019年04月22日",
            id="labels behind, with a clock in words",
        ),
        pytest.param("<p>28. Februar bis 3. März 2026</p>", None, None, None, id="a span of two months"),
        pytest.param("<p>February 28 – March 3, 2026</p>", None, None, None, id="the month first"),
        pytest.param(
            "<p>March 12-14, 2024</p>", None, None, None, id="a span within a month, the month first"
        ),
        pytest.param("<p>du 28 février au 3 mars 2026</p>", None, None, None, id="a span in French"),
        pytest.param(
            "<p>12.03.2024 – 14.03.2024</p>",
            None,
            "12.03.2024",
            None,
            id="two whole days: the first, no clock",
        ),
        pytest.param(
            "<p>3 Comments – 12 March 2024</p>", None, "12 March 2024", None, id="a count before it"
        ),
        pytest.param("<p>From 14 to 20 January 2022</p>", None, None, None, id="a span in words"),
        pytest.param("<p>Termin: 14.-20. Januar 2022</p>", None, None, None, id="a span behind a label"),
        pytest.param("<p>Du 12 à 14 mars 2024</p>", None, None, None, id="a span in French"),
        pytest.param("<p>28.03.–02.04.2024</p>", None, None, None, id="a span over two months"),
        pytest.param("<p>Nr. 12/2024 - 12.03.2024</p>", None, "12.03.2024", None, id="behind an issue"),
        pytest.param("<p>COVID-19 / 12 March 2024</p>", None, "12 March 2024", None, id="behind a topic"),
        pytest.param(
            "<p>Kommentare: 3 – 12. März 2024</p>", None, "12. März 2024", None, id="behind a count"
        ),
        pytest.param("<p>Views 1204 / 12 March 2024</p>", None, "12 March 2024", None, id="behind views"),
        pytest.param("<li>質問日時：2020/07/13 01:10</li>", "2020/07/13 01:10", None, None, id="Japanese"),
        pytest.param(
            '<time class="dateModified" datetime="2026-11-02">2 Nov</time>',
            None,
            None,
            "2026-11-02",
            id="a class",
        ),
        pytest.param(
            '<p class="date-modified">2 November 2026</p>',
            None,
            None,
            "2 November 2026",
            id="a class, no <time>",
        ),
        pytest.param(
            "<span>Updated:</span><p>2 November 2026</p>", None, None, "2 November 2026", id="beside"
        ),
        pytest.param(
            '<time datetime="2019-07-03T10:18:46Z">Publié le 29 juin 2019</time>',
            "Publié le 29 juin 2019",
            None,
            None,
            id="another day than the attribute, in words",
        ),
        pytest.param(
            '<time datetime="2019-04-03">03/04/2019</time>', None, "2019-04-03", None, id="in numbers"
        ),
        pytest.param(
            '<time datetime="2019-07-03T10:18:46Z">3 July 2019</time>',
            None,
            "2019-07-03T10:18:46Z",
            None,
            id="the same day as the attribute",
        ),
        pytest.param(
            '<time datetime="2019-04-03">Updated 2 November 2026</time>',
            None,
            None,
            "2019-04-03",
            id="a change beside the publication",
        ),
        pytest.param(
            "<p>Veröffentlicht am 20.11.2026 um 14:05 Uhr, aktualisiert am 21.11.2026 um 9:00 Uhr</p>",
            "Veröffentlicht am 20.11.2026 um 14:05 Uhr",
            None,
            "aktualisiert am 21.11.2026 um 9:00 Uhr",
            id="in one line with a comma between",
        ),
        pytest.param(
            "<p>Publié le 20 novembre 2026 à 14h05 et mis à jour le 21 novembre 2026 à 9h00</p>",
            "Publié le 20 novembre 2026 à 14h05",
            None,
            "mis à jour le 21 novembre 2026 à 9h00",
            id="in one line with a word between",
        ),
        pytest.param('<p class="date">Gestern, 16:11 Uhr</p>', None, None, None, id="told from now"),
        pytest.param(
            '<time datetime="2026-11-20T16:11:00Z">2 hours ago</time>',
            None,
            "2026-11-20T16:11:00Z",
            None,
            id="told from now, the instant beside it",
        ),
        pytest.param("<p>© 2020 Quay Post</p>", None, None, None, id="a year"),
        pytest.param("<p>Joined March 2007</p>", None, None, None, id="a month"),
    ],
)
def test_days_above_the_text_are_told_apart_by_their_labels(
    above: str, published: str | None, shown: str | None, modified: str | None
) -> None:
    assert seen(HEAD + above + PARAGRAPH * 3) == SeenDates(published, shown, modified)


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param('<div class="comments"><time datetime="2026-11-21">1 h</time></div>', id="a comment's"),
        pytest.param('<aside><time datetime="2019-05-02">2 May</time>An old story</aside>', id="a card's"),
        pytest.param("<nav>2 May 2019</nav>", id="a menu's"),
        pytest.param("<footer><p>Last update: 24.11.2026</p></footer>", id="the site's"),
        pytest.param("<footer class='latest-posts'><p>24.11.2026</p></footer>", id="the site's other posts'"),
        pytest.param("<footer>Published by Post Ltd since 2 May 1911</footer>", id="the paper's"),
        pytest.param("<p>Harbour Post, founded on 2 May 1911. © Post Ltd.</p>", id="one sentence's of two"),
    ],
)
def test_a_day_in_something_else_is_none_of_the_articles(beside: str) -> None:
    assert seen(f"<main>{HEAD}{PARAGRAPH * 3}</main>{beside}") == SeenDates(None, None, None)


@pytest.mark.parametrize(
    ("bar", "shown"),
    [
        pytest.param(
            "<ul><li>Reported by: <a>Ana Pike</a></li><li>नवंबर 20, 2026 12:45 pm IST</li></ul>",
            "नवंबर 20, 2026 12:45 pm IST",
            id="byline and day",
        ),
        pytest.param("<div>20 November 2026</div><button>Share</button>", "20 November 2026", id="tools"),
        pytest.param("<ul><li>2 May 2019</li><li>3 May 2019</li></ul>", None, id="two days"),
        pytest.param("<p>Older</p><a href='/o'><div>2 May 2019</div></a>", None, id="in a link"),
        pytest.param("<p>Older: 2 May 2019, Floods</p>", None, id="beside other words"),
    ],
)
def test_a_bar_below_the_headline_may_hold_the_day(bar: str, shown: str | None) -> None:
    """Within the article; above the headline it is a menu."""
    for whole in ("main", "article"):
        assert seen(f"<{whole}>{HEAD}<nav>{bar}</nav>{PARAGRAPH * 3}") == SeenDates(None, shown, None)
    for page in (f"{HEAD}<nav>{bar}</nav>{PARAGRAPH * 3}", f"<main><nav>{bar}</nav>{HEAD}{PARAGRAPH * 3}"):
        assert seen(page) == SeenDates(None, None, None)


@pytest.mark.parametrize(
    "below",
    [
        pytest.param("<footer>20 November 2026</footer></article></main>", id="the article's footer"),
        pytest.param("</article></main><p>Bristol, 20 November 2026. Harbour Post</p>", id="place and day"),
    ],
)
def test_a_day_right_below_the_text_is_the_articles(below: str) -> None:
    assert seen(f"<main><article>{HEAD}{PARAGRAPH * 3}{below}").shown == "20 November 2026"


@pytest.mark.parametrize(
    "inside", ["Bridge closes on 20 January 2022", '<a href="/b">Bridge closes on 20 January 2022</a>']
)
def test_a_day_in_the_headline_is_what_it_tells_of(inside: str) -> None:
    page = f'<article class="status-publish"><h1>{inside}</h1>{PARAGRAPH * 2}</article>'
    assert seen(page) == SeenDates(None, None, None)


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ('<time datetime="2024-03-12">12 March</time>', "2024-03-12"),
        ('<span class="date">12 March 2024</span>', "12 March 2024"),
    ],
)
def test_a_day_in_an_element_of_its_own_in_the_headline_is_the_articles(inside: str, shown: str) -> None:
    assert seen(f"<h1>Bridge closes {inside}</h1>{PARAGRAPH * 2}") == SeenDates(None, shown, None)


@pytest.mark.parametrize(
    ("changed", "written"),
    [
        ("Actualitzat el 2 de novembre de 2026", "Publicat el 14 de setembre de 2023"),
        ("Ažurirano 2. studenoga 2026.", "Objavljeno 14. rujna 2023."),
        ("Обновена на 2 ноември 2026", "Публикувана на 14 септември 2023"),
        ("Aktualizované 2. novembra 2026", "Zverejnené 14. septembra 2023"),
        ("Atnaujinta 2026-11-02", "Paskelbta 2023-09-14"),
        ("Uuendatud 02.11.2026", "Avaldatud 14.09.2023"),
        ("Sist endret 2. november 2026", "Publisert 14. september 2023"),
    ],
)
def test_a_label_of_any_language_tells_a_change_from_a_publication(changed: str, written: str) -> None:
    for line in (f"<p>{changed}</p><p>{written}</p>", f"<p>{changed} – {written}</p>"):
        found = seen(HEAD + line + PARAGRAPH * 3)
        assert "2023" in (found.published or "")
        assert "2026" in (found.modified or "")
        assert found.shown is None


@pytest.mark.parametrize(
    ("changed", "written"),
    [
        ("Updated: 21 Nov 2026 09:02 PM (IST)", "Published: 20 Nov 2026 07:15 PM (IST)"),
        ("Last modified 21 November 2026 10:00", "Posted 20 November 2026 07:15"),
        ("Zuletzt aktualisiert: 21.11.2026, 10:15 Uhr", "Veröffentlicht: 20.11.2026, 07:15 Uhr"),
        ("Dernière mise à jour le 21 novembre 2026 à 10h00", "Publié le 20 novembre 2026 à 07h15"),
        ("Aggiornato il 21 novembre 2026 alle 10:00", "Pubblicato il 20 novembre 2026 alle 07:15"),
        ("Opdateret 21. nov. 2026 kl. 10.00", "Publiceret 20. nov. 2026 kl. 07.15"),
        ("Senast uppdaterad 21 november 2026 kl. 10.00", "Publicerad 20 november 2026 kl. 07.15"),
        ("Ostatnia aktualizacja: 21 listopada 2026, 10:00", "Data dodania: 20 listopada 2026, 07:15"),
        ("Τελευταία ενημέρωση 21 Νοεμβρίου 2026 10:00", "Δημοσίευση 20 Νοεμβρίου 2026 07:15"),
        ("Güncelleme Tarihi: 21 Kasım 2026 10:00", "Giriş Tarihi: 20 Kasım 2026 07:15"),
        ("수정 2026.11.21. 오후 3:02", "입력 2026.11.20. 오전 7:15"),
        ("最終更新日 2026-11-21 10:00", "公開日 2026-11-20 07:15"),
        ("2026年11月21日更新", "2026年11月20日公開"),
        ("আপডেট: ২১ নভেম্বর ২০২৬, ১০:০০", "প্রকাশ: ২০ নভেম্বর ২০২৬, ০৭:১৫"),
        ("अपडेट 21 नवंबर 2026 10:00", "प्रकाशित 20 नवंबर 2026 07:15"),
        ("تم التحديث 21 نوفمبر 2026 10:00", "تاريخ النشر 20 نوفمبر 2026 07:15"),
        ("อัปเดต 21 พฤศจิกายน 2026 10:00", "เผยแพร่ 20 พฤศจิกายน 2026 07:15"),
        ("Cập nhật lúc 21 tháng 11 2026 10:00", "Đăng lúc 20 tháng 11 2026 07:15"),
        ("განახლდა 21 ნოემბერი 2026 10:00", "გამოქვეყნდა 20 ნოემბერი 2026 07:15"),
    ],
)
def test_elements_that_run_together_keep_their_labels_whichever_comes_first(
    changed: str, written: str
) -> None:
    for one, other in ((changed, written), (written, changed)):
        for between in ("", " "):
            line = f"<div><span>{one}</span>{between}<span>{other}</span></div>"
            found = seen(HEAD + line + PARAGRAPH * 3)
            assert in_our_digits(found.published or "").replace("2026", "").count("20") == 1, line
            assert in_our_digits(found.modified or "").replace("2026", "").count("21") == 1, line
            assert ("7" in in_our_digits(found.published or "")) == ("年" not in written), line


REPORT = (
    "<p>The report, published on 3 May 2019 by the river authority, said that the gates would not last"
    " for ten years more without tar.</p>"
)


@pytest.mark.parametrize(
    ("above", "published", "shown"),
    [
        pytest.param(
            f'<p class="date">20 November 2026</p>{REPORT}', None, "20 November 2026", id="a report's"
        ),
        pytest.param(f"<p>20 November 2026</p>{REPORT}", None, "20 November 2026", id="no class says so"),
        pytest.param(
            "<p>Fair of 3 May 2024</p><p>This article was first published on 2 May 2024.</p>",
            "first published on 2 May 2024",
            None,
            id="a note of few words is the article's",
        ),
        pytest.param(
            "<p>4 May 2024</p><p>By Jane Doe, political correspondent in Marsh End and Dunning"
            " | Harbour desk | Published 3 May 2024 | 4 min read | Share this story now</p>",
            "Published 3 May 2024",
            None,
            id="a long line with bars",
        ),
    ],
)
def test_what_a_paragraph_says_was_published_gives_way_to_the_day_in_the_head(
    above: str, published: str | None, shown: str | None
) -> None:
    assert seen(HEAD + above + PARAGRAPH * 3) == SeenDates(published, shown, None)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("By Jane Roe. Der Text erschien am 12. März 2024.", "am 12. März 2024"),
        ("Der Text erschien am 12. März 2024. Von Jane Roe", "am 12. März 2024"),
        ("The bridge, built by the town in three years, was opened on 2 May 1911. Now it is closed", None),
        ("The bridge was opened on 2 May 1911.", None),
    ],
)
def test_a_short_sentence_in_the_head_tells_of_the_article(line: str, shown: str | None) -> None:
    assert seen(f'{HEAD}<p class="info">{line}</p>{PARAGRAPH * 3}').shown == shown
    assert seen(f"<p>{line}</p>{HEAD}{PARAGRAPH * 3}").shown is None


@pytest.mark.parametrize(
    ("below", "published", "shown"),
    [
        ('<footer class="article-footer"><p>Published: 12 March 2024</p></footer>', True, False),
        ('<footer class="entry-footer"><p>12 March 2024</p></footer>', False, True),
        ('<footer class="c post__footer"><p>12 March 2024</p></footer>', False, True),
        ("<footer><p>Published: 12 March 2024</p></footer>", True, False),
        ("<footer><p>Updated: 12 March 2024</p></footer>", False, False),
    ],
)
def test_an_articles_footer_may_stand_behind_it(below: str, published: bool, shown: bool) -> None:
    found = seen(f"<main><article>{HEAD}{PARAGRAPH * 3}</article></main>{below}")
    assert (found.published is not None, found.shown is not None) == (published, shown)
    assert found.modified is None
