"""A walk through a feed's `?paged=` pages: what it brings, where it stops, what it does not believe."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from wireroom.archive.walks.archive_index import ArchiveIndex
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.archive.walks.paged import PagedOrigin, page_url
from wireroom.errors import NotCoveredError, OriginError
from wireroom.models import Exchange, Outcome, ParsedFeed, RawDate

FEED = "http://gull.example/feed/"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def feed(*ids: int) -> bytes:
    """A feed of entries that are called by number: 1 is the newest, each a day older than the one before."""
    items = "".join(
        f"<item><guid>{number}</guid><title>Tide {number}</title>"
        f"<pubDate>{NOW - timedelta(days=number):%Y-%m-%d}</pubDate></item>"
        for number in ids
    )
    return f'<rss version="2.0"><channel><title>Gull</title>{items}</channel></rss>'.encode()


def date_of(raw: RawDate, parsed: ParsedFeed) -> datetime | None:
    return datetime.fromisoformat(raw.text).replace(tzinfo=UTC)


class Site:
    """Pages by number from 1 on; `last` answers whatever lies beyond."""

    def __init__(self, *pages: bytes, last: bytes | None = None, broken: int = 0) -> None:
        self.pages, self.last, self.broken = pages, last, broken
        self.asked: list[int] = []
        self.notes: list[str] = []

    def get(self, url: str) -> Exchange:
        number = int(url.partition("paged=")[2] or 1)
        self.asked.append(number)
        if number == self.broken:
            return Exchange(0, url, NOW, Outcome.SERVER_ERROR, "503 Service Unavailable", status=503)
        body = self.pages[number - 1] if number <= len(self.pages) else self.last
        if body is None:
            return Exchange(0, url, NOW, Outcome.NOT_FOUND, "404 Not Found", status=404)
        return Exchange(0, url, NOW, Outcome.OK, status=200, body=body)

    def origin(self, **more: object) -> PagedOrigin:
        return PagedOrigin(FeedHistory(FEED, self.get, date_of, NOW, note=self.notes.append, **more))  # type: ignore[arg-type]

    def pages_of(self, day: date | None = None, **more: object) -> list[int]:
        return [int(document.url.partition("paged=")[2]) for document in self.origin(**more).documents(day)]


THREE = (feed(1, 2, 3), feed(4, 5, 6), feed(7, 8))


def test_pages_come_newest_first_until_one_is_missing() -> None:
    site = Site(*THREE)
    assert site.pages_of() == [2, 3]
    assert site.asked == [1, 2, 3, 4]
    assert site.notes == []


ENDS = [
    pytest.param(feed(), id="empty"),
    pytest.param(THREE[0], id="the first page again"),
    pytest.param(THREE[2], id="the last page again"),
    pytest.param(feed(5, 8), id="entries of two pages, none of them new"),
]


@pytest.mark.parametrize("last", ENDS)
def test_a_page_that_shows_nothing_new_ends_the_walk_and_is_not_believed(last: bytes) -> None:
    site = Site(*THREE, last=last)
    assert site.pages_of() == [2, 3]
    assert site.asked == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("last", "said"),
    [(feed(1, 2, 3), "shows its first page again"), (b"<html></html>", "is no feed")],
    ids=["the same feed", "a page"],
)
def test_a_server_that_knows_no_pages_costs_two_requests_and_is_named(last: bytes, said: str) -> None:
    site = Site(feed(1, 2, 3), last=last)
    assert site.pages_of() == []
    assert site.asked == [1, 2]
    assert said in site.notes[0]


def test_a_page_that_moved_on_while_we_walked_is_still_taken() -> None:
    """Three entries came between two requests: half of the page is known, the rest is not lost."""
    assert Site(feed(1, 2, 3), feed(2, 3, 4), feed(5, 6)).pages_of() == [2, 3]


def test_one_day_brings_only_pages_that_may_hold_it_and_stops_behind_it() -> None:
    site = Site(*(feed(*range(10 * page, 10 * page + 10)) for page in range(9)))
    assert site.pages_of((NOW - timedelta(days=35)).date()) == [4]
    assert site.asked == [1, 2, 3, 4, 5]


def test_the_next_day_asks_only_for_pages_that_may_hold_it() -> None:
    site = Site(*(feed(*range(10 * page, 10 * page + 10)) for page in range(9)))
    index = ArchiveIndex()
    site.pages_of((NOW - timedelta(days=45)).date(), index=index)
    site.asked.clear()
    day = (NOW - timedelta(days=25)).date()
    assert site.origin(index=index).cost(day).requests == 1
    assert site.pages_of(day, index=index) == [3]
    assert site.asked == [3]


def test_todays_feed_counts_where_all_there_is_was_asked_for() -> None:
    found = [document.url for document in Site(*THREE).origin(with_subscription=True).documents(None)]
    assert found == [FEED, page_url(FEED, 2), page_url(FEED, 3)]


def test_a_page_that_fails_is_said_after_what_was_reached_was_given() -> None:
    walk = Site(*THREE, broken=3).origin().documents(None)
    assert next(walk).url == page_url(FEED, 2)
    with pytest.raises(OriginError, match="503 Service Unavailable"):
        next(walk)


LOGIN = b"<!doctype html><html><body><form action='/login'>Please log in</form></body></html>"


def test_a_page_for_people_behind_pages_of_the_feed_is_no_end_of_them() -> None:
    """It ended the walk: the days behind it were `uncovered` for good."""
    site = Site(*THREE, last=LOGIN)
    with pytest.raises(OriginError, match="paged=4: answered with what is no feed") as told:
        site.pages_of((NOW - timedelta(days=30)).date())
    assert not isinstance(told.value, NotCoveredError)
    assert site.asked == [1, 2, 3, 4]


def test_a_login_in_place_of_the_feed_itself_is_no_feed_without_pages() -> None:
    with pytest.raises(OriginError, match="answered with what is no feed"):
        Site(LOGIN, last=LOGIN).pages_of()


def test_what_a_walk_gives_is_to_be_read_as_a_feed_only() -> None:
    assert all(document.is_feed for document in Site(*THREE).origin(with_subscription=True).documents(None))


def test_pages_that_never_end_are_ended() -> None:
    def get(url: str) -> Exchange:
        number = int(url.partition("paged=")[2] or 1)
        return Exchange(0, url, NOW, Outcome.OK, status=200, body=feed(number))

    origin = PagedOrigin(FeedHistory(FEED, get, date_of, NOW, max_documents=50))
    with pytest.raises(OriginError, match="more than 50 documents"):
        list(origin.documents(None))


def test_a_feed_whose_address_has_a_query_keeps_it() -> None:
    assert page_url("http://gull.example/?feed=rss2#top", 2) == "http://gull.example/?feed=rss2&paged=2"
