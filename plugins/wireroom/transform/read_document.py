"""Read a document's bytes as a feed, page or text, as its publisher wrote it.

    read_document ─▶ parse_document; if that finds no feed and pages are allowed ─▶ read_page or read_text
    read_twice    ─▶ open_document ─▶ our_reading ─▶ why_read_twice ─▶ second_reading ─▶ compare_readings
                     ─▶ reader_after: which of the two readers is used

The second reader is feedparser. It may use half of the document's budget; beyond that it is not used.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from wireroom.clean.embeds import CARD_NAMES
from wireroom.common.sniff import media_type
from wireroom.decide import compare_readings, disagreement_in_words, reader_after, why_read_twice
from wireroom.errors import NotAFeedError
from wireroom.extract import read_page, read_text
from wireroom.models import (
    Exchange,
    Feed,
    FeedContext,
    FeedFormat,
    Outcome,
    ParsedFeed,
    Reader,
    ReaderState,
)
from wireroom.parse import (
    MAX_ENTRIES,
    Document,
    not_a_feed,
    open_document,
    our_reading,
    parse_document,
    second_reading,
)
from wireroom.runtime.document_budget import Refusal, Watchdog

_log = logging.getLogger(__name__)

_ENDS = {
    FeedFormat.RSS: re.compile(rb"</(?:[\w.-]{1,20}:)?item\s*>", re.IGNORECASE),
    FeedFormat.RDF: re.compile(rb"</(?:[\w.-]{1,20}:)?item\s*>", re.IGNORECASE),
    FeedFormat.ATOM: re.compile(rb"</(?:[\w.-]{1,20}:)?entry\s*>", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A polled document, read by one reader or two."""

    parsed: ParsedFeed  # result of the reader that is believed
    readers: ReaderState  # state of the feed after this document
    before: ParsedFeed | None = None  # result of the reader believed so far, if this document changes that


def read_document(
    body: bytes,
    context: FeedContext,
    *,
    content_type: str | None = None,
    or_page: bool = False,
    is_torn: bool = False,
    max_entries: int | None = MAX_ENTRIES,
) -> ParsedFeed:
    """Read a feed with the reader that is believed; with `or_page` also a page or text. Raises NotAFeedError.

    With `is_torn` the body breaks off, and only complete entries are returned.
    """
    url = context.url
    try:
        parsed = parse_document(
            body, url=url, content_type=content_type, max_entries=max_entries, believed=context.reader
        )
    except NotAFeedError as error:
        if not or_page:
            raise
        is_page = error.found == "html" or b"<html" in body[:4096].lower() or media_type(body) == "text/html"
        read = partial(read_page, cards=CARD_NAMES, hints=context.hints) if is_page else read_text
        parsed = read(body, url=url, content_type=content_type)
    return _whole_entries(parsed, body) if is_torn else parsed


def read_twice(
    feed: Feed,
    exchange: Exchange,
    watch: Watchdog,
    *,
    random: Callable[[], float],
    only_in_doubt: bool = False,
) -> Reading:
    """Read the body of a poll, also with feedparser if the reading is doubtful. Raises NotAFeedError.

    Unless `only_in_doubt`, feedparser also reads first documents and a sample of the others, chosen by
    `random`, which gives 0 ≤ x < 1.
    """
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
    if theirs and ours is None:  # feedparser is not believed yet, but what answers is a feed
        return Reading(_nothing(theirs, words or ""), after)
    is_change = state.believed is Reader.FEEDPARSER and after.believed is Reader.WIREROOM
    return Reading(_found(ours, document), after, before=theirs if is_change else None)


def _whole_entries(parsed: ParsedFeed, body: bytes) -> ParsedFeed:
    """`parsed` without the entry in which `body` breaks off; of other formats, without the last entry.

    Otherwise half a text would be stored as the article, and the whole text later as its revision. From a
    JSON Feed only complete items are read in any case.
    """
    if parsed.format is FeedFormat.JSON:
        return parsed
    end = _ENDS.get(parsed.format)
    if b"\0" in body[:64]:
        body = body.replace(b"\0", b"")  # UTF-16: ASCII with zero bytes between
    closed = len(end.findall(body)) if end else 0
    if closed:  # compared by position, since `parsed` has only the newest entries of a long feed
        return replace(parsed, entries=tuple(entry for entry in parsed.entries if entry.position < closed))
    return replace(parsed, entries=parsed.entries[:-1])


def _second(
    document: Document, ours: ParsedFeed | None, exchange: Exchange, watch: Watchdog
) -> tuple[ParsedFeed | None, Refusal | None]:
    if refusal := watch.begin_second_reading():
        return None, refusal
    try:
        return _whole(second_reading(document, ours), exchange), None
    finally:
        watch.end_second_reading()


def _whole(parsed: ParsedFeed | None, exchange: Exchange) -> ParsedFeed | None:
    """Only the complete entries if the body broke off: the rest will come with another poll."""
    is_torn = exchange.outcome is Outcome.TRUNCATED
    return _whole_entries(parsed, exchange.body) if parsed and is_torn else parsed


def _found(ours: ParsedFeed | None, document: Document) -> ParsedFeed:
    if ours is None:
        raise not_a_feed(document)
    return ours


def _nothing(theirs: ParsedFeed, *problems: str) -> ParsedFeed:
    """An empty feed, as our reading of a document that only feedparser recognises as a feed."""
    return ParsedFeed(theirs.format, problems=problems)
