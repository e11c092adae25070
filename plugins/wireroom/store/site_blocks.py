"""The blocks with which the pages of a site end, as hashes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from wireroom.models.value import value
from wireroom.store.articles.copy_text import json_text
from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all

MOST: Final = 1_000  # blocks kept for a site

Pages = tuple[tuple[int, int], ...]  # hashes of address and headline, both different in each page


@value
class SiteBlock:
    """A block with which pages of a site end, and up to three of these pages."""

    site: str
    block: int
    pages: Pages
    seen_at: datetime  # when a page with it was last read


def site_blocks(conn: Connection, site: str) -> list[SiteBlock]:
    """At most MOST blocks of a site, those on most pages first. Raises StoreError."""
    return [
        SiteBlock(
            site,
            row["block"],
            tuple(zip(row["pages"], row["headlines"], strict=True)),
            row["last_seen_at"],
        )
        for row in fetch_all(conn, "full_text/site_blocks", {"site": site, "most": MOST})
    ]


def note_site_blocks(conn: Connection, blocks: Collection[SiteBlock]) -> None:
    """Add blocks, each once, and delete those beyond MOST of a site. Raises StoreError."""
    rows = [
        {
            "site": each.site,
            "block": each.block,
            "pages": [page for page, _ in each.pages],
            "headlines": [headline for _, headline in each.pages],
            "seen_at": each.seen_at.isoformat(),
        }
        for each in blocks
    ]
    change(conn, "full_text/note_site_blocks", {"blocks": json_text(rows)})
    change(
        conn, "full_text/trim_site_blocks", {"sites": sorted({each.site for each in blocks}), "most": MOST}
    )
