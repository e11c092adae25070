"""Tell in a word what bytes or text of an unknown kind look like."""

from __future__ import annotations

import codecs
import re

# Marks at the beginning, and the encoding of what follows.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with theirs
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = tuple(
    (re.compile(pattern, re.DOTALL), name)
    for pattern, name in (
        (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF.{4}WEBP|\0\0\x01\0", "image"),
        (rb"%PDF", "pdf"),
        (rb"PK\x03\x04", "zip"),
        (rb"\x1f\x8b", "gzip"),
        (rb"\x28\xb5\x2f\xfd", "zstd"),
        (rb"WARC/\d", "warc"),
        (rb"ID3[\x02-\x04]|OggS|RIFF.{4}WAVE", "audio"),
        (rb"\0\0\0[\x18\x20]ftyp|RIFF.{4}AVI ", "video"),
    )
)
_INK = re.compile(rb"[^ \t\r\n\0]")
_PREFIX = r"(?:[\w.-]{1,20}:)?"
_ROOT = re.compile(rf"<{_PREFIX}(rss|rdf|feed|urlset|sitemapindex|channel)(?=[\s>/])", re.IGNORECASE)
_NOTHING_IN_IT = re.compile(r"[^<>]{0,500}(?:/>|>\s{0,200}</)")  # behind a root's name
_HTML = re.compile(r"<(?:html|head|body)(?=[\s>])", re.IGNORECASE)
_ENTRY = re.compile(rf"<{_PREFIX}(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_WORDS = (
    ("<svg", "image"),
    ("<opml", "opml"),
    ("<sitemapindex", "sitemap index"),
    ("<kml", "kml"),
    ("<error", "xml error"),
)
_IN_WORDS = {
    "html": "a web page",
    "empty": "an empty answer",
    "image": "a picture",
    "pdf": "a PDF",
    "zip": "a ZIP file",
    "gzip": "gzip that cannot be unpacked",
    "zstd": "a file packed with zstd",
    "warc": "an archive of the web (WARC)",
    "audio": "a sound",
    "video": "a film",
    "json": "JSON of another kind",
    "xml": "markup of another kind",
    "text": "plain text",
    "opml": "a list of feeds (OPML), which `wireroom feeds import` takes",
    "sitemap index": "a list of sitemaps",
    "kml": "a map (KML)",
    "xml error": "an error message in XML",
}
_HEAD = 100_000  # characters before a root: PHP warnings and licences are long, but not this long
_SHORT_HEAD = 8_192  # bytes of a saved document that are looked at
_PROLOG = re.compile(
    r"\s*(?:<\?[^>]{0,500}\?>|<!--(?:[^-]|-(?!->)){0,4000}-->|<!DOCTYPE(?!\s+html)[^>\[]{0,500}>)", re.I
)
_TYPES = (
    (re.compile(r"<rss\b", re.I), "application/rss+xml"),
    (re.compile(rf"<{_PREFIX}rdf\b", re.I), "application/rdf+xml"),
    (re.compile(rf"<{_PREFIX}feed\b", re.I), "application/atom+xml"),
    (re.compile(rf"<{_PREFIX}(?:urlset|channel)\b", re.I), "application/xml"),
    (re.compile(r"<(?:!doctype\s+html|html|head|body|article|title|meta|div|p|h1)\b", re.I), "text/html"),
)
_JSON_FEED = re.compile(r'"(?:version|items|home_page_url|feed_url)"\s*:')


def byte_order_mark(body: bytes) -> tuple[int, str] | None:
    """The length of the mark that `body` begins with and the encoding it speaks for; None: no mark."""
    return next(((len(mark), name) for mark, name in _MARKS if body.startswith(mark)), None)


def sniff_bytes(body: bytes) -> str | None:
    """Name what `body` plainly is (`empty`, `image`, `pdf`, …); None where it may be a feed or a text."""
    if not _INK.search(body):
        return "empty"
    return next((name for magic, name in _MAGIC if magic.match(body)), None)


def sniff_text(text: str) -> str:
    """Name what `text` looks like, given that it is no feed: `html`, `json`, `xml`, `text`, …"""
    head = text[:_HEAD].lstrip()
    if head[:1] in ("{", "["):
        return "json"
    start = _after_prolog(head)[:20].lower()
    if root := next((name for mark, name in _WORDS if start.startswith(mark)), None):
        return root  # before HTML is looked for: a list of feeds has a <body> too
    if _HTML.search(head):
        return "html"
    lower = head[:4_000].lower()
    named = next((name for mark, name in _WORDS if mark in lower), None)
    return named or ("xml" if head.startswith("<") else "text" if head else "empty")


def in_words(found: str) -> str:
    """What `sniff_bytes` and `sniff_text` name, for whoever reads of it."""
    return _IN_WORDS.get(found, found)


def media_type(body: bytes) -> str | None:
    """The media type of a saved feed, page or text, by what it holds; None: none of these."""
    if sniff_bytes(body[:_SHORT_HEAD]):
        return None
    text = _beginning(body[:_SHORT_HEAD])
    if text is None or not text.strip():
        return None
    start = _after_prolog(text)
    if start.startswith("{"):
        return "application/feed+json" if _JSON_FEED.search(start) else None
    for pattern, kind in _TYPES:
        if pattern.match(start):
            return kind
    return "application/xml" if text.lstrip().startswith("<?xml") else "text/plain"


def root_at(text: str) -> int | None:
    """Return where a feed's root element begins; None where there is none, or HTML begins before it.

    Of two roots one after the other, the second where nothing is in the first.
    """
    root = _outside_comments(_ROOT, text, 0, _HEAD)
    if root is None:
        return None
    while end := _NOTHING_IN_IT.match(text, root.end()):
        other = _outside_comments(_ROOT, text, end.end(), _HEAD)
        if other is None:
            break
        root = other
    page = _outside_comments(_HTML, text, 0, root.start())
    return None if page else root.start()


def root_name(text: str) -> str:
    """The name of that element, without a prefix, in lower case; "" where there is none."""
    root = _outside_comments(_ROOT, text, 0, _HEAD)
    return root[1].lower() if root else ""


def _outside_comments(pattern: re.Pattern[str], text: str, at: int, end: int) -> re.Match[str] | None:
    """The first match in no comment; one that nobody closes is none. Looks through `text` once."""
    found = pattern.search(text, at, end)
    while found and (comment := text.find("<!--", at, found.start())) >= 0:
        close = text.find("-->", comment + 4)
        if close < 0:
            break
        at = close + 3
        if at > found.start():
            found = pattern.search(text, at, end)
    return found


def holds_entries(text: str) -> bool:
    """Tell whether anything in `text` is written like an <item> or <entry>."""
    return _ENTRY.search(text) is not None


def _after_prolog(text: str) -> str:
    start = text
    while found := _PROLOG.match(start):
        start = start[found.end() :]
    return start.lstrip()


def _beginning(head: bytes) -> str | None:
    if mark := byte_order_mark(head):
        return head[mark[0] :].decode(mark[1], "replace")
    if head[:4] in {b"<\0?\0", b"\0<\0?"}:  # UTF-16 without a mark
        return head.decode("utf-16-le" if head[:1] == b"<" else "utf-16-be", "replace")
    return None if head.count(b"\0") > len(head) // 100 else head.decode("latin-1")
