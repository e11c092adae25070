"""Planned writes in, rows of the staging tables out, in the order of `sql/queries/create_staging.sql`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from wireroom.models import Action, DateReading, FeedResult, Rejection
from wireroom.store.copy_text import json_text
from wireroom.store.own_text import own_text
from wireroom.store.planned import Planned

Row = tuple[Any, ...]
_NO_DATE = DateReading(raw="", source="")


def article_row(planned: Planned) -> Row:
    """A new article or a new version of one."""
    article = planned.article
    published, modified = article.published or _NO_DATE, article.updated or _NO_DATE
    publisher = article.publisher
    return (
        planned.article_id,
        planned.round,
        article.feed_id or None,
        article.seen_at,
        article.fingerprint,
        len(article.text),
        planned.decision.reason,
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
    )


def sighting_rows(planned: Iterable[Planned]) -> Iterator[Row]:
    """Which feed carried which article when; documents of no feed are seen in none."""
    return (
        (item.article_id, item.article.feed_id, item.article.seen_at)
        for item in planned
        if item.article.feed_id
    )


def content_rows(planned: Iterable[Planned]) -> Iterator[Row]:
    """Articles whose content is to be written; of a mere sighting nothing is."""
    return (article_row(item) for item in planned if item.action is not Action.SIGHTING)


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


def result_row(result: FeedResult, *, inserted: int) -> Row:
    """What a poll taught; `inserted` new articles came with it."""
    exchange, validators = result.exchange, result.validators
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
    )
