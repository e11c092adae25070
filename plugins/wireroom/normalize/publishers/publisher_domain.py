"""Find the domain or site that publishes at a URL, and whether a <source> names that publisher."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from wireroom.common.tables import words
from wireroom.common.text import title_letters
from wireroom.common.urls import host_of, registrable_domain
from wireroom.normalize.publishers.outlets import service_kind

_RENAMED = {"uk": "gb"}  # ISO 3166-1 has another code for it
_OFFICIAL = frozenset(
    {"ac", "co", "com", "edu", "gob", "gov", "net", "or", "org"}
)  # second levels below a country's domain
_BLOGGER = re.compile(
    r"([^.]+\.blogspot)(?:\.[a-z]{2,3}){1,2}"
)  # .de, .co.uk: seen from there, the same blog
# A writer who shares a host with others has a folder.
_TENANT = re.compile(r"[^/]+/[~@][^/]+|sites\.google\.com/[^/]+/[^/]+|(?:medium|tumblr)\.com/[^/]+")
_LONGEST_FOLDER: Final = 60  # characters of a folder's name


def publisher_domain(url: str | None) -> str:
    """The registrable domain; on a blog service the whole host, since each host is a publisher."""
    if not url or url.startswith("file:"):
        return ""  # the machine of whoever runs this published nothing
    return _domain_at(host_of(url))


def is_aggregators(url: str) -> bool:
    """Whether it is a link of an aggregator, URL shortener or feed service that only leads to an article."""
    return service_kind(host_of(url)) == "aggregator"


@lru_cache(maxsize=4096)  # the hosts of a feed are few
def _domain_at(host: str) -> str:
    host = _BLOGGER.sub(r"\1.com", host) if ".blogspot." in host else host
    return host.removeprefix("www.") if service_kind(host) == "host" else registrable_domain(host)


def names_publisher(title: str, url: str | None, domain: str, name: str | None = None) -> bool:
    """Whether a <source> is this publisher: by its link, its name, or a title that spells the domain.

    `Small Paper` spells smallpaper.org. `title` and `url` are the <source>; `domain` and `name` the
    publisher.
    """
    if not domain:
        return False
    if publisher_domain(url) == domain:
        return True
    wanted = title_letters(title)
    return bool(wanted) and wanted in (title_letters(name or ""), title_letters(domain.partition(".")[0]))


def domain_country(host_or_url: str | None) -> str | None:
    """The country of a domain as ISO 3166-1 alpha-2 in lower case; None if it tells none.

    Top-level domains sold to anybody (open_domains.tsv) tell a country only below its second levels:
    `daily.com.co` is Colombian, `daily.co` anybody's.
    """
    labels = registrable_domain(host_or_url).split(".") if host_or_url else []
    if len(labels) < 2 or len(labels[-1]) != 2 or not labels[-1].isalpha() or "blogspot" in labels:
        return None  # Blogger redirects to the country of the reader
    is_open = labels[-1] in _open() and not (len(labels) > 2 and labels[-2] in _OFFICIAL)
    return None if is_open else _RENAMED.get(labels[-1], labels[-1])


@cache
def _open() -> frozenset[str]:
    return words("wireroom.normalize", "open_domains.tsv")


def site_of(url: str) -> str:
    """The site of a page: `harbour.example`, or `shared.example/~ada` for a tenant's pages.

    Empty where pages of many authors or sites share addresses that do not tell them apart: web archives,
    portals, hosts of blogs.
    """
    host = host_of(url).removeprefix("www.")
    path = url.partition("//")[2].partition("/")[2]
    tenant = _TENANT.match(f"{host}/{path}") if host else None
    if tenant and not _is_of_many(host, is_tenant=True):
        return tenant[0][: len(host) + _LONGEST_FOLDER].lower()
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
