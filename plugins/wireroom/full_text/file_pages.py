"""A landing file of pages in, what each gives filed: a version of its article where that is more."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from wireroom.errors import LandingError
from wireroom.full_text.read_fetched_page import FetchedPage, ReadPage
from wireroom.full_text.read_together import read_together
from wireroom.landing import read_landed
from wireroom.load import load_batch
from wireroom.models import Clock, Landed, LoadItem, SiteRules
from wireroom.runtime.document_budget import Watchdog
from wireroom.runtime.run_in_child import Tell, within_budget
from wireroom.settings import Budget, Settings
from wireroom.store import pages as store_pages
from wireroom.store.articles.search_index import index_search
from wireroom.store.connection import FILING, Connection, connect
from wireroom.store.feeds.feed_reads import feeds_by_id
from wireroom.store.runs import sign_of_life
from wireroom.transform.site_boilerplate import SiteBoilerplate

_log = logging.getLogger(__name__)

AT_ONCE = 50  # pages of one transaction
HELD = 32_000_000  # bytes of them
PAGE_SECONDS = 10  # of CPU time; a page takes hundredths
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Batch:
    """The results of a few pages."""

    outcomes: Counter[str]


def file_pages(settings: Settings, *, run_id: int, uri: str, clock: Clock) -> Counter[str]:
    """Read every page at `uri` that was not read yet, and store the results; returns outcome → pages.

    Works in a child process. A page that exceeds its budget ends the process and is skipped. Raises
    StoreError if the database is not available, and LandingError if the file cannot be read, after storing
    what is complete of it.
    """
    total: Counter[str] = Counter()
    seconds = min(PAGE_SECONDS, settings.budget.document_seconds)
    budget = Budget(seconds, seconds, settings.budget.megabytes)

    def work(watch: Watchdog, tell: Tell) -> None:
        damage: list[LandingError] = []
        with connect(settings.database_url, limits=FILING) as conn:
            boilerplate = SiteBoilerplate(conn, clock)
            for pages in _in_batches(_fetched(conn, uri, clock, damage)):
                batch = read_together(pages, boilerplate, watch)
                sign_of_life(conn, run_id, clock())
                _file(conn, run_id, batch, boilerplate)
                tell(_Batch(Counter(page.outcome for page in batch)))
            index_search(conn)
        if damage:
            raise damage[0]

    within_budget(budget, work, lambda told: total.update(told.outcomes))
    return total


def _file(conn: Connection, run_id: int, batch: Sequence[ReadPage], boilerplate: SiteBoilerplate) -> None:
    """Store the articles, then the results: if killed in between, reading again changes nothing."""
    articles = tuple(page.article for page in batch if page.article)
    if articles:
        load_batch(conn, run_id, [LoadItem(articles)])
    boilerplate.save()
    store_pages.note_pages_read(conn, [page.row() for page in batch])


def _fetched(conn: Connection, uri: str, clock: Clock, damage: list[LandingError]) -> Iterator[FetchedPage]:
    pages = store_pages.pages_of_landing(conn, uri)
    feeds = {feed.id: feed for feed in feeds_by_id(conn, sorted({p["feed_id"] for p in pages.values()}))}

    @lru_cache(maxsize=16)  # half a megabyte each at most; the pages of a site lie close together
    def rules_of(origin: str) -> SiteRules | None:
        return store_pages.site_rules(conn, [origin], _EVER).get(origin)

    for number, landed in enumerate(_whole(uri, damage)):
        page = pages.get(landed.ref.record_id)
        feed = feeds.get(page["feed_id"]) if page else None
        if page and feed:
            rules = rules_of(page["origin"])
            yield FetchedPage(page, feed, landed.exchange, number, rules, clock())


def _whole(uri: str, damage: list[LandingError]) -> Iterator[Landed]:
    """The complete exchanges of a landing file; an error is appended to `damage`, not raised."""
    try:
        yield from read_landed(uri)
    except LandingError as error:
        _log.warning("%s", error)
        damage.append(error)


def _in_batches(stream: Iterator[FetchedPage]) -> Iterator[list[FetchedPage]]:
    batch: list[FetchedPage] = []
    for page in stream:
        batch.append(page)
        if len(batch) == AT_ONCE or sum(len(each.exchange.body) for each in batch) >= HELD:
            yield batch
            batch = []
    if batch:
        yield batch
