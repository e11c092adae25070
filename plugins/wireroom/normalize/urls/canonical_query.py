"""Remove tracking, sessions and switches from a query, and put the rest in one order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from wireroom.common.urls import escape_query
from wireroom.normalize.urls import rules

_AMPERSAND = re.compile(r"^amp(?:;|%3B)", re.IGNORECASE)  # `&amp;` escaped twice
_TOKEN = re.compile(r"[0-9a-f]{16,}|(?=[a-z]{0,40}[0-9])[0-9a-z]{20,}", re.IGNORECASE)
# With a scheme or without; an address that has a path may be the article's that `/show?ref=…` shows.
_HOST = re.compile(r"(?:https?(?::|%3A)(?:/|%2F){2})?(?:[a-z0-9-]+\.)+[a-z]{2,12}(?:/|%2F)?", re.IGNORECASE)
_SLUG = re.compile(r"[^-_]+(?:[-_][^-_]+){2,}")
_LONG_SLUG = re.compile(r"[^-_]+(?:[-_][^-_]+){4,}")
_DATED = re.compile(r"/(?:19|20)\d\d[/-]?(?:0[1-9]|1[0-2])[/-]")
_LONG_NUMBER = re.compile(r"\d{5}")
_BLOGGER_PATH = re.compile(r"/(?:19|20)\d\d/\d\d/[^/]+\.html")  # its mobile pages have ?m=1, on any domain
_DAY = re.compile(r"20\d\d-?(?:0[1-9]|1[0-2])-?[0-3]\d")  # ?ts=20261122 chooses the crossword of a day
_SCRIPT = re.compile(r"\.(?:php|aspx?|cgi|jsp|cfm|do|pl|dll|nsf)$", re.IGNORECASE)
_NUMBER_AND_SLASH = re.compile(r"(=\d+)/+$")  # blog.kinra.de ?p=959/


def canonical_query(query: str, *, host: str, path: str) -> str:
    """What is kept of `query` (without `?`); `host` and `path` are canonical.

    Parameters are sorted by name, equal names in their order, if all have a value. A query with a bare word
    (`?threads/recipe.16986/`) keeps its order: forums and old content systems read it as a path.
    """
    query = query.lstrip("?")  # `/a??id=1`: a tool added a second one
    if not query:
        return ""
    pieces = [
        _AMPERSAND.sub("", piece) if piece[:3] == "amp" else piece for piece in escape_query(query).split("&")
    ]
    pieces = _without_companions(pieces, f"{host}{path}")
    if "?" in query:
        pieces = [*_parted(pieces)]
    names_article = _names_article(path)
    is_topic = path.endswith("/viewtopic.php")  # phpBB: `t` names the topic, and its forum `f` may be left
    is_blogger = _BLOGGER_PATH.fullmatch(path) is not None
    kept = [
        _NUMBER_AND_SLASH.sub(r"\1", piece)
        for piece in pieces
        if piece
        and piece[0] != "="
        and not _is_noise(piece, host, is_topic, names_article)
        and not (is_blogger and piece in ("m=0", "m=1"))
    ]
    if all("=" in piece for piece in kept):
        kept = sorted(dict.fromkeys(kept), key=lambda piece: piece.partition("=")[0])  # `a=1&a=1` once
    return "&".join(kept)


def _parted(pieces: list[str]) -> Iterator[str]:
    """Split a second `?` off: tools append `?utm_source=rss` to `?p=959`; other values may contain one."""
    for piece in pieces:
        before, _, added = piece.rpartition("?")
        if before and added.partition("=")[0] in rules.TRACKING:
            yield before
        else:
            yield piece


def _without_companions(pieces: list[str], address: str) -> list[str]:
    names = {piece.partition("=")[0].lower() for piece in pieces}
    for together, where in rules.TOGETHER:
        if together <= names and where.search(address):
            pieces = [piece for piece in pieces if piece.partition("=")[0].lower() not in together]
    return pieces


def _names_article(path: str) -> bool:
    """Whether the path alone names an article: it ends in a long slug or number, and not in a script.

    `/view-news-item?cid=22` has a short slug: three words suffice only below a date.
    """
    last = path.rpartition("/")[2]
    if _SCRIPT.search(last):
        return False
    slug = _SLUG if _DATED.search(path) else _LONG_SLUG
    return bool(slug.fullmatch(last) or _LONG_NUMBER.search(last))


@lru_cache(maxsize=4096)  # all links of a feed have the same parameters
def _is_noise(piece: str, host: str, is_topic: bool, names_article: bool) -> bool:
    name, _, value = piece.partition("=")
    lowered = name.lower()
    if name in rules.TRACKING or rules.TICKET_VALUE.match(value):
        return True
    if lowered in rules.SWITCHES and (
        value in rules.SWITCHES[lowered] or (not value and (names_article or lowered.startswith("amp")))
    ):
        return True
    if name in rules.ORIGIN_NAMES and value in rules.ORIGIN_VALUES:
        return True
    if name in rules.ORIGIN_HOSTS and _HOST.fullmatch(value):
        return True
    if name in rules.SESSION_IF_TOKEN and _TOKEN.fullmatch(value):
        return True
    if name == "f" and is_topic:
        return True
    if names_article and name in rules.ORIGIN_IF_PATH_NAMES and not _DAY.fullmatch(value):
        return True
    return any(
        name in rules.TRACKING_PER_HOST[known]
        for known in rules.host_and_parents(host)
        if known in rules.TRACKING_PER_HOST
    )
