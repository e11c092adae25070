"""A saved plain text's bytes in, a document of one entry out."""

from __future__ import annotations

from wireroom.common.sniff import byte_order_mark
from wireroom.errors import NotAFeedError
from wireroom.models import Entry, FeedFormat, Markup, ParsedFeed

MAX_CONTROLS = 0.02  # share of characters; more is no text


def read_text(body: bytes, *, url: str) -> ParsedFeed:
    """Read a text that somebody saved: no title, no link of its own, all of it is the body.

    Raises NotAFeedError where the bytes are no text. A leading date line is left where it is, for
    `clean` to find.
    """
    text, encoding = _decoded(body)
    controls = sum(character < " " and character not in "\t\n\r\f" for character in text[:10_000])
    if not text.strip() or controls > MAX_CONTROLS * min(len(text), 10_000):
        raise NotAFeedError(f"{url} holds no text", found="empty" if not text.strip() else "binary")
    content = Markup(text.replace("\r\n", "\n").replace("\r", "\n"), "text")
    link = url if url.startswith(("http://", "https://")) else None
    entry = Entry(position=0, guid=None if link else url, link=link, content=content)
    return ParsedFeed(format=FeedFormat.TEXT, encoding=encoding, entries=(entry,))


def _decoded(body: bytes) -> tuple[str, str]:
    if mark := byte_order_mark(body):
        return body[mark[0] :].decode(mark[1], "replace"), mark[1]
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return body.decode("windows-1252", "replace"), "windows-1252"
