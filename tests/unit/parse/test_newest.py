"""More entries than one poll takes in: the newest are read, not the first."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from wireroom.models import ParsedFeed
from wireroom.parse import parse_document
from wireroom.parse.tolerant import read_tolerantly

START = datetime(2026, 1, 1, tzinfo=UTC)
ASCENDING = [START + timedelta(hours=hour) for hour in range(20)]


def rss(times: list[datetime | None], tail: str = "</channel></rss>") -> bytes:
    items = "".join(
        f"<item><title>{place}</title><link>https://bay.example/{place}</link>"
        f"{'' if at is None else f'<pubDate>{format_datetime(at)}</pubDate>'}</item>"
        for place, at in enumerate(times)
    )
    return f'<rss version="2.0"><channel><title>Bay</title>{items}{tail}'.encode()


def atom(times: list[datetime | None]) -> bytes:
    entries = "".join(
        f'<entry><id>{place}</id><title>{place}</title><link href="https://bay.example/{place}"/>'
        f"{'' if at is None else f'<updated>{at.isoformat()}</updated>'}</entry>"
        for place, at in enumerate(times)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Bay</title>{entries}</feed>'.encode()


def json_feed(times: list[datetime | None]) -> bytes:
    items = [
        {"id": str(place), "title": str(place), "url": f"https://bay.example/{place}"}
        | ({} if at is None else {"date_published": at.isoformat()})
        for place, at in enumerate(times)
    ]
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Bay", "items": items}
    ).encode()


def sitemap(times: list[datetime | None]) -> bytes:
    pages = "".join(
        f"<url><loc>https://bay.example/{place}</loc>"
        f"{'' if at is None else f'<lastmod>{at.isoformat()}</lastmod>'}</url>"
        for place, at in enumerate(times)
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>'.encode()


def places(feed: ParsedFeed) -> list[int]:
    return [int((entry.link or "").rpartition("/")[2]) for entry in feed.entries]


FORMATS = {"rss": rss, "atom": atom, "json": json_feed, "sitemap": sitemap}


@pytest.mark.parametrize("dialect", FORMATS)
def test_of_a_list_that_ascends_the_end_is_read(dialect: str) -> None:
    feed = parse_document(FORMATS[dialect](list(ASCENDING)), url="https://bay.example/", max_entries=5)
    assert places(feed) == [15, 16, 17, 18, 19]
    assert [entry.position for entry in feed.entries] == [15, 16, 17, 18, 19]
    assert feed.left_out == 15
    assert "kept the newest 5 of 20 entries" in feed.problems[0]


@pytest.mark.parametrize("dialect", FORMATS)
def test_of_a_list_that_descends_the_beginning_is_read(dialect: str) -> None:
    feed = parse_document(FORMATS[dialect](ASCENDING[::-1]), url="https://bay.example/", max_entries=5)
    assert places(feed) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("dialect", FORMATS)
def test_without_dates_order_must_do(dialect: str) -> None:
    feed = parse_document(FORMATS[dialect]([None] * 20), url="https://bay.example/", max_entries=5)
    assert places(feed) == [0, 1, 2, 3, 4]


def test_an_entry_without_a_date_is_as_old_as_the_one_before() -> None:
    times = [None if place % 3 == 2 else at for place, at in enumerate(ASCENDING)]
    feed = parse_document(rss(times), url="https://bay.example/", max_entries=5)
    assert places(feed) == [15, 16, 17, 18, 19]


def test_dates_that_nobody_can_read_do_no_harm() -> None:
    body = rss(list(ASCENDING)).replace(b"Thu, 01 Jan 2026", b"0000-99-99T99:99", 3)
    assert len(parse_document(body, url="https://bay.example/", max_entries=5).entries) == 5


@pytest.mark.parametrize("dialect", FORMATS)
def test_what_fits_is_left_alone_and_no_cap_reads_all(dialect: str) -> None:
    body = FORMATS[dialect](list(ASCENDING))
    for most in (20, None):
        feed = parse_document(body, url="https://bay.example/", max_entries=most)
        assert (len(feed.entries), feed.left_out, feed.problems) == (20, 0, ())


def test_what_feedparser_reads_is_capped_alike() -> None:
    feed = read_tolerantly(rss(list(ASCENDING)).decode(), 5)
    assert feed is not None
    assert (places(feed), feed.left_out) == ([15, 16, 17, 18, 19], 15)
