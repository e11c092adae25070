"""A feed's document in; the reading of it that is believed, and what a second one found, out.

    open_document ─▶ our_reading ─▶ why_read_twice ─▶ second_reading ─▶ compare_readings ─▶ reader_after

The second is feedparser's, on half of the document's budget: past that, the document is read without it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from wireroom.decide import compare_readings, disagreement_in_words, reader_after, why_read_twice
from wireroom.models import Article, Exchange, Feed, Outcome, ParsedFeed, Reader, ReaderState
from wireroom.parse import Document, not_a_feed, open_document, our_reading, second_reading
from wireroom.runtime.document_budget import Refusal, Watch
from wireroom.transform import whole_entries

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read once or twice."""

    parsed: ParsedFeed  # what is believed
    readers: ReaderState  # of the feed, after it
    before: ParsedFeed | None = None  # how the reader believed before reads it, where that changes now


def read_twice(
    feed: Feed, exchange: Exchange, watch: Watch, *, random: Callable[[], float], only_in_doubt: bool = False
) -> Reading:
    """Read the body of `exchange`, by feedparser too where there is reason. Raises NotAFeedError."""
    document = open_document(exchange.body, url=exchange.answered_from, content_type=exchange.content_type)
    ours = _whole(our_reading(document), exchange)
    state = replace(feed.readers, disagreement=None)
    if not (why := why_read_twice(feed, ours, random=random, only_in_doubt=only_in_doubt)):
        return Reading(_found(ours, document), replace(state, believed=state.believed or Reader.WIREROOM))
    theirs, refusal = _second(document, ours, exchange, watch)
    _log.debug("feed %s is read twice: %s", feed.id, why)
    words = disagreement_in_words(compare_readings(ours, theirs)) if theirs else None
    if refusal:
        words = f"feedparser could not read it: {refusal.words}"
    reader, after = reader_after(state, ours, theirs)
    after = replace(after, disagreement=words)
    if reader is Reader.FEEDPARSER and theirs:
        is_change = state.believed is Reader.WIREROOM
        return Reading(theirs, after, before=(ours or _nothing(theirs)) if is_change else None)
    if theirs and ours is None:  # not believed yet, but a feed that answers
        return Reading(_nothing(theirs, words or ""), after)
    is_change = state.believed is Reader.FEEDPARSER and after.believed is Reader.WIREROOM
    return Reading(_found(ours, document), after, before=theirs if is_change else None)


def reread(articles: Iterable[Article], before: Iterable[Article]) -> tuple[Article, ...]:
    """`articles` of the new reader, each with the fingerprint that the reader before gave it."""
    prints = {key: article.fingerprint for article in before for key in article.keys}
    return tuple(
        replace(article, read_before=next((prints[key] for key in article.keys if key in prints), b""))
        for article in articles
    )


def _second(
    document: Document, ours: ParsedFeed | None, exchange: Exchange, watch: Watch
) -> tuple[ParsedFeed | None, Refusal | None]:
    if refusal := watch.begin_second_reading():
        return None, refusal
    try:
        return _whole(second_reading(document, ours), exchange), None
    finally:
        watch.end_second_reading()


def _whole(parsed: ParsedFeed | None, exchange: Exchange) -> ParsedFeed | None:
    """Of a torn body only whole entries: the rest will come."""
    return (
        whole_entries(parsed, exchange.body) if parsed and exchange.outcome is Outcome.TRUNCATED else parsed
    )


def _found(ours: ParsedFeed | None, document: Document) -> ParsedFeed:
    if ours is None:
        raise not_a_feed(document)
    return ours


def _nothing(theirs: ParsedFeed, *problems: str) -> ParsedFeed:
    """What our reader has of a document in which it finds no feed."""
    return ParsedFeed(theirs.format, problems=problems)
