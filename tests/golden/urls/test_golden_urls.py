"""Each line of the tables here: a link as feeds write it, and its canonical form (`-`: none).

After a wanted change: raise `version` in url_rules.yaml, run
`WIREROOM_REGENERATE=1 pytest tests/golden/urls` and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wireroom.normalize import canonical_url

HERE = Path(__file__).parent
TABLES = sorted(HERE.glob("*.tsv"))


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_links_have_the_canonical_form_of_the_table(table: Path) -> None:
    """And that form is its own."""
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    found = [[row[0], canonical_url(row[0]) or "-"] for row in rows]
    if os.environ.get("WIREROOM_REGENERATE"):
        table.write_text("".join("\t".join(row) + "\n" for row in found), encoding="utf-8")
        rows = found
    assert found == rows
    assert [canonical_url(form) for _, form in rows if form != "-"] == [
        form for _, form in rows if form != "-"
    ]


def test_there_are_tables() -> None:
    """The glob finds something: an empty folder must not pass."""
    assert len(TABLES) >= 3
