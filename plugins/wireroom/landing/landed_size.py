"""The URI of a landing file in, its size out."""

from __future__ import annotations

from upath import UPath

from wireroom.landing.in_words import in_words


def landed_size(uri: str) -> int:
    """Bytes, packed as they lie there. Raises LandingError where the storage refuses."""
    with in_words(uri):
        return int(UPath(uri).stat().st_size)
