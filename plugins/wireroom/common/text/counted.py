"""Numbers as a sentence has them: `1 file`, `2,000 files`, `3.2 MB`."""

from __future__ import annotations

_UNITS = ((1024**4, "TB"), (1024**3, "GB"), (1024**2, "MB"), (1024, "kB"))  # bytes


def counted(number: int, noun: str, plural: str = "") -> str:
    """The number and the noun, in the plural unless it is one; `plural` where that is not `noun` + `s`."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def are(number: int) -> str:
    """`is` for one, else `are`."""
    return agreeing(number, "is", "are")


def were(number: int) -> str:
    """`was` for one, else `were`."""
    return agreeing(number, "was", "were")


def agreeing(number: int, one: str, many: str) -> str:
    """The verb or pronoun that goes with the number."""
    return one if number == 1 else many


def size_in_words(size: float) -> str:
    """`size` in bytes → `41 GB`, `3.2 MB`, `900 bytes`; a kB is 1,024 bytes."""
    for unit, name in _UNITS:
        if size >= unit * (1 - 1 / 2048):  # not `1,024 MB` but `1.0 GB`
            number = size / unit
            return f"{number:,.0f} {name}" if number >= 10 else f"{number:.1f} {name}"
    return counted(round(size), "byte")
