"""Find where the entries lie in the bytes of a feed, and write the same bytes without some of them.

By the characters as they lie there, since what is kept must stay as it came, byte for byte. Feeds are broken
in many ways, so where entries lie is a guess or two: whoever cuts by it reads the outcome and compares.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from wireroom.common.gzip_members import MAGIC, gunzip
from wireroom.common.sniff import byte_order_mark, root_name
from wireroom.common.text.encoding import decode
from wireroom.parse.open_document import LARGEST

Span = tuple[int, int]  # characters

_WIDE = ("utf-16", "utf-32")
_VERBATIM = r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
_TAG = (
    r"<(?P<close>/?)(?P<name>(?:[\w.-]{1,40}:)?(?:NAMES))(?=[\s/>])"
    r"(?:[^\"'<>]|\"[^\"<]{0,4000}\"|'[^'<]{0,4000}'){0,4000}+>"
)
_HOME_ENDS = re.compile(r"</(?:[\w.-]{1,40}:)?(?:channel|rss|feed|rdf|urlset)\s*>|\Z", re.IGNORECASE)
_JSON = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[{}\[\]]', re.DOTALL)
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_COMMA_AFTER = re.compile(r"\s*,")
_COMMA_BEFORE = re.compile(r",\s*\Z")


@dataclass(frozen=True, slots=True)
class Laid:
    """A document as text that encodes to exactly the same bytes."""

    text: str
    encoding: str
    mark: bytes = b""  # of byte order
    is_packed: bool = False

    @property
    def is_json(self) -> bool:
        """Whether it is a JSON Feed: not markup, and with a list `items` somewhere."""
        return self.text.lstrip()[:1] not in ("<", "") and _ITEMS.search(self.text) is not None

    def guesses(self) -> Iterator[list[Span]]:
        """The spans of the entries, in order of their start: first honouring CDATA and comments, then
        ignoring them.
        """
        if self.is_json:
            yield _items(self.text)
            return
        names = "url" if root_name(self.text) == "urlset" else "item|entry"
        tag = _TAG.replace("NAMES", names)
        yield _elements(self.text, re.compile(f"{_VERBATIM}|{tag}", re.DOTALL | re.IGNORECASE))
        yield _elements(self.text, re.compile(tag, re.IGNORECASE))

    def without(self, spans: Sequence[Span], places: Collection[int]) -> bytes:
        """The document as bytes, without the spans at `places`."""
        kept, at = list[str](), 0
        for place in sorted(places):
            start, end = spans[place]
            if self.is_json:
                start, end = self._with_comma(start, end, at)
            kept.append(self.text[at : max(at, start)])
            at = max(at, end)
        return self._bytes("".join([*kept, self.text[at:]]))

    def alone(self, spans: Sequence[Span], place: int) -> bytes:
        """The document with one entry only: what stands before the first, this entry, what stands after the
        last.
        """
        start, end = spans[place]
        last = max(end for _, end in spans)
        return self._bytes(self.text[: spans[0][0]] + self.text[start:end] + self.text[last:])

    def _with_comma(self, start: int, end: int, since: int) -> Span:
        if after := _COMMA_AFTER.match(self.text, end):
            return start, after.end()
        before = _COMMA_BEFORE.search(self.text[since:start])
        return (since + before.start() if before else start), end

    def _bytes(self, text: str) -> bytes:
        plain = self.mark + text.encode(self.encoding, "replace")
        return gzip.compress(plain, mtime=0) if self.is_packed else plain


def lay_out(body: bytes, content_type: str | None) -> Laid:
    """Decode a body for cutting: in its own encoding if that is reversible, else byte by byte as Latin-1."""
    plain = gunzip(body, most=LARGEST).content if body.startswith(MAGIC) else body
    decoded = decode(plain, content_type)
    found = byte_order_mark(plain)
    mark = plain[: found[0]] if found else b""
    is_wide = decoded.encoding.startswith(_WIDE)  # then a byte is no character; what is broken stays broken
    if is_wide or _is_whole(decoded.text, decoded.encoding, plain[len(mark) :]):
        return Laid(decoded.text, decoded.encoding, mark, plain is not body)
    return Laid(plain[len(mark) :].decode("latin-1"), "latin-1", mark, plain is not body)


def _is_whole(text: str, encoding: str, body: bytes) -> bool:
    try:
        return text.encode(encoding) == body
    except UnicodeError:
        return False


def _elements(text: str, pattern: re.Pattern[str]) -> list[Span]:
    """Spans from tag to tag; an unclosed element ends where the next begins, or with its parent."""
    begun: list[int] = []
    ends: list[int] = []
    is_open: list[int] = []
    for found in pattern.finditer(text):
        if not found["name"]:
            continue
        if found["close"]:
            if is_open:
                ends[is_open.pop()] = found.end()
        else:
            begun.append(found.start())
            ends.append(found.end() if found[0].endswith("/>") else 0)
            if not ends[-1]:
                is_open.append(len(ends) - 1)
    if not begun:
        return []
    last = _HOME_ENDS.search(text, begun[-1])
    following = [*begun[1:], last.start() if last else len(text)]
    return [(start, end or after) for start, end, after in zip(begun, ends, following, strict=True)]


def _items(text: str) -> list[Span]:
    """Spans of the objects in the list `items` of the outermost object; the last may be incomplete."""
    spans: list[Span] = []
    depth, home, start = 0, 0, -1
    ahead = {found.end() - 1 for found in _ITEMS.finditer(text)}  # brackets that follow such a key
    for found in _JSON.finditer(text):
        letter = found[0]
        if letter in "{[":
            depth += 1
            if letter == "[" and depth == 2 and found.start() in ahead:
                home = depth
            elif letter == "{" and home and depth == home + 1:
                start = found.start()
        elif letter in "}]":
            if start >= 0 and depth == home + 1:
                spans.append((start, found.end()))
                start = -1
            elif home and depth == home:
                return spans
            depth -= 1
    return [*spans, (start, len(text))] if start >= 0 else spans
