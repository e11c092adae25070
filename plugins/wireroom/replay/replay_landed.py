"""Find what today's code reads differently in landed bytes, and store it unless it is a dry run.

    landed files ─▶ documents ─▶ transform ─▶ compare with what is stored of the same bytes ─▶ (a dry run ends
    here, with the report) ─▶ load, each change with the reason `reread`

Oldest first, and of a day feeds before pages, so that a lost database comes back with its history. A document
whose feed is not listed is read as one of no feed; of many entries as many are read as its poll took in. Only
entries of documents read to their end that were not refused again leave the quarantine. May be repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from functools import partial

from wireroom import landing
from wireroom.archive.landed import archived
from wireroom.backfill.transform_archived import ArchiveReading, transform_archived
from wireroom.common.days import in_order
from wireroom.common.text.counted import counted
from wireroom.decide.replay_report import DocumentKey, ReplayReport
from wireroom.errors import LandingError
from wireroom.load import in_batches
from wireroom.models import ArchivedDocument, Clock, Exchange
from wireroom.replay.replay_batch import note_read, replay_batch, replay_page_batch
from wireroom.replay.replay_pages import pages_again
from wireroom.runtime.document_budget import Watchdog
from wireroom.runtime.run_ends import close_dead_runs, give_up, remark_on_nothing
from wireroom.runtime.run_in_child import Tell, within_budget
from wireroom.runtime.this_process import this_process
from wireroom.settings import Settings
from wireroom.store.articles import replay_rows
from wireroom.store.articles.search_index import index_search
from wireroom.store.connection import FILING, Connection, connect
from wireroom.store.feeds.feed_reads import list_feeds
from wireroom.store.runs import close_run, open_run
from wireroom.stories.cluster_stories import cluster_filed

Places = Collection[tuple[int, date]]  # feeds (0: none) and days (UTC) that documents were fetched on


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which landed bytes to read: of days of capture (UTC, the last included), or of refused entries."""

    since: date | None = None
    until: date | None = None
    quarantined: Collection[str] | None = None  # reasons, none for all; None: not only those


@dataclass(frozen=True, slots=True)
class _Refused:
    """The quarantined entries that are read again, where a replay is of those."""

    keys: Mapping[bytes, Collection[DocumentKey]]  # of an entry → the documents that have it
    places: Places | None  # where their documents are; None: all landed bytes are wanted

    @classmethod
    def of(cls, conn: Connection, reasons: Collection[str] | None) -> _Refused:
        if reasons is None:
            return cls({}, None)
        places = frozenset(replay_rows.quarantined_places(conn, reasons))
        return cls(replay_rows.quarantined_keys(conn, reasons), places)


def replay(
    settings: Settings,
    wanted: Wanted,
    *,
    clock: Clock,
    dry_run: bool,
    key: str | None = None,
    tell: Callable[[str], None] = lambda words: None,
) -> ReplayReport:
    """Read `wanted` again; with `dry_run` only say what would change. `tell` hears of each day.

    `key` is what the run is called, which nothing else may be; None: by the moment.

    Raises StoreError and LandingError, which a retry may mend; a damaged file gives what is whole of it.
    """
    in_order(wanted.since, wanted.until)
    report = ReplayReport(dry_run=dry_run)
    run_id = 0
    with connect(settings.database_url) as conn:
        if not dry_run:
            name = key or f"{clock():%Y-%m-%dT%H:%M:%S.%f}"
            run_id = open_run(conn, "replay", name, clock(), process=this_process())
            close_dead_runs(settings, conn, run_id, clock())
        refused = _Refused.of(conn, wanted.quarantined)
    try:
        landed = landing.days_with_landing(settings.landing_url)
        for day in _days(wanted, landed, refused.places):
            before = report.documents
            _replay_day(settings, day, refused, report, run_id=run_id, clock=clock, tell=tell)
            tell(f"{day}: {counted(report.documents - before, 'document')}")
        report.nothing = "" if report.has_read else _why_nothing(settings, wanted, refused.places)
    except BaseException as error:
        if run_id:
            give_up(settings, run_id, clock(), error)
        raise
    if not dry_run:
        with connect(settings.database_url) as conn:
            cured = report.cured(refused.keys)
            replay_rows.release_rejected(conn, cured)
            remark_on_nothing(conn, run_id, report.nothing)
            close_run(conn, run_id, clock(), report.counts)
    return report


def _days(wanted: Wanted, landed: Collection[date], places: Places | None) -> list[date]:
    days = set(landed)
    if places is not None:
        days &= {day - timedelta(days=late) for _, day in places for late in (0, 1)}  # runs pass midnight
    since, until = wanted.since or date.min, wanted.until or date.max
    return sorted(day for day in days if since <= day <= until)


def _why_nothing(settings: Settings, wanted: Wanted, places: Places | None) -> str:
    """Why no document was read, in words."""
    if words := landing.no_landing_within(settings.landing_url, wanted.since, wanted.until):
        return words
    if wanted.quarantined is None:
        return "what was landed holds no document: every answer was empty, an error, or as before"
    if not places:
        return f"no entry is refused: {', '.join(wanted.quarantined) or 'for any reason'}"
    return "of the documents whose entries were refused none is landed: they are of other days, or pruned"


def _replay_day(
    settings: Settings,
    day: date,
    refused: _Refused,
    report: ReplayReport,
    *,
    run_id: int,
    clock: Clock,
    tell: Callable[[str], None],
) -> None:
    """In a process apart, as all reading of documents is: a document that ends it is passed over."""

    def hear(told: ReplayReport | str) -> None:
        if isinstance(told, str):
            tell(told)
        else:
            report.add(told)

    def work(watch: Watchdog, say: Tell) -> None:
        with connect(settings.database_url, limits=FILING) as conn:
            documents = _documents(conn, settings, day, refused.places, say)
            read: set[DocumentKey] = set()
            on_read = partial(note_read, read=read, say=say)
            reading = ArchiveReading(conn, settings, watch, window=None, now=clock())
            is_kept = not report.dry_run
            for batch in in_batches(transform_archived(reading, documents, is_kept=is_kept, on_read=on_read)):
                say(replay_batch(conn, batch, dry_run=report.dry_run, run_id=run_id, refused=refused.keys))
            say(ReplayReport(dry_run=report.dry_run, read_to_end=read))  # now that all of it is loaded
            if refused.places is None:  # no page where only refused entries are wanted
                root = settings.landing_url
                for pages in pages_again(conn, root, day, watch, clock=clock, is_kept=is_kept, tell=say):
                    say(replay_page_batch(conn, pages, dry_run=report.dry_run, run_id=run_id))
            if not report.dry_run:
                index_search(conn)
                cluster_filed(conn, settings.story_days)

    within_budget(settings.budget, work, hear)


def _documents(
    conn: Connection, settings: Settings, day: date, places: Places | None, say: Tell
) -> Iterator[ArchivedDocument]:
    """Each body landed on that day, oldest file first."""
    feeds_known = [status.feed for status in list_feeds(conn, retired=True)]
    listed = {feed.fetch_url: feed.id for feed in feeds_known if feed.fetch_url}
    listed |= {feed.spec.url: feed.id for feed in feeds_known}
    # Pages are read after them, each beside its article.
    uris = list(landing.list_landed(settings.landing_url, day, but_not=landing.PAGES))
    on_record = replay_rows.landings_on_record(conn, uris)
    for uri in uris:
        try:
            for landed in landing.read_landed(uri):
                exchange = landed.exchange
                feed_id = _feed_of(exchange, listed, is_on_record=uri in on_record)
                place = feed_id or 0, exchange.fetched_at.astimezone(UTC).date()
                if exchange.has_document and exchange.body and (places is None or place in places):
                    is_poll = landing.is_of_kind(settings.landing_url, uri, landing.POLLS, landing.PUSHES)
                    yield replace(archived(landed), feed_id=feed_id, is_feed=is_poll, is_polled=is_poll)
        except LandingError as error:
            say(f"{uri} is damaged, what is whole of it is read: {error}")


def _feed_of(exchange: Exchange, listed: dict[str, int], *, is_on_record: bool) -> int | None:
    """By its address; by its number only in the database that gave it: one made anew has other numbers."""
    if exchange.url in listed:
        return listed[exchange.url]
    return exchange.feed_id if is_on_record and exchange.feed_id in listed.values() else None
