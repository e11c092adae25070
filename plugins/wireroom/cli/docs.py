"""`make docs`: what code and database say of themselves in, generated pages out."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from wireroom import store
from wireroom.cli.dag_pages import dag_pages
from wireroom.settings import PROJECT_ROOT, Settings
from wireroom.store import ColumnDoc

if TYPE_CHECKING:
    Subcommands = argparse._SubParsersAction[argparse.ArgumentParser]

_COLUMNS_HEAD = """# Columns

Generated from the COMMENTs of a migrated database by `make docs`; checked by a test.

- [Schema `news`](#schema-news): the contract with analysts. Role `wireroom_reader` reads it and nothing else.
- [Schema `wireroom`](#schema-wireroom): private; may change with any release.
"""


def columns_page(docs: Sequence[ColumnDoc]) -> str:
    """Markdown: both schemas, tables and views first, functions after them."""
    parts = [_COLUMNS_HEAD]
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


def _columns_page_of(settings: Settings) -> str:
    with store.connect(settings.admin_database_url) as conn:
        return columns_page(store.column_docs(conn))


def _dags_page_of(settings: Settings) -> str:
    return dag_pages(PROJECT_ROOT / "dags")


def _schema_of(settings: Settings) -> str:
    return store.schema_dump(settings.admin_database_url)


# Page → what writes it. A new generated page is one more row.
PAGES: dict[Path, Callable[[Settings], str]] = {
    Path("docs/COLUMNS.md"): _columns_page_of,
    Path("docs/DAGS.md"): _dags_page_of,
    Path("sql/schema.sql"): _schema_of,
}


def write_pages(settings: Settings, *, check: bool) -> int:
    """Write every page that changed, or with `check` only name it; exit code 1 where one is stale.

    The database is a freshly migrated one: one in use has partitions of its own.
    """
    changed = [
        (PROJECT_ROOT / page, text)
        for page, text in ((page, write(settings)) for page, write in PAGES.items())
        if _present(PROJECT_ROOT / page) != text
    ]
    for path, text in changed:
        print(f"{path.relative_to(PROJECT_ROOT)}: {'out of date' if check else 'written'}")
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if changed and check else 0


def _present(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None
