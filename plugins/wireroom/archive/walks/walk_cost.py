"""What walking a feed's past would cost: from what the index knows, and a few documents more if it may ask.

The documents on the way to the first day that is wanted are counted, each once however many days it holds;
what lies further back than the index reaches is guessed from how many days a document spans.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from wireroom.archive.origin import Cost, day_bounds
from wireroom.archive.walks.archive_index import IndexedDocument
from wireroom.archive.walks.feed_history import FeedHistory

PROBES = 3  # documents that planning may ask for, of one feed
TOLERANCE = timedelta(days=2)  # documents are cut by when an entry was filed, days by when it was published
_DAY = timedelta(days=1)
_LEAST = timedelta(hours=1)  # that documents are thought to span together: a page may hold minutes
Probe = Callable[[str], IndexedDocument | None]  # None: the past ends before it


def walk_cost(
    history: FeedHistory, url: str | None, days: Sequence[date], *, probe: Probe | None = None
) -> Cost:
    """The cost from `url` back to the first of `days` (empty: everything); without `probe`, no requests."""
    chain = _Chain(history, url, days, probe)
    known, dated = chain.known, [item for item in chain.known if item.oldest and item.newest]
    if not known and chain.has_ended:
        return Cost(0, 0, f"{history.subscription}: it has no older documents")
    if not dated:
        return Cost(None, None, f"{history.subscription}: its archive has not been visited yet")
    oldest = min(item.oldest for item in dated if item.oldest)
    start, end = _window(days, oldest, history.now)
    wanted = [
        item
        for item in known
        if item.url in chain.asked or (item.may_hold(start, end) and not item.landed_uri)
    ]
    size = sum(item.size for item in wanted)
    if chain.has_ended or oldest < start:
        return Cost(len(wanted), size, "read for planning" if chain.asked else "known from earlier runs")
    newest = max(item.newest for item in dated if item.newest)
    told = newest - oldest if len(dated) > 1 else history.now - oldest
    per_day = len(dated) / (max(told, _LEAST) / _DAY)
    ahead = max(int((oldest - start) / _DAY * per_day), 1)
    mean = sum(item.size for item in dated) // len(dated)
    words = "estimated from the documents visited so far, if it reaches so far back"
    return Cost(len(wanted) + ahead, size + ahead * mean, words)


class _Chain:
    """The chain of documents from the newest back, as far as they are known or may be requested."""

    def __init__(
        self, history: FeedHistory, url: str | None, days: Sequence[date], probe: Probe | None
    ) -> None:
        self.known: list[IndexedDocument] = []
        self.asked: set[str] = set()
        start = day_bounds(days[0], TOLERANCE)[0] if days else None
        seen: set[str] = set()
        while url and url not in seen:
            seen.add(url)
            item = history.index.find(url, history.now)
            if item is None and probe and len(self.asked) < PROBES:
                item = probe(url)
                if item is None:
                    url = None
                    break
                self.asked.add(url)
            if item is None:
                break
            self.known.append(item)
            if start and item.newest and item.newest < start:
                break
            url = item.older
        self.has_ended = url is None and (bool(self.known) or probe is not None)


def _window(days: Sequence[date], oldest: datetime, now: datetime) -> tuple[datetime, datetime]:
    if not days:
        return oldest, now
    return day_bounds(days[0], TOLERANCE)[0], day_bounds(days[-1], TOLERANCE)[1]
