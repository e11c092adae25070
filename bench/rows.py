"""What a quality bench gives back: one row of the table that `bench/quality.py` prints."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement against its bar; the peers were run beside it, on the same input."""

    what: str
    on: str  # the input: corpus and how many rows of it
    ours: str
    peers: str
    bar: str
    ok: bool
    note: str = ""


def corpora() -> Path:
    """The folder of real third-party material, `WIREROOM_CORPORA` or beside the project."""
    default = Path(__file__).resolve().parents[2] / "shared" / "corpora"
    return Path(os.environ.get("WIREROOM_CORPORA") or default)
