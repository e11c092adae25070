"""Landed files as an origin: whole bodies of the day and its morrow, damage said at the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from wireroom.archive.landed import LandedFiles, LandedOrigin
from wireroom.archive.origin import Cost
from wireroom.errors import LandingError, OriginError
from wireroom.models import Exchange, Landed, LandedRef, Outcome

DAY = date(2026, 11, 20)
FETCHED = datetime(2026, 11, 20, 12, tzinfo=UTC)
FILES = {DAY: ["day.warc.gz"], date(2026, 11, 21): ["morrow.warc.gz"]}


def landed(uri: str, feed_id: int, outcome: Outcome = Outcome.OK, body: bytes = b"<rss/>") -> Landed:
    exchange = Exchange(
        feed_id, "http://a.example/", FETCHED, outcome, body=body, headers=(("content-type", "text/xml"),)
    )
    return Landed(exchange, LandedRef(uri, f"r{feed_id}"))


def read_file(uri: str) -> Iterator[Landed]:
    yield landed(uri, 1, body=f"<rss>{uri}</rss>".encode())
    yield landed(uri, 2, Outcome.NOT_MODIFIED, b"")
    if uri.startswith("morrow"):
        raise LandingError("is cut off", uri=uri)


def size_of(uri: str) -> int:
    return 500


def list_files(day: date) -> list[str]:
    return FILES.get(day, [])


def test_bodies_of_the_day_and_the_day_after_are_given_and_damage_is_said_last() -> None:
    walk = LandedOrigin(LandedFiles(list_files, read_file, size_of)).documents(DAY)
    assert [next(walk).uri, next(walk).uri] == ["day.warc.gz#r1", "morrow.warc.gz#r1"]
    with pytest.raises(OriginError, match=r"1 file is damaged: morrow\.warc\.gz"):
        next(walk)


def test_a_document_knows_its_feed_its_type_and_its_hour() -> None:
    (document,) = LandedOrigin(LandedFiles(list_files, read_file, size_of, days_after=0)).documents(DAY)
    assert (document.feed_id, document.content_type, document.captured_at) == (1, "text/xml", FETCHED)


def test_other_feeds_are_left_out_where_some_are_named() -> None:
    assert (
        list(
            LandedOrigin(LandedFiles(list_files, read_file, size_of, feed_ids={9}, days_after=0)).documents(
                DAY
            )
        )
        == []
    )


def test_the_cost_is_bytes_without_requests() -> None:
    cost = LandedOrigin(LandedFiles(list_files, read_file, size_of)).cost(DAY)
    assert cost == Cost(0, 1_000, "2 landing files")


def test_costs_add_up_and_stay_unknown_once_they_are() -> None:
    assert Cost(1, 10, "a") + Cost(2, 20, "a") == Cost(3, 30, "a")
    assert (Cost(1, 10) + Cost(None, 5, "new")) == Cost(None, 15, "new")


def test_equal_bytes_of_a_feed_are_given_once_though_polled_often() -> None:
    """A cache that turns between two states answers in full each time; what was read is not read again."""
    bodies = (b"<rss>1</rss>", b"<rss>2</rss>", b"<rss>1</rss>", b"<rss>2</rss>")

    def polls(uri: str) -> Iterator[Landed]:
        for feed_id in (1, 2):
            yield from (landed(uri, feed_id, body=body) for body in bodies)

    walk = LandedOrigin(LandedFiles(list_files, polls, size_of)).documents(DAY)
    assert [(d.feed_id, d.body) for d in walk] == [(f, body) for f in (1, 2) for body in bodies[:2]]
