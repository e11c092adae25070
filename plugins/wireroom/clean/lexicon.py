"""Read the data tables of this package: as rows, as rows by kind, or as one pattern of all entries."""

from __future__ import annotations

from functools import partial
from typing import Final

from wireroom.common import tables

rows: Final = partial(tables.rows, "wireroom.clean")
pattern: Final = partial(tables.pattern, "wireroom.clean")
groups: Final = partial(tables.groups, "wireroom.clean")

TRACKER: Final = pattern("trackers.tsv", before="https?://")  # pictures and frames that count readers
