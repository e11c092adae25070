"""Airflow's tasks connect as wireroom_loader: what the named queries write, it may write."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from support.checkout import ROOT
from support.filings import NOW, rows
from wireroom.store.connection import Connection
from wireroom.store.schema.chunk_tables import make_chunks

# Run by commands that need the owner's rights: migrations and restoring (decision 109).
OF_THE_OWNER = {"schema/migration_record", "schema/view_record", "schema/begin_epoch"}
# Run by takedowns: on the machine with the owner's rights, from a page with the role's (decisions 104, 161).
OF_TAKEDOWNS = {
    *("takedown/delete", "takedown/remember", "takedown/begin", "takedown/break_off"),
    *("takedown/progress", "takedown/end", "takedown/keep_away"),
}
QUERIES = ROOT / "sql" / "queries"
VECTORS = QUERIES / "vectors"  # what they write is made by `wireroom vectors enable`
FOLDERS = sorted({path.parent for path in QUERIES.rglob("*.sql")} - {VECTORS})
_WRITES = re.compile(r"\b(INSERT INTO|UPDATE|DELETE FROM) (wireroom\.\w+)(.*?DO UPDATE\b)?", re.DOTALL)
_RIGHTS = {"INSERT INTO": "INSERT", "UPDATE": "UPDATE", "DELETE FROM": "DELETE"}


def written(folders: Collection[Path] = FOLDERS) -> set[tuple[str, str, str]]:
    """Query, table and right."""
    found = set()
    for path in (path for folder in folders for path in folder.glob("*.sql")):
        name = path.relative_to(QUERIES).with_suffix("").as_posix()
        text = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
        for verb, table, again in _WRITES.findall(text):
            found.add((name, table, _RIGHTS[verb]))
            if again:
                found.add((name, table, "UPDATE"))
    return found


def test_a_loader_may_write_what_the_queries_write(conn: Connection) -> None:
    """Pages were not granted: fetch_pages was red in every installation, and green in its tests."""
    assert refused(conn, "wireroom_loader") == OF_THE_OWNER | OF_TAKEDOWNS


def test_who_takes_articles_down_for_a_page_may_write_that_and_nothing_else(conn: Connection) -> None:
    """It makes and changes no article, no feed and no run, and reads none of the rest."""
    may_not = refused(conn, "wireroom_takedown")
    assert (OF_TAKEDOWNS | {"takedown/site_blocks"}) & may_not == set()  # which a loader may, too
    may = {
        right: {
            name
            for (name,) in rows(
                conn,
                "SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
                " WHERE n.nspname IN ('wireroom', 'news') AND c.relkind IN ('r', 'p', 'v', 'm')"
                " AND CASE WHEN %s = 'DELETE' THEN has_table_privilege('wireroom_takedown', c.oid, 'DELETE')"
                " ELSE has_any_column_privilege('wireroom_takedown', c.oid, %s) END",
                right,
                "SELECT" if right == "DELETE" else right,
            )
        }
        for right in ("SELECT", "INSERT", "UPDATE", "DELETE")
    }
    assert may["INSERT"] == {"tombstones", "changes", "takedowns"}
    assert may["UPDATE"] == {"filing_lock", "story_lock", "takedowns", "site_blocks"}
    assert may["DELETE"] == {
        *("article_heads", "articles", "article_keys", "revisions", "copies", "pages", "sightings"),
        *("article_search", "search_queue", "search_words", "rejected", "site_blocks"),
    }
    assert may["SELECT"] == may["DELETE"] | {
        "publishers",
        "tombstones",
        "tombstone_secret",
        "takedowns",
        "files_made",
        "changes",  # whether an article was told anew: exports of its earlier days are named
    }


def test_a_loader_may_embed_and_nobody_of_the_pages(conn: Connection) -> None:
    """What `wireroom vectors enable` makes is written by the owner, filled by loaders."""
    make_chunks(conn, "words", 3, NOW, print)
    assert refused(conn, "wireroom_loader", [VECTORS]) == {
        *("vectors/add_chunk_model", "vectors/drop_chunk_model"),
    }
    assert refused(conn, "wireroom_takedown", [VECTORS]) == {query for query, _, _ in written([VECTORS])}


def refused(conn: Connection, role: str, folders: Collection[Path] = FOLDERS) -> set[str]:
    """Queries that the role may not run for want of a right to write."""
    may = rows(
        conn,
        "SELECT query, CASE verb WHEN 'UPDATE' THEN has_any_column_privilege(%s, place, verb)"
        " ELSE has_table_privilege(%s, place, verb) END"
        " FROM unnest(%s::text[], %s::text[], %s::text[]) AS w (query, place, verb)",
        role,
        role,
        *map(list, zip(*sorted(written(folders)), strict=True)),
    )
    return {query for query, is_granted in may if not is_granted}
