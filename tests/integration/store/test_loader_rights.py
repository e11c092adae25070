"""Airflow's tasks connect as wireroom_loader: what the named queries write, it may write."""

from __future__ import annotations

import re

from support.checkout import ROOT
from support.filings import rows
from wireroom import store

# Run by commands that need the owner's rights: migrations, takedowns and restoring (decisions 104, 109).
OF_THE_OWNER = {"migration_record", "view_record", "begin_epoch", "takedown_delete", "takedown_remember"}
_WRITES = re.compile(r"\b(INSERT INTO|UPDATE|DELETE FROM) (wireroom\.\w+)(.*?DO UPDATE\b)?", re.DOTALL)
_RIGHTS = {"INSERT INTO": "INSERT", "UPDATE": "UPDATE", "DELETE FROM": "DELETE"}


def written() -> set[tuple[str, str, str]]:
    """Query, table and right."""
    found = set()
    for path in (ROOT / "sql" / "queries").glob("*.sql"):
        text = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
        for verb, table, again in _WRITES.findall(text):
            found.add((path.stem, table, _RIGHTS[verb]))
            if again:
                found.add((path.stem, table, "UPDATE"))
    return found


def test_a_loader_may_write_what_the_queries_write(conn: store.Connection) -> None:
    """Pages were not granted: fetch_pages was red in every installation, and green in its tests."""
    asked = sorted(written())
    may = rows(
        conn,
        "SELECT query, CASE verb WHEN 'UPDATE' THEN has_any_column_privilege('wireroom_loader', place, verb)"
        " ELSE has_table_privilege('wireroom_loader', place, verb) END"
        " FROM unnest(%s::text[], %s::text[], %s::text[]) AS w (query, place, verb)",
        *map(list, zip(*asked, strict=True)),
    )
    missing = {query for query, is_granted in may if not is_granted}
    assert missing == OF_THE_OWNER
