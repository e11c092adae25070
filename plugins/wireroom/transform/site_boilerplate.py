"""Remember the blocks that pages of a site end with, to recognise those that its other pages repeat.

What is known depends on what was read before: boilerplate stays in the first two pages of a site, until a
replay removes it. It is a cache: if it cannot be read or written, pages are read without it.
"""

from __future__ import annotations

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from wireroom.errors import StoreError
from wireroom.models import Clock, IsRepeated, PageTail
from wireroom.normalize import canonical_url
from wireroom.normalize.publishers.publisher_domain import site_of
from wireroom.store.connection import Connection
from wireroom.store.site_blocks import MOST, Pages, SiteBlock, note_site_blocks, site_blocks

OTHERS: Final = 2  # other articles with the block: two of a series may share a paragraph, three rarely do
_SITES: Final = 64  # held in memory at once, a third of a megabyte each
_AT_ONCE: Final = 500  # blocks that are written together
_REFRESHED: Final = timedelta(days=1)  # how often the time at which a block was last met is written

_Page = tuple[int, int]  # hashes of address and headline
_log = logging.getLogger(__name__)


def page_hashes(urls: Iterable[str]) -> dict[str, set[int]]:
    """Site → hashes of its pages among `urls`; strings that have no site are left out."""
    found: dict[str, set[int]] = {}
    for url in urls:
        if site := site_of(url):
            found.setdefault(site, set()).add(_page_hash(url))
    return found


class SiteBoilerplate:
    """The repeated blocks of sites, from the database and from pages read since."""

    def __init__(self, conn: Connection, clock: Clock, *, is_kept: bool = True) -> None:
        """Unless `is_kept`, nothing is written to the database."""
        self._conn, self._clock, self._is_kept = conn, clock, is_kept
        self._sites: OrderedDict[str, _Blocks] = OrderedDict()  # the most recently used last
        self._unsaved: dict[str, dict[int, SiteBlock]] = {}
        self._count = 0

    def repeated(self, url: str) -> IsRepeated | None:
        """A test whether other articles of the site of `url` have a block; None if `url` has no site."""
        site = site_of(url)
        return partial(self._is_repeated, site, _page_hash(url)) if site else None

    def known(self, url: str, tail: PageTail) -> frozenset[int]:
        """The marks in the `tail` of the page at `url` that other articles of its site have too."""
        is_repeated = self.repeated(url)
        return frozenset(mark for mark in tail.marks if is_repeated and is_repeated(mark, tail.headline))

    def add(self, url: str, tail: PageTail) -> None:
        """Record how the article at `url` ends; the same address or headline counts only once."""
        site, headline = site_of(url), _headline(tail.headline)
        if not site or not headline:
            return
        page, now = (_page_hash(url), headline), self._clock()
        blocks = self._of(site)
        for mark in tail.marks:
            if grown := blocks.add(mark, page, now):
                unsaved = self._unsaved.setdefault(site, {})
                self._count += mark not in unsaved
                unsaved[mark] = SiteBlock(site, mark, grown, now)
        if self._count >= _AT_ONCE:
            self.save()

    def save(self) -> None:
        """Write what was added to the database, in separate transactions; a failure is only logged."""
        blocks = [block for site in self._unsaved.values() for block in site.values()]
        self._unsaved, self._count = {}, 0
        if blocks and self._is_kept:
            try:
                note_site_blocks(self._conn, blocks)
            except StoreError as error:
                _log.warning("the text that pages of a site have in common cannot be stored: %s", error)

    def _is_repeated(self, site: str, address: int, mark: int, headline: str) -> bool:
        mine = _headline(headline)
        pages = self._of(site).pages.get(mark, ())
        others = sum(page != address and other != mine for page, other in pages)
        return mine is not None and others >= OTHERS

    def _of(self, site: str) -> _Blocks:
        if site not in self._sites:
            blocks = self._sites[site] = _Blocks(self._stored(site))
            for unsaved in self._unsaved.get(site, {}).values():
                for page in unsaved.pages:
                    blocks.add(unsaved.block, page, unsaved.seen_at)
            if len(self._sites) > _SITES:
                self._sites.popitem(last=False)
        self._sites.move_to_end(site)
        return self._sites[site]

    def _stored(self, site: str) -> list[SiteBlock]:
        try:
            return site_blocks(self._conn, site)
        except StoreError as error:
            _log.warning("%s: the text that its pages have in common cannot be looked up: %s", site, error)
            return []


class _Blocks:
    """The blocks of a site, at most MOST; those of a single page are evicted first, then the oldest."""

    def __init__(self, stored: Iterable[SiteBlock]) -> None:
        self.pages: dict[int, Pages] = {}
        self._seen_at: dict[int, datetime] = {}
        self._once: OrderedDict[int, None] = OrderedDict()
        self._often: OrderedDict[int, None] = OrderedDict()
        for block in reversed(list(stored)):
            self._put(block.block, block.pages, block.seen_at)

    def add(self, mark: int, page: _Page, now: datetime) -> Pages | None:
        """Add `page` to a block and return all its pages; None if nothing needs to be written."""
        before = self.pages.get(mark, ())
        is_new = len(before) <= OTHERS and all(page[0] != a and page[1] != h for a, h in before)
        pages = (*before, page) if is_new else before
        is_due = is_new or now - self._seen_at[mark] >= _REFRESHED
        self._put(mark, pages, now if is_due else self._seen_at[mark])
        return pages if is_due else None

    def _put(self, mark: int, pages: Pages, seen_at: datetime) -> None:
        self.pages[mark], self._seen_at[mark] = pages, seen_at
        self._once.pop(mark, None)
        self._often.pop(mark, None)
        (self._often if len(pages) > 1 else self._once)[mark] = None
        if len(self.pages) > MOST:
            gone, _ = (self._once or self._often).popitem(last=False)
            del self.pages[gone], self._seen_at[gone]


def _page_hash(url: str) -> int:
    return _hashed(canonical_url(url) or url)


def _hashed(written: str) -> int:
    return int.from_bytes(hashlib.blake2b(written.encode(), digest_size=8).digest(), "big", signed=True)


def _headline(written: str) -> int | None:
    letters = "".join(filter(str.isalnum, written.casefold()))
    return _hashed(letters) if letters else None
