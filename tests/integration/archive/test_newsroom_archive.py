"""The newsroom's archives through the real fetcher: each day's articles under their own dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from wireroom.archive.sitemaps import SitemapsOrigin
from wireroom.archive.walks.archive_index import ArchiveIndex
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.archive.walks.paged import PagedOrigin
from wireroom.archive.walks.rfc5005 import Rfc5005Origin
from wireroom.common.dates import read_date
from wireroom.errors import OriginError
from wireroom.fetch import fetch_in_turn
from wireroom.models import Article, Exchange, FeedContext, ParsedFeed, RawDate
from wireroom.newsroom import PUBLIC_PORT, NewsroomApp, NewsroomClock, NewsroomServer
from wireroom.newsroom.content.outlet import standing_outlets
from wireroom.newsroom.content.schedule import day_slots, latest
from wireroom.newsroom.content.story import make_story
from wireroom.settings import Settings
from wireroom.transform.transform_document import transform_document

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAYS = [date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 3)]
ARCHIVED = "http://estuary-almanac.localhost:8799/feed.atom"
WORDPRESS = "http://diario-del-puerto.localhost:8799/feed/"
PAGED = "http://pegel-chronik.localhost:8799/rss.xml"


@pytest.fixture(scope="module")
def settings() -> Iterator[Settings]:
    with NewsroomServer(NewsroomApp(NewsroomClock(NOW, 0))) as server:
        yield Settings(connect_to=((f"*.localhost:{PUBLIC_PORT}", f"127.0.0.1:{server.port}"),))


def articles_in(body: bytes, url: str) -> tuple[Article, ...]:
    return transform_document(body, context=FeedContext(1, url, NOW)).articles


def date_of(raw: RawDate, parsed: ParsedFeed) -> datetime | None:
    return read_date(raw.text, source=raw.field, now=NOW).at


def origin(url: str, settings: Settings, made: list[str], index: ArchiveIndex) -> Rfc5005Origin:
    def get(asked: str) -> Exchange:
        made.append(asked)
        with fetch_in_turn(settings, clock=lambda: NOW) as fetch:
            return fetch(asked, True)

    return Rfc5005Origin(FeedHistory(url, get, date_of, NOW, index=index))


@pytest.mark.parametrize("url", [ARCHIVED, PAGED], ids=["archived", "paged"])
def test_each_day_brings_exactly_its_own_articles(url: str, settings: Settings) -> None:
    outlet = standing_outlets()[url.split("/")[2].partition(".")[0]]
    index, made = ArchiveIndex(), list[str]()
    for day in DAYS:
        documents = origin(url, settings, made, index).documents(day)
        found = {a.url: a for d in documents for a in articles_in(d.body, d.url)}
        published = [a.published.at for a in found.values() if a.published and a.published.at]
        expected = [slot.published for slot in day_slots(outlet, "1", day, NOW)]
        assert sorted(at for at in published if at.date() == day) == sorted(expected)


def test_the_second_day_costs_no_more_than_the_documents_that_may_hold_it(settings: Settings) -> None:
    index, made = ArchiveIndex(), list[str]()
    list(origin(ARCHIVED, settings, made, index).documents(DAYS[0]))
    first = len(made)
    made.clear()
    estimate = origin(ARCHIVED, settings, made, index).cost(DAYS[1])
    list(origin(ARCHIVED, settings, made, index).documents(DAYS[1]))
    assert first > 10
    assert len(made) <= 3  # the way in, and at most two weeks that touch the day
    assert estimate.requests is not None
    assert estimate.requests <= len(made)


def test_todays_feed_is_never_filed_by_a_dated_run(settings: Settings) -> None:
    documents = origin(ARCHIVED, settings, [], ArchiveIndex()).documents(NOW.date() - timedelta(days=1))
    assert ARCHIVED not in {document.url for document in documents}


def test_a_feed_that_is_gone_is_said_in_words(settings: Settings) -> None:
    gone = origin("http://last-edition.localhost:8799/rss.xml", settings, [], ArchiveIndex())
    with pytest.raises(OriginError, match=r"last-edition"):
        list(gone.documents(DAYS[0]))


@pytest.mark.slow
def test_a_feed_in_pages_as_wordpress_serves_them_brings_a_whole_day(settings: Settings) -> None:
    day, made = NOW.date() - timedelta(days=2), list[str]()
    history = origin(WORDPRESS, settings, made, ArchiveIndex()).history
    documents = PagedOrigin(history).documents(day)
    found = {a.url: a for d in documents for a in articles_in(d.body, d.url)}
    of_day = {u for u, a in found.items() if a.published and a.published.at and a.published.at.date() == day}
    slots = latest(standing_outlets()["diario-del-puerto"], "1", NOW, 1_000)
    assert len(of_day) == sum(slot.published.date() == day for slot in slots) > 200
    assert len(made) == len(set(made))


def test_sitemaps_bring_the_pages_of_a_day_and_none_twice(settings: Settings) -> None:
    made, index = list[str](), ArchiveIndex()
    history = origin(ARCHIVED, settings, made, index).history
    outlet = standing_outlets()["estuary-almanac"]
    found = [document.url for document in SitemapsOrigin(history).documents(DAYS[0])]
    expected = {
        outlet.site + make_story(outlet, "1", slot).path for slot in day_slots(outlet, "1", DAYS[0], NOW)
    }

    assert expected <= set(found)
    assert len(found) == len(set(found)) <= 3 * 12, "a day around it, for zones"
    assert made[0].endswith("/robots.txt")
    assert [url for url in made if "/sitemaps/" in url] == [
        f"{outlet.site}/sitemaps/2026-09.xml.gz",
        f"{outlet.site}/sitemaps/2026-08.xml.gz",
    ]
