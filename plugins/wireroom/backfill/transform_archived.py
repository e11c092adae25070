"""Transform archived documents into the articles of the wanted days."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice

from wireroom.common.storage_errors import raise_what_all_would_meet
from wireroom.errors import NotAFeedError
from wireroom.fetch.feed_credentials import access_of
from wireroom.fetch.outcomes import Failure
from wireroom.models import (
    ArchivedDocument,
    Article,
    DateReading,
    DayRange,
    FeedContext,
    LoadItem,
    PageHints,
    Rejection,
)
from wireroom.parse import MAX_ENTRIES
from wireroom.runtime.document_budget import Refusal, Watchdog
from wireroom.settings import Settings
from wireroom.store.connection import Connection
from wireroom.store.feeds.feed_reads import feeds_by_id
from wireroom.transform.document_context import context_of
from wireroom.transform.site_boilerplate import SiteBoilerplate
from wireroom.transform.transform_document import TransformedDocument, transform_in_parts
from wireroom.transform.transform_poll import masked_body

NO_ARTICLE = "no_article"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ArchiveReading:
    """What is shared when archived documents are read."""

    conn: Connection
    settings: Settings
    watch: Watchdog  # is told the number of each document read, and knows which must be refused
    window: DayRange | None  # first and last day (UTC) of the articles to keep; None: all, and rejections too
    now: datetime
    boilerplate: SiteBoilerplate | None = None  # recognises repeated text of pages, and learns from them


def transform_archived(
    reading: ArchiveReading,
    documents: Iterator[ArchivedDocument],
    *,
    kept: int = 0,
    is_kept: bool = True,
    on_read: Callable[[ArchivedDocument], None] = lambda document: None,
    on_unread: Callable[[ArchivedDocument, str, str], None] = lambda document, reason, words: None,
) -> Iterator[LoadItem]:
    """Transform each document in the context of its feed, if it has one.

    Articles without a date are in no window: live polls bring them. Rejections are kept only without a
    window, else each day would store those of other days. The first `kept` documents are skipped, as they are
    already stored. The text that pages of a site repeat is stored if `is_kept`. `on_read` is called with each
    document that was read completely, after its last part was taken; `on_unread` with each that was not, and
    why.
    """
    conn, now = reading.conn, reading.now
    boilerplate = SiteBoilerplate(conn, lambda: now, is_kept=is_kept)
    reading = replace(reading, boilerplate=boilerplate)
    for number, document in islice(enumerate(documents), kept, None):
        yield from transform_one(
            reading, document, number, on_unread=partial(on_unread, document), on_read=on_read
        )
    boilerplate.save()


def transform_one(
    reading: ArchiveReading,
    document: ArchivedDocument,
    number: int,
    *,
    on_unread: Callable[[str, str], None] = lambda reason, words: None,
    on_read: Callable[[ArchivedDocument], None] = lambda document: None,
    on_other_days: Callable[[int], None] = lambda articles: None,
) -> Iterator[LoadItem]:
    """Transform one document, with its feed's secrets masked; `number` identifies it to the watch.

    `on_unread` is called with the reason why it was not read (NO_ARTICLE, or one as in `news.rejected`) and
    an explanation; `on_other_days` with the number of articles outside the window.
    """
    watch, window, boilerplate = reading.watch, reading.window, reading.boilerplate
    if refusal := watch.refused.documents.get(number):
        _log.warning("%s: %s", document.uri, refusal.words)
        on_unread(refusal.reason, refusal.words)
        if window is None:
            yield LoadItem((), (reject_archived(document, refusal),))
        return
    try:
        context, document = _in_context(reading, document)
        for transformed in _parts(context, document, number, watch):
            document = replace(document, left_out=transformed.parsed.left_out)
            if boilerplate:
                boilerplate.add(document.url, transformed.parsed.tail)
            yield from _wanted(transformed, document, window, on_other_days)
        on_read(document)
    except NotAFeedError as error:  # every third document of a crawl; only their number is reported
        _log.info("%s: %s", document.uri, error)
        on_unread(NO_ARTICLE, str(error))
    except Failure as missing:  # a secret that is unset cannot be masked, and would be shown in articles
        _log.warning("%s: %s", document.uri, missing.detail)
        on_unread("secret_missing", missing.detail)
    except MemoryError:
        on_unread("too_large", "reading it takes more memory than is allowed")
    except Exception as error:  # a bug that one document triggers must not affect others
        raise_what_all_would_meet(error, document.uri)
        _log.exception("%s: a fault of Wireroom's while reading it", document.uri)
        on_unread("failed", f"a fault of Wireroom's, please report it: {type(error).__name__}: {error}")


def _wanted(
    found: TransformedDocument, document: ArchivedDocument, days: DayRange | None, tell: Callable[[int], None]
) -> Iterator[LoadItem]:
    articles = tuple(_captured(each, document) for each in found.articles if _is_in(each.published, days))
    rejections = found.rejections if days is None else ()
    tell(len(found.articles) - len(articles))
    dropped = tuple(entry for entry in found.dropped if _is_in(entry.published, days))
    if articles or rejections or dropped:
        yield LoadItem(articles, rejections, dropped=dropped)


def _parts(
    context: FeedContext, document: ArchivedDocument, number: int, watch: Watchdog
) -> Iterator[TransformedDocument]:
    """Transform all entries in parts, since archived documents come only once.

    The budget does not apply while the caller stores a part.
    """
    watch.document(number)
    try:
        for part in transform_in_parts(
            document.body,
            context=context,
            content_type=document.content_type,
            or_page=not document.is_feed,
            is_torn=document.is_torn,
            max_entries=MAX_ENTRIES if document.is_polled else None,
            on_entry=watch.entry,
        ):
            watch.done()
            yield part
            watch.document(number)
    finally:
        watch.done()


def reject_archived(document: ArchivedDocument, refusal: Refusal) -> Rejection:
    """One rejection for the whole document; its bytes stay in the archive, at the URI in the detail."""
    key = hashlib.sha256(f"{refusal.reason} {document.uri}".encode()).digest()
    words = f"the whole document: {refusal.words} ({document.uri})"
    return Rejection(document.feed_id or 0, document.captured_at, refusal.reason, words, b"{}", key)


def _captured(article: Article, document: ArchivedDocument) -> Article:
    """In a rewritten archive, correct a capture time that is before the publication."""
    if not document.is_rewritten:
        return article
    published = article.published.at if article.published else None
    return replace(article, seen_at=max(document.captured_at, published or document.captured_at))


def _is_in(published: DateReading | None, window: DayRange | None) -> bool:
    if window is None:
        return True
    at = published.at if published else None
    return at is not None and window[0] <= at.date() <= window[1]


def _in_context(reading: ArchiveReading, document: ArchivedDocument) -> tuple[FeedContext, ArchivedDocument]:
    """The context of a document from its feed, if it has one, and the document with secrets masked.

    Raises Failure if a secret of the feed is not set.
    """
    boilerplate, settings, now = reading.boilerplate, reading.settings, reading.now
    is_repeated = boilerplate.repeated(document.url) if boilerplate and not document.is_feed else None
    seen_at = now if document.is_rewritten else min(document.captured_at, now)
    bare = FeedContext(
        feed_id=document.feed_id or 0, url=document.url, seen_at=seen_at, hints=PageHints(is_repeated)
    )
    if document.feed_id is None:
        return bare, document
    for feed in feeds_by_id(reading.conn, [document.feed_id]):
        access_of(feed, feed.spec.url, settings)  # raises where a secret to be masked is not set
        shown = replace(document, body=masked_body(document.body, feed, settings))
        context = context_of(feed, url=document.url, seen_at=seen_at)
        return replace(context, hints=PageHints(is_repeated)), shown
    return bare, document
