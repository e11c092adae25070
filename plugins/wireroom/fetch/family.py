"""The feeds of one politeness family in, what its hosts have said of themselves meanwhile out."""

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

_A_SERVICE = 2  # hosts of a family that limit us in one run: then it is what they share that does


def family_of(feed: Feed, url: str) -> str:
    """The family that is asked when the feed is asked for at `url`: its own, or where it was redirected."""
    home = host_of(feed.spec.url)
    return (feed.spec.family or home or url) if host_of(url) == home else politeness_family(url)


@dataclass(slots=True)
class PendingFeed:
    """A feed to be asked, and how far its redirects have led."""

    feed: Feed
    redirects: list[Redirect] = field(default_factory=list)
    cookies: RequestsCookieJar | None = None  # that were set on the way
    elapsed_ms: int = 0  # on the way


class HostNotes:
    """What hosts have said of themselves."""

    def __init__(self) -> None:
        self._limited: dict[str, Exchange] = {}  # host → the answer that told us to come less often
        self._limiters: set[str] = set()  # hosts that gave such an answer themselves, not by a redirect
        self._away: dict[str, list[Exchange]] = {}  # host → connections to it that failed, in a row
        self._slow: dict[str, float] = {}  # host → seconds that slow answers of its have taken

    def note(self, host: str, exchange: Exchange, limits: FetchLimits, *, away: str | None = None) -> None:
        """Learn from the answer of `host`; `away`: the host that no connection could be made to."""
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
        """Learn from a redirect that `host` gave, which is yet to be followed."""
        self._away.pop(host, None)
        self._note_time(host, exchange, limits)

    def _note_time(self, host: str, exchange: Exchange, limits: FetchLimits) -> None:
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
        """Seconds of this run that slow answers of the host of `url` have taken; 0 where none was slow."""
        return self._slow.get(host_of(url), 0.0)


class Family:
    """The feeds of one family still to be asked, those that were well last time first.

    So whoever limits us or lets us wait at every poll keeps nobody waiting but others of its kind
    (docs/decisions/0054-who-may-hold-up-whom.md). Feeds that were redirected here from elsewhere take turns
    with its own, and what answers to them say holds for others like them alone: no stranger's redirect puts
    off the family's own feeds.
    """

    def __init__(self, name: str, feeds: Sequence[Feed] = ()) -> None:
        self.name = name
        self.ready = 0.0  # when it may be asked
        self.turn = Turn(None)
        self.waits_until = math.inf  # for other processes
        self.is_idle = not feeds  # nobody waits, and no thread has it
        self.redirected: deque[PendingFeed] = deque()
        self.notes = HostNotes()
        self.notes_on_redirected = HostNotes()
        self.clients: dict[bool, Client] = {}  # by `private`; their connections live as long as the family
        self._own = deque(PendingFeed(feed) for feed in sorted(feeds, key=lambda feed: feed.failures > 0))
        self._is_turn_of_redirected = False

    @property
    def has_next(self) -> bool:
        """Whether anybody waits."""
        return bool(self._own or self.redirected)

    def next_poll(self) -> PendingFeed:
        """Its own and the redirected in turn, as long as there are both."""
        is_redirected = bool(self.redirected) and (self._is_turn_of_redirected or not self._own)
        self._is_turn_of_redirected = not is_redirected
        return (self.redirected if is_redirected else self._own).popleft()

    def close(self) -> None:
        """Hang up."""
        for client in self.clients.values():
            client.close()
        self.clients.clear()
