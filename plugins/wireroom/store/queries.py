"""The name of a query in, its text out of `sql/queries/<name>.sql`: no SQL is written in Python."""

from __future__ import annotations

from functools import cache

from wireroom.settings import PROJECT_ROOT

SQL_FOLDER = PROJECT_ROOT / "sql"


@cache
def query(name: str) -> str:
    """Text of a named query, with psycopg2's `%(name)s` parameters; FileNotFoundError for a wrong name."""
    return (SQL_FOLDER / "queries" / f"{name}.sql").read_text(encoding="utf-8")
