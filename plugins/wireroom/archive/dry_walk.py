"""Days in, what walking a site's or a web archive's lists would cost out: lists are asked for, no page is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from wireroom.archive.origin import Cost
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.errors import NotCoveredError, OriginError
from wireroom.models import ArchivedDocument, Exchange

Documents = Callable[[date | None], Iterator[ArchivedDocument]]


def dry_walk(
    history: FeedHistory, opened: Callable[[FeedHistory], Documents], days: Sequence[date], *, name: str
) -> Cost:
    """Walk `days` (none: all there is) without fetching what the lists name.

    A page that several days name is counted once, as is a list that is believed for an hour; each day asks
    for robots.txt. Bytes are known where earlier pages are. Raises OriginError where a list cannot be had.
    """
    asked: Counter[str] = Counter()
    size = 0

    def get(url: str) -> Exchange:
        nonlocal size
        exchange = history.get(url)
        size += 0 if asked[url] else len(exchange.body)
        asked[url] += 1
        return exchange

    planned: dict[str, None] = {}
    documents = opened(replace(history, get=get, planned=planned, note=lambda words: None))
    words: dict[str, None] = {}
    for day in days or (None,):
        try:
            for _ in documents(day):
                pass
        except NotCoveredError as error:
            words[str(error)] = None
        except OriginError as error:
            if not planned:
                raise
            words[str(error)] = None
    lists = sum(count if url.endswith("/robots.txt") else 1 for url, count in asked.items())
    here = [item.size for item in history.index if item.origin == name and item.permanent and item.size]
    mean = sum(here) // len(here) if here else None
    pages = None if mean is None and planned else len(planned) * (mean or 0)
    note = f"{history.subscription}: {lists:,} for lists, {len(planned):,} for what they name"
    return Cost(
        lists + len(planned), None if pages is None else size + pages, "; ".join((note, *list(words)[:2]))
    )
