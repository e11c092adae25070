"""A document understood: articles, rejections, and where each field is from."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.errors import NotAFeedError
from wireroom.models import FeedContext, Precision
from wireroom.transform.transform_document import TransformedDocument, transform_document

SEEN = datetime(2026, 3, 2, 12, tzinfo=UTC)
DOCUMENT = importlib.import_module("wireroom.transform.transform_document")  # not the function
CONTEXT = FeedContext(feed_id=7, url="https://feeds.harbourpost.example/rss", seen_at=SEEN)

ITEM = """<item>
  <title>Crane falls into &lt;em&gt;harbour&lt;/em&gt;</title>
  <link>/news/2026/03/01/crane</link>
  <guid isPermaLink="false">tag:harbourpost.example,2026:1</guid>
  <pubDate>Sun, 01 Mar 2026 08:30:00 +0100</pubDate>
  <author>desk@harbourpost.example (Ada North, AFP)</author>
  <category>Harbour</category>
  <description>&lt;p&gt;The harbour of the town was closed after a crane fell in.&lt;/p&gt;</description>
  <enclosure url="/img/crane.jpg" type="image/jpeg" length="1"/>
</item>"""


def rss(*items: str, language: str = "en") -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Post</title>'
        f"<link>https://www.harbourpost.example/</link><language>{language}</language>{''.join(items)}"
        "</channel></rss>"
    ).encode()


def transformed(body: bytes, **more: Any) -> TransformedDocument:
    return transform_document(body, context=CONTEXT, **more)


def test_an_entry_becomes_an_article() -> None:
    (article,) = transformed(rss(ITEM)).articles
    assert article.title == "Crane falls into harbour"
    assert article.url == "https://www.harbourpost.example/news/2026/03/01/crane"
    assert article.published is not None
    assert article.published.at == datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
    assert article.published.source == "feed:pubDate"
    assert article.authors == ("Ada North",)
    assert [(item.kind, item.name) for item in article.attribution] == [("agency", "AFP")]
    assert (article.publisher.domain, article.publisher.name) == ("harbourpost.example", "The Harbour Post")
    assert (article.language, article.tags) == ("en", ("Harbour",))
    assert article.image_url == "https://www.harbourpost.example/img/crane.jpg"
    assert article.text.startswith("The harbour of the town")
    assert article.word_count == len(article.text.split())


def test_a_news_sitemap_names_the_publisher_and_no_other_original() -> None:
    sitemap = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        b"<loc>https://hbp.example/crane</loc><news:news><news:publication><news:name>The Harbour Post"
        b"</news:name></news:publication><news:title>Crane falls</news:title></news:news></url></urlset>"
    )
    its_own = FeedContext(feed_id=7, url="https://hbp.example/news.xml", seen_at=SEEN)
    (article,) = transform_document(sitemap, context=its_own).articles
    assert (article.publisher.name, article.provenance["publisher"]) == ("The Harbour Post", "feed:source")
    assert article.attribution == ()


def test_a_source_elsewhere_is_the_original() -> None:
    source = '<source url="https://wire.example/rss">Crane Wire</source></item>'
    (article,) = transformed(rss(ITEM.replace("</item>", source))).articles
    assert ("original", "Crane Wire") in [(item.kind, item.name) for item in article.attribution]


@pytest.mark.parametrize(
    ("host", "written", "at"),
    [
        pytest.param("daily.ie", "14 Feb 2026 10:00:00 IST", datetime(2026, 2, 14, 9, tzinfo=UTC), id="zone"),
        pytest.param("daily.co.uk", "07/02/2026", datetime(2026, 2, 7, tzinfo=UTC), id="order"),
    ],
)
def test_the_domains_country_reads_dates_and_is_not_published(host: str, written: str, at: datetime) -> None:
    item = f"<item><title>Crane</title><link>https://{host}/crane</link><pubDate>{written}</pubDate></item>"
    body = rss(item).replace(b"www.harbourpost.example", host.encode())
    (article,) = transform_document(body, context=FeedContext(7, f"https://{host}/rss", SEEN)).articles
    assert article.published is not None
    assert article.published.at == at
    assert article.publisher.country is None


def test_every_derived_field_says_where_it_is_from() -> None:
    (article,) = transformed(rss(ITEM)).articles
    said = dict(article.provenance)
    assert said["title"] == "feed:title"
    assert said["url"] == "feed:link"
    assert said["text"] == "feed:content"
    assert said["summary"] == "text:opening"
    assert said["published_at"] == "feed:pubDate"
    assert said["authors"] == "feed:author"
    assert said["publisher"] == "feed:title"
    assert said["language"].startswith("declared")
    assert said["code"].startswith("wireroom ")


def test_the_same_bytes_give_the_same_understanding() -> None:
    assert transformed(rss(ITEM)) == transformed(rss(ITEM))


def test_an_entry_that_fails_never_hurts_its_siblings(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = DOCUMENT.transform_entry

    def fails_at_the_second(entry: Any, around: Any) -> Any:
        if entry.position == 1:
            raise ZeroDivisionError("a bug of ours")
        return whole(entry, around)

    monkeypatch.setattr(DOCUMENT, "transform_entry", fails_at_the_second)
    found = transformed(rss(ITEM, "<item><title>Second</title></item>", "<item><title>Third</title></item>"))
    assert [article.title for article in found.articles] == ["Crane falls into harbour", "Third"]
    (rejection,) = found.rejections
    assert (rejection.reason, rejection.detail) == ("failed", "ZeroDivisionError: a bug of ours")
    assert b"Second" in rejection.raw


def test_an_entry_of_nothing_is_a_rejection_with_its_bytes() -> None:
    found = transformed(rss(ITEM, "<item><guid>only-an-id</guid></item>"))
    assert len(found.articles) == 1
    assert [(r.reason, b"only-an-id" in r.raw) for r in found.rejections] == [("no_content", True)]


def test_a_title_alone_is_an_article() -> None:
    """miniflux PR#2898: neither GUID nor link."""
    (article,) = transformed(rss("<item><title>Ships wait</title></item>")).articles
    assert (article.title, article.url, len(article.keys)) == ("Ships wait", None, 1)
    assert article.published is None


def test_a_text_without_title_is_called_by_its_first_sentence() -> None:
    item = "<item><guid>g</guid><description>Ships wait outside. The harbour is closed.</description></item>"
    (article,) = transformed(rss(item)).articles
    assert article.title == "Ships wait outside."
    assert article.provenance["title"] == "text:first_sentence"


def test_numeric_dates_are_read_in_the_order_that_siblings_show() -> None:
    items = [f"<item><title>{d}</title><pubDate>{d}/2026 10:00</pubDate></item>" for d in ("25/02", "01/03")]
    found = transformed(rss(*items))
    assert found.day_first is True
    assert [a.published and a.published.at and a.published.at.month for a in found.articles] == [2, 3]


def test_bytes_that_are_no_feed_raise_and_say_what_they_are() -> None:
    with pytest.raises(NotAFeedError) as caught:
        transformed(b"<!DOCTYPE html><html><body><p>Not found</p></body></html>")
    assert caught.value.found == "html"


def test_a_saved_text_is_dated_by_its_first_line() -> None:
    """The date line leaves the text; the day is all that is known."""
    body = b" date 2024-05-06 The ferry came in late. People waited on the pier.\n\nNobody was hurt.\n"
    (article,) = transform_document(
        body, context=FeedContext(0, "file:///saved/ferry.txt", SEEN), or_page=True
    ).articles
    assert article.published is not None
    assert article.published.at == datetime(2024, 5, 6, tzinfo=UTC)
    assert (article.published.precision, article.published.source) == (Precision.DAY, "text:date_line")
    assert article.text == "The ferry came in late. People waited on the pier.\n\nNobody was hurt."
    assert (article.language, article.title) == ("en", "The ferry came in late.")


def test_a_saved_page_is_one_article_with_what_its_head_says() -> None:
    paragraphs = "".join(
        f"<p>The ferry came in late for the {n}th time, and people waited on the pier.</p>"
        for n in range(4, 9)
    )
    page = f"""<html lang="en"><head><title>Ferry | Post</title>
      <meta property="og:title" content="Ferry late again"><meta name="author" content="Ada North">
      <meta property="article:published_time" content="2024-05-06T07:08:09Z"></head>
      <body><article><h1>Ferry late again</h1>{paragraphs}</article></body></html>"""
    (article,) = transform_document(
        page.encode(), context=FeedContext(0, "https://harbourpost.example/ferry", SEEN), or_page=True
    ).articles
    assert (article.title, article.authors, article.language) == ("Ferry late again", ("Ada North",), "en")
    assert article.published is not None
    assert article.published.at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert article.provenance["published_at"] == "meta:article:published_time"
    assert "5th time" in article.text


@pytest.mark.parametrize("query", ["", "?zq=front"])
def test_a_page_that_is_known_by_its_canonical_meets_what_links_to_either_address(query: str) -> None:
    """A feed may have the parameters of a reader that nobody lists in all its links."""
    address = "https://harbourpost.example/n/crane-4711"
    item = rss(f"<item><title>Crane falls</title><link>{address}{query}</link></item>")
    (linking,) = transformed(item).articles
    text = "".join(
        f"<p>The harbour was closed for {n} days after a crane fell into it.</p>" for n in range(9)
    )
    page = f"""<html lang="en"><head><title>Crane falls</title><link rel="canonical" href="{address}"></head>
      <body><article><h1>Crane falls</h1>{text}</article></body></html>"""
    (article,) = transform_document(
        page.encode(), context=FeedContext(0, f"{address}?zq=front", SEEN), or_page=True
    ).articles
    assert article.canonical_url == address
    assert set(article.keys) & set(linking.keys)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), min_size=5, max_size=5))
def test_whatever_an_entry_holds_it_becomes_an_article_or_a_rejection(said: list[str]) -> None:
    """Text is storable: no NUL, no lone surrogate."""
    title, link, guid, date, text = (
        part.replace("]]>", "").encode("utf-8", "ignore").decode() for part in said
    )
    item = "<item>" + "".join(
        f"<{name}><![CDATA[{value}]]></{name}>"
        for name, value in (
            ("title", title),
            ("link", link),
            ("guid", guid),
            ("pubDate", date),
            ("description", text),
        )
    )
    found = transformed(rss(item + "</item>"))
    assert len(found.articles) + len(found.rejections) == 1
    assert not any(r.reason == "failed" for r in found.rejections), found.rejections
    for article in found.articles:
        for value in (article.title, article.text, article.summary, article.guid or "", article.url or ""):
            value.encode("utf-8")
            assert "\x00" not in value


def test_a_change_told_to_the_second_sharpens_the_day_in_the_url() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>H</title><entry><id>tag:h,1</id><title>Ships</title>
      <link href="https://h.example/2026/03/01/ships"/><updated>2026-03-01T18:30:02Z</updated></entry></feed>"""
    (article,) = transformed(body).articles
    assert article.published is not None
    assert (article.published.source, article.published.precision) == ("feed:updated", Precision.SECOND)


GERMAN = (
    (
        "Fähre fällt aus",
        "Wegen des Sturms fährt die Fähre heute nicht mehr auf die Insel.",
    ),
    ("Kran geborgen", "Der alte Kran ist aus dem Wasser und wird nun in der Werft untersucht und repariert."),
    ("Markt am Kai", "Am Samstag gibt es wieder einen Markt am Kai, mit mehr Ständen als im letzten Jahr."),
)


def test_entries_together_overrule_the_default_language_of_a_theme() -> None:
    """Too short to tell alone, `Alles gut` is in the language of its siblings."""
    items = [
        f"<item><title>{title}</title><guid>g{number}</guid><description>{text}</description></item>"
        for number, (title, text) in enumerate((*GERMAN, ("Alles gut", "Alles gut.")))
    ]
    last = transformed(rss(*items, language="en-us")).articles[-1]
    assert (last.title, last.language) == ("Alles gut", "de")
    assert last.provenance["language"].startswith("detected over the document")


def test_entries_that_declare_a_language_for_themselves_do_not_overrule_the_feeds() -> None:
    items = [
        f"<item xml:lang='de'><title>{title}</title><description>{told}</description></item>"
        for title, told in GERMAN
    ]
    read = transformed(
        rss(*items, "<item><title>Rain</title><guid>r</guid></item>", language="en-CA")
    ).articles
    assert [article.language for article in read] == ["de", "de", "de", "en"]


@pytest.mark.parametrize(
    ("inside", "image"),
    [
        pytest.param(
            "<description>&lt;img src='https://2.gravatar.com/avatar/a1?s=96'&gt;Rain fell."
            "&lt;img src='https://a.example/quay.jpg'&gt;</description>",
            "https://a.example/quay.jpg",
            id="behind the writer's portrait",
        ),
        pytest.param(
            "<description>&lt;img src='https://2.gravatar.com/avatar/a1?s=96'&gt;Rain fell.</description>",
            None,
            id="the writer's portrait alone",
        ),
        pytest.param(
            "<enclosure url='https://a.example/quay.jpeg?w=9' type='application/octet-stream'/>",
            "https://a.example/quay.jpeg?w=9",
            id="a type that says nothing",
        ),
        pytest.param(
            "<enclosure url='https://a.example/quay.jpg' type='text/html'/>", None, id="another type"
        ),
        pytest.param(
            "<description>Rain fell on the quay all day.</description>"
            "<content>&lt;img src='https://a.example/quay.jpg'&gt;</content>",
            "https://a.example/quay.jpg",
            id="a content of a picture alone",
        ),
        pytest.param(
            "<description>Rain. &lt;img src='https://ads.example/banner.gif?x=1'&gt;</description>"
            "<content>&lt;p&gt;Rain fell on the quay all day.&lt;/p&gt;</content>",
            None,
            id="an advertisement in the summary",
        ),
    ],
)
def test_the_lead_image_is_the_storys(inside: str, image: str | None) -> None:
    """It shows the story, wherever it stands; a gravatar shows who wrote it."""
    feed = (
        f"<rss version='2.0'><channel><title>A</title><item><title>One</title>{inside}</item></channel></rss>"
    )
    context = FeedContext(feed_id=1, url="https://a.example/feed", seen_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert transform_document(feed.encode(), context=context).articles[0].image_url == image


def test_a_link_to_the_top_of_nothing_is_none() -> None:
    """The GUID leads to the page; `#` to the feed's own."""
    item = "<item><title>One</title><link>#</link><guid>https://a.example/1</guid></item>"
    feed = (
        f"<rss version='2.0'><channel><title>A</title><link>https://a.example/</link>{item}</channel></rss>"
    )
    context = FeedContext(feed_id=1, url="https://a.example/feed", seen_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert transform_document(feed.encode(), context=context).articles[0].url == "https://a.example/1"


@pytest.mark.parametrize(
    ("quoted", "authors"),
    [
        ("Roe, Jane", ("Jane Roe",)),
        ("de la Roe, Jane", ("Jane de la Roe",)),
        ("John Smith, Jr.", ("John Smith Jr.",)),
        ("Jane Roe, PhD", ("Jane Roe",)),
        ("Jane Roe, Reuters", ("Jane Roe",)),
        ("Jane Roe, London", ("Jane Roe",)),
        ("Jane Roe, Ben Doe", ("Jane Roe", "Ben Doe")),
    ],
)
def test_a_comma_in_a_quoted_name_means_what_it_means_elsewhere(
    quoted: str, authors: tuple[str, ...]
) -> None:
    item = f'<item><title>One</title><author>"{quoted}" &lt;jane@a.example&gt;</author></item>'
    found = transformed(rss(item)).articles[0]
    assert found.authors == authors
