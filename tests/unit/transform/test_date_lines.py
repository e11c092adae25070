"""What a text begins with: a day that it came out, or (`Updated: …`) was changed, which is no publication."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.models import Article, DateReading, FeedContext
from wireroom.transform.transform_document import transform_document

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
PROSE = "The bridge over the harbour closed on Monday, the council said, and nobody was hurt on the pier."
CHANGES = [
    "Updated: November 20, 2026",
    "Last updated November 20, 2026",
    "Zuletzt aktualisiert: 20. November 2026",
    "Stand: 20.11.2026",
    "Mis à jour le 20 novembre 2026",
    "Actualizado el 20 de noviembre de 2026",
    "Atualizado em 20 de novembro de 2026",
    "Aggiornato il 20 novembre 2026",
    "Ultimo aggiornamento: 20 novembre 2026",
    "Laatst bijgewerkt: 20 november 2026",
    "Zaktualizowano: 20.11.2026",
    "Обновлено: 20 ноября 2026",
    "Оновлено: 20 листопада 2026",
    "Uppdaterad: 20 november 2026",
    "Opdateret: 20. november 2026",
    "Oppdatert: 20. november 2026",
    "Päivitetty: 20. marraskuuta 2026",
    "Güncelleme: 20 Kasım 2026",
    "Aktualizováno: 20. 11. 2026",
    "Actualizat: 20 noiembrie 2026",
    "Frissítve: 2026. november 20.",
    "Ενημερώθηκε: 20 Νοεμβρίου 2026",
    "更新时间：2026年11月20日",
    "更新日：2026年11月20日",
    "수정: 2026년 11월 20일",
    "آخر تحديث: 20 نوفمبر 2026",
    "עודכן: 20 בנובמבר 2026",
    "Diperbarui: 20 November 2026",
    "Cập nhật: 20/11/2026",
    "अपडेट: 20 नवंबर 2026",
]


def saved(text: str) -> Article:
    """The article of a saved text."""
    context = FeedContext(0, "file:///saved/bridge.txt", NOW)
    (article,) = transform_document(text.encode(), context=context, or_page=True).articles
    return article


def page(head: str, first: str) -> Article:
    """The article of a page whose text begins with a line that is no element of its own kind."""
    body = f"<p>{first}</p>" + f"<p>{PROSE}</p>" * 5
    html = (
        f"<html><head><title>Bridge closes</title>{head}</head><body><article>{body}</article></body></html>"
    )
    context = FeedContext(1, "https://news.example/story/bridge", NOW)
    (article,) = transform_document(html.encode(), context=context, or_page=True).articles
    return article


def feed(date: str, first: str) -> Article:
    """The article of a feed's entry whose text begins with a line."""
    rss = (
        "<rss version='2.0'><channel><title>News</title><item><title>Bridge closes</title>"
        f"<link>https://news.example/story/bridge</link>{date}"
        f"<description>&lt;p&gt;{first}&lt;/p&gt;&lt;p&gt;{PROSE}&lt;/p&gt;</description></item></channel></rss>"
    )
    context = FeedContext(1, "https://news.example/feed", NOW)
    (article,) = transform_document(rss.encode(), context=context).articles
    return article


def day(reading: DateReading | None) -> str | None:
    """The day that was read."""
    return f"{reading.at:%Y-%m-%d}" if reading and reading.at else None


@pytest.mark.parametrize("line", CHANGES)
def test_a_text_that_begins_with_its_change_tells_no_publication(line: str) -> None:
    """The day fills the change and leaves the text, in each language whose labels are known."""
    article = saved(f"{line}\n\n{PROSE}\n")
    assert (day(article.published), day(article.updated)) == (None, "2026-11-20")
    assert article.text == PROSE
    assert article.provenance["updated_at"] == "text:date_line"
    assert "published_at" not in article.provenance


@pytest.mark.parametrize(
    "line", ["date 2026-11-20", "Published: November 20, 2026", "Veröffentlicht am 20.11.2026"]
)
def test_a_line_that_tells_a_publication_or_nothing_dates_the_text(line: str) -> None:
    article = saved(f"{line}\n\n{PROSE}\n")
    assert (day(article.published), day(article.updated)) == ("2026-11-20", None)
    assert article.provenance["published_at"] == "text:date_line"


@pytest.mark.parametrize(
    "lines",
    [
        "Updated: November 20, 2026 | Published: November 18, 2026\n\n",
        "Published: November 18, 2026\n\nUpdated: November 20, 2026\n\n",
        "Updated: November 20, 2026\n\ndate 2026-11-18 ",
    ],
)
def test_each_of_two_lines_is_what_its_label_says(lines: str) -> None:
    """In either order: the first was taken for the publication, and the other lost."""
    article = saved(f"{lines}{PROSE}\n")
    assert (day(article.published), day(article.updated)) == ("2026-11-18", "2026-11-20")
    assert article.text == PROSE


def test_a_change_beside_modified_time_is_none_either() -> None:
    """The head's is finer, and neither makes a publication."""
    article = page('<meta property="article:modified_time" content="2026-11-20T12:10:51Z">', CHANGES[0])
    assert article.published is None
    assert article.updated is not None
    assert article.updated.at == datetime(2026, 11, 20, 12, 10, 51, tzinfo=UTC)


def test_an_entrys_own_date_stays_its_publication() -> None:
    """A change in the text fills what the feed left out."""
    article = feed("<pubDate>Wed, 18 Nov 2026 09:30:00 GMT</pubDate>", CHANGES[0])
    assert (day(article.published), day(article.updated)) == ("2026-11-18", "2026-11-20")
    undated = feed("", CHANGES[0])
    assert (day(undated.published), day(undated.updated)) == (None, "2026-11-20")
