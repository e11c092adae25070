"""Tell whether a document is complete, for bodies whose transfer does not show where they end.

Without Content-Length, chunks or a coding a server ends a body by closing the connection, and a truncated
one ends the same way (RFC 9112 §6.3). Then only the document can tell: a feed ends with the end tag of its
root, JSON with its last bracket.
"""

from __future__ import annotations

import re

_HEAD = 64 * 1024  # bytes in which the root begins: licences and long DOCTYPEs may precede it
_TAIL = 64 * 1024  # bytes in which it ends: caches and analytics add comments after it
_ROOT = re.compile(
    rb"<((?:[\w.-]{1,20}:)?(?:rss|rdf|feed|urlset|sitemapindex|channel))(?=[\s/>])", re.IGNORECASE
)
_TAG = re.compile(rb"<[A-Za-z][^<>]*>")
_JSON = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
_QUOTE, _UNQUOTE = b"<![CDATA[", b"]]>"
_BLANK = b" \t\r\n\xef\xbb\xbf"


def document_ends(body: bytes) -> bool:
    """False only if the document is visibly unfinished; True for what is neither XML nor JSON."""
    if b"\0" in body[:64]:  # UTF-16 and UTF-32: syntax characters are ASCII with zero bytes between
        body = body.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    start = body[:_HEAD].lstrip(_BLANK)
    if start.startswith((b"{", b"[")):
        return _json_ends(body)
    root = _ROOT.search(start)
    if root is None:  # complete if a page, which may omit end tags, or no markup; else only a prolog
        return _TAG.search(start) is not None or not start.startswith(b"<")
    name = root.group(1)
    tail = body[max(len(body) - _TAIL, 0) :]
    empty = rb"<" + re.escape(name) + rb"\b[^<>]*/>\s*\Z"
    return _end_tag_stands(body, name) or re.search(empty, tail) is not None


def _end_tag_stands(body: bytes, name: bytes) -> bool:
    """Whether the tail has the end tag of the root, outside the CDATA sections of entries."""
    start = max(len(body) - _TAIL, 0)
    is_quoted = body.rfind(_QUOTE, 0, start) > body.rfind(_UNQUOTE, 0, start)
    tokens = rb"<!\[CDATA\[|\]\]>|</" + re.escape(name) + rb"\s*>"
    for found in re.finditer(tokens, body[start:]):
        token = found.group()
        if token in {_QUOTE, _UNQUOTE}:
            is_quoted = token == _QUOTE
        elif not is_quoted:
            return True
    return False


def _json_ends(body: bytes) -> bool:
    """Whether all brackets outside strings are closed."""
    depth = 0
    for found in _JSON.finditer(body):
        token = found.group()
        if token in {b"{", b"["}:
            depth += 1
        elif token in {b"}", b"]"}:
            depth -= 1
        elif len(token) == 1 or not token.endswith(b'"'):
            return False  # an open string
    return depth <= 0
