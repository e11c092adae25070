"""Claim the pages that are to be requested now, and divide them into shards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, starmap

from wireroom.common.families import politeness_family
from wireroom.common.urls import host_of
from wireroom.decide.page_quota import JUDGED, REMEMBERED, UNHAD, page_quota
from wireroom.feed_list.matching_feeds import matching_feeds
from wireroom.models import WantedPage
from wireroom.runtime.run_ends import IsIdle, close_dead_runs, nobody_knows
from wireroom.settings import Settings
from wireroom.sources import pack_families
from wireroom.store import pages as store_pages
from wireroom.store.connection import Connection, connect
from wireroom.store.runs import ALIVE_FOR, open_run

KIND = "pages"  # of the run
NEW_FOR = timedelta(days=7)  # older articles stay as their feed gave them
LEASE = timedelta(hours=2)  # then a page that nobody came back with is free again
AT_ONCE = 2_000  # pages of a run; the rest waits for the next


@dataclass(frozen=True, slots=True)
class PageShard:
    """The pages that one task requests; pages of one politeness family are in the same shard."""

    number: int
    name: str
    article_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A run that was opened, and the work it has."""

    run_id: int
    shards: tuple[PageShard, ...]
    leftovers: tuple[tuple[str, int], ...] = ()  # landing files that earlier runs left unread, and their runs
    over_budget: int = 0  # pages that wait, since their family has had enough today

    @property
    def pages(self) -> int:
        """Number of pages to request."""
        return sum(len(shard.article_ids) for shard in self.shards)


def plan_pages(
    settings: Settings,
    *,
    key: str,
    now: datetime,
    match: str = "",
    process: str | None = None,
    is_idle: IsIdle = nobody_knows,
) -> PagePlan:
    """Open the run `key`, close dead ones, and choose and claim the pages to fetch.

    `match` selects feeds whose URL, title or publisher contains it. Raises ConfigurationError if none does,
    StoreError if the database is not available.
    """
    with connect(settings.database_url) as conn:
        if match:
            matching_feeds(conn, match)
        run_id = open_run(conn, KIND, key, now, alive_for=ALIVE_FOR, process=process)
        close_dead_runs(settings, conn, run_id, now, is_idle=is_idle)
        leftovers = store_pages.unread_pages(conn, run_id, now)
        wanted = list(_wanted(conn, now, match))
        affordable = list(_affordable(conn, settings, wanted, now))
        chosen = affordable[:AT_ONCE]
        got = store_pages.claim_pages(conn, run_id, chosen, now, lease=LEASE)
    families: dict[str, list[int]] = {}
    for page in (page for page in chosen if page.article_id in got):
        families.setdefault(page.family, []).append(page.article_id)
    shards = starmap(PageShard, pack_families(families, settings.max_shards))
    return PagePlan(run_id, tuple(shards), leftovers, over_budget=len(wanted) - len(affordable))


def _wanted(conn: Connection, now: datetime, match: str) -> Iterator[WantedPage]:
    most: dict[int, int] = {}
    for feed in store_pages.pages_of_feeds(conn, now, judged=JUDGED, remembered=REMEMBERED, match=match):
        wished = page_quota(
            feed.full_text, feed.outcomes, judged_at=feed.judged_at, unjudged=feed.unjudged, now=now
        )
        if wished:
            most[feed.id] = min(wished, AT_ONCE)
    for row in store_pages.pages_wanted(conn, most, since=now - NEW_FOR, now=now) if most else ():
        # A private feed may name any address of this network; only its own host is known to be meant.
        private = row["private"] and host_of(row["url"]) == host_of(row["feed_url"])
        family = politeness_family(row["url"])
        yield WantedPage(row["article_id"], row["feed_id"], row["url"], family, private)


def _affordable(
    conn: Connection, settings: Settings, pages: list[WantedPage], now: datetime
) -> Iterable[WantedPage]:
    """The pages for which their family's daily limit of requests still has room."""
    families = {page.family for page in pages}
    asked = store_pages.pages_of_families(conn, families, now, unhad=UNHAD)
    left = Counter(
        {
            name: 0
            if (found := asked.get(name)) and found.is_resting
            else settings.pages_a_day - (found.pages if found else 0)
            for name in families
        }
    )
    by_family: dict[str, list[WantedPage]] = {}
    for page in pages:
        by_family.setdefault(page.family, []).append(page)
    for name, some in by_family.items():
        yield from islice(some, max(left[name], 0))
