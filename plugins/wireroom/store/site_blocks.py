"""The hashed blocks of text that pages of each site have: rows in, values out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from wireroom.store.articles.copy_text import json_text
from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all

MOST: Final = 1_000  # blocks of a site


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page that was read: its site, the hash of its address, those of its blocks."""

    site: str
    page: int
    blocks: tuple[int, ...]
    seen_at: datetime


def site_blocks(conn: Connection, site: str) -> Mapping[int, Collection[int]]:
    """Each block of a site and the pages that have it; about MOST blocks at most."""
    return {row["block"]: row["pages"] for row in fetch_all(conn, "site_blocks", {"site": site})}


def note_site_blocks(conn: Connection, pages: Collection[SeenPage]) -> None:
    """Add the pages' blocks, and delete what goes beyond MOST of a site. Raises StoreError."""
    rows = [
        {"site": each.site, "page": each.page, "seen_at": each.seen_at.isoformat(), "blocks": each.blocks}
        for each in pages
    ]
    change(conn, "note_site_blocks", {"pages": json_text(rows)})
    change(conn, "trim_site_blocks", {"sites": sorted({each.site for each in pages}), "most": MOST})
