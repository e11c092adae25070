"""A status and received headers in, the HTTP part of a WARC record out, and back.

The body is landed as decoded, so `Content-Encoding`, `Transfer-Encoding` and `Content-Length` would lie
about it: they are kept under the name that the Internet Archive gave such headers, and a true
`Content-Length` is added at the end.
"""

from __future__ import annotations

import http
from collections.abc import Iterable

Headers = tuple[tuple[str, str], ...]

_ORIGINAL = "X-Archive-Orig-"
_CORRECTED = frozenset({"content-encoding", "transfer-encoding", "content-length"})


def http_block(status: int, headers: Headers, length: int) -> tuple[str, list[tuple[str, str]]]:
    """Status line (without the protocol) and corrected headers, those only that such a block can hold."""
    try:
        reason = http.HTTPStatus(status).phrase
    except ValueError:
        reason = ""
    corrected = [
        (f"{_ORIGINAL}{name}" if name.lower() in _CORRECTED else name, value)
        for name, value in headers
        if _is_holdable(name, value)
    ]
    return f"{status} {reason}".strip(), [*corrected, ("Content-Length", str(length))]


def is_exact(headers: Headers) -> bool:
    """The block gives these headers back as they were; if not, they must be kept elsewhere too."""
    return all(_is_holdable(name, value) for name, value in headers)


def received_headers(lines: Iterable[bytes]) -> Headers:
    """Header lines of such a block → the headers as received."""
    pairs = [line.decode("latin-1").partition(": ") for line in lines]
    return tuple((name.removeprefix(_ORIGINAL), value) for name, _, value in pairs[:-1])


def _is_holdable(name: str, value: str) -> bool:
    """One line of Latin-1, as HTTP/1.1 carries it; and not one of our own names."""
    return (
        name.isascii()
        and name.isprintable()
        and ":" not in name
        and name == name.strip() != ""
        and not name.lower().startswith(_ORIGINAL.lower())
        and value == value.strip(" \t")
        and not any(character in "\r\n\0" or ord(character) > 255 for character in value)
    )
