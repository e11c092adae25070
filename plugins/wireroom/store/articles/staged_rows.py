"""Make the rows of the staging tables from a planned batch, in the order of their COPY statements."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple

from wireroom.models import BatchPlan, FeedResult, ReaderState, Rejection, Writes
from wireroom.store.articles.article_columns import COLUMNS, article_query
from wireroom.store.articles.copy_text import Row, copy_line
from wireroom.store.connection import Connection

_GETTERS = tuple(COLUMNS.values())
_PIECE = 1 << 20  # bytes


def copy_rows(conn: Connection, name: str, rows: Iterable[Row]) -> None:
    """Send rows through the COPY statement `name`; without rows nothing is sent.

    In pieces, so that the texts of a batch are not in memory twice. A row that cannot be written raises
    before its COPY begins; within it, the error would look like one of the server.
    """
    for piece in _pieces(map(copy_line, rows)):
        with conn.cursor() as cursor:
            cursor.copy_expert(article_query(name), io.BytesIO(piece))


def _pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines joined until they have `_PIECE` bytes."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _PIECE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def sighting_rows(plan: BatchPlan) -> Iterator[Row]:
    """Rows of which feed carried which article, and when; none for pages and documents of no feed."""
    return (
        (write.article_id, write.article.feed_id, write.article.seen_at, int(write.article.trust))
        for write in plan.writes
        if write.article.feed_id and not write.article.from_page
    )


def article_rows(plan: BatchPlan) -> Iterator[Row]:
    """Rows of articles whose content is to be written, which it is not for a sighting."""
    return (
        (row, *(of(write) for of in _GETTERS))
        for row, write in enumerate(plan.writes)
        if write.writes is not Writes.NOTHING
    )


def rows_of_copies(plan: BatchPlan) -> Iterator[Row]:
    """Rows of all copies of each article whose copies have changed."""
    return (
        (
            copy.id,
            article_id,
            copy.feed_id,
            None if copy.trust is None else int(copy.trust),
            copy.fingerprint,
            copy.captured_at,
            copy.last_captured_at,
            copy.text_length,
            copy.version,
            copy.reason,
            copy.row,
            copy.like,
            plan.kept[article_id],
            copy.from_page,
        )
        for article_id, copies in plan.copies.items()
        for copy in copies
    )


def rejection_row(rejection: Rejection) -> Row:
    """The row of a refused entry."""
    return (
        rejection.key,
        rejection.feed_id,
        rejection.reason,
        rejection.detail,
        rejection.raw,
        rejection.seen_at,
    )


def result_row(result: FeedResult, *, inserted: int, missed: int) -> Row:
    """The row of a poll that brought `inserted` new articles, and before which `missed` seem to have gone."""
    exchange, validators, window, rhythm = result.exchange, result.validators, result.window, result.rhythm
    return (
        result.feed_id,
        validators.etag,
        validators.last_modified,
        validators.body_sha256,
        result.fetch_url,
        result.redirected_to,
        result.redirected_since,
        result.redirected_polls,
        result.move_note,
        result.polls_since_full,
        result.failures,
        exchange.fetched_at,
        result.outcome.is_healthy,
        inserted,
        result.next_poll_at,
        result.interval,
        result.outcome.value,
        result.detail,
        exchange.status,
        result.entries,
        result.title,
        result.site_url,
        result.language,
        result.format,
        result.day_first,
        result.archive_url,
        exchange.final_url or exchange.url,
        exchange.elapsed_ms,
        result.ref.uri,
        result.ref.record_id,
        *((None,) * 5 if window is None else astuple(window)),
        missed,
        *_readers(result.readers),
        *((None,) * 4 if rhythm is None else (list(rhythm.counts), rhythm.since, rhythm.until, rhythm.at)),
        result.wish,
        result.reason,
        exchange.deferred,
        result.hub_url,
        result.topic_url,
    )


def _readers(readers: ReaderState) -> Row:
    """Columns of the two readers: who is believed, who found more, and where they disagree."""
    names = (None if reader is None else reader.value for reader in (readers.believed, readers.fuller))
    return (*names, readers.disagreement)
