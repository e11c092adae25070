"""Pages in, their answers out: families side by side, the pages of a family in turn, robots.txt obeyed."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Generator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from wireroom.fetch.connections.resolver import Resolver
from wireroom.fetch.page_family import PageFamily, PageWalk
from wireroom.fetch.site_rules import SiteBook
from wireroom.fetch.worker_threads import WorkerThreads
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
    by_family: dict[tuple[str, bool], list[WantedPage]] = {}
    for page in pages:
        by_family.setdefault((page.family, page.private), []).append(page)
    families = deque(by_family.values())
    book, until = SiteBook(settings, known, clock), time.monotonic() + seconds
    walk = PageWalk(settings=settings, resolver=Resolver(), book=book, asked=asked, clock=clock, until=until)

    def ask(threads: WorkerThreads[PageAnswer]) -> None:
        while not threads.stopped.is_set():
            try:
                family = families.popleft()
            except IndexError:
                return
            PageFamily(family, walk, threads).ask_pages()

    number = min(settings.fetch_threads, len(families))
    threads = WorkerThreads(ask, name="pages", number=number, most_waiting=_AT_ONCE)
    try:
        while (answer := threads.take()) is not None:
            yield answer
    finally:
        threads.stopped.set()
