"""Run feedparser on text, in time linear in its length.

feedparser has no setting for it, so a copy of its module `api`, ours alone, has subclasses of its two parsers
that hold back what it takes the square of; `import feedparser` is as its authors made it, for everybody else.
tests/unit/parse/test_linear_feedparser.py names each method of its own that this relies on.
"""

from __future__ import annotations

import io
import re
from importlib.util import find_spec, module_from_spec
from itertools import islice
from typing import Any, Final
from xml.sax.xmlreader import AttributesNSImpl

import feedparser.api

from wireroom.parse.repair import after_prolog, without_doctype

_HEADERS: Final = {"content-type": "application/xml; charset=utf-8"}
_TAG: Final = re.compile(r"<\w")
# No name has a word so long; feedparser looks for an e-mail address from each of its letters on.
_LONG_WORD: Final = re.compile(r"[a-zA-Z0-9_.+-]{100}")
_MOST_TAGS: Final = 200  # categories of an entry: each is compared with all before it
_MOST_ATTRIBUTES: Final = 200  # of an element; the standard library compares each with all others
_MOST_NAMESPACES: Final = 200  # of a document: looked through for each element of a strange one
_MOST_UNCLOSED: Final = 200  # tags: for the end of one in quotes the rest of the text is looked through
_LONGEST_BASE: Final = 2_000  # characters of an xml:base, which those inside it make longer


class TooBrokenError(ValueError):
    """Too many tags are not closed for the text to be a feed."""


class _Linear:
    """Replaces the methods of feedparser's mixin that take quadratic time, for both of its parsers."""

    def unknown_starttag(self: Any, tag: str, attrs: list[tuple[str, str]]) -> Any:
        attrs = attrs[:_MOST_ATTRIBUTES]
        if len(self.baseuri) > _LONGEST_BASE:
            attrs = [(name, value) for name, value in attrs if name.lower() not in ("base", "xml:base")]
        return super().unknown_starttag(tag, attrs)  # type: ignore[misc]

    def track_namespace(self: Any, prefix: str | None, uri: str) -> None:
        if len(self.namespaces_in_use) < _MOST_NAMESPACES:
            super().track_namespace(prefix, uri)  # type: ignore[misc]

    def pop(self: Any, element: str, strip_whitespace: int = 1) -> Any:
        pieces = self.elementstack[-1][2] if self.elementstack else ()
        if isinstance(pieces, list):  # else the value of an attribute
            blank = next((place for place, piece in enumerate(pieces) if piece.strip()), len(pieces) - 1)
            del pieces[: max(blank, 0)]  # as it does itself, one by one
        return super().pop(element, strip_whitespace)  # type: ignore[misc]

    def _add_tag(self: Any, term: str | None, scheme: str | None, label: str | None) -> None:
        if len(self._get_context().get("tags") or ()) < _MOST_TAGS:
            super()._add_tag(term, scheme, label)  # type: ignore[misc]

    def _sync_author_detail(self: Any, key: str = "author") -> None:
        if not _LONG_WORD.search(self._get_context().get(key) or ""):
            super()._sync_author_detail(key)  # type: ignore[misc]


class _Strict(_Linear, feedparser.api.StrictFeedParser):  # type: ignore[misc]
    def startElementNS(self, name: Any, qname: Any, attrs: AttributesNSImpl) -> None:  # noqa: N802 - SAX's
        if len(attrs) > _MOST_ATTRIBUTES:
            attrs = AttributesNSImpl(dict(islice(attrs.items(), _MOST_ATTRIBUTES)), {})
        super().startElementNS(name, qname, attrs)


class _Loose(_Linear, feedparser.api.LooseFeedParser):  # type: ignore[misc]
    unclosed = 0

    def parse_starttag(self, i: int) -> int:
        end: int = super().parse_starttag(i)
        if end > 0 and self.rawdata[end - 1] != ">":
            self.unclosed += 1
            if self.unclosed > _MOST_UNCLOSED:
                raise TooBrokenError("tags have no end")
        return end


def _own_api() -> Any:
    """A private copy of the module `feedparser.api`, whose `parse` uses the parsers above."""
    spec: Any = find_spec("feedparser.api")
    own: Any = module_from_spec(spec)
    spec.loader.exec_module(own)
    own.StrictFeedParser, own.LooseFeedParser = _Strict, _Loose
    return own


_API: Final = _own_api()


def parse_with_feedparser(text: str) -> Any:
    """Parse with feedparser and return its dictionary; it may raise anything on hostile text.

    The text is cut to its root: feedparser would search the declaration, comments and DOCTYPE for what we
    know. Sanitising and URI resolution are off. It gets a stream, since it might open a string as a file or
    URL.
    """
    text = after_prolog(without_doctype(text)[0])
    root = _TAG.search(text)
    stream = io.BytesIO(text[root.start() if root else 0 :].encode("utf-8", "replace"))
    return _API.parse(stream, response_headers=_HEADERS, sanitize_html=False, resolve_relative_uris=False)
