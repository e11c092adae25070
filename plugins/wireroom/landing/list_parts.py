"""A landing root and days in, the parts out that are being written there or were left behind."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from upath import UPath

from wireroom.landing.in_words import in_words
from wireroom.landing.publishing import SUFFIX, is_local, parts_root


def list_parts(root: str, days: Iterable[date]) -> list[Path]:
    """Parts of landing files of `days` (UTC), of whatever kind and run, sorted.

    Of an object store: those that this machine writes. Raises LandingError where the storage refuses.
    """
    with in_words(root):
        folder = parts_root(UPath(root))
        return sorted(part for day in days for part in folder.glob(f"*/{day:%Y/%m/%d}/*/.*{SUFFIX}"))


def parts_of(uri: str) -> list[Path]:
    """Parts of this landing file on this machine, sorted. Raises LandingError where the storage refuses."""
    with in_words(uri):
        target = parts_root(UPath(uri))
        return sorted(
            part for part in target.parent.glob(f".*{SUFFIX}") if part.name.startswith(f".{target.name}.")
        )


def parts_lie_beside(uri: str) -> bool:
    """The part of this landing file lies beside it, where every machine sees it that sees the file.

    Else (an object store) it lies on the machine that writes it.
    """
    with in_words(uri):
        return is_local(UPath(uri))


def age_of(part: Path) -> float:
    """Seconds since it was last written to; 0 where it is gone."""
    try:
        return time.time() - part.stat().st_mtime
    except OSError:
        return 0.0
