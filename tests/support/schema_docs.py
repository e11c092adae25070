"""Read the columns of a migrated database with their meaning, or its schema as SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from support.filings import rows
from wireroom.store.backup.postgres_programs import find_program, program_call, run_program
from wireroom.store.connection import Connection

# What differs between dumps or servers although the schema is the same.
_NOISE = re.compile(r"^(--.*|\\(un)?restrict .*|SET .*|SELECT pg_catalog\.set_config.*)?\n", re.MULTILINE)
_COLUMN_DOCS = Path(__file__).with_name("column_docs.sql")


@dataclass(frozen=True, slots=True)
class ColumnDoc:
    """One column of a view or table, or a function (then `column` is empty and `type` its signature)."""

    schema: str
    relation: str
    relation_comment: str
    column: str
    type: str
    comment: str


def column_docs(conn: Connection) -> tuple[ColumnDoc, ...]:
    """Every column of `news` and `wireroom` in order, with its COMMENT ("" if it has none)."""
    return tuple(ColumnDoc(*row) for row in rows(conn, _COLUMN_DOCS.read_text(encoding="utf-8")))


def schema_dump(url: str) -> str:
    """Schemas `wireroom` and `news` as `pg_dump` writes them, without data, owners and settings.

    Raises StoreError if pg_dump fails.
    """
    database, environment = program_call(url)
    words = ("--schema-only", "--no-owner", "--schema=wireroom", "--schema=news", database)
    said = run_program(find_program("pg_dump"), *words, environment=environment)
    return re.sub(r";\n(?=\S)", ";\n\n", _NOISE.sub("", said))
