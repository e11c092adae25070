"""Restore mail addresses that Cloudflare hid from harvesters, as browsers show them.

An address is written as hexadecimal digits, of which the first two are the key of all others:
`<span data-cfemail="5a3c…">[email protected]</span>`, `<a href="/cdn-cgi/l/email-protection#5a3c…">`.
"""

from __future__ import annotations

import re
from typing import Final

from wireroom.common.text.characters import quoted

_SIGNS: Final = ("data-cfemail", "/email-protection#")
_ELEMENT = re.compile(r"<(a|span)(\s[^<>]*)>[^<>]{0,80}</\1\s*>", re.IGNORECASE)
_HIDDEN = re.compile(r"(?<=[\s\"'])data-cfemail\s*=\s*[\"']?([\da-f]{8,640})(?![^\s\"'/>])", re.IGNORECASE)
_LINK = re.compile(r"<a\s[^<>]*>", re.IGNORECASE)
_HREF = re.compile(
    r"(?<=[\s\"'])(href\s*=\s*)(?:[\"']?)(?:(?:https?:)?//[^\s\"'<>/]{1,255})?/cdn-cgi/l/email-protection"
    r"#([\da-f]{8,4000})(?:[\"']|(?=[\s>]))",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s<>\"'@?]{1,64}@[^\s<>\"'@?/]{1,255}")
_ADDRESSED = re.compile(rf"{_ADDRESS.pattern}(?:\?[^\s<>\"']*)?")  # with a subject


def with_addresses(markup: str) -> str:
    """What cannot be read as an address is left as it is."""
    if not any(sign in markup for sign in _SIGNS):
        return markup
    return _LINK.sub(lambda tag: _HREF.sub(_linked, tag[0], count=1), _ELEMENT.sub(_shown, markup))


def _shown(element: re.Match[str]) -> str:
    hidden = _HIDDEN.search(element[2])
    address = _decoded(hidden[1]) if hidden else ""
    return quoted(address) if _ADDRESS.fullmatch(address) else element[0]


def _linked(href: re.Match[str]) -> str:
    address = _decoded(href[2])
    return f'{href[1]}"mailto:{quoted(address)}"' if _ADDRESSED.fullmatch(address) else href[0]


def _decoded(digits: str) -> str:
    """The address, or nothing where the digits are of none."""
    try:
        key, *hidden = bytes.fromhex(digits)
        return bytes(each ^ key for each in hidden).decode()
    except ValueError:  # a digit is missing; no UTF-8
        return ""
