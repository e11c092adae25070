"""The bytes of a saved document in, its media type out: by what it holds, never by what it is called."""

from __future__ import annotations

import codecs
import re

_HEAD = 8_192  # bytes looked at
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SKIPPED = re.compile(
    r"\s*(?:<\?[^>]{0,500}\?>|<!--(?:[^-]|-(?!->)){0,4000}-->|<!DOCTYPE(?!\s+html)[^>\[]{0,500}>)", re.I
)
_ROOTS = (
    (re.compile(r"<rss\b", re.I), "application/rss+xml"),
    (re.compile(r"<(?:\w{1,30}:)?rdf\b", re.I), "application/rdf+xml"),
    (re.compile(r"<(?:\w{1,30}:)?feed\b", re.I), "application/atom+xml"),
    (re.compile(r"<(?:\w{1,30}:)?(?:urlset|channel)\b", re.I), "application/xml"),
    (re.compile(r"<(?:!doctype\s+html|html|head|body|article|title|meta|div|p|h1)\b", re.I), "text/html"),
)
_JSON_FEED = re.compile(r'"(?:version|items|home_page_url|feed_url)"\s*:')


def sniff(body: bytes) -> str | None:
    """The media type of a feed, page or text; None: none of these (empty, an image, a WARC file, …)."""
    if body.startswith(
        (b"WARC/", b"\x1f\x8b", b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
    ):
        return None
    text = _text(body[:_HEAD])
    if text is None or not text.strip():
        return None
    start = _past_prolog(text).lstrip()
    if start.startswith("{"):
        return "application/feed+json" if _JSON_FEED.search(start) else None
    for pattern, kind in _ROOTS:
        if pattern.match(start):
            return kind
    return "application/xml" if text.lstrip().startswith("<?xml") else "text/plain"


def _text(head: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head.decode(encoding, "replace")
    if head[:4] in {b"<\0?\0", b"\0<\0?"}:  # UTF-16 without a mark
        return head.decode("utf-16-le" if head[:1] == b"<" else "utf-16-be", "replace")
    return None if head.count(b"\0") > len(head) // 100 else head.decode("latin-1")


def _past_prolog(text: str) -> str:
    """Without the declaration, comments and a doctype that is not HTML's."""
    while found := _SKIPPED.match(text):
        text = text[found.end() :]
    return text
