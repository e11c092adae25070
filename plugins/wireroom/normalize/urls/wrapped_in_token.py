"""A URL's parts in; the target out that a base64 token in it holds (old Google News, Bing), or None."""

from __future__ import annotations

import base64
import binascii
import re

from wireroom.common.urls import Parts

_GOOGLE_NEWS = re.compile(r"/(?:__i/)?(?:rss/)?(?:rd/)?(?:articles|read)/(C[\w=-]{20,6000})")
_BING = re.compile(r"(?:^|&)u=a1([\w=-]{8,6000})")
_IN_BYTES = re.compile(rb"https?://[\x21-\x7e]+")


def wraps_in_token(host: str) -> bool:
    """Whether `host` has any of the forms below."""
    return host in ("news.google.com", "bing.com", "www.bing.com")


def wrapped_in_token(parts: Parts) -> str | None:
    """Google News links before 2024 hold the article's URL in a base64 protocol buffer; newer do not."""
    if parts.host == "news.google.com" and (found := _GOOGLE_NEWS.match(parts.path)):
        return _first_url(_decoded(found[1]))
    if (
        parts.host in ("bing.com", "www.bing.com")
        and parts.path.startswith("/ck/a")
        and (found := _BING.search(parts.query))
    ):
        return _first_url(_decoded(found[1]))
    return None


def _decoded(token: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(token.rstrip("=") + "=" * (-len(token.rstrip("=")) % 4))
    except (binascii.Error, ValueError):
        return b""


def _first_url(message: bytes) -> str | None:
    """Field 4 of the message: a length byte, or two, stands before the URL and tells where it ends."""
    found = _IN_BYTES.search(message)
    if found is None:
        return None
    start, length = found.start(), 0
    if start >= 2 and message[start - 1] < 0x80 and message[start - 2] >= 0x80:
        length = (message[start - 2] & 0x7F) | (message[start - 1] << 7)
    elif start >= 1:
        length = message[start - 1]
    url = message[start : start + length] if 10 < length <= len(message) - start else found[0]
    try:
        return url.decode("ascii")
    except UnicodeDecodeError:
        return found[0].decode("ascii")
