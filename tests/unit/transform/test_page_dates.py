"""When a page came out: its witnesses are weighed, and a clock is read where the page is at home."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.models import Article, FeedContext
from wireroom.transform.transform_document import transform_document

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
PARAGRAPH = (
    "<p>The bridge over the harbour closed on Monday, the council said, and engineers will look at the"
    " northern pier before any traffic returns to the road above it, which was built in 1962.</p>"
)


JAPANESE = (
    "<p>港にかかる橋は月曜日に閉鎖され、技術者は北側の橋脚を調べると市議会は述べた。"
    "橋は1962年に建てられた。</p>"
)


def read(
    head: str, shown: str, *, host: str = "news.example", language: str = "en", text: str = PARAGRAPH
) -> Article:
    """The article of a page with `head`, and `shown` below its headline."""
    page = (
        f'<html lang="{language}"><head><title>Bridge closes at noon</title>{head}</head><body><article>'
        f"<h1>Bridge closes at noon</h1>{shown}{text * 4}</article></body></html>"
    )
    context = FeedContext(feed_id=1, url=f"https://{host}/story/bridge", seen_at=NOW)
    (article,) = transform_document(page.encode(), context=context, or_page=True).articles
    return article


@pytest.mark.parametrize(
    ("host", "language", "shown", "at"),
    [
        pytest.param("news.de", "de", "20.11.2026, 14:45 Uhr", "20 13:45", id="in winter"),
        pytest.param("news.de", "de", "20.07.2026, 14:45 Uhr", "20 12:45", id="in summer"),
        pytest.param("quay.jp", "ja", "2026年11月20日 09:43", "20 00:43", id="by the country"),
        pytest.param("quay.com", "en", "20 November 2026, 14:27", "20 14:27", id="in English anywhere: UTC"),
        pytest.param("quay.com.ar", "es", "20/11/2026 22:41", "21 01:41", id="the next day in UTC"),
        pytest.param("news.de", "de", "20.11.2026, 14:45 EST", "20 19:45", id="a zone that is written stays"),
    ],
)
def test_a_clock_on_a_page_is_the_one_where_it_is_at_home(
    host: str, language: str, shown: str, at: str
) -> None:
    """Where there is one zone; the note says that none was written."""
    article = read("", f"<p>{shown}</p>", host=host, language=language)
    assert article.published is not None
    assert article.published.at is not None
    assert f"{article.published.at:%d %H:%M}" == at


def test_a_language_that_is_written_by_one_clock_tells_the_zone() -> None:
    """Where the domain is anybody's."""
    published = read(
        "", "<p>2026年11月20日 09:43</p>", host="quay.com", language="ja", text=JAPANESE
    ).published
    assert published is not None
    assert published.at == datetime(2026, 11, 20, 0, 43, tzinfo=UTC)


def test_a_clock_in_the_head_is_the_walls_too() -> None:
    """ISO 8601 without a zone is local time (n-tv.de)."""
    told = '<meta property="article:published_time" content="2026-11-20T18:11:01">'
    article = read(told, "", host="quay.de", language="de")
    assert article.published is not None
    assert article.published.at == datetime(2026, 11, 20, 17, 11, 1, tzinfo=UTC)
    assert article.published.note == "no zone written: Europe/Berlin"


STAMP = "2026-11-20T16:02:46Z"


@pytest.mark.parametrize(
    ("changed", "shown", "day"),
    [
        pytest.param(STAMP, "<p>May 14, 2024</p>", "2024-05-14", id="older than the build"),
        pytest.param(
            STAMP, "<p>Published: November 14, 2026</p>", "2026-11-14", id="labelled, older by days"
        ),
        pytest.param(
            STAMP, "<p>November 14, 2026</p>", "2026-11-20", id="days, without a label: an event's, perhaps"
        ),
        pytest.param("2026-11-21T16:02:46Z", "<p>May 14, 2024</p>", "2026-11-20", id="changed after it"),
        pytest.param(STAMP, "<p>November 20, 2026</p>", "2026-11-20", id="agreed"),
        pytest.param(STAMP, "", "2026-11-20", id="nothing shown"),
    ],
)
def test_one_stamp_for_publication_and_change_is_a_builds_where_readers_see_an_older_day(
    changed: str, shown: str, day: str
) -> None:
    """A site that was built anew, or moved, has one instant for all it holds."""
    head = (
        f'<meta property="article:published_time" content="{STAMP}">'
        f'<meta property="article:modified_time" content="{changed}">'
    )
    published = read(head, shown).published
    assert published is not None
    assert published.at is not None
    assert f"{published.at:%Y-%m-%d}" == day
    assert ("is that of" in published.note) == (day not in ("2026-11-20",))


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<meta property="article:modified_time" content="2026-11-20T12:10:51Z">', None),
        ('<meta property="og:article:modified_time" content="2026-11-20T12:10:51Z">', None),
        ('<meta property="og:updated_time" content="2026-11-20T12:10:51Z">', None),
        ('<meta name="last-modified" content="2026-11-20T12:10:51Z">', "meta:last-modified"),
    ],
)
def test_the_change_of_a_page_that_is_no_post_is_no_publication(head: str, source: str | None) -> None:
    """WordPress says when posts came out, and of pages that are rewritten for years only the last change."""
    dates = read(head, "")
    assert dates.updated is not None
    assert f"{dates.updated.at:%Y-%m-%d}" == "2026-11-20"
    assert (dates.published.source if dates.published else None) == source


@pytest.mark.parametrize("name", ["time", "relative-time", "time-ago", "local-time"])
def test_elements_that_scripts_fill_tell_the_second(name: str) -> None:
    """GitHub's, and those of many sites since: readers see `2 days ago`."""
    published = read("", f'<p><{name} datetime="2026-11-20T12:10:51Z">Nov 20, 2026</{name}></p>').published
    assert published is not None
    assert published.at == datetime(2026, 11, 20, 12, 10, 51, tzinfo=UTC)


def test_an_article_in_nitf_has_its_day_and_address() -> None:
    """The New York Times' corpus came in without a day."""
    body = b"""<?xml version="1.0"?><nitf><head><title>Low water</title><docdata>
    <date.issue norm="20070102T000000"/>
    </docdata><pubdata ex-ref="https://quay.example/a.html" date.publication="20070101T000000"/></head>
    <body><body.head><hedline><hl1>Low water</hl1></hedline></body.head>
    <body.content><block><p>The ferry waited at the quay.</p></block></body.content></body></nitf>"""
    context = FeedContext(0, "file:saved/a.xml", datetime(2026, 11, 23, tzinfo=UTC))
    (article,) = transform_document(body, context=context, or_page=True).articles
    assert article.published is not None
    assert (article.published.at, article.url) == (
        datetime(2007, 1, 1, tzinfo=UTC),
        "https://quay.example/a.html",
    )


@pytest.mark.parametrize(
    ("head", "shown", "published", "changed"),
    [
        pytest.param(
            "article:published_time 2026-11-20T07:15:30Z",
            "Publié le 20 novembre 2026 à 08h15, modifié le 23 novembre 2026 à 11h00",
            "20 07:15",
            "23 10:00",
            id="one hour ahead",
        ),
        pytest.param(
            "article:published_time 2026-11-20T08:15:00-05:00",
            "Published November 20, 2026 8:15 am, updated November 23, 2026 11:00 am",
            "20 13:15",
            "23 16:00",
            id="behind",
        ),
        pytest.param(
            "article:modified_time 2026-11-23T10:00:00Z",
            "Publié le 20 novembre 2026 à 08h15, modifié le 23 novembre 2026 à 11h00",
            "20 07:15",
            "23 10:00",
            id="the change tells it of the publication",
        ),
        pytest.param(
            "article:published_time 2026-11-20T07:15:00Z",
            "Published 20 November 2026 at 07:15, updated 23 November 2026 at 11:00",
            "20 07:15",
            "23 11:00",
            id="the same clock",
        ),
        pytest.param(
            "article:published_time 2026-11-20T07:15:00Z",
            "Published 20 November 2026 at 08:15 CET, updated 23 November 2026 at 11:00 GMT",
            "20 07:15",
            "23 11:00",
            id="a zone that is written stays",
        ),
        pytest.param(
            "article:published_time 2026-11-20T07:15:00Z",
            "Published 20 November 2026 at 08:31, updated 23 November 2026 at 11:00",
            "20 07:15",
            "23 11:00",
            id="by other minutes no zones differ",
        ),
        pytest.param(
            "article:published_time 2026-07-20T07:15:00Z",
            "Published 20 July 2026 at 09:15, updated 23 November 2026 at 11:00",
            "20 07:15",
            "23 11:00",
            id="summer time ended between",
        ),
        pytest.param(
            "article:published_time 2026-11-20T00:00:00Z",
            "Published 20 November 2026 at 09:30, updated 23 November 2026 at 12:00",
            "20 09:30",
            "23 12:00",
            id="a midnight of the head tells the day alone",
        ),
        pytest.param(
            "article:published_time 2026-11-20T00:00:00+01:00",
            "Published 20 November 2026 at 09:00, updated 23 November 2026 at 12:00",
            "20 09:00",
            "23 12:00",
            id="a midnight with a zone does, too",
        ),
        pytest.param(
            "article:published_time 2026-11-20T09:30:00Z",
            "Published 20 November 2026 at 00:00, updated 23 November 2026 at 12:00",
            "20 09:30",
            "23 12:00",
            id="so does one that is shown",
        ),
        pytest.param(
            "article:published_time 2026-11-20T06:00:00Z",
            "Published 20 November 2026 at 08:30, updated 23 November 2026 at 12:00",
            "20 06:00",
            "23 12:00",
            id="no zone is two hours and a half ahead",
        ),
        pytest.param(
            "article:published_time 2026-11-20T06:00:00Z",
            "Published 20 November 2026 at 11:30, updated 23 November 2026 at 12:00",
            "20 06:00",
            "23 06:30",
            id="one is five and a half",
        ),
    ],
)
def test_the_clock_that_readers_see_goes_as_the_head_tells(
    head: str, shown: str, published: str, changed: str
) -> None:
    """In a language of many zones."""
    name, _, instant = head.partition(" ")
    article = read(f'<meta property="{name}" content="{instant}">', f'<p class="date">{shown}</p>')
    assert article.published is not None
    assert article.published.at is not None
    assert article.updated is not None
    assert article.updated.at is not None
    assert (f"{article.published.at:%d %H:%M}", f"{article.updated.at:%d %H:%M}") == (published, changed)
