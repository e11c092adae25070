"""Decode a document's bytes into text that is ready for either reader.

bytes ─ unpack ─ sniff ─ decode ─ what stands before the feed and its DOCTYPE cut off ─▶ Document
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from wireroom.common.gzip_members import gunzip
from wireroom.common.sniff import byte_order_mark, in_words, root_at, root_name, sniff_bytes, sniff_text
from wireroom.common.text.encoding import Decoded, decode
from wireroom.errors import NotAFeedError
from wireroom.parse.repair import without_doctype
from wireroom.parse.xml_feeds.xml_tree import WHOLE_UP_TO

LARGEST = 64 * 1024 * 1024  # bytes: a sitemap may have 50 MB (sitemaps.org), a bomb has more
_BEGINNING = 400_000  # bytes of a large feed that are made text: what tells it stands in there
_PIECE = 1 << 20  # bytes
_BLANK = " \t\r\n\x00\ufeff\u200b\xa0"
_DECLARATION = re.compile(r"<\?xml\b", re.IGNORECASE)
# Before a JSON Feed: a callback's name (JSONP), a comment, guards against being run as a script.
_PADDING = re.compile(
    r"(?:\s|/\*[^*]{0,500}\*/|//[^\n]{0,500}\n|\)\]\}',?|while\(1\);|for\(;;\);)*(?:[\w$.]{1,100}\s?\(\s{0,20})?(?=\{)"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document after decoding."""

    url: str  # where they came from
    beginning: str  # JSON; XML without DOCTYPE, where it has a feed's root from its declaration or root on
    decoded: Decoded
    is_json: bool = False
    has_root: bool = False  # a feed's, by name
    entities: dict[str, str] = field(default_factory=dict)  # that its DOCTYPE declared
    utf8: bytes | None = None  # all of a large one, of which `beginning` is no more than that

    @property
    def text(self) -> str:
        """The whole text.

        That of a large document is decoded at each call, as it takes up to four bytes a character.
        """
        return self.beginning if self.utf8 is None else self.utf8.decode("utf-8")


def open_document(body: bytes, *, url: str, content_type: str | None = None) -> Document:
    """Unpack and decode a body. Raises NotAFeedError for bytes that are plainly something else."""
    body = _unpacked(body)
    if found := sniff_bytes(body):
        raise _no_feed(url, found)
    document = _in_bytes(body, url, content_type) or _as_text(body, url, content_type)
    return (
        _small(document)
        if len(body) > WHOLE_UP_TO and document.has_root and document.utf8 is None
        else document
    )


def _small(document: Document) -> Document:
    """The document of a large feed, without its text: beside the bytes it would take two to four bytes a
    character.
    """
    text = document.beginning
    decoded = replace(document.decoded, text="", utf8=None)
    return replace(
        document, beginning=text[:_BEGINNING], decoded=decoded, utf8=text.encode("utf-8", "replace")
    )


def _in_bytes(body: bytes, url: str, content_type: str | None) -> Document | None:
    """A large feed in UTF-8, opened without decoding all of it.

    None if it is not large, or not valid UTF-8.
    """
    if len(body) <= WHOLE_UP_TO or byte_order_mark(body) or b"\0" in body[:8] or b"\x1b" in body:
        return None
    end = _BEGINNING
    while end and body[end] & 0xC0 == 0x80:  # in the middle of a character
        end -= 1
    document = _as_text(body[:end], url, content_type)
    whole = document.decoded.text
    if not document.has_root or not whole.endswith(document.beginning) or not _is_utf8(body):
        return None
    before = len(whole[: len(whole) - len(document.beginning)].encode())
    return replace(document, utf8=body[before:] if before else body)


def _is_utf8(body: bytes) -> bool:
    decoder, view = codecs.getincrementaldecoder("utf-8")(), memoryview(body)
    try:
        for start in range(0, len(body), _PIECE):
            decoder.decode(view[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _as_text(body: bytes, url: str, content_type: str | None) -> Document:
    decoded = decode(body, content_type)
    text = decoded.text.lstrip(_BLANK)
    if not text.startswith("<") and (padding := _PADDING.match(text)):
        text = text[padding.end() :]
    if text.startswith(("{", "[")):
        return Document(url, text, decoded, is_json=True)
    start = root_at(text)
    if start is None:
        return Document(url, text, decoded)
    if root_name(text[:start]):
        text = text[start:]  # an empty root stands before it
    elif declaration := _DECLARATION.search(text, 0, start):
        text = text[declaration.start() :]
    elif not text.startswith(("<?", "<!")):
        text = text[start:]  # a PHP warning, a licence, a stray character
    text, entities = without_doctype(text)
    return Document(url, text, decoded, has_root=True, entities=entities)


def _unpacked(body: bytes) -> bytes:
    """The body unpacked, since sitemaps are published as `.xml.gz`.

    As it came if it is broken or too large.
    """
    content, _ = gunzip(body, most=LARGEST)
    return content if content and len(content) <= LARGEST else body


def not_a_feed(document: Document) -> NotAFeedError:
    """The error to raise if no reader found a feed; its `found` says what the text looks like."""
    return _no_feed(document.url, sniff_text(document.text))


def _no_feed(url: str, found: str) -> NotAFeedError:
    return NotAFeedError(f"{url} gave no feed but {in_words(found)}", found=found)
