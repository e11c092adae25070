"""What several pages of a site end with goes where it is the site's; what may be the article's stays."""

from __future__ import annotations

from collections import Counter

import pytest

from wireroom.extract import read_page
from wireroom.extract.blocks.repeated_blocks import block_mark
from wireroom.extract.site_mentions import site_names, speaks_for_site
from wireroom.models import PageHints

URL = "https://harbour.example/news/ferry"
ABOUT = "<p>The Harbour is read by everybody on the coast and written by four people, since 1907.</p>"
BOX = (
    '<div class="c-77"><em>Our letter comes each morning before breakfast, and costs you nothing.</em></div>'
)
BACKGROUND = "<p>The ferry was built in 1931 and has been mended by the same two men since the war.</p>"
LEAD = "Everybody on the ferry is safe after a night behind the island, says the harbour master of the town."
SENTENCES = (
    "The ferry left the pier at dawn with forty people on board, and a dog that nobody knew.",
    "Her captain said that the fog had lifted by then, and that the tide was as it should be.",
    "At noon the harbour master heard nothing from her, and asked two boats to look for her.",
    "They found her behind the island with a broken rudder, and everybody at lunch on deck.",
    "A tug brought her back in the evening, and the band of the fire brigade met her there.",
)
WORDS = ("amber", "birch", "cedar", "delta")


def own(number: int, wrap: str = "<p>%s</p>") -> list[str]:
    return [wrap % f"{WORDS[number]} {sentence}" for sentence in SENTENCES]


def of(number: int, article: str, *, beside: str = "") -> bytes:
    return (
        f"<html><head><title>Ferry {WORDS[number]} found</title></head><body><main>"
        f"<h1>Ferry {WORDS[number]} found</h1><article>{article}</article></main>{beside}</body></html>"
    ).encode()


def page(
    number: int, *, before: str = "", between: str = "", after: str = "", wrap: str = "<p>%s</p>"
) -> bytes:
    said = own(number, wrap)
    return of(number, f"{before}{''.join(said[:3])}{between}{''.join(said[3:])}{after}")


def text_of(body: bytes, repeated: frozenset[int] = frozenset()) -> str:
    hints = PageHints(lambda mark, headline: mark in repeated)
    content = read_page(body, url=URL, hints=hints).entries[0].content
    assert content is not None
    return content.value


def repeated_on(*bodies: bytes) -> frozenset[int]:
    seen = Counter(mark for body in bodies for mark in set(read_page(body, url=URL).tail.marks))
    return frozenset(mark for mark, pages in seen.items() if pages >= 2)


@pytest.mark.parametrize("after", [ABOUT, BOX], ids=["a line about the site", "prose in a box of its own"])
def test_what_other_pages_of_the_site_end_with_too_goes(after: str) -> None:
    others = repeated_on(page(1, after=after), page(2, after=after))
    mine = page(3, after=after)
    said = after.split(">", 1)[1][4:40]
    assert said in text_of(mine), "nothing tells it on one page"
    cleaned = text_of(mine, others)
    assert said not in cleaned
    assert all(sentence in cleaned for sentence in SENTENCES)


def every_article(number: int) -> dict[str, bytes]:
    """Texts that stand on three pages of a site and are each article's own all the same."""
    boxed = '<div data-component="text-block" class="tb"><p>%s</p></div>'
    questions = (
        "What do you do when you get up in the morning?",
        "Which book has changed your life most of all?",
    )
    answers = zip(questions, own(number), strict=False)
    teaser = f'<aside class="related"><div><a href="/delta">Ferry delta</a><p>{LEAD}</p></div></aside>'
    ingredients = "".join(
        f"<li>{each}</li>" for each in ("2 tbsp olive oil", "200 g plain flour", f"3 {WORDS[number]}s")
    )
    table = (
        "<h3>Results</h3><table>"
        + "".join(
            f"<tr><td>{team}</td><td>{number}{place}</td></tr>"
            for place, team in enumerate(("Manchester City", "Newcastle United", "Tottenham Hotspur"))
        )
        + "</table>"
    )
    standing = "<h3>The rules</h3><ul><li>Nobody leaves the boat</li><li>Everybody rows in turn</li></ul>"
    return {
        "before the text": page(number, before=ABOUT),
        "between paragraphs": page(number, between=BACKGROUND),
        "a box between paragraphs": page(number, between=BOX),
        "between paragraphs that have a wrapper each": page(
            number, between=boxed % BACKGROUND[3:-4], wrap=boxed
        ),
        "a paragraph of background at the end": page(number, after=BACKGROUND),
        "the same, with a wrapper each": page(number, after=boxed % BACKGROUND[3:-4], wrap=boxed),
        "a standfirst that others tease": (
            page(number, before=f'<p class="standfirst">{LEAD}</p>')
            if number == 3
            else of(number, "".join(own(number)), beside=teaser)
        ),
        "ingredients": page(number, before=f"<ul>{ingredients}</ul>"),
        "ingredients at the end": page(number, after=f"<ul>{ingredients}</ul>"),
        "a table of results": page(number, after=table),
        "a list that stands whole": page(number, after=standing),
        "standing questions": of(number, "".join(f"<h3>{q}</h3>{a}" for q, a in answers)),
        "who refereed": page(number, after="<p>Referee: Michael Oliver (Northumberland)</p>"),
        "who reported": page(number, after="<p>Reporting by Jane Harker; editing by Tom Rowe</p>"),
        "a quote at the end": page(number, after="<p>The minister said that nobody was to blame.</p>"),
        "a heading over links of its own": page(
            number,
            after='<div class="k9"><h3>More from our coast</h3><p><a href="/x">A boat named '
            f"{WORDS[number]} that never left the harbour of its own town again</a></p></div>",
        ),
        "the caption of a picture that is shown again": page(
            number,
            after='<figure><img src="/quay.jpg"><figcaption>Old Customs Quay in Saltmere, seen by The '
            "Harbour from the water on a day in May.</figcaption></figure>",
        ),
        "boilerplate above its last words": page(number, after=f"{ABOUT}<p>{WORDS[number]} goes on.</p>"),
        "the same text elsewhere": page(3, after=ABOUT),
    }


@pytest.mark.parametrize("kind", list(every_article(0)))
def test_what_may_be_the_articles_own_stays(kind: str) -> None:
    others = repeated_on(every_article(1)[kind], every_article(2)[kind])
    mine = every_article(3)[kind]
    assert text_of(mine, others) == text_of(mine)


def test_a_report_brought_up_to_date_keeps_what_its_earlier_ones_say() -> None:
    """Agencies' reports come again and again with another opening; here they name the site, too."""
    again = "".join(f"<p>{sentence} So says The Harbour.</p>" for sentence in SENTENCES[:3])
    others = repeated_on(page(1, after=again), page(2, after=again))
    assert others
    assert text_of(page(3, after=again), others).count("So says The Harbour") == 3


def test_marks_pass_over_signs_and_capitals_and_lines_of_next_to_nothing() -> None:
    assert block_mark("© The Harbour – all rights reserved") == block_mark(
        "The HARBOUR. All rights reserved."
    )
    assert block_mark("The numbers drawn are 3, 8, 31") != block_mark("The numbers drawn are 5, 9, 22")
    assert block_mark("The Harbour.") != block_mark("The Herald.")
    assert block_mark("___ 1 a") is None
    assert -(2**63) <= (block_mark("What stands at the end of every page") or 0) < 2**63


def test_what_was_taken_out_is_told_all_the_same_and_the_whole_is_known() -> None:
    """Else it would be forgotten, and come back; and a changed page not be known for one."""
    bodies = [page(number, after=ABOUT) for number in (1, 2, 3)]
    others = repeated_on(*bodies[:2])
    cleaned = read_page(bodies[2], url=URL, hints=PageHints(lambda mark, headline: mark in others))
    alone = read_page(bodies[2], url=URL)
    assert cleaned.tail == alone.tail
    assert cleaned.entries[0].whole == alone.entries[0].content
    assert alone.entries[0].whole is None


@pytest.mark.parametrize(
    "line",
    [
        "<p>The Harbour was first printed on 3 November 1996 and is read by all who live here.</p>",
        "<p>Last updated on 12 March 2019 by The Harbour</p>",
    ],
)
def test_a_day_in_what_was_taken_out_is_not_the_articles(line: str) -> None:
    others = repeated_on(page(1, after=line), page(2, after=line))
    hints = PageHints(lambda mark, headline: mark in others)
    read = read_page(page(3, after=line), url=URL, hints=hints).entries[0]
    assert read.whole is not None
    assert [date for date in read.dates if "1996" in date.text or "2019" in date.text] == []


@pytest.mark.parametrize(
    ("line", "is_the_sites"),
    [
        ("The Harbour is written by four people.", True),
        ("She told the harbour master so.", False),
        ("Write to desk@quay.example with your questions.", True),
        ("Subscribe to our newsletter", True),
        ("Abonnez-vous pour tout lire", True),
        ("Подписывайтесь на наш канал", True),
        ("无断転載を禁じます 版权所有", True),
        ("Attendance: 33,221", False),
        ("Reporting by Jane Harker", False),
    ],
)
def test_a_site_is_known_by_its_name_an_address_or_a_call(line: str, is_the_sites: bool) -> None:
    assert speaks_for_site(line, site_names((None,), URL)) is is_the_sites
