"""The feeds of one politeness family that are still to be polled, and what its hosts have answered so far."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from requests.cookies import RequestsCookieJar

from wireroom.common.families import politeness_family
from wireroom.common.urls import host_of
from wireroom.fetch.client import Client
from wireroom.fetch.shared_turns import Turn
from wireroom.models import Exchange, Feed, Outcome, Redirect
from wireroom.settings import FetchLimits

_A_SERVICE = 2  # hosts of a family that limit us in one run; then the service that they share does


def family_of(feed: Feed, url: str) -> str:
    """The family of `url` for this feed: its own on its own host, else that of the redirect's host."""
    home = host_of(feed.spec.url)
    return (feed.spec.family or home or url) if host_of(url) == home else politeness_family(url)


@dataclass(slots=True)
class PendingFeed:
    """A feed to be polled, and the redirects that were followed so far."""

    feed: Feed
    redirects: list[Redirect] = field(default_factory=list)
    cookies: RequestsCookieJar | None = None  # set by the redirects
    elapsed_ms: int = 0  # spent on the redirects


class HostNotes:
    """What is known in this run about hosts: rate limits, failed connections, slow answers."""

    def __init__(self) -> None:
        self._limited: dict[str, Exchange] = {}  # host → the answer that told us to come less often
        self._limiters: set[str] = set()  # hosts that gave such an answer themselves, not by a redirect
        self._away: dict[str, list[Exchange]] = {}  # host → consecutive failed connections to it
        self._slow: dict[str, float] = {}  # host → seconds that its slow answers took

    def note(self, host: str, exchange: Exchange, limits: FetchLimits, *, away: str | None = None) -> None:
        """Learn from the answer of `host`; `away` is the host that could not be connected to, if any."""
        if exchange.outcome is Outcome.RATE_LIMITED:
            limiter = host_of(exchange.answered_from)
            self._limiters.add(limiter)
            self._limited |= {host: exchange, limiter: exchange}
        if away is not None:
            self._away.setdefault(away, []).append(exchange)
        else:
            self._away.pop(host, None)
        self._note_time(host, exchange, limits)

    def note_redirect(self, host: str, exchange: Exchange, limits: FetchLimits) -> None:
        """Learn from a redirect that `host` gave and that is not followed yet."""
        self._away.pop(host, None)
        self._note_time(host, exchange, limits)

    def _note_time(self, host: str, exchange: Exchange, limits: FetchLimits) -> None:
        seconds = exchange.elapsed_ms / 1000
        if exchange.outcome is Outcome.TIMED_OUT or seconds > limits.slow_after:
            self._slow[host] = self._slow.get(host, 0.0) + seconds

    def limited_by(self, url: str) -> Exchange | None:
        """The rate-limiting answer, of its host or service, because of which `url` should not be asked."""
        own = self._limited.get(host_of(url))
        if own is None and len(self._limiters) >= _A_SERVICE:
            return next(reversed(self._limited.values()))
        return own

    def failures(self, url: str) -> list[Exchange]:
        """The consecutive failed connections to the host of `url`."""
        return self._away.get(host_of(url), [])

    def slow_seconds(self, url: str) -> float:
        """Seconds of this run that slow answers of the host of `url` took."""
        return self._slow.get(host_of(url), 0.0)


class Family:
    """The feeds of one family that are still to be polled; those that succeeded last time come first.

    So a feed that limits us or is slow at every poll delays only others like it
    (docs/decisions/0054-who-may-hold-up-whom.md). Feeds that were redirected here from other families take
    turns with its own. What is learned from their answers applies only to such feeds, so that a stranger's
    redirect cannot put off the family's own feeds.
    """

    def __init__(self, name: str, feeds: Sequence[Feed] = ()) -> None:
        self.name = name
        self.ready = 0.0  # when it may be asked, by the monotonic clock
        self.turn = Turn(None)
        self.waits_until = math.inf  # when waiting for other processes is given up, by the monotonic clock
        self.is_idle = not feeds  # no feed is waiting, and no thread has it
        self.redirected: deque[PendingFeed] = deque()
        self.notes = HostNotes()
        self.notes_on_redirected = HostNotes()
        self.clients: dict[bool, Client] = {}  # by `private`
        self._own = deque(PendingFeed(feed) for feed in sorted(feeds, key=lambda feed: feed.failures > 0))
        self._is_turn_of_redirected = False

    @property
    def has_next(self) -> bool:
        """Whether a feed is waiting."""
        return bool(self._own or self.redirected)

    def next_poll(self) -> PendingFeed:
        """Remove and return the next feed: own and redirected feeds alternate while there are both."""
        is_redirected = bool(self.redirected) and (self._is_turn_of_redirected or not self._own)
        self._is_turn_of_redirected = not is_redirected
        return (self.redirected if is_redirected else self._own).popleft()

    def close(self) -> None:
        """Close all connections."""
        for client in self.clients.values():
            client.close()
        self.clients.clear()
