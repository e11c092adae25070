"""A document's bytes in; its text, ready for either reader, out.

bytes ─ unpack ─ sniff ─ decode ─ what stands before the feed and its DOCTYPE cut off ─▶ Document
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wireroom.common.gzip_members import gunzip
from wireroom.common.sniff import root_at, sniff_bytes, sniff_text
from wireroom.errors import NotAFeedError
from wireroom.parse.encoding import Decoded, decode
from wireroom.parse.repair import without_doctype

LARGEST = 64 * 1024 * 1024  # bytes: a sitemap may have 50 MB (sitemaps.org), a bomb has more
_BLANK = " \t\r\n\x00\ufeff\u200b\xa0"
_DECLARATION = re.compile(r"<\?xml\b", re.IGNORECASE)
# Before a JSON Feed: a callback's name (JSONP), a comment, guards against being run as a script.
_PADDING = re.compile(
    r"(?:\s|/\*[^*]{0,500}\*/|//[^\n]{0,500}\n|\)\]\}',?|while\(1\);|for\(;;\);)*(?:[\w$.]{1,100}\s?\(\s{0,20})?(?=\{)"
)


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes made text."""

    url: str  # where they came from
    text: str  # JSON; XML without DOCTYPE, where it has a feed's root from its declaration or root on
    decoded: Decoded
    is_json: bool = False
    has_root: bool = False  # a feed's, by name
    entities: dict[str, str] = field(default_factory=dict)  # that its DOCTYPE declared


def open_document(body: bytes, *, url: str, content_type: str | None = None) -> Document:
    """Unpack and decode. Raises NotAFeedError for bytes that are plainly something else."""
    body = _unpacked(body)
    if found := sniff_bytes(body):
        raise NotAFeedError(f"{url} gave no feed but {found}", found=found)
    decoded = decode(body, content_type)
    text = decoded.text.lstrip(_BLANK)
    if not text.startswith("<") and (padding := _PADDING.match(text)):
        text = text[padding.end() :]
    if text.startswith(("{", "[")):
        return Document(url, text, decoded, is_json=True)
    start = root_at(text)
    if start is None:
        return Document(url, text, decoded)
    if declaration := _DECLARATION.search(text, 0, start):
        text = text[declaration.start() :]
    elif not text.startswith(("<?", "<!")):
        text = text[start:]  # a PHP warning, a licence, a stray character
    text, entities = without_doctype(text)
    return Document(url, text, decoded, has_root=True, entities=entities)


def _unpacked(body: bytes) -> bytes:
    """Sitemaps are published as `.xml.gz` files; one that is broken or too large comes back as it is."""
    content, _ = gunzip(body, most=LARGEST)
    return content if content and len(content) <= LARGEST else body


def not_a_feed(document: Document) -> NotAFeedError:
    """What to raise where no reader found a feed; its `found` says what the text looks like."""
    found = sniff_text(document.text)
    return NotAFeedError(f"{document.url} gave no feed but {found}", found=found)
