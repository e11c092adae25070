"""What a rule has found wrong, before anybody is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong now; rule and subject identify it from one check to the next."""

    rule: str
    subject: str
    words: str  # what is wrong and what to do
    feed_id: int | None = None
