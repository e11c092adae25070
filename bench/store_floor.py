"""What a searchable row costs whoever files it, step by step: the most that `bench/store.py` can come to.

    python bench/store_floor.py [--articles 20000]

The same articles by SQL alone: nothing is read, compared or decided. Each step has all before it in it, in
CPU seconds of client and server. Starts a PostgreSQL of its own.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from store import cpu_of, in_date_order
from support import postgres
from wireroom.store.connection import PATIENT, Connection, connect
from wireroom.store.schema.migrate import migrate

LINES = (
    "id bigint, url text, canonical_url text, title text, summary text, text text, html text, at timestamptz"
)
MAKE = f"""
CREATE TABLE bare ({LINES});
CREATE TABLE keyed ({LINES}, PRIMARY KEY (id), UNIQUE (url), UNIQUE (canonical_url));
CREATE TABLE found (id bigint PRIMARY KEY, search tsvector);
CREATE INDEX found_search ON found USING gin (search);
SET max_parallel_workers_per_gather = 0; -- what workers spend is not this process's
"""
# Read back from the table, as the search of filed articles is.
VECTORS = "SELECT count(to_tsvector('english', title || ' ' || summary || ' ' || text)) FROM keyed"
OURS = "SELECT count(wireroom.search_vector('en', title, summary, text)) FROM keyed"
INDEX = """
INSERT INTO found SELECT id, to_tsvector('english', title || ' ' || summary || ' ' || text) FROM keyed;
SELECT gin_clean_pending_list('found_search');
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    wanted = parser.parse_args().articles
    lines = copy_lines(wanted)
    with postgres.admin_url() as admin, postgres.database(admin) as url:
        migrate(url)
        with connect(url, limits=PATIENT) as conn:
            spent = steps(conn, lines)
    bare = spent["COPY into a table without an index"]
    print(f"{wanted:,} articles{'':<47} {'CPU ms an article':>18} {'of COPY':>8}")
    for what, seconds in spent.items():
        print(f"{what:<62} {1000 * seconds / wanted:>14.3f} {bare / seconds:>8.2f}")


def steps(conn: Connection, lines: str) -> dict[str, float]:
    """CPU seconds by step, each with those before it."""
    with conn.cursor() as cursor:
        cursor.execute(MAKE)

        def copy(table: str) -> float:
            return cpu_of(conn, lambda: cursor.copy_expert(f"COPY {table} FROM STDIN", io.StringIO(lines)))

        bare = min(copy("bare") for _ in range(3))
        keyed = copy("keyed")
        vectors = cpu_of(conn, lambda: cursor.execute(VECTORS))
        ours = cpu_of(conn, lambda: cursor.execute(OURS))
        index = cpu_of(conn, lambda: cursor.execute(INDEX))
    return {
        "COPY into a table without an index": bare,
        "… with a primary key and two unique addresses": keyed,
        "… and to_tsvector computed, not kept": keyed + vectors,
        "… and kept under one GIN index": keyed + index,
        "the same, with the vector of news.search": keyed + index - vectors + ours,
    }


def copy_lines(wanted: int) -> str:
    """The articles as COPY takes them."""
    return "".join(
        "\t".join(
            (
                str(number),
                a.url or "",
                a.canonical_url or "",
                a.title,
                a.summary,
                a.text.replace("\n", "\\n"),
                a.html,
                str(a.seen_at),
            )
        )
        + "\n"
        for number, a in enumerate(in_date_order(wanted, 24))
    )


if __name__ == "__main__":
    main()
