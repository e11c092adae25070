"""Make one name of a site's desktop, mobile, AMP and `www` hosts."""

from __future__ import annotations

import re
from functools import lru_cache

from wireroom.normalize.urls.rules import (
    ALIASES,
    BLOGGER,
    MOBILE_LABELS,
    PLATFORMS,
    SECOND_LEVEL,
    host_and_parents,
)

_WWW = re.compile(r"www\d{0,3}\.(?=[^.]+\.)")
_BLOGGER = re.compile(rf"([^.]+)\.{BLOGGER}(?:\.[a-z]{{2,3}}){{1,2}}")


@lru_cache(maxsize=4096)  # a feed links to few hosts
def canonical_host(host: str) -> str:
    """The name of `host` (valid, lower case). `m.blogspot.com` stays: on a platform any label is a tenant."""
    host = _WWW.sub("", host, 1)
    if found := _BLOGGER.fullmatch(host):
        return f"{found[1]}.{BLOGGER}.com"
    return ALIASES.get(host) or _alias(_without_mobile(host))


def _alias(host: str) -> str:
    return ALIASES.get(host, host)


def _without_mobile(host: str) -> str:
    first, _, rest = host.partition(".")
    if rest in PLATFORMS or any(parent in PLATFORMS for parent in host_and_parents(rest)):
        return host
    if first in MOBILE_LABELS and _is_site(rest):
        return _WWW.sub("", rest, 1)
    if first.startswith("amp-") and first[4:5].isalnum() and _is_site(rest):  # amp-madame.lefigaro.fr
        return host[4:]
    if rest.startswith("m.") and _is_site(rest[2:]):  # en.m.wikipedia.org
        return f"{first}.{rest[2:]}"
    return host


def _is_site(host: str) -> bool:
    """Whether there is a name before the public suffix: `lemonde.fr`, `bbc.co.uk`; not `co.uk`, `media`."""
    labels = host.split(".")
    return len(labels) > 2 or (len(labels) == 2 and labels[0] not in SECOND_LEVEL)
