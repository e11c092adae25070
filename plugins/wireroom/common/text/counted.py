"""A number and a noun in, both as a sentence has them out: `1 file`, `2,000 files`, `1 entry`."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """With the noun's plural where it is not one; `plural` where that is more than an `s`."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def are(number: int) -> str:
    """`is` or `are`, as so many of a thing have it."""
    return agreeing(number, "is", "are")


def were(number: int) -> str:
    """`was` or `were`, likewise."""
    return agreeing(number, "was", "were")


def agreeing(number: int, one: str, many: str) -> str:
    """The verb or pronoun that goes with the number."""
    return one if number == 1 else many
