"""Fetch and land the pages of a shard: the only part of a run of pages that uses the network."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta

from wireroom.common.robots import SETTLED
from wireroom.common.urls import web_origin
from wireroom.fetch import fetch_pages, may_read_tdmrep
from wireroom.landing import PAGES, LandingWriter, landing_uri
from wireroom.models import Clock, PageAnswer, SiteRules, WantedPage
from wireroom.runtime.this_process import ending_on_sigterm
from wireroom.settings import Settings
from wireroom.store import pages as store_pages
from wireroom.store.connection import connect
from wireroom.store.runs import sign_of_life

RULES_HOLD = timedelta(hours=24)  # RFC 9309 §2.4
FAILURE_HOLDS = timedelta(hours=1)  # that robots.txt could not be had
SIGN_EVERY = 60.0  # seconds between two signs of life


@dataclass(slots=True)
class CollectedPages:
    """Where the answers of a shard are landed, and how many pages ended with each outcome."""

    uri: str
    outcomes: Counter[str] = field(default_factory=Counter)
    bytes: int = 0
    left: int = 0  # pages not asked for: they stay wanted

    @property
    def pages(self) -> int:
        """Number of pages with an outcome, including those that robots.txt forbids."""
        return sum(self.outcomes.values())


def collect_pages(
    settings: Settings,
    article_ids: Sequence[int],
    *,
    run_id: int,
    run_key: str,
    name: str,
    clock: Clock,
) -> CollectedPages:
    """Request each page and land every exchange, including robots.txt; a page that fails ends nothing.

    After `settings.shard_time` no further page is requested. Raises LandingError if bytes cannot be stored.
    """
    when = clock()
    uri = landing_uri(settings.landing_url, PAGES, when, run_key, f"{name}-{when:%H%M%S.%f}")
    with connect(settings.database_url) as conn:
        sign_of_life(conn, run_id, when, again=True)
        pages = store_pages.claimed_pages(conn, run_id, article_ids)
        known = store_pages.site_rules(
            conn,
            {web_origin(page.url) for page in pages},
            when - RULES_HOLD,
            settled=SETTLED,
            failed_since=when - FAILURE_HOLDS,
        )
        asked = store_pages.pages_last_asked(conn, {page.family for page in pages}, when - RULES_HOLD)
    walk = _Walk(settings, CollectedPages(uri), run_id, clock)
    seconds = settings.shard_time.total_seconds()
    answers = fetch_pages(pages, settings, known=known, asked=asked, clock=clock, seconds=seconds)
    writer = LandingWriter(uri)
    try:
        with ending_on_sigterm(), writer, closing(answers):
            for answer in answers:
                walk.add(answer, writer)
    finally:
        walk.record(pages, is_landed=writer.is_published)
    return walk.collected


class _Walk:
    """What was requested so far; written to the database once the landing file is published."""

    def __init__(self, settings: Settings, collected: CollectedPages, run_id: int, clock: Clock) -> None:
        self._settings, self._run_id, self._clock = settings, run_id, clock
        self.collected = collected
        self._rows: dict[int, dict[str, object]] = {}
        self._rules: list[SiteRules] = []
        self._signed = time.monotonic()

    def add(self, answer: PageAnswer, writer: LandingWriter) -> None:
        """Land one exchange, and remember its row."""
        exchange = answer.exchange
        ref = writer.add(exchange)
        if answer.rules:
            self._rules.append(answer.rules)
        if answer.page:
            self.collected.outcomes[exchange.outcome.value] += 1
            self.collected.bytes += len(exchange.body)
            self._rows[answer.page.article_id] = {
                "article_id": answer.page.article_id,
                "asked_at": exchange.fetched_at.isoformat(),
                "decision": answer.decision,
                "final_url": exchange.answered_from,
                "status": exchange.status,
                "record": ref.record_id,
            }
        if time.monotonic() - self._signed > SIGN_EVERY:
            with connect(self._settings.database_url) as conn:
                sign_of_life(conn, self._run_id, self._clock())
            self._signed = time.monotonic()

    def record(self, pages: Sequence[WantedPage], *, is_landed: bool) -> None:
        """Write the rows of landed pages and site rules, and release the claims of pages not requested."""
        rows = self._rows if is_landed else {}
        left = [page.article_id for page in pages if page.article_id not in rows]
        self.collected.left = len(left)
        with connect(self._settings.database_url) as conn:
            for rules in self._rules:
                if may_read_tdmrep(rules, self._settings.user_agent):
                    older, unread = RULES_HOLD - FAILURE_HOLDS, None
                else:  # it may say so every day: asking each hour would learn nothing
                    older, unread = timedelta(), b""
                store_pages.save_site_rules(conn, rules, settled=SETTLED, older=older, unread=unread)
            store_pages.note_pages_landed(conn, self.collected.uri, rows.values())
            store_pages.release_pages(conn, self._run_id, left, self._clock())
