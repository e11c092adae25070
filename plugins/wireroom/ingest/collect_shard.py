"""Fetch a shard's feeds and land the answers: the only part of a run that uses the network.

    claim ─▶ fetch ─▶ land ─▶ record

Whatever ends it (its time, an exception, SIGTERM), what was fetched is landed and recorded, and feeds that
were not asked are released; SIGKILL leaves a part that the next run salvages (`sweep`).
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Container, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wireroom.decide.clock_offset import clock_offset, offset_in_words, server_clock
from wireroom.errors import StoreError
from wireroom.fetch import fetch_feeds
from wireroom.landing import POLLS, LandingWriter, landing_uri
from wireroom.models import Clock, Exchange, Outcome
from wireroom.runtime.this_process import ending_on_sigterm, give_back_large_blocks
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.claims import claim_feeds, release_feeds
from wireroom.store.feeds.feed_reads import feeds_by_id
from wireroom.store.landings import note_landed, note_lost, open_landing
from wireroom.store.runs import add_remark, sign_of_life

_log = logging.getLogger(__name__)

SIGN_EVERY = 60.0  # seconds between two signs of life


@dataclass(slots=True)
class Collected:
    """A shard's landing file, and how its feeds answered."""

    uri: str
    asked: list[int] = field(default_factory=list)  # ids of feeds with an exchange
    left: int = 0  # feeds without one: the time was over, or another run has them
    answered: int = 0  # those of `asked` whose server sent at least a status
    bytes: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)  # outcome → feeds
    put_off: int = 0  # those of `asked` that were deferred because of another feed of the host
    public: Container[int] = ()  # ids of feeds that are not `private`
    clocks: list[tuple[str, timedelta]] = field(default_factory=list)  # host → how far our clock is ahead

    @property
    def feeds(self) -> int:
        """Number of feeds asked."""
        return len(self.asked)

    @property
    def failed(self) -> int:
        """Number of feeds that failed, without those put off."""
        return sum(n for outcome, n in self.outcomes.items() if not outcome.is_healthy) - self.put_off

    def add(self, exchange: Exchange) -> None:
        """Count an exchange that was landed."""
        self.asked.append(exchange.feed_id)
        self.outcomes[exchange.outcome] += 1
        self.answered += exchange.status is not None
        self.bytes += len(exchange.body)
        self.put_off += exchange.deferred
        if exchange.feed_id in self.public and (there := server_clock(exchange)):
            self.clocks.append(there)


def collect_shard(
    settings: Settings,
    feed_ids: Sequence[int],
    *,
    run_id: int,
    run_key: str,
    name: str,
    clock: Clock,
    on_feed: Callable[[int, int, int], None] = lambda done, answered, of: None,
) -> Collected:
    """Fetch a shard's feeds and land every exchange; no feed's failure ends it.

    After `settings.shard_time` no further feed is asked. `on_feed` is called with the number of feeds done,
    the number of those that answered, and the number of all. Raises LandingError if bytes cannot be stored.
    """
    give_back_large_blocks()
    when = clock()
    uri = landing_uri(settings.landing_url, POLLS, when, run_key, f"{name}-{when:%H%M%S.%f}")
    with connect(settings.database_url) as conn:
        sign_of_life(conn, run_id, when, again=True)
        feeds = feeds_by_id(conn, claim_feeds(conn, run_id, feed_ids, when))
        open_landing(conn, uri, run_id=run_id, feeds=len(feed_ids), now=when)
    collected = Collected(uri, public={feed.id for feed in feeds if not feed.spec.private})
    writer = LandingWriter(uri)
    signed = time.monotonic()
    answers = fetch_feeds(feeds, settings, clock=clock, seconds=settings.shard_time.total_seconds())
    try:
        with ending_on_sigterm(), writer, closing(answers):
            for exchange in answers:
                writer.add(exchange)
                collected.add(exchange)
                del exchange  # its body may be large, and the next is being read already
                on_feed(collected.feeds, collected.answered, len(feeds))
                if time.monotonic() - signed > SIGN_EVERY:
                    _sign(settings, run_id, clock())
                    signed = time.monotonic()
    except BaseException as error:
        _record(settings, run_id, feed_ids, collected, clock(), is_published=writer.is_published, error=error)
        raise
    collected.left = len(feed_ids) - collected.feeds
    _check_clock(settings, run_id, collected, clock())
    _record(settings, run_id, feed_ids, collected, clock())
    return collected


def _record(
    settings: Settings,
    run_id: int,
    feed_ids: Sequence[int],
    collected: Collected,
    now: datetime,
    *,
    is_published: bool = True,
    error: BaseException | None = None,
) -> None:
    """Record what is landed and release the other feeds; without Postgres, that is left to the next run."""
    asked = set(collected.asked)
    unasked = [feed_id for feed_id in feed_ids if feed_id not in asked]
    if error is not None:
        detail = f"ended by {type(error).__name__}: {error}"
    else:
        minutes = settings.shard_time.total_seconds() / 60
        detail = f"the shard's {minutes:g} minutes were over" if unasked else ""
    try:
        with connect(settings.database_url) as conn:
            if is_published:
                note_landed(conn, collected.uri, collected.asked, now, orderly=error is None, detail=detail)
            elif not asked:
                note_lost(conn, collected.uri, detail)
            release_feeds(conn, run_id, unasked)
    except StoreError as trouble:
        _log.warning("%s is landed but not on record: %s", collected.uri, trouble)


def _check_clock(settings: Settings, run_id: int, collected: Collected, now: datetime) -> None:
    offset = clock_offset(collected.clocks)
    if offset is None:
        return
    words = offset_in_words(offset, now)
    _log.warning(words)
    try:
        with connect(settings.database_url) as conn:
            add_remark(conn, run_id, words)
    except StoreError as trouble:
        _log.warning("the run does not say so: %s", trouble)


def _sign(settings: Settings, run_id: int, now: datetime) -> None:
    try:
        with connect(settings.database_url) as conn:
            sign_of_life(conn, run_id, now)
    except StoreError as trouble:  # fetching needs no database; storing will wait for it
        _log.warning("no sign of life could be given: %s", trouble)
