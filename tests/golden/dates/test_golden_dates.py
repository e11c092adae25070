"""Each line of the tables here is read as its last column says.

Columns: the date as written, what is known of the feed (`language=de country=at`), the reading. After a
wanted change: `WIREROOM_REGENERATE=1 pytest tests/golden/dates`, then read the difference.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wireroom.common.dates import read_date

HERE = Path(__file__).parent
TABLES = sorted(HERE.glob("*.tsv"))
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def reading(written: str, known: str) -> str:
    """What `read_date` makes of it, in one line."""
    hints: dict[str, Any] = dict(pair.split("=", 1) for pair in known.split())
    if "day_first" in hints:
        hints["day_first"] = hints["day_first"] == "yes"
    found = read_date(written, **{"source": "feed:pubDate", "now": NOW} | hints)
    if found.at is None:
        return f"refused: {found.note}"
    return f"{found.precision} {found.at:%Y-%m-%dT%H:%M:%SZ}" + (f" ({found.note})" if found.note else "")


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_dates_are_read_as_the_table_says(table: Path) -> None:
    """Instant, precision and note, or the reason of the refusal."""
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    found = [[row[0], row[1], reading(row[0], row[1])] for row in rows]
    if os.environ.get("WIREROOM_REGENERATE"):
        table.write_text("".join("\t".join(row) + "\n" for row in found), encoding="utf-8")
        rows = found
    assert found == rows


def test_there_are_tables() -> None:
    """The glob finds something: an empty folder must not pass."""
    assert len(TABLES) >= 5
