"""Part of a URL in; the same with one way of percent-encoding out (RFC 3986 §6.2.2)."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote_to_bytes

_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_SAFE_IN_PATH = frozenset(_UNRESERVED + "!$'()*,:@")  # mean the same, escaped or not, to every server we met
_SAFE_IN_QUERY = frozenset(_UNRESERVED)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_CLEAN = re.compile(r"[A-Za-z0-9._~!$'()*,:@/&=+;-]*")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HIGH_ESCAPES = re.compile(r"(?:%[89A-F][0-9A-F])+")
_KEEP = "!$&'()*+,;=:@/%?"  # what `quote` leaves alone; `%` because escapes are settled by then


def escape_path(path: str) -> str:
    """One form of a path: capital hex, no needless escapes, text beyond ASCII as NFC and UTF-8."""
    return path if _CLEAN.fullmatch(path) else _escape(path, _SAFE_IN_PATH)


def escape_query(query: str) -> str:
    """One form of a query: like a path, and a blank is `+` however written."""
    if _CLEAN.fullmatch(query):
        return query
    return _escape(query.replace("%20", "+").replace(" ", "+"), _SAFE_IN_QUERY)


def _escape(text: str, safe: frozenset[str]) -> str:
    text = _LONE_PERCENT.sub("%25", text)
    text = _ESCAPE.sub(lambda found: _settle(found[1], safe), text)
    text = quote(unicodedata.normalize("NFC", text), safe=_KEEP, errors="replace")
    return _HIGH_ESCAPES.sub(_composed, text)


def _settle(digits: str, safe: frozenset[str]) -> str:
    character = chr(int(digits, 16))
    return character if character in safe else f"%{digits.upper()}"


def _composed(found: re.Match[str]) -> str:
    """NFC of escaped UTF-8 (macOS servers write NFD); bytes in another encoding stay as they are."""
    try:
        text = unquote_to_bytes(found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    return quote(unicodedata.normalize("NFC", text), safe="")
