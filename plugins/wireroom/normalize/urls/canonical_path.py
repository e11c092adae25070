"""Make one form of the AMP, session and spelling variants of a path or fragment."""

from __future__ import annotations

import re

from wireroom.common.urls import escape_path
from wireroom.normalize.urls.rules import (
    FRAGMENT_BOILERPLATE,
    FRAGMENT_HOSTS,
    FRAGMENT_PREFIXES,
    INDEX_FILES,
    ORIGIN_NAMES,
    PATH_SESSION,
    TRACKING,
)

# Most paths: words and numbers in folders, perhaps `.html`; of these only the last slash can change.
_PLAIN = re.compile(r"/[A-Za-z0-9_/-]*[A-Za-z0-9_-](?:\.html?|/)?")
_NOT_PLAIN = re.compile(r"/(?:/|amp|print/?$|index\.|default\.)", re.IGNORECASE)
_SESSION = re.compile(
    rf";(?:{PATH_SESSION})=[^/?#;]*", re.IGNORECASE
)  # bafa.de …html;jsessionid=B01B….2_cid390
_ASP_SESSION = re.compile(r"/\((?:[a-z]\([0-9a-z]{24}\))+\)(?=/)|/\([0-9a-z]{24}\)(?=/)", re.IGNORECASE)
_SLASHES = re.compile(r"(?<!:)/{2,}")  # but not in /web/2016…/http://host
_LISTS = "".join(
    rf"(?<!/{name})" for name in ("tag", "tags", "category", "categories", "topic", "topics")
)  # /tag/amp is about AMP
_AMP_END = re.compile(
    rf"(?i)(?<=.){_LISTS}(?<!/\d\d/\d\d)/amp/?$|[.~]amp(?=\.html?$)|\.amp/?$|(?<=\.html)\.amp$|/amp(?=\.html?$)"
)
_AMP_START = re.compile(r"(?i)/amp(?=/[^/]+/[^/]|/[^/]*\d{4}|/[^/]*-[^/]*-)")
# After what names an article, a slug of five words or a long number: /news/print is about printing.
_PRINT_END = re.compile(
    r"(?i)(?<=/)((?:[^/_-]{1,60}[_-]){4}[^/]{1,300}|[^/]{0,300}\d{5}[^/]{0,300})/print/?$"
)
_TAILS = ("%20", "%22", "%3E", "%C2%A0", "%E2%80%8B", "/&")  # of the sentence or template around a link


def canonical_path(path: str) -> str:
    """The form of `path`, as in the URL. The root is `/`; no other path ends in a slash; case is kept."""
    if _PLAIN.fullmatch(path) and not _NOT_PLAIN.search(path):
        return path.rstrip("/")
    path = escape_path(_without_tracking(path))
    path = _without_tail(path)
    path = _ASP_SESSION.sub("", _SESSION.sub("", path))
    path = _SLASHES.sub("/", _without_dots(path))
    path = _AMP_START.sub("", _AMP_END.sub("", path), 1)
    if path[-7:].rstrip("/").endswith("/print"):
        path = _PRINT_END.sub(r"\1", path, 1)
    head, slash, last = path.rpartition("/")
    if last in INDEX_FILES:
        path = head + slash
    return path.rstrip("/") or "/"


def _without_tracking(path: str) -> str:
    """Remove parameters appended by a tool that assumed a `?`: `/a/1&utm_source=rss`."""
    while "&" in path:
        shorter, _, last = path.rpartition("&")
        name, equals, _ = last.removeprefix("amp;").partition("=")
        if not equals or name not in TRACKING:
            break
        path = shorter
    return path


def _without_tail(path: str) -> str:
    while (shorter := path.rstrip("'")) != path or shorter.endswith(_TAILS):
        for tail in _TAILS:
            shorter = shorter.removesuffix(tail)
        path = shorter
    return path


def _without_dots(path: str) -> str:
    """Resolve `.` and `..` (RFC 3986 §5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


_DIGIT = re.compile(r"[0-9]")
_FEW_DIGITS = re.compile(r"\d{1,3}")  # bbc.co.uk counts an article's versions: guid …#0, …#1
_ADD_THIS = re.compile(r"\.[A-Za-z0-9_-]{8,16}")  # AddThis marks a copied address: #.X1b2C3d4E5


def canonical_fragment(fragment: str, *, host: str) -> str:
    """What is kept of `fragment` (without `#`): `!/news/…` (dlg.org), `/path`, and numbered entries.

    `host` is canonical. A live page, a changelog or a daily digest has its articles at one address:
    `#post-12345`, `#v1.2`, `#2026-08-03-story`. Words only (`#comments`) are a place on a page, and so are
    the numbered comments, pictures and origins that url_rules.yaml lists.
    """
    # without a passage for the browser to highlight (WICG text fragments); bild.de writes `###wt_ref=…`
    fragment = fragment.lstrip("#").partition(":~:")[0]
    if not fragment:
        return ""
    chooses_page = (fragment[:1] in FRAGMENT_PREFIXES and len(fragment) > 2) or host in FRAGMENT_HOSTS
    return escape_path(fragment) if chooses_page or _is_entry(fragment) else ""


def _is_entry(fragment: str) -> bool:
    if not _DIGIT.search(fragment) or _FEW_DIGITS.fullmatch(fragment) or _ADD_THIS.fullmatch(fragment):
        return False
    name, equals, _ = fragment.partition("=")
    if equals and (name in TRACKING or name in ORIGIN_NAMES):
        return False
    return fragment not in FRAGMENT_BOILERPLATE
