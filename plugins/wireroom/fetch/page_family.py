"""The pages of one politeness family in, their answers out: in turn, and as slowly as its sites want it."""

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

_PATIENCE = 3  # pages in a row that were not to be had; then the family is left alone
_UNHAD = frozenset(
    {
        *(Outcome.TIMED_OUT, Outcome.CONNECTION_FAILED, Outcome.UNREACHABLE_HOST, Outcome.TLS_FAILED),
        *(Outcome.SERVER_ERROR, Outcome.FORBIDDEN, Outcome.BOT_WALL),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWalk:
    """What the families of one walk have in common."""

    settings: Settings
    resolver: Resolver
    book: SiteBook
    asked: Mapping[str, datetime]  # when a page of an origin was asked for last
    clock: Clock
    until: float  # by the monotonic clock: no page is asked for from then on


class PageFamily:
    """One family's part of a walk. Pages that it does not come to are not told of: they stay wanted."""

    def __init__(
        self, pages: Sequence[WantedPage], walk: PageWalk, threads: WorkerThreads[PageAnswer]
    ) -> None:
        self._pages, self._walk = pages, walk
        self._stopped, self._tell = threads.stopped, threads.hand_over
        private = pages[0].private
        self._client = Client(walk.settings, walk.resolver, private=private)
        self._asks_rules = Client(walk.settings, walk.resolver, private=private)  # also amid redirects
        self._ready = 0.0  # by the monotonic clock: when the family's next request may go out
        self._host_ready: dict[str, float] = {}  # likewise, by origin: its Crawl-delay is its own

    def ask_pages(self) -> None:
        """Ask for page after page; a server that wants us to come less often ends it."""
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
        """None: the time does not suffice for the pause that the site wants, or for others that ask it."""
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
        """Seconds of the Crawl-delay that are left since an earlier run asked; a clock set back adds none."""
        asked = self._walk.asked.get(origin)
        since = (self._walk.clock() - asked).total_seconds() if asked else pause
        return min(max(pause - since, 0.0), pause)

    def _check(self, page: WantedPage, url: str) -> None:
        """Before each hop of a redirect: its site's robots.txt counts too."""
        if url == page.url:
            return
        if page.private and host_of(url) != host_of(page.url):
            raise Failure(Outcome.BLOCKED_ADDRESS, f"a page of a private feed redirects to {url}")
        robots = self._ask_rules(url)
        if not robots.allows(url):
            raise Failure(_refusal(robots), f"it redirects to {url}: {robots.decision(url)}")

    def _robots(self, url: str) -> Robots | None:
        """None: they are not known, and others ask the family all the time."""
        known = self._walk.book.known(url)
        if known is not None:
            return known
        with self._turn() as is_ours:
            return self._ask_rules(url) if is_ours else None

    def _ask_rules(self, url: str) -> Robots:
        """Only in a turn of ours: others wait for the book meanwhile, which may wait for nobody else."""
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
        """Until the next request may go out; False: that is not before the walk's time is over."""
        if ready > self._walk.until:
            return False
        return not self._stopped.wait(max(ready - time.monotonic(), 0.0))


def _refusal(robots: Robots) -> Outcome:
    """What a page ends as that is not asked for; a robots.txt that cannot be had refuses nothing for good."""
    return robots.answered if robots.trouble else Outcome.DISALLOWED
