"""Find what today's code changes for landed bytes, and store it unless it is a dry run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from wireroom.decide import plan_batch
from wireroom.decide.replay_report import DocumentKey, ReplayReport, note_batch, note_outcome, read_otherwise
from wireroom.load import load_batch
from wireroom.models import ArchivedDocument, LoadItem, PlannedWrite, Rejection
from wireroom.replay.replay_pages import PagesAgain
from wireroom.store import pages as store_pages
from wireroom.store.articles import replay_rows
from wireroom.store.connection import Connection


def note_read(document: ArchivedDocument, *, read: set[DocumentKey], say: Callable[[str], None]) -> None:
    """Note a document that was read to its end, and say how many entries were left out, as its poll did."""
    if document.left_out:
        at = f"{document.captured_at:%Y-%m-%d %H:%M}"
        say(f"{document.url}, {at}: {document.left_out:,} older entries left out, as when it was polled")
    if not document.is_torn:
        read.add((document.feed_id or 0, document.captured_at))


def replay_batch(
    conn: Connection,
    batch: Sequence[LoadItem],
    *,
    dry_run: bool,
    run_id: int,
    refused: Collection[bytes],
) -> ReplayReport:
    """Compare some documents with what is stored. `refused`: keys of quarantined entries to look for."""
    told = ReplayReport(dry_run=dry_run, documents=len(batch))
    articles = [article for item in batch for article in item.articles]
    stored = replay_rows.stored_captures(conn, articles)
    conn.rollback()
    marked = [read_otherwise(article, stored.get(place), told) for place, article in enumerate(articles)]
    told.refused_again |= {r.key for item in batch for r in item.rejections if r.key in refused}
    if dry_run:
        note_batch(told, replay_rows.plan_only(conn, marked, plan_batch).writes)
        return told
    rejections = tuple(r for item in batch for r in item.rejections)

    def on_written(writes: Sequence[PlannedWrite]) -> None:
        note_batch(told, writes)

    def on_refused(by_store: Sequence[Rejection]) -> None:
        told.refused_again.update(r.key for r in by_store if r.key in refused)

    filed = [LoadItem(tuple(marked), rejections)]
    told.counts = load_batch(conn, run_id, filed, on_written=on_written, on_refused=on_refused)
    return told


def replay_page_batch(conn: Connection, batch: PagesAgain, *, dry_run: bool, run_id: int) -> ReplayReport:
    """The same for pages. Each page's outcome is recorded after its article, as when pages are fetched."""
    articles = tuple(page.read.article for page in batch.pages if page.read.article)
    told = ReplayReport(dry_run=dry_run)
    if articles:
        told = replay_batch(conn, [LoadItem(articles)], dry_run=dry_run, run_id=run_id, refused=())
    told.documents, told.pages, told.unknown_pages = 0, batch.landed - batch.unknown, batch.unknown
    for page in batch.pages:
        note_outcome(page.read.article_id, page.stored["outcome"], page.read.outcome, told)
    if not dry_run:
        store_pages.note_pages_replayed(conn, run_id, [page.row() for page in batch.pages])
    return told
