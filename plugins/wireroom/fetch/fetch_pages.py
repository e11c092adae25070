"""Fetch article pages, obeying robots.txt: families in parallel, the pages of a family in turn."""

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

_AT_ONCE = 8  # answers that may wait to be taken


def fetch_pages(
    pages: Sequence[WantedPage],
    settings: Settings,
    *,
    known: Mapping[str, SiteRules],
    asked: Mapping[str, datetime] = MappingProxyType({}),
    clock: Clock,
    seconds: float = math.inf,
) -> Generator[PageAnswer]:
    """Request each page, after its site's robots.txt if that is not in `known` (origin → rules).

    `asked`: origin → time of the last request for a page, from which its Crawl-delay counts. The robots.txt
    and tdmrep.json that are requested are yielded as answers too. A page that robots.txt forbids is not
    requested, and its outcome is `disallowed`; if robots.txt cannot be fetched, the outcome is that of this
    request. Pages whose family is given up, or whose turn does not come within `seconds`, yield nothing.
    Close the iterator to stop early.
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
        threads.start()
        while (answer := threads.take()) is not None:
            yield answer
    finally:
        threads.stopped.set()
