"""Archived documents in, what is to be filed of each out: the wanted day's articles."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime

from wireroom import store
from wireroom.errors import NotAFeedError
from wireroom.models import ArchivedDocument, Article, FeedContext, Rejection
from wireroom.understand import Understanding, understand_in_parts
from wireroom.understand_landed import Understood, context_of

_log = logging.getLogger(__name__)


def understand_archived(
    conn: store.Connection, documents: Iterator[ArchivedDocument], *, day: date | None, now: datetime
) -> Iterator[Understood]:
    """Understand each document in the context of its feed, where it has one.

    `day` keeps articles dated on it (UTC) and drops the rest, the undated too: those come in live.
    Rejections are kept only where `day` is None, else each day would file its neighbours'.
    """
    for document in documents:
        try:
            for understanding in _parts(conn, document, now):
                articles = tuple(a for a in understanding.articles if day is None or _is_of(a, day))
                rejections: tuple[Rejection, ...] = understanding.rejections if day is None else ()
                if articles or rejections:
                    yield Understood(articles, rejections)
        except NotAFeedError as error:
            _log.warning("%s: %s", document.uri, error)


def _parts(conn: store.Connection, document: ArchivedDocument, now: datetime) -> Iterator[Understanding]:
    """However many entries it has: a document of the past comes once."""
    return understand_in_parts(
        document.body,
        context=_context(conn, document, now),
        content_type=document.content_type,
        or_page=True,
        is_torn=document.is_torn,
    )


def _is_of(article: Article, day: date) -> bool:
    published = article.published
    return published is not None and published.at is not None and published.at.date() == day


def _context(conn: store.Connection, document: ArchivedDocument, now: datetime) -> FeedContext:
    seen_at = min(document.captured_at, now)
    bare = FeedContext(feed_id=document.feed_id or 0, url=document.url, seen_at=seen_at)
    if document.feed_id is None:
        return bare
    for feed in store.feeds_by_id(conn, [document.feed_id]):
        return context_of(feed, url=document.url, seen_at=seen_at)
    return bare
