"""What blocks the pages of sites end with, as hashes; rows in, values out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from wireroom.models.value import value
from wireroom.store.articles.copy_text import json_text
from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all

MOST: Final = 1_000  # blocks of a site

Pages = tuple[tuple[int, int], ...]  # hashes of address and headline, either different in each


@value
class SiteBlock:
    """A block that pages of a site end with, and up to three of them."""

    site: str
    block: int
    pages: Pages
    seen_at: datetime  # when a page that has it was last read


def site_blocks(conn: Connection, site: str) -> list[SiteBlock]:
    """At most MOST, those of most pages first. Raises StoreError."""
    return [
        SiteBlock(
            site,
            row["block"],
            tuple(zip(row["pages"], row["headlines"], strict=True)),
            row["last_seen_at"],
        )
        for row in fetch_all(conn, "site_blocks", {"site": site, "most": MOST})
    ]


def note_site_blocks(conn: Connection, blocks: Collection[SiteBlock]) -> None:
    """Add them, each once, and forget what is more than MOST of a site. Raises StoreError."""
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
    change(conn, "note_site_blocks", {"blocks": json_text(rows)})
    change(conn, "trim_site_blocks", {"sites": sorted({each.site for each in blocks}), "most": MOST})
