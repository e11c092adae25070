"""Find which block of a page is the headline."""

from __future__ import annotations

from collections.abc import Sequence

from wireroom.common.text import letters_of
from wireroom.extract.blocks.text_blocks import TextBlock


def headline_place(blocks: Sequence[TextBlock], title: str) -> int | None:
    """The first heading that says the title or a part of it, else the first `h1`; None for neither."""
    wanted = letters_of(title)
    first = None
    for place, block in enumerate(blocks):
        if block.holder.name not in ("h1", "h2"):
            continue
        written = letters_of(block.text[:300])
        if wanted and written and (written in wanted or wanted in written):
            return place
        if first is None and block.holder.name == "h1":
            first = place
    return first
