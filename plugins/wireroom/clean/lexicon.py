"""The name of a data file of this package in, its rows (or those by kind) or one pattern of them all out."""

from __future__ import annotations

from functools import partial
from typing import Final

from wireroom.common import tables

rows: Final = partial(tables.rows, "wireroom.clean")
pattern: Final = partial(tables.pattern, "wireroom.clean")
groups: Final = partial(tables.groups, "wireroom.clean")

TRACKER: Final = pattern("trackers.tsv", before="https?://")  # where pictures and frames count readers
