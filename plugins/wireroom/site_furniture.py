"""Pages in, as they are read; the blocks that other pages of the same site have too, out.

A site's pages speak of that site alone. What is known depends on what was read before: furniture stays in the
first two pages of a site, and a replay takes it out of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from wireroom import store
from wireroom.common.urls import host_of
from wireroom.normalize import canonical_url
from wireroom.store.site_blocks import SeenPage, note_site_blocks, site_blocks

OTHERS: Final = 2  # pages that say it too: two articles of a series may share a paragraph, three rarely do
_SITES: Final = 64  # held at once, a quarter of a megabyte each
_AT_ONCE: Final = 100  # pages whose blocks are written together
# Who writes under one host with others has a folder.
_TENANT = re.compile(r"[^/]+/[~@][^/]+|sites\.google\.com/[^/]+/[^/]+|(?:medium|tumblr)\.com/[^/]+")
_LONGEST: Final = 60  # characters of a folder's name


class SiteFurniture:
    """What the database knows of sites, and what was read since."""

    def __init__(self, conn: store.Connection, *, is_kept: bool = True) -> None:
        """With `is_kept` what pages say is written down too."""
        self._conn, self._is_kept = conn, is_kept
        self._sites: dict[str, dict[int, set[int]]] = {}
        self._unsaved: list[SeenPage] = []

    def repeated(self, url: str) -> frozenset[int]:
        """Marks of blocks that other pages of the site of `url` have. Raises StoreError."""
        if len(self._unsaved) >= _AT_ONCE:
            self.save()
        me = _address(url)
        known = self._of(_site(url))
        return frozenset(block for block, pages in known.items() if len(pages - {me}) >= OTHERS)

    def add(self, url: str, marks: Sequence[int], seen_at: datetime) -> None:
        """The page at `url` has these; the same page again counts once."""
        site, me = _site(url), _address(url)
        if not site or not marks:
            return
        known = self._of(site)
        for mark in marks:
            known.setdefault(mark, set()).add(me)
        self._unsaved.append(SeenPage(site, me, tuple(marks), seen_at))

    def save(self) -> None:
        """Write down what was added, in transactions of its own. Raises StoreError."""
        pages, self._unsaved = self._unsaved, []
        if pages and self._is_kept:
            note_site_blocks(self._conn, pages)

    def _of(self, site: str) -> dict[int, set[int]]:
        if site not in self._sites:
            if len(self._sites) >= _SITES:
                self.save()  # else what is forgotten here would be known nowhere
                del self._sites[next(iter(self._sites))]
            found = site_blocks(self._conn, site) if site else {}
            self._sites[site] = {block: set(pages) for block, pages in found.items()}
        return self._sites[site]


def _site(url: str) -> str:
    """Its host, and the folder of a tenant: nobody takes another's text out."""
    host = host_of(url).removeprefix("www.")
    path = url.partition("//")[2].partition("/")[2]
    tenant = _TENANT.match(f"{host}/{path}") if host else None
    return tenant[0][: len(host) + _LONGEST].lower() if tenant else host


def _address(url: str) -> int:
    written = canonical_url(url) or url
    return int.from_bytes(hashlib.blake2b(written.encode(), digest_size=8).digest(), "big", signed=True)
