"""A URL in, the domain or site that publishes there out; a <source> in, whether it names that publisher."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from wireroom.common.tables import words
from wireroom.common.text import letters_of
from wireroom.common.urls import host_of, registrable_domain
from wireroom.normalize.publishers.outlets import service_kind

_RENAMED = {"uk": "gb"}  # ISO 3166-1 calls it otherwise
_OFFICIAL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "net", "or", "org"})  # below a country's own
_BLOGGER = re.compile(
    r"([^.]+\.blogspot)(?:\.[a-z]{2,3}){1,2}"
)  # .de, .co.uk: seen from there, the same blog
# Who writes under one host with others has a folder.
_TENANT = re.compile(r"[^/]+/[~@][^/]+|sites\.google\.com/[^/]+/[^/]+|(?:medium|tumblr)\.com/[^/]+")
_LONGEST: Final = 60  # characters of a folder's name


def publisher_domain(url: str | None) -> str:
    """Registrable domain; the whole host on blog services, where each host is a publisher."""
    if not url or url.startswith("file:"):
        return ""  # the reader's own machine published nothing
    return _domain_at(host_of(url))


def is_aggregators(url: str) -> bool:
    """True for a link of an aggregator, URL shortener or feed service, which only leads to the article."""
    return service_kind(host_of(url)) == "aggregator"


@lru_cache(maxsize=4096)  # the hosts of a feed are few
def _domain_at(host: str) -> str:
    host = _BLOGGER.sub(r"\1.com", host) if ".blogspot." in host else host
    return host.removeprefix("www.") if service_kind(host) == "host" else registrable_domain(host)


def names_publisher(title: str, url: str | None, domain: str, name: str | None = None) -> bool:
    """By the domain linked to, by `name`, or by a title spelt as the domain (`Small Paper`, smallpaper.org).

    `title` and `url` are the entry's <source>; `domain` and `name` are of whoever published the entry.
    """
    if not domain:
        return False
    if publisher_domain(url) == domain:
        return True
    wanted = _letters(title)
    return bool(wanted) and wanted in (_letters(name or ""), _letters(domain.partition(".")[0]))


def _letters(text: str) -> str:
    return letters_of(text.casefold().strip().removeprefix("the "))


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


def site_of(url: str) -> str:
    """`harbour.example` of all its pages, `shared.example/~ada` of a tenant's.

    It is empty where pages of many authors or sites stand together and the address does not say whose it is:
    web archives, portals, hosts of blogs. Nothing that is said there is said by a site.
    """
    host = host_of(url).removeprefix("www.")
    path = url.partition("//")[2].partition("/")[2]
    tenant = _TENANT.match(f"{host}/{path}") if host else None
    if tenant and not _is_of_many(host, is_tenant=True):
        return tenant[0][: len(host) + _LONGEST].lower()
    return "" if _is_of_many(host, is_tenant=False) else host


def _is_of_many(host: str, *, is_tenant: bool) -> bool:
    labels = host.split(".")
    if any(".".join(labels[start:]) in _copying() for start in range(len(labels))):
        return True
    kind = service_kind(host)
    if is_tenant or kind is None:
        return False
    is_blog = kind == "host" and service_kind(host.partition(".")[2]) == "host"  # `ada.blogs.example`
    return not is_blog


@cache
def _copying() -> frozenset[str]:
    return words("wireroom.normalize", "copying_hosts.tsv")
