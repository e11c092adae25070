"""What an origin of files is opened with: where they are, and who hears what of them was left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from wireroom.errors import DocumentError

MAX_BYTES = 32 * 1024 * 1024  # of one document, unpacked


@dataclass(frozen=True, slots=True)
class Place:
    """Everything below `path`: a file, a folder or an fsspec URL such as `s3://bucket/saved/`.

    `refused` is told of each file that cannot be read, and the walk goes on; `note` hears in words what was
    left out as it should be. `now` stands for the time of capture where the storage keeps none.
    """

    path: str
    refused: Callable[[DocumentError], None]
    now: datetime
    note: Callable[[str], None] = lambda words: None
    hosts: tuple[str, ...] = ()  # pages of these hosts and those below them; none: all
    max_bytes: int = MAX_BYTES
    window: tuple[date, date] | None = None  # first and last day, of an origin whose files go by days
