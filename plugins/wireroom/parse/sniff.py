"""Bytes or text that may be no feed in; what it looks like instead, in a word, out."""

from __future__ import annotations

import re

_MAGIC = (
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"RIFF", "image"),
    (b"\x00\x00\x01\x00", "image"),
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"ID3", "audio"),
    (b"OggS", "audio"),
    (b"\x00\x00\x00\x18ftyp", "video"),
    (b"\x00\x00\x00\x20ftyp", "video"),
)
_INK = re.compile(rb"[^ \t\r\n\0]")
_ROOT = re.compile(
    r"<(?:[\w.-]{1,20}:)?(?:rss|rdf|feed|urlset|sitemapindex|channel)(?=[\s>/])", re.IGNORECASE
)
_HTML = re.compile(r"<(?:html|head|body)(?=[\s>])", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:[\w.-]{1,20}:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_WORDS = (
    ("<svg", "image"),
    ("<opml", "opml"),
    ("<sitemapindex", "sitemap index"),
    ("<kml", "kml"),
    ("<error", "xml error"),
)
_HEAD = 100_000  # characters before a root: PHP warnings and licences are long, but not this long


def sniff_bytes(body: bytes) -> str | None:
    """Name what `body` plainly is (`empty`, `image`, `pdf`, …); None where it may be a feed."""
    if not _INK.search(body):
        return "empty"
    return next((name for magic, name in _MAGIC if body.startswith(magic)), None)


def sniff_text(text: str) -> str:
    """Name what `text` looks like, given that it is no feed: `html`, `json`, `xml`, `text`, …"""
    head = text[:_HEAD].lstrip()
    if head[:1] in ("{", "["):
        return "json"
    if _HTML.search(head):
        return "html"
    lower = head[:4_000].lower()
    named = next((name for mark, name in _WORDS if mark in lower), None)
    return named or ("xml" if head.startswith("<") else "text" if head else "empty")


def root_at(text: str) -> int | None:
    """Return where a feed's root element begins; None where there is none, or HTML begins before it."""
    root = _ROOT.search(text, 0, _HEAD)
    if root is None:
        return None
    page = _HTML.search(text, 0, root.start())
    return None if page else root.start()


def holds_entries(text: str) -> bool:
    """Tell whether anything in `text` is written like an <item> or <entry>."""
    return _ENTRY.search(text) is not None
