"""A URL's parts in; the target out that it holds in a base64 token or another spelling, or None."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote

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


_TRANSLATED = ".translate.goog"
_FEEDSPORTAL = re.compile(r"/l/0L(\w{4,2000})/[\w-]{1,20}\.html?$")
_FEEDSPORTAL_CODE = re.compile(r"0([A-Z])")
_FEEDSPORTAL_SIGNS = dict(zip("ABCDEFGHIJNOS", ["0", *"./?-=&,_%", ".com", ".co.uk", "www."], strict=True))
_PROOFPOINT = re.compile(r"(?:^|&)u=(https?-3A__[^&]+)")


def wraps_respelt(host: str) -> bool:
    """Whether `host` has any of the forms below."""
    return host == "urldefense.proofpoint.com" or host.endswith((_TRANSLATED, "feedsportal.com"))


def wrapped_respelt(parts: Parts) -> str | None:
    """Google Translate's hosts, feedsportal's `…/l/0L0Snews0Bexample0Ca/story01.htm`, Proofpoint's v2."""
    if parts.host.endswith(_TRANSLATED):
        return _translated(parts)
    if parts.host.endswith("feedsportal.com") and (found := _FEEDSPORTAL.search(parts.path)):
        return _from_feedsportal(found[1])
    if parts.host == "urldefense.proofpoint.com" and (found := _PROOFPOINT.search(parts.query)):
        return unquote(found[1].replace("-", "%").replace("_", "/"))
    return None


def _translated(parts: Parts) -> str | None:
    """Dots are dashes, dashes are doubled; `_x_tr_enc` says that it is another spelling."""
    pieces = parts.query.split("&") if parts.query else []
    if any(piece.startswith("_x_tr_enc") for piece in pieces):
        return None
    dashed = parts.host.removesuffix(_TRANSLATED).replace("--", "\0")
    query = "&".join(piece for piece in pieces if not piece.startswith("_x_tr_"))
    scheme = "http" if "_x_tr_sch=http" in pieces else "https"
    host = dashed.replace("-", ".").replace("\0", "-")
    return f"{scheme}://{host}{parts.path or '/'}{'?' if query else ''}{query}"


def _from_feedsportal(written: str) -> str | None:
    """A nought stands before each code; one that we do not know leaves the link as it is."""
    if any(code not in _FEEDSPORTAL_SIGNS for code in _FEEDSPORTAL_CODE.findall(written)):
        return None
    return "http://" + _FEEDSPORTAL_CODE.sub(lambda found: _FEEDSPORTAL_SIGNS[found[1]], written)
