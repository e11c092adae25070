"""What a landing file belongs to in, where it lives out."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime

SUFFIX = ".warc.gz"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 120  # characters of one name: many file systems stop at 255 bytes, and temporary names are longer


def landing_uri(root: str, kind: str, when: datetime, run_key: str, name: str) -> str:
    """`{root}/{kind}/2026/11/23/{run_key}/{name}.warc.gz`, the day being that of `when` in UTC.

    `kind`: `ingest`, `archive`, …; `run_key`: the run, as Airflow names it. Characters that some file
    system or object store would not take are replaced, and a checksum keeps such names apart. The same
    arguments give the same URI, and publishing there again replaces the file: put the number of the
    try into `name` where that would lose something.
    """
    return f"{root.rstrip('/')}/{run_folder(kind, when, run_key)}/{_safe(name)}{SUFFIX}"


def run_folder(kind: str, when: datetime, run_key: str) -> str:
    """`{kind}/2026/11/23/{run_key}`, below the root."""
    return f"{_safe(kind)}/{when.astimezone(UTC):%Y/%m/%d}/{_safe(run_key)}"


def _safe(name: str) -> str:
    safe = _UNSAFE.sub("-", name).strip(".-")[:_LONGEST]
    if safe and safe == name:
        return name
    return f"{safe or 'unnamed'}-{zlib.crc32(name.encode('utf-8', 'surrogatepass')):08x}"
