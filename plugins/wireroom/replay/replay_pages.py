"""Compare what today's code makes of each landed page of a day with its article.

Read as when they were fetched: beside what the article's feed said then. Pages of articles that are not
stored are passed over. What sites said of who may mine is taken from the same files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from wireroom.common.families import politeness_family
from wireroom.common.robots import SETTLED
from wireroom.common.urls import web_origin
from wireroom.errors import LandingError
from wireroom.fetch import rules_heard
from wireroom.full_text.page_version import Stored
from wireroom.full_text.read_fetched_page import FetchedPage, ReadPage
from wireroom.full_text.read_together import read_together
from wireroom.landing import PAGES, is_of_kind, list_landed, read_landed
from wireroom.models import Clock, Feed, Landed, SiteRules
from wireroom.runtime.document_budget import Watchdog
from wireroom.store import pages as store_pages
from wireroom.store.connection import Connection
from wireroom.store.feeds.feed_reads import feeds_by_id
from wireroom.transform.site_boilerplate import SiteBoilerplate

AT_ONCE = 50  # pages whose bodies are held
_NUMBERED_FROM = 1 << 40  # for the watch: the day's other documents have the numbers below
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PageAgain:
    """A landed page beside the article that it was asked for."""

    stored: Stored
    landed: Landed
    read: ReadPage

    def row(self) -> dict[str, Any]:
        """As `note_pages_replayed` takes it."""
        exchange, ref = self.landed.exchange, self.landed.ref
        return {
            **self.read.row(),
            "feed_id": self.stored["feed_id"],
            "family": politeness_family(exchange.url),
            "url": exchange.url,
            "asked_at": exchange.fetched_at.isoformat(),
            "final_url": exchange.answered_from,
            "status": exchange.status,
            "landing_uri": ref.uri,
            "landing_record": ref.record_id,
        }


@dataclass(frozen=True, slots=True)
class PagesAgain:
    """A few landed pages, and how many of them are of no article that is stored."""

    pages: tuple[PageAgain, ...]
    landed: int
    unknown: int


def pages_again(
    conn: Connection,
    root: str,
    day: date,
    watch: Watchdog,
    *,
    clock: Clock,
    is_kept: bool,
    tell: Callable[[str], None],
) -> Iterator[PagesAgain]:
    """Read all pages landed on `day` (UTC), the oldest file first; `tell` hears of damaged files.

    `is_kept`: what a site said is put on record where nothing is, as in a database made anew, or what is
    there is older; and what its pages say.
    """
    rules, boilerplate = _Rules(conn), SiteBoilerplate(conn, clock, is_kept=is_kept)
    numbers = iter(range(_NUMBERED_FROM, _NUMBERED_FROM << 1))
    landed = rules.heard(_landed(root, day, tell))
    while some := list(islice(landed, AT_ONCE)):
        yield _read(conn, some, watch, numbers=numbers, rules=rules, boilerplate=boilerplate)
        boilerplate.save()
    if is_kept:
        rules.keep()


def _landed(root: str, day: date, tell: Callable[[str], None]) -> Iterator[Landed]:
    for uri in list_landed(root, day):
        if is_of_kind(root, uri, PAGES):
            try:
                yield from read_landed(uri)
            except LandingError as error:
                tell(f"{uri} is damaged, what is whole of it is read: {error}")


def _read(
    conn: Connection,
    some: list[Landed],
    watch: Watchdog,
    *,
    numbers: Iterator[int],
    rules: _Rules,
    boilerplate: SiteBoilerplate,
) -> PagesAgain:
    found = store_pages.pages_to_replay(conn, some)
    ids = sorted({row["feed_id"] for row in found})
    feeds: dict[int, Feed] = {feed.id: feed for feed in feeds_by_id(conn, ids)}
    conn.rollback()  # reading takes seconds
    known = {row["number"] for row in found}
    found = tuple(row for row in found if row["feed_id"] in feeds)
    fetched = []
    for row in found:
        exchange = some[row["number"]].exchange
        site = rules.of(web_origin(exchange.answered_from))
        feed, at = feeds[row["feed_id"]], exchange.fetched_at
        fetched.append(FetchedPage(row, feed, exchange, next(numbers), site, at))
    pages = []
    for row, read in zip(found, read_together(fetched, boilerplate, watch), strict=True):
        landed = some[row["number"]]
        pages.append(PageAgain(row, replace(landed, exchange=replace(landed.exchange, body=b"")), read))
    return PagesAgain(tuple(pages), len(some), len(some) - len(known))


class _Rules:
    """What sites say: as heard in these files, else as on record; what could not be had replaces nothing."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._heard: dict[str, SiteRules] = {}
        self._stored: dict[str, SiteRules | None] = {}

    def heard(self, stream: Iterable[Landed]) -> Iterator[Landed]:
        """Take the answers that tell a site's rules out; pages go on."""
        for landed in stream:
            if landed.exchange.feed_id:
                yield landed
            else:
                before = self.of(web_origin(landed.exchange.url))
                rules = rules_heard(landed.exchange, before)
                self._heard[rules.origin] = rules

    def of(self, origin: str) -> SiteRules | None:
        return self._heard.get(origin) or self._on_record(origin)

    def keep(self) -> None:
        for origin, rules in self._heard.items():
            known = self._on_record(origin)
            if known is None or known.asked_at < rules.asked_at:
                store_pages.save_site_rules(self._conn, rules, settled=SETTLED, older=timedelta())

    def _on_record(self, origin: str) -> SiteRules | None:
        if origin not in self._stored:
            self._stored[origin] = store_pages.site_rules(self._conn, [origin], _EVER).get(origin)
            self._conn.rollback()  # reading takes seconds
        return self._stored[origin]
