"""The feeds of one politeness family in, what its hosts have said of themselves meanwhile out."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from wireroom.common.families import politeness_family
from wireroom.common.urls import host_of
from wireroom.fetch.client import Client
from wireroom.models import Exchange, Feed, Outcome
from wireroom.settings import FetchLimits

_A_SERVICE = 2  # hosts of a family that limit us in one run: then it is what they share that does


class Family:
    """The feeds of one family still to be asked, those that were well last time first.

    So whoever limits us or lets us wait at every poll keeps nobody waiting but others of its kind
    (docs/decisions/0054-who-may-hold-up-whom.md).
    """

    def __init__(self, name: str, feeds: Sequence[Feed]) -> None:
        self.name = name
        self.waiting = deque(sorted(feeds, key=lambda feed: feed.failures > 0))
        self.leads_to: set[str] = set()  # families that the next feed is redirected to, as far as is known
        self.asks: set[str] = set()  # families that are asked in its present turn
        self.clients: dict[bool, Client] = {}  # by `private`; their connections live as long as the family
        self._limited: dict[str, Exchange] = {}  # host → the answer that told us to come less often
        self._limiters: set[str] = set()  # hosts that gave such an answer themselves, not by a redirect
        self._away: dict[str, list[Exchange]] = {}  # host → connections to it that failed, in a row
        self._slow: dict[str, float] = {}  # host → seconds that slow answers of its have taken

    @property
    def ways(self) -> set[str]:
        """All families that its next feed is known to lead to, its own among them."""
        redirected = (self.waiting[0].fetch_url, self.waiting[0].redirected_to) if self.waiting else ()
        return {self.name, *self.leads_to, *(politeness_family(url) for url in redirected if url)}

    def note(self, exchange: Exchange, limits: FetchLimits, *, away: str | None = None) -> None:
        """Learn from an answer; `away`: the host that no connection could be made to."""
        host = host_of(exchange.url)
        if exchange.outcome is Outcome.RATE_LIMITED:
            limiter = host_of(exchange.answered_from)
            self._limiters.add(limiter)
            self._limited |= {host: exchange, limiter: exchange}
        if away is not None:
            self._away.setdefault(away, []).append(exchange)
        else:
            self._away.pop(host, None)
        seconds = exchange.elapsed_ms / 1000
        if exchange.outcome is Outcome.TIMED_OUT or seconds > limits.slow_after:
            self._slow[host] = self._slow.get(host, 0.0) + seconds

    def limited_by(self, url: str) -> Exchange | None:
        """The answer for whose sake `url` is better not asked: its own host's, or its service's."""
        own = self._limited.get(host_of(url))
        if own is None and len(self._limiters) >= _A_SERVICE:
            return next(reversed(self._limited.values()))
        return own

    def failures(self, url: str) -> list[Exchange]:
        """The failed connections to the host of `url`, in a row."""
        return self._away.get(host_of(url), [])

    def slow_seconds(self, url: str) -> float:
        """What slow answers of the host of `url` have taken of this run."""
        return self._slow.get(host_of(url), 0.0)

    def close(self) -> None:
        """Hang up."""
        for client in self.clients.values():
            client.close()
        self.clients.clear()
