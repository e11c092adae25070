"""What a backfill is made of: the units of an origin, and what became of each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from datetime import date

from wireroom.models.value import value

DayRange = tuple[date, date]  # first and last day, UTC


@value
class BackfillRequest:
    """What a backfill shall load: documents of some days from an origin, or those at a place."""

    origin: str  # its name in the register
    place: str = ""  # for origins that read files: file, folder or fsspec URL
    window: DayRange | None = None  # None: all days
    hosts: tuple[str, ...] = ()  # pages of these hosts and those below them; none: all
    feeds_match: str = ""  # for origins that have feeds: what their URL, title or publisher contains
    full_text: bool = False  # whether the pages of its articles are wanted, too


@value
class OriginPart:
    """An origin with the part of its files that is read: all (empty), or days and hosts, in words."""

    origin: str
    part: str = ""

    def key(self, unit: FileUnit) -> bytes:
        """The key of the unit's line in the ledger."""
        return unit_key(self.origin, unit.source, unit.name, self.part)


@value
class FileUnit:
    """A file that an origin reads in one piece."""

    source: str  # the folder that it is named from, a URL
    name: str  # its path below `source`, as in a URL
    uri: str
    size: int  # bytes; 0 where the server that it lies on does not tell
    fingerprint: str  # size and time of change: a file of another one is read again


@value
class UnitResult:
    """A line of the ledger: the result so far of reading a unit."""

    origin: str
    source: str
    unit: str
    part: str = ""  # days and hosts, where not all of it was wanted
    state: str = "planned"  # at its end done, damaged, refused, failed or uncovered
    documents: int = 0  # filed, or passed over
    entries: int = 0
    inserted: int = 0
    revised: int = 0
    unchanged: int = 0
    rejected: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict, hash=False)  # reason → how many
    days: Mapping[str, int] = field(default_factory=dict, hash=False)  # day, or `undated` → articles
    requests: int = 0
    size: int = 0  # bytes that came for a day; of a file those that were planned stay
    cpu_seconds: float = 0.0
    detail: str = ""
    bookmark: str = ""  # where a file is opened to go on; empty: at its start

    @property
    def key(self) -> bytes:
        """The key of the line; lines with the same key replace each other."""
        return unit_key(self.origin, self.source, self.unit, self.part)


def unit_key(origin: str, source: str, unit: str, part: str) -> bytes:
    """A hash of 16 bytes, since names of files may be longer than an index holds."""
    text = "\n".join((origin, source, unit, part))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()


def part_of(window: DayRange | None, hosts: tuple[str, ...]) -> str:
    """The wanted days and hosts of a file, in words; empty if all."""
    days = f"{window[0]}..{window[1]}" if window else ""
    return " ".join(filter(None, (days, ",".join(sorted(hosts)))))
