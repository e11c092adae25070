"""Pages in, their answers out: families side by side, the pages of a family in turn, robots.txt obeyed."""

from __future__ import annotations

import math
import queue
import threading
import time
from collections import deque
from collections.abc import Generator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from wireroom.fetch.connections.resolver import Resolver
from wireroom.fetch.page_family import PageFamily
from wireroom.fetch.site_rules import SiteBook
from wireroom.models import Clock, PageAnswer, SiteRules, WantedPage
from wireroom.settings import Settings

_AT_ONCE = 8  # answers that wait to be taken


def fetch_pages(
    pages: Sequence[WantedPage],
    settings: Settings,
    *,
    known: Mapping[str, SiteRules],
    asked: Mapping[str, datetime] = MappingProxyType({}),
    clock: Clock,
    seconds: float = math.inf,
) -> Generator[PageAnswer]:
    """Ask for each page, after its site's robots.txt where `known` (origin → rules) lacks it.

    `asked`: when a page of an origin was asked for last, so that its Crawl-delay holds from then on.
    A page that robots.txt keeps from us comes out as `disallowed`, not asked for, and one whose robots.txt
    cannot be had as that request ended; one whose family said stop, or whose turn does not come within
    `seconds`, comes out not at all. Close the iterator to stop early.
    """
    families: dict[tuple[str, bool], list[WantedPage]] = {}
    for page in pages:
        families.setdefault((page.family, page.private), []).append(page)
    run = _Run(
        deque(families.values()),
        settings,
        known=known,
        asked=asked,
        clock=clock,
        until=time.monotonic() + seconds,
    )
    try:
        yield from run.answers()
    finally:
        run.stop()


class _Run:
    """The threads of one call, and the bounded queue through which their answers come out."""

    def __init__(
        self,
        families: deque[list[WantedPage]],
        settings: Settings,
        *,
        known: Mapping[str, SiteRules],
        asked: Mapping[str, datetime],
        clock: Clock,
        until: float,
    ) -> None:
        self._families = families
        self._settings, self._asked, self._clock, self._until = settings, asked, clock, until
        self._book = SiteBook(settings, known, clock)
        self._resolver = Resolver()
        self._door: queue.Queue[PageAnswer | BaseException | None] = queue.Queue(_AT_ONCE)
        self._stopped = threading.Event()
        self._working = min(settings.fetch_threads, len(families))
        for number in range(self._working):
            threading.Thread(target=self._work, name=f"pages-{number}", daemon=True).start()

    def answers(self) -> Generator[PageAnswer]:
        while self._working:
            answer = self._door.get()
            if answer is None:
                self._working -= 1
            elif isinstance(answer, BaseException):
                raise answer
            else:
                yield answer

    def stop(self) -> None:
        self._stopped.set()

    def _work(self) -> None:
        try:
            while not self._stopped.is_set():
                try:
                    pages = self._families.popleft()
                except IndexError:
                    return
                family = PageFamily(
                    pages,
                    self._settings,
                    self._resolver,
                    self._book,
                    asked=self._asked,
                    clock=self._clock,
                    until=self._until,
                    stopped=self._stopped,
                    tell=self._put,
                )
                family.walk()
        except BaseException as error:  # a bug: it is raised in the caller
            self._put(error)
        finally:
            self._put(None)

    def _put(self, answer: PageAnswer | BaseException | None) -> None:
        """Put `answer` into the queue, unless nobody takes from it any more."""
        while not self._stopped.is_set():
            try:
                self._door.put(answer, timeout=0.5)
            except queue.Full:
                continue
            return
