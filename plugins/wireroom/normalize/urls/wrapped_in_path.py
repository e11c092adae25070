"""A URL's parts in; the target out that its path holds (AMP caches, `…/*http://…`, Yahoo search), or None."""

from __future__ import annotations

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
    """AMP caches of Google and Bing, `rd.yahoo.com/…/*http://…`, `…/RU=…/`, urldefense, href.li.

    Also the copies of the Wayback Machine (`/web/<14 digits>id_/URL`), archive.today and Google's cache.
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
    """`news.example/a` and `https%3A//news.example/a` as well as whole URLs."""
    if found is None:
        return None
    target = unquote(found[1]) if "%3a" in found[1][:10].lower() else found[1]
    return target if re.match(r"(?i)https?:", target) else f"http://{target}"


def _amp(found: re.Match[str] | None) -> str | None:
    return f"{'https' if found[1] else 'http'}://{found[2]}" if found else None
