"""Text in, an attribute's value out."""

from __future__ import annotations

from wireroom.clean.characters import escaped


def quoted(text: str) -> str:
    """`text` as it stands between double quotes in a tag."""
    return escaped(text).replace('"', "&quot;")
