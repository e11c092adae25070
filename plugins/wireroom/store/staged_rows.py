"""A planned batch in, rows of the staging tables out, in the order of `sql/queries/create_staging.sql`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, astuple

from wireroom.models import (
    Article,
    Attribution,
    BatchPlan,
    DateReading,
    Embed,
    FeedResult,
    PlannedWrite,
    Rejection,
    Writes,
)
from wireroom.store.copy_text import Row, json_text

_NO_DATE = DateReading(raw="", source="")


# Which statement takes a staged article; None: none, it goes among the copies.
_ROUNDS = {Writes.ARTICLE: 0, Writes.FIRST: -1, Writes.COPY: None}
_GAP = re.compile(r"\n{3,}")


def article_row(write: PlannedWrite, row: int) -> Row:
    """A new article, or a copy of one; `row` is its place in the batch."""
    article = write.article
    published, modified = article.published or _NO_DATE, article.updated or _NO_DATE
    publisher = article.publisher
    return (
        write.article_id,
        _ROUNDS[write.writes],
        row,
        article.feed_id or None,
        article.seen_at,
        article.fingerprint,
        len(article.text),
        write.reason,
        int(article.trust),
        publisher.domain or None,
        publisher.name,
        publisher.country,
        publisher.language,
        publisher.source,
        published.at,
        published.source or None,
        None if published.precision is None else published.precision.value,
        published.raw or None,
        published.note or None,
        modified.at,
        modified.source or None,
        modified.raw or None,
        article.word_count,
        article.guid,
        article.url,
        article.canonical_url,
        article.title,
        article.summary,
        article.section,
        article.language,
        article.image_url,
        article.authors,
        article.tags,
        article.text,
        own_text(article),
        article.html,
        json_text([dict(item) for item in article.media]),
        json_text([asdict(item) for item in article.embeds]),
        json_text([asdict(item) for item in article.attribution]),
        json_text(dict(article.provenance)),
        None,  # filed now
        None,  # by this run
    )


def observation_rows(plan: BatchPlan) -> Iterator[Row]:
    """Which feed carried which article when; documents of no feed are seen in none."""
    return (
        (write.article_id, write.article.feed_id, write.article.seen_at, int(write.article.trust))
        for write in plan.writes
        if write.article.feed_id
    )


def article_rows(plan: BatchPlan) -> Iterator[Row]:
    """Articles whose content is to be written; of a mere sighting nothing is."""
    return (
        article_row(write, row) for row, write in enumerate(plan.writes) if write.writes is not Writes.NOTHING
    )


def rows_of_copies(plan: BatchPlan) -> Iterator[Row]:
    """All copies of each article whose copies have changed."""
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
        )
        for article_id, copies in plan.copies.items()
        for copy in copies
    )


def rejection_row(rejection: Rejection) -> Row:
    """A refused entry."""
    return (
        rejection.key,
        rejection.feed_id,
        rejection.reason,
        rejection.detail,
        rejection.raw,
        rejection.seen_at,
    )


def result_row(result: FeedResult, *, inserted: int, missed: int) -> Row:
    """What a poll taught; `inserted` new articles came with it, `missed` seem to have gone before it."""
    exchange, validators, window = result.exchange, result.validators, result.window
    return (
        result.feed_id,
        validators.etag,
        validators.last_modified,
        validators.body_sha256,
        result.fetch_url,
        result.redirected_to,
        result.redirected_since,
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
        None if result.readers.believed is None else result.readers.believed.value,
        None if result.readers.fuller is None else result.readers.fuller.value,
        result.readers.disagreement,
    )


def own_text(article: Article) -> str | None:
    """What the author wrote; None where that is the whole text.

    Spans that overlap, touch or lie outside the text do no harm.
    """
    parts: list[Embed | Attribution] = [*article.embeds, *article.attribution]
    spans = sorted(part.span for part in parts if part.span is not None)
    if not spans:
        return None
    kept, end = [], 0
    for start, stop in spans:
        if start > end:
            kept.append(article.text[end:start])
        end = max(end, start, stop)
    kept.append(article.text[end:])
    own = _GAP.sub("\n\n", "".join(kept)).strip()
    return None if own == article.text else own
