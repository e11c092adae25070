"""A walk through a feed's history: what it brings, what it leaves alone, where it stops."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from wireroom.archive.walks import read_history as reading
from wireroom.archive.walks.archive_index import ArchiveIndex
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.archive.walks.rfc5005 import Rfc5005Origin
from wireroom.errors import NotCoveredError, OriginError
from wireroom.models import Exchange, Outcome, ParsedFeed, RawDate
from wireroom.parse import parse_document

SITE = "http://gull.example/"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def feed(day: str | None, **links: str) -> bytes:
    """A feed whose entries are all of one day; `prev_archive="a"` links to /a."""
    elements = "".join(
        f'<link rel="{rel.replace("_", "-")}" href="{SITE}{to}"/>' for rel, to in links.items()
    )
    entry = f"<entry><id>{SITE}of-{day}</id><updated>{day}T12:00:00Z</updated></entry>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{elements}{entry}</feed>'.encode()


def date_of(raw: RawDate, parsed: ParsedFeed) -> datetime | None:
    return None if raw.text.startswith("None") else datetime.fromisoformat(raw.text)


class Site:
    """Documents by name, and what was asked for."""

    def __init__(self, **documents: bytes) -> None:
        self.documents = documents
        self.asked: list[str] = []

    def get(self, url: str) -> Exchange:
        name = url.removeprefix(SITE)
        self.asked.append(name)
        if name not in self.documents:
            return Exchange(0, url, NOW, Outcome.NOT_FOUND, "404 Not Found", status=404)
        return Exchange(0, url, NOW, Outcome.OK, status=200, body=self.documents[name])


@pytest.fixture
def chain() -> Site:
    """Today's feed and four archive documents, a fortnight apart."""
    return Site(
        feed=feed("2026-11-23", prev_archive="a4"),
        a4=feed("2026-11-09", prev_archive="a3", current="feed"),
        a3=feed("2026-10-26", prev_archive="a2", next_archive="a4"),
        a2=feed("2026-10-12", prev_archive="a1", next_archive="a3"),
        a1=feed("2026-09-28", next_archive="a2"),
    )


def origin(site: Site, **more: object) -> Rfc5005Origin:
    return Rfc5005Origin(FeedHistory(SITE + "feed", site.get, date_of, NOW, **more))  # type: ignore[arg-type]


def names(found: Rfc5005Origin, day: date | None) -> list[str]:
    return [document.url.removeprefix(SITE) for document in found.documents(day)]


def test_all_of_the_past_is_reached_newest_first(chain: Site) -> None:
    assert names(origin(chain), None) == ["a4", "a3", "a2", "a1"]


def test_entries_of_todays_feed_are_left_alone(chain: Site) -> None:
    with pytest.raises(NotCoveredError, match="ends on 2026-11-09"):
        names(origin(chain), date(2026, 11, 23))
    assert names(origin(chain), date(2026, 11, 9)) == ["a4"]


def test_a_day_before_the_archive_begins_is_not_covered(chain: Site) -> None:
    with pytest.raises(NotCoveredError, match="begins on 2026-09-28"):
        names(origin(chain), date(2020, 1, 1))


def test_the_feeds_own_secret_in_a_link_goes_into_no_index_and_no_message(chain: Site) -> None:
    """A publisher writes `?token=…` into its links: it was kept and said as it came."""
    chain.documents["a3"] = feed("2026-10-26", prev_archive="a2?token=geheimnis")
    index, kept = ArchiveIndex(), str.replace
    history = {"conceal": lambda url: kept(url, "geheimnis", "***1"), "index": index}
    with pytest.raises(OriginError) as told:
        names(origin(chain, **history), None)
    assert "geheimnis" not in str(told.value) + str(index.to_rows())
    assert chain.asked[-1] == "a2?token=***1"


@pytest.mark.parametrize("name", ["feed", "a3"])
def test_a_page_for_people_in_the_chain_breaks_it_and_is_not_its_end(chain: Site, name: str) -> None:
    """A login that was answered with 200 ended it: days behind it were `done` with nothing."""
    chain.documents[name] = b"<!doctype html><html><body><p>We are back soon.</p></body></html>"
    index = ArchiveIndex()
    with pytest.raises(OriginError, match=f"{name}: answered with what is no feed") as told:
        names(origin(chain, index=index), date(2026, 10, 12))
    assert not isinstance(told.value, NotCoveredError)
    assert SITE + name not in index.to_rows()


def test_they_count_where_all_there_is_was_asked_for(chain: Site) -> None:
    assert names(origin(chain, with_subscription=True), None)[0] == "feed"


def test_all_there_is_goes_through_a_known_archive_that_the_feed_links_to_no_more(chain: Site) -> None:
    """What `archive:` in the list names was passed over, and today's entries were all."""
    chain.documents["feed"] = feed("2026-11-23")
    found = origin(chain, with_subscription=True, archive=SITE + "a4")
    assert names(found, None) == ["feed", "a4", "a3", "a2", "a1"]


def test_a_feed_that_says_it_is_complete_is_its_own_archive() -> None:
    body = b'<rss xmlns:fh="http://purl.org/syndication/history/1.0"><channel><fh:complete/></channel></rss>'
    site = Site(feed=body)
    assert names(origin(site), date(2026, 1, 1)) == ["feed"]


def test_a_known_archive_document_saves_asking_for_the_feed(chain: Site) -> None:
    assert names(origin(chain, archive=SITE + "a4"), date(2026, 11, 9)) == ["a4"]
    assert "feed" not in chain.asked


def test_it_may_be_written_relative_to_the_feed(chain: Site) -> None:
    assert names(origin(chain, archive="a4"), date(2026, 11, 9)) == ["a4"]


def test_one_day_brings_only_documents_that_may_hold_it(chain: Site) -> None:
    assert names(origin(chain), date(2026, 10, 27)) == ["a3"]


def test_the_walk_stops_once_it_is_past_the_day(chain: Site) -> None:
    names(origin(chain), date(2026, 10, 27))
    assert "a1" not in chain.asked


def test_a_document_without_a_date_is_given_since_it_cannot_be_ruled_out(chain: Site) -> None:
    chain.documents["a3"] = feed(None, prev_archive="a2")
    assert names(origin(chain), date(2026, 10, 12)) == ["a3", "a2"]


def test_the_next_day_asks_only_for_what_is_not_known_yet(chain: Site) -> None:
    index = ArchiveIndex()
    names(origin(chain, index=index, archive=SITE + "a4"), date(2026, 10, 12))
    chain.asked.clear()
    assert names(origin(chain, index=index, archive=SITE + "a4"), date(2026, 9, 28)) == ["a1"]
    assert chain.asked == ["a1"]


def test_todays_feed_is_never_taken_for_an_archive_that_stands_for_ever(chain: Site) -> None:
    index = ArchiveIndex()
    names(origin(chain, index=index, archive=SITE + "feed"), None)
    assert {item.url.removeprefix(SITE) for item in index if item.permanent} == {"a4", "a3", "a2", "a1"}


def test_a_document_that_was_landed_is_read_from_there(chain: Site) -> None:
    index = ArchiveIndex()
    names(origin(chain, index=index, archive=SITE + "a4"), date(2026, 10, 26))
    index.note_landed(SITE + "a3", "file:///landing/a3.warc.gz")
    chain.asked.clear()
    again = origin(chain, index=index, archive=SITE + "a4", recall=lambda known: b"kept")
    assert [(d.uri, d.body) for d in again.documents(date(2026, 10, 26))] == [
        ("file:///landing/a3.warc.gz", b"kept")
    ]
    assert "a3" not in chain.asked


def test_pages_are_followed_by_rel_next() -> None:
    site = Site(feed=feed("2026-11-22", next="p2"), p2=feed("2026-11-10", next="p3"), p3=feed("2026-11-01"))
    assert names(origin(site), None) == ["p2", "p3"]


def test_what_was_known_of_pages_is_forgotten_after_an_hour() -> None:
    site = Site(feed=feed("2026-11-22", next="p2"), p2=feed("2026-11-10", next="p3"), p3=feed("2026-11-01"))
    index = ArchiveIndex()
    names(origin(site, index=index), None)
    site.asked.clear()
    later = FeedHistory(SITE + "feed", site.get, date_of, NOW + timedelta(hours=2), index=index)
    names(Rfc5005Origin(later), date(2026, 11, 1))
    assert site.asked == ["feed", "p2", "p3"]


def test_a_missing_link_is_said_after_what_was_reached_was_given(chain: Site) -> None:
    del chain.documents["a2"]
    walk = origin(chain).documents(None)
    assert [next(walk).url, next(walk).url] == [SITE + "a4", SITE + "a3"]
    with pytest.raises(OriginError, match=r"a2: 404 Not Found"):
        next(walk)


def forever(step: Callable[[int], bytes]) -> Callable[[str], Exchange]:
    def get(url: str) -> Exchange:
        tail = url.removeprefix(SITE + "page")
        number = int(tail) if tail.isdigit() else 0
        return Exchange(0, url, NOW, Outcome.OK, status=200, body=step(number))

    return get


ENDLESS = [
    pytest.param(lambda n: feed("2026-11-01", next="page1"), "loops", id="it leads to itself"),
    pytest.param(lambda n: feed("2026-11-01", next=f"page{n % 3}"), "loops", id="it leads in a circle"),
    pytest.param(
        lambda n: feed("2026-11-01", next=f"page{n + 1}"),
        "without getting older",
        id="one page under many names",
    ),
    pytest.param(
        lambda n: feed(None, next=f"page{n + 1}"), "more than 50", id="pages without dates, for ever"
    ),
]


@pytest.mark.parametrize(("step", "said"), ENDLESS)
def test_a_chain_that_does_not_end_is_ended(step: Callable[[int], bytes], said: str) -> None:
    found = Rfc5005Origin(FeedHistory(SITE + "feed", forever(step), date_of, NOW, max_documents=50))
    with pytest.raises(OriginError, match=said):
        list(found.documents(None))


def test_before_the_first_visit_the_cost_is_unknown(chain: Site) -> None:
    cost = origin(chain).cost(date(2026, 10, 12))
    assert (cost.requests, cost.size) == (None, None)
    assert "not been visited" in cost.note


def test_a_visited_archive_tells_the_cost_of_a_day_without_a_request(chain: Site) -> None:
    index = ArchiveIndex()
    names(origin(chain, index=index, archive=SITE + "a4"), None)
    chain.asked.clear()
    cost = origin(chain, index=index, archive=SITE + "a4").cost(date(2026, 10, 12))
    assert (cost.requests, cost.size) == (1, len(chain.documents["a2"]))
    assert chain.asked == []


def test_a_day_further_back_than_any_visit_is_estimated(chain: Site) -> None:
    index = ArchiveIndex()
    names(origin(chain, index=index, archive=SITE + "a4"), date(2026, 10, 26))
    cost = origin(chain, index=index, archive=SITE + "a4").cost(date(2026, 6, 1))
    assert cost.requests is not None
    assert cost.requests > 5
    assert "estimated" in cost.note


def test_a_document_is_read_once_on_the_walk(chain: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its links, its dates and its entries come of one reading; they took three."""
    read: list[str] = []

    def counted(body: bytes, **more: object) -> ParsedFeed:
        read.append(str(more["url"]))
        return parse_document(body, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "parse_document", counted)
    names(origin(chain), None)
    assert read == [SITE + name for name in ("feed", "a4", "a3", "a2", "a1")]
