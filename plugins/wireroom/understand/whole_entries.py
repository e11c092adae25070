"""What was read of a torn document in, the same without the entry that the tear goes through out."""

from __future__ import annotations

import re
from dataclasses import replace

from wireroom.models import FeedFormat, ParsedFeed

_ENDS = {
    FeedFormat.RSS: re.compile(rb"</(?:[\w.-]{1,20}:)?item\s*>", re.IGNORECASE),
    FeedFormat.RDF: re.compile(rb"</(?:[\w.-]{1,20}:)?item\s*>", re.IGNORECASE),
    FeedFormat.ATOM: re.compile(rb"</(?:[\w.-]{1,20}:)?entry\s*>", re.IGNORECASE),
}


def whole_entries(parsed: ParsedFeed, body: bytes) -> ParsedFeed:
    """As many entries as `body` closes; of a format without end tags (JSON) all but the last.

    Half a text would be filed as the article and the whole as its revision.
    """
    end = _ENDS.get(parsed.format)
    if b"\0" in body[:64]:
        body = body.replace(b"\0", b"")  # UTF-16: the marks of syntax are ASCII with noughts between
    closed = len(end.findall(body)) if end else 0
    if closed:  # of more than are taken in at once only some are here: their places tell
        return replace(parsed, entries=tuple(entry for entry in parsed.entries if entry.position < closed))
    return replace(parsed, entries=parsed.entries[:-1])
