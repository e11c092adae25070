"""Digits as publishers write them in; a number that fits a database column, or None, out."""

from __future__ import annotations

import math

_LARGEST = 2**63 - 1  # bigint


def whole_number(text: object) -> int | None:
    """Read a count of bytes, pixels or minutes; None for anything else (`unknown`, `-1`, `1.5 MB`)."""
    if text is None:
        return None
    written = str(text).strip().removesuffix("px")
    if not (written.isascii() and written.isdigit() and len(written) <= 19):
        return None
    value = int(written)
    return value if value <= _LARGEST else None


def number(text: str) -> float | None:
    """Read a finite decimal number; None for anything else."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
