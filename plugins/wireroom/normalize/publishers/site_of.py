"""A page's address in, the site that speaks on it out: its host, and the folder of a tenant."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from wireroom.common.tables import words
from wireroom.common.urls import host_of
from wireroom.normalize.publishers.outlets import service_kind

# Who writes under one host with others has a folder.
_TENANT = re.compile(r"[^/]+/[~@][^/]+|sites\.google\.com/[^/]+/[^/]+|(?:medium|tumblr)\.com/[^/]+")
_LONGEST: Final = 60  # characters of a folder's name


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
