"""Documented columns in, the page docs/COLUMNS.md out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from wireroom.store import ColumnDoc

_HEAD = """# Columns

Generated from the COMMENTs of a migrated database by `make docs`; checked by a test.

- [Schema `news`](#schema-news): the contract with analysts. Role `wireroom_reader` reads it and nothing else.
- [Schema `wireroom`](#schema-wireroom): private; may change with any release.
"""


def columns_page(docs: Sequence[ColumnDoc]) -> str:
    """Markdown: both schemas, tables and views first, functions after them."""
    parts = [_HEAD]
    for schema, members in groupby(docs, key=lambda doc: doc.schema):
        parts.append(f"\n## Schema `{schema}`\n")
        documented = list(members)
        for relation, columns in groupby((d for d in documented if d.column), key=lambda doc: doc.relation):
            parts.append(_relation(f"{schema}.{relation}", list(columns)))
        parts.append(_functions(d for d in documented if not d.column))
    return "".join(parts)


def _relation(name: str, columns: Sequence[ColumnDoc]) -> str:
    rows = "".join(f"| `{c.column}` | {c.type} | {_cell(c.comment)} |\n" for c in columns)
    return (
        f"\n### {name}\n\n{columns[0].relation_comment}\n\n| column | type | meaning |\n|---|---|---|\n{rows}"
    )


def _functions(functions: Iterable[ColumnDoc]) -> str:
    rows = "".join(
        f"| `{f.relation}` | `{_cell(f.type)}` | {_cell(f.relation_comment)} |\n" for f in functions
    )
    return f"\n### Functions\n\n| function | signature | meaning |\n|---|---|---|\n{rows}" if rows else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
