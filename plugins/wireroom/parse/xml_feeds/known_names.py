"""Find the one name by which we know a tag that lxml gives, and its role.

Publishers misspell namespaces (case, trailing slash, spaces) and forget to declare them; the names here
are `prefix:local` in lower case with our own prefixes, RSS elements and unknown namespaces apart.
"""

from __future__ import annotations

import contextlib
import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from wireroom.common.tables import rows


class Role(NamedTuple):
    """The meaning of an element: the reader that handles it, and a detail for that reader."""

    reader: str
    detail: str
    is_atom: bool  # then text is plain and markup says that it is markup (RFC 4287 §3.1)


_PREFIXES = {row[0]: "" if row[1] == "-" else row[1] for row in rows("wireroom.parse", "namespaces.tsv")}
_HOMES = {prefix: namespace for namespace, prefix in _PREFIXES.items() if prefix}
_VERSION = re.compile(r"[/-]?\d+(?:\.\d+)+$")
_VERSIONLESS = {_VERSION.sub("", namespace): prefix for namespace, prefix in _PREFIXES.items()}
_OF_ROOTS = {"feed": "atom", "urlset": "sm", "sitemapindex": "sm"}  # by what a root is called
_KNOWN_PREFIXES = frozenset(_PREFIXES.values())
_ROLES = {
    row[0]: Role(row[1], row[2], row[0].startswith("atom:"))
    for row in rows("wireroom.parse", "vocabulary.tsv")
}
# `<guid>` and `<date>` do not: the id and the dates of Atom are there.
_AMONG_ATOMS = {f"atom:{word}": word for word in ("pubdate", "description", "enclosure")}


@lru_cache(maxsize=4096)
def known_name(tag: str, plain: str = "") -> str:
    """Return our name for `tag`; `plain` is the prefix that elements without a namespace belong to.

    >>> known_name("{http://purl.org/dc/elements/1.1/}creator")
    'dc:creator'
    >>> known_name("pubDate")
    'pubdate'
    """
    if tag.startswith("{"):
        namespace, _, local = tag[1:].partition("}")
        known = _prefix_of(namespace)
        prefix = "?" if known is None else known
    else:
        prefix, colon, local = tag.rpartition(":")
        prefix = prefix.lower() if colon else plain
        prefix = prefix if prefix in _KNOWN_PREFIXES else "?"
    return f"{prefix}:{local}".lower().removeprefix(":")


def _prefix_of(namespace: str) -> str | None:
    """Our prefix for a namespace, allowing for slips in its scheme or version.

    "" is RSS itself, None unknown.
    """
    bare = namespace.strip().lower().rstrip("/")
    if bare in _PREFIXES:
        return _PREFIXES[bare]
    bare = bare.replace("https://", "http://", 1)
    return _PREFIXES.get(bare, _VERSIONLESS.get(_VERSION.sub("", bare)))


@lru_cache(maxsize=4096)
def role_of(tag: str, plain: str = "") -> Role | None:
    """Return the role of an entry's child element, or None for one we do not keep.

    Some words of RSS that stand among Atom's mean what they mean in RSS.
    """
    name = known_name(tag, plain)
    return _ROLES.get(_AMONG_ATOMS.get(name, name))


def settle_namespaces(root: etree._Element) -> None:
    """Rename the elements of unknown namespaces whose prefix or root is a well-known one (in place).

    Media RSS is at `http://www.rssboard.org/media-rss` for some and at addresses of their own for others;
    feedparser too goes by the prefix then.
    """
    own, _, local = str(root.tag).removeprefix("{").rpartition("}")
    for prefix, namespace in root.nsmap.items():
        is_root = namespace == own
        known = _HOMES.get(_OF_ROOTS.get(local.lower(), "") if is_root else (prefix or "").lower())
        if known and namespace and _prefix_of(namespace) is None:
            for element in root.iter(f"{{{namespace}}}*"):
                with contextlib.suppress(ValueError):  # a damaged name may not be set again
                    element.tag = f"{{{known}}}{element.tag.rpartition('}')[2]}"
