"""What a backfill came to in, as people read it out."""

from __future__ import annotations

from wireroom.models import Counts


def counts_in_words(counts: Counts) -> str:
    """One line."""
    return (
        f"{counts.entries:,} articles read, {counts.inserted:,} new, {counts.revised:,} revised, "
        f"{counts.unchanged:,} known, {counts.rejected:,} rejected"
    )
