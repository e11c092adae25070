"""Fetch the pages of one politeness family, one after another and as slowly as its sites ask."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from wireroom.common.robots import Robots
from wireroom.common.urls import host_of, web_origin
from wireroom.fetch.client import Client
from wireroom.fetch.connections.resolver import Resolver
from wireroom.fetch.fetch_one import FetchRequest, fetch_one
from wireroom.fetch.outcomes import Failure
from wireroom.fetch.shared_turns import turn_of
from wireroom.fetch.site_rules import SiteBook
from wireroom.fetch.worker_threads import WorkerThreads
from wireroom.models import Clock, Exchange, Outcome, PageAnswer, SiteRules, WantedPage
from wireroom.settings import Settings

_PATIENCE = 3  # pages in a row that could not be fetched, after which the family is given up
_UNHAD = frozenset(
    {
        *(Outcome.TIMED_OUT, Outcome.CONNECTION_FAILED, Outcome.UNREACHABLE_HOST, Outcome.TLS_FAILED),
        *(Outcome.SERVER_ERROR, Outcome.FORBIDDEN, Outcome.BOT_WALL),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWalk:
    """What the families of one call of `fetch_pages` share."""

    settings: Settings
    resolver: Resolver
    book: SiteBook
    asked: Mapping[str, datetime]  # origin → time of the last request for a page
    clock: Clock
    until: float  # by the monotonic clock; no page is requested after it


class PageFamily:
    """Fetches the pages of one family. Pages that it does not reach give no answer and stay wanted."""

    def __init__(
        self, pages: Sequence[WantedPage], walk: PageWalk, threads: WorkerThreads[PageAnswer]
    ) -> None:
        self._pages, self._walk = pages, walk
        self._stopped, self._tell = threads.stopped, threads.hand_over
        private = pages[0].private
        self._client = Client(walk.settings, walk.resolver, private=private)
        self._asks_rules = Client(walk.settings, walk.resolver, private=private)  # also amid redirects
        self._ready = 0.0  # when the family's next request may be made, by the monotonic clock
        self._host_ready: dict[str, float] = {}  # origin → the same by its own Crawl-delay

    def ask_pages(self) -> None:
        """Request page after page, until a server limits us or `_PATIENCE` pages in a row have failed."""
        failed = 0
        try:
            for page in self._pages:
                if self._stopped.is_set() or time.monotonic() >= self._walk.until:
                    return
                answer = self._answer(page)
                if answer is None:
                    continue
                self._tell(answer)
                outcome = answer.exchange.outcome
                failed = failed + 1 if outcome in _UNHAD else 0
                if outcome is Outcome.RATE_LIMITED or failed == _PATIENCE:
                    return
        finally:
            self._client.close()
            self._asks_rules.close()

    def _answer(self, page: WantedPage) -> PageAnswer | None:
        """The answer for a page; None if there is no time for the site's pause or for other processes."""
        robots = self._robots(page.url)
        if robots is None:
            return None
        decision = robots.decision(page.url)
        if not robots.allows(page.url):
            refused = Exchange(page.feed_id, page.url, self._walk.clock(), _refusal(robots), decision)
            return PageAnswer(refused, page, decision)
        origin = web_origin(page.url)
        if origin not in self._host_ready:
            self._host_ready[origin] = time.monotonic() + self._pause_left(origin, robots.pause)
        if not self._wait(max(self._ready, self._host_ready[origin])):
            return None
        request = FetchRequest(page.feed_id, page.url, may_ask=lambda url: self._check(page, url))
        with self._turn() as is_ours:
            if not is_ours:
                return None
            exchange = self._ask(self._client, request)
        self._host_ready[origin] = time.monotonic() + robots.pause
        return PageAnswer(exchange, page, decision)

    def _pause_left(self, origin: str, pause: float) -> float:
        """Seconds left of the Crawl-delay since an earlier run's request; at most `pause`."""
        asked = self._walk.asked.get(origin)
        since = (self._walk.clock() - asked).total_seconds() if asked else pause
        return min(max(pause - since, 0.0), pause)

    def _check(self, page: WantedPage, url: str) -> None:
        """Raise Failure if a redirect to `url` must not be followed, also by its own site's robots.txt."""
        if url == page.url:
            return
        if page.private and host_of(url) != host_of(page.url):
            raise Failure(Outcome.BLOCKED_ADDRESS, f"a page of a private feed redirects to {url}")
        robots = self._ask_rules(url)
        if not robots.allows(url):
            raise Failure(_refusal(robots), f"it redirects to {url}: {robots.decision(url)}")

    def _robots(self, url: str) -> Robots | None:
        """The rules for `url`; None if they are unknown and other processes keep the family busy."""
        known = self._walk.book.known(url)
        if known is not None:
            return known
        with self._turn() as is_ours:
            return self._ask_rules(url) if is_ours else None

    def _ask_rules(self, url: str) -> Robots:
        """The rules, requested if unknown. Call it only within a turn, since other threads wait for it."""
        return self._walk.book.robots(url, self._get_rules, self._hear)

    def _get_rules(self, url: str) -> Exchange:
        self._stopped.wait(max(self._ready - time.monotonic(), 0.0))
        return self._ask(self._asks_rules, FetchRequest(0, url))

    def _turn(self) -> AbstractContextManager[bool]:
        settings, stopped = self._walk.settings, self._stopped
        family, pause = self._pages[0].family, settings.family_pause
        return turn_of(settings, family, pause, until=self._walk.until, sleep=stopped.wait)

    def _ask(self, client: Client, request: FetchRequest) -> Exchange:
        try:
            return fetch_one(client, request, clock=self._walk.clock)
        finally:
            self._ready = time.monotonic() + self._walk.settings.family_pause

    def _hear(self, exchange: Exchange, rules: SiteRules | None) -> None:
        self._tell(PageAnswer(exchange, rules=rules))

    def _wait(self, ready: float) -> bool:
        """Wait until `ready`; False if that is after the end of the time, or if we were stopped."""
        if ready > self._walk.until:
            return False
        return not self._stopped.wait(max(ready - time.monotonic(), 0.0))


def _refusal(robots: Robots) -> Outcome:
    """The outcome of a page that is not requested: DISALLOWED, or that of a robots.txt that failed."""
    return robots.answered if robots.trouble else Outcome.DISALLOWED
