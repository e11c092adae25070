"""A document's bytes in, what its publisher wrote out: read as a feed, a saved page or plain text."""

from __future__ import annotations

import re
from dataclasses import replace

from wireroom.clean.embeds import CLASSES
from wireroom.errors import NotAFeedError
from wireroom.extract import read_page, read_text
from wireroom.models import FeedContext, FeedFormat, ParsedFeed, Reader
from wireroom.parse import MAX_ENTRIES, parse_document

_ENDS = {
    FeedFormat.RSS: re.compile(rb"</(?:[\w.-]{1,20}:)?item\s*>", re.IGNORECASE),
    FeedFormat.RDF: re.compile(rb"</(?:[\w.-]{1,20}:)?item\s*>", re.IGNORECASE),
    FeedFormat.ATOM: re.compile(rb"</(?:[\w.-]{1,20}:)?entry\s*>", re.IGNORECASE),
}


def read_document(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    or_page: bool = False,
    max_entries: int | None = MAX_ENTRIES,
    believed: Reader | None = None,
) -> ParsedFeed:
    """Parse only: a feed, or with `or_page` a page or text. Raises NotAFeedError."""
    try:
        return parse_document(
            body, url=url, content_type=content_type, max_entries=max_entries, believed=believed
        )
    except NotAFeedError as error:
        if not or_page:
            raise
        is_page = error.found == "html" or b"<html" in body[:4096].lower()
        return read_page(body, url=url, cards=CLASSES) if is_page else read_text(body, url=url)


def read_in_context(
    body: bytes,
    context: FeedContext,
    content_type: str | None,
    *,
    or_page: bool,
    is_torn: bool,
    max_entries: int | None,
) -> ParsedFeed:
    """Likewise what stands in a feed's context; of a body that `is_torn` only whole entries."""
    parsed = read_document(
        body,
        url=context.url,
        content_type=content_type,
        or_page=or_page,
        max_entries=max_entries,
        believed=context.reader,
    )
    return whole_entries(parsed, body) if is_torn else parsed


def whole_entries(parsed: ParsedFeed, body: bytes) -> ParsedFeed:
    """The entries that the torn `body` closes; of a page or a map of a site all but the last.

    Of a JSON Feed only whole items are ever read.
    Half a text would be filed as the article and the whole as its revision.
    """
    if parsed.format is FeedFormat.JSON:
        return parsed
    end = _ENDS.get(parsed.format)
    if b"\0" in body[:64]:
        body = body.replace(b"\0", b"")  # UTF-16: the marks of syntax are ASCII with noughts between
    closed = len(end.findall(body)) if end else 0
    if closed:  # of more than are taken in at once only some are here: their places tell
        return replace(parsed, entries=tuple(entry for entry in parsed.entries if entry.position < closed))
    return replace(parsed, entries=parsed.entries[:-1])
