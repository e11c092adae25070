"""The feeds of one politeness family that are still to be polled, in the order of their turns."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from requests.cookies import RequestsCookieJar

from wireroom.common.families import politeness_family
from wireroom.common.urls import host_of
from wireroom.fetch.client import Client
from wireroom.fetch.host_notes import HostNotes
from wireroom.fetch.shared_turns import Turn
from wireroom.models import Feed, Redirect


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
        self.notes = HostNotes(name)
        self.notes_on_redirected = HostNotes(name)
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
