"""XML's own references, written as numbers: what libxml2 keeps where it recovers from an error.

Behind the first such error libxml2 (2.14) drops every `&amp;`, `&lt;` and `&quot;`, but not `&#38;`. Links
lost the `&` between their parameters, escaped markup its brackets, wherever a document was a little broken.
"""

from __future__ import annotations

import re
from typing import Final

AS_NUMBERS: Final = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'"}
_NAMED: Final = {b"amp": b"&#38;", b"lt": b"&#60;", b"gt": b"&#62;", b"quot": b"&#34;", b"apos": b"&#39;"}
# What stands in CDATA and comments stays; one that nobody closes runs to the end.
_REFERENCE = re.compile(
    rb"<!\[CDATA\[(?:.*?\]\]>|.*)|<!--(?:.*?-->|.*)|&(?:(amp|lt|gt|quot|apos);|(?!#?\w{1,40};))", re.DOTALL
)


def with_numbered_references(xml: bytes) -> bytes:
    """The same document, bare ampersands as references too; one in UTF-16 or UTF-32 is left as it is."""
    return xml if b"\0" in xml[:4] else _REFERENCE.sub(_numbered, xml)


def _numbered(found: re.Match[bytes]) -> bytes:
    if name := found[1]:
        return _NAMED[name]
    return b"&#38;" if found[0] == b"&" else found[0]
