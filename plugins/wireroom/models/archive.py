"""A document out of an archive: bytes of the past, and when they were captured."""

from __future__ import annotations

from datetime import datetime

from wireroom.models.value import value


@value
class ArchivedDocument:
    """One feed, page or text out of a WARC file, an RFC 5005 chain or a folder."""

    uri: str  # where it was read: a file, a record in a WARC, a URL
    url: str  # what it is a copy of; where that is not known, `file:` and its path below the folder read
    body: bytes
    captured_at: datetime  # UTC; when these bytes were taken from the publisher
    content_type: str | None = None
    feed_id: int | None = None  # the feed it belongs to, where it belongs to one
    is_rewritten: bool = False  # the archive was written long after: `captured_at` is what its writer says
    is_torn: bool = False  # the bytes stop before the document's end
