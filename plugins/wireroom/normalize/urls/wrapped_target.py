"""Find the target that is in a URL's path, in a token, or spelt in another way."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote

from wireroom.common.urls import Parts

_AMP_CACHE = re.compile(r"/(?:[a-z]/)?(s/)?([^/]+\.[^/]+/?.*)")
_GOOGLE_AMP = re.compile(r"/amp/(s/)?([^/]+\.[^/]+/.*)")
_STARRED = re.compile(r"\*-?(https?(?::|%3a)(?:/|%2f){2}.+)", re.IGNORECASE)
_YAHOO = re.compile(r"/RU=(https?%3a%2f%2f[^/]+)/", re.IGNORECASE)
_URL_DEFENSE = re.compile(r"/v3/__(https?:/{1,2}[^;]+)__;")
GOOGLE = re.compile(r"(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}")
_BARE_PREFIX = re.compile(r"/(?:\?)?(https?(?::|%3a)(?:/|%2f){1,2}.+)", re.IGNORECASE)
_COPIED = re.compile(
    r"/(?:\d{4}\.\d\d\.\d\d-\d{6}/|\d{4,14}/|o/\w{4,8}/|newest/|timegate/)?(https?:/{1,2}.+)", re.IGNORECASE
)
_ESCAPED_LAST = re.compile(r"/[^/]{8,2000}/(https?%3a%2f%2f[^/]+)", re.IGNORECASE)
_ARCHIVED = re.compile(r"/web/\d{14}(?:[a-z]{2}_)?/(.+)", re.DOTALL)
_CACHED = re.compile(r"(?:^|&)q=cache(?::|%3a)(?:[\w-]{6,20}(?::|%3a))?([^&+]+)", re.IGNORECASE)
_BARE_HOSTS = frozenset(
    {
        "href.li",
        "anon.to",
        "anonym.to",
        "nullrefer.com",
        "dereferer.org",
        "outline.com",
        "12ft.io",
        "removepaywall.com",
        "r.jina.ai",
    }
)
_ARCHIVES = frozenset(f"archive.{end}" for end in ("today", "ph", "is", "md", "li", "fo", "vn"))


def wraps_in_path(host: str) -> bool:
    """Whether `host` has any of the forms below."""
    return (
        host.endswith(("cdn.ampproject.org", "bing-amp.com", "yahoo.com", "yahoo.co.jp", "urldefense.com"))
        or host in _BARE_HOSTS
        or host in ("web.archive.org", "archive.org", "secure-web.cisco.com")
        or host in _ARCHIVES
        or GOOGLE.fullmatch(host) is not None
    )


def wrapped_in_path(parts: Parts) -> str | None:
    """The target in the path: AMP caches of Google and Bing, `rd.yahoo.com/…/*http://…`, `…/RU=…/`, href.li.

    Also urldefense, and the copies of the Wayback Machine (`/web/<14 digits>id_/URL`), archive.today and
    Google's cache.
    """
    rest = parts.path + (f"?{parts.query}" if parts.query else "")
    if parts.host.endswith(("cdn.ampproject.org", "bing-amp.com")):
        return _amp(_AMP_CACHE.fullmatch(rest))
    if GOOGLE.fullmatch(parts.host):
        return _amp(_GOOGLE_AMP.fullmatch(rest))
    if parts.host.endswith("yahoo.com") and (found := _YAHOO.search(parts.path)):
        return unquote(found[1])
    if parts.host.endswith(("yahoo.com", "yahoo.co.jp")) and (found := _STARRED.search(rest)):
        return _with_scheme(found)
    if parts.host == "urldefense.com" and (found := _URL_DEFENSE.match(rest)):
        return found[1]
    if parts.host == "secure-web.cisco.com" and (found := _ESCAPED_LAST.fullmatch(parts.path)):
        return unquote(found[1])
    if parts.host in _BARE_HOSTS and (found := _BARE_PREFIX.fullmatch(rest)):
        return _with_scheme(found)
    return _copied(parts, rest)


def _copied(parts: Parts, rest: str) -> str | None:
    if parts.host in _ARCHIVES:
        return _with_scheme(_COPIED.fullmatch(rest))
    if parts.host in ("web.archive.org", "archive.org"):
        return _with_scheme(_ARCHIVED.fullmatch(rest))
    if parts.host == "webcache.googleusercontent.com":
        return _with_scheme(_CACHED.search(parts.query))
    return None


def _with_scheme(found: re.Match[str] | None) -> str | None:
    """The target as a whole URL, also if it is `news.example/a` or `https%3A//news.example/a`."""
    if found is None:
        return None
    target = unquote(found[1]) if "%3a" in found[1][:10].lower() else found[1]
    return target if re.match(r"(?i)https?:", target) else f"http://{target}"


def _amp(found: re.Match[str] | None) -> str | None:
    return f"{'https' if found[1] else 'http'}://{found[2]}" if found else None


_GOOGLE_NEWS = re.compile(r"/(?:__i/)?(?:rss/)?(?:rd/)?(?:articles|read)/(C[\w=-]{20,6000})")
_BING = re.compile(r"(?:^|&)u=a1([\w=-]{8,6000})")
_IN_BYTES = re.compile(rb"https?://[\x21-\x7e]+")


def wraps_in_token(host: str) -> bool:
    """Whether `host` has any of the forms below."""
    return host in ("news.google.com", "bing.com", "www.bing.com")


def wrapped_in_token(parts: Parts) -> str | None:
    """The target in a token: until 2024 Google News had it in a base64 protocol buffer, not so since."""
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
    """The URL in field 4 of the message, after its length in one byte or two."""
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
    """The target in another spelling: Google Translate, feedsportal (`…/l/0L0Snews0Be…`), Proofpoint v2."""
    if parts.host.endswith(_TRANSLATED):
        return _translated(parts)
    if parts.host.endswith("feedsportal.com") and (found := _FEEDSPORTAL.search(parts.path)):
        return _from_feedsportal(found[1])
    if parts.host == "urldefense.proofpoint.com" and (found := _PROOFPOINT.search(parts.query)):
        return unquote(found[1].replace("-", "%").replace("_", "/"))
    return None


def _translated(parts: Parts) -> str | None:
    """The target at Google Translate: in the host dots are dashes, dashes doubled."""
    pieces = parts.query.split("&") if parts.query else []
    if any(piece.startswith("_x_tr_enc") for piece in pieces):
        return None
    dashed = parts.host.removesuffix(_TRANSLATED).replace("--", "\0")
    query = "&".join(piece for piece in pieces if not piece.startswith("_x_tr_"))
    scheme = "http" if "_x_tr_sch=http" in pieces else "https"
    host = dashed.replace("-", ".").replace("\0", "-")
    return f"{scheme}://{host}{parts.path or '/'}{'?' if query else ''}{query}"


def _from_feedsportal(written: str) -> str | None:
    """The target in feedsportal's spelling: a 0 precedes each code; None for an unknown code."""
    if any(code not in _FEEDSPORTAL_SIGNS for code in _FEEDSPORTAL_CODE.findall(written)):
        return None
    return "http://" + _FEEDSPORTAL_CODE.sub(lambda found: _FEEDSPORTAL_SIGNS[found[1]], written)
