"""A number of bytes in, as people say it out."""

from __future__ import annotations

_UNITS = ((1024**4, "TB"), (1024**3, "GB"), (1024**2, "MB"), (1024, "kB"))


def size_in_words(size: float) -> str:
    """`41 GB`, `3.2 MB`, `900 bytes`."""
    for unit, name in _UNITS:
        if size >= unit * (1 - 1 / 2048):  # what is rounded to 1,024 of the next unit is 1 of this one
            number = size / unit
            return f"{number:,.0f} {name}" if number >= 10 else f"{number:.1f} {name}"
    return f"{size:.0f} bytes"
