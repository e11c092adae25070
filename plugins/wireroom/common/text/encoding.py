"""Decode bytes by the encoding that the evidence speaks for, with their Content-Type.

Servers, prologs and detectors are each wrong at times (ruTorrent PR 3170: windows-1251 declared, UTF-8
sent), so the order is: what cannot lie first (byte order marks, NUL patterns, bytes that are valid
UTF-8), then what was said, if it holds, and detection last.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from wireroom.common.sniff import byte_order_mark
from wireroom.common.text.code_pages import charset, legacy_page, looks_foreign

_OPENINGS = "<{["  # the first character of any feed, but for white space
_PROLOG = re.compile(rb"^[^<]{0,64}<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{1,40})\s*[\"']")
_PAGE = re.compile(
    rb"^[^<]{0,64}(?:<!--.{0,300}?-->[^<]{0,64})?<(?:!doctype\s+html|html|head|meta|title)\b", re.I | re.S
)
_META = re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_UNREAD = re.compile(rb"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1|\Z)", re.I | re.S)  # no elements in it
_HEAD = 16_384  # bytes of a page that its meta element is looked for in; what is inlined may stand before it
_HTTP = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_WESTERN = frozenset({"cp1252", "iso8859-15"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without a byte order mark; `problem` says in words what was wrong with the bytes."""

    text: str
    encoding: str
    problem: str | None = None
    utf8: bytes | None = None  # the text in UTF-8, where that is how it came


def decode(body: bytes, content_type: str | None) -> Decoded:
    """Decode `body`; never raises. `content_type` is the HTTP header as received, or None."""
    for reader in _READERS:
        decoded = reader(body, content_type)
        if decoded is not None:
            return decoded
    return Decoded(body.decode("utf-8", "replace"), "utf-8", "no encoding fits the bytes")


def _by_mark(body: bytes, _content_type: str | None) -> Decoded | None:
    mark = byte_order_mark(body)
    return _whole(body[mark[0] :], mark[1]) if mark else None


def _by_nul_pattern(body: bytes, _content_type: str | None) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark: NULs between the ASCII characters that open a document."""
    head = body[:8]
    if head.count(0) < 3:
        return None
    for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        opening = head.decode(name, "ignore").lstrip()
        if opening[:1] in _OPENINGS and opening and "\x00" not in opening:
            return _whole(body, name)
    return None


def _as_utf8(body: bytes, _content_type: str | None) -> Decoded | None:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if _shifts(body):  # valid UTF-8, and not meant as such
        return None
    return Decoded(text, "utf-8", utf8=body)


def _shifts(body: bytes) -> bool:
    """Whether it is ISO-2022, which says in seven bits of what alphabet the next bytes are."""
    return b"\x1b$" in body and body.isascii()


def _as_thai(body: bytes, content_type: str | None) -> Decoded | None:
    """Thai in one byte a letter makes pairs that UTF-8 knows; UTF-8 has bytes that Thai does not know."""
    labels = _served_label(content_type), _written_label(body)
    if "cp874" not in [charset(label) for label in labels if label]:
        return None
    try:
        text = body.decode("cp874")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "cp874") if looks_foreign(body) else None


def _as_damaged_utf8(body: bytes, _content_type: str | None) -> Decoded | None:
    """Stray bytes in UTF-8: keep it, read the strays as windows-1252.

    In other encodings sequences that are valid UTF-8 are chance, and the strays outnumber them.
    """
    text = body.decode("utf-8", "replace")
    strays = text.count("\ufffd") - body.count("\ufffd".encode())
    wide = len(text) - len(text.encode("ascii", "ignore"))
    if strays < 1 or wide - strays < strays:
        return None
    return Decoded(body.decode("utf-8", "wireroom.stray"), "utf-8", f"{strays} stray bytes in UTF-8")


def _as_served(body: bytes, content_type: str | None) -> Decoded | None:
    label = _served_label(content_type)
    served = _as_declared(body, label) if label else None
    if served and served.encoding == "cp1252" and (written := _as_written(body, None)):
        return _preferred(served, written)
    return served


def _preferred(served: Decoded, written: Decoded) -> Decoded:
    """Apache's AddDefaultCharset says Latin-1 of whatever it serves; the prolog is the publisher's own."""
    if written.encoding == served.encoding or "\ufffd" in written.text:
        return served
    problem = f"the server says {served.encoding}, the document {written.encoding}, which it is read as"
    return replace(written, problem=problem)


def _as_written(body: bytes, _content_type: str | None) -> Decoded | None:
    label = _written_label(body)
    return _as_declared(body, label) if label else None


def _served_label(content_type: str | None) -> str | None:
    said = _HTTP.search(content_type or "")
    return said.group(1) if said else None


def _written_label(body: bytes) -> str | None:
    said = _PROLOG.match(body[:400])
    if said is None and _PAGE.match(body[:1024]):
        said = _META.search(_UNREAD.sub(b"", body[:_HEAD]))
    return said.group(1).decode("ascii") if said else None


def _as_declared(body: bytes, label: str) -> Decoded | None:
    name = charset(label)
    if name is None or name.startswith(("utf-8", "utf-16", "utf-32")):
        return None  # these were tried on better evidence
    if _shifts(body) and not name.startswith("iso2022"):
        return None  # nothing else shifts
    try:
        text = body.decode(name)
    except UnicodeDecodeError as error:
        if error.start < len(body) * 0.1:
            return None
        text = body.decode(name, "replace")
    if name in _WESTERN and looks_foreign(body):
        return None
    return Decoded(text, name)


def _as_detected(body: bytes, _content_type: str | None) -> Decoded | None:
    if _shifts(body):
        return _whole(body, "iso2022_jp")
    name = legacy_page(body)
    return _whole(body, name, f"undeclared or wrongly declared; detected {name}")


def _whole(body: bytes, name: str, problem: str | None = None) -> Decoded:
    text = body.decode(name, "wireroom.stray" if name == "utf-8" else "replace")
    if "\ufffd" in text:
        problem = problem or f"not everything is valid {name}"
    return Decoded(text, name, problem)


# CESU-8, of databases and Java: each half of a character beyond U+FFFF on its own.
_HALVES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")


def _stray(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - the codec machinery promises it
    if halves := _HALVES.match(error.object, error.start):
        return halves[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode(
            "utf-16"
        ), halves.end()
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("wireroom.stray", _stray)

_READERS: tuple[Callable[[bytes, str | None], Decoded | None], ...] = (
    _by_mark,
    _by_nul_pattern,
    _as_utf8,
    _as_thai,
    _as_damaged_utf8,
    _as_served,
    _as_written,
    _as_detected,
)
