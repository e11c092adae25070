"""A host or URL in; the country whose top-level domain it is under out, or None where that tells none."""

from __future__ import annotations

from functools import cache

from wireroom.common.tables import words
from wireroom.common.urls import registrable_domain

_RENAMED = {"uk": "gb"}  # ISO 3166-1 calls it otherwise
_OFFICIAL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "net", "or", "org"})  # below a country's own


def domain_country(host_or_url: str | None) -> str | None:
    """Give ISO 3166-1 alpha-2, lower case. Domains sold to all the world (open_domains.tsv) tell nothing,
    unless under a second level of the country's own: `daily.com.co` is Colombian, `daily.co` anybody's.
    """
    labels = registrable_domain(host_or_url).split(".") if host_or_url else []
    if len(labels) < 2 or len(labels[-1]) != 2 or not labels[-1].isalpha() or "blogspot" in labels:
        return None  # Blogger's country is the reader's
    is_open = labels[-1] in _open() and not (len(labels) > 2 and labels[-2] in _OFFICIAL)
    return None if is_open else _RENAMED.get(labels[-1], labels[-1])


@cache
def _open() -> frozenset[str]:
    return words("wireroom.normalize", "open_domains.tsv")
