"""`make docs`: what code and database say of themselves in, generated pages out."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wireroom import store
from wireroom.cli.column_pages import columns_page
from wireroom.cli.dag_pages import dag_pages
from wireroom.settings import PROJECT_ROOT, Settings

if TYPE_CHECKING:
    Subcommands = argparse._SubParsersAction[argparse.ArgumentParser]


def _columns(settings: Settings) -> str:
    with store.connect(settings.admin_database_url) as conn:
        return columns_page(store.column_docs(conn))


def _dags(settings: Settings) -> str:
    return dag_pages(PROJECT_ROOT / "dags")


def _schema(settings: Settings) -> str:
    return store.schema_dump(settings.admin_database_url)


# Page → what writes it. A new generated page is one more row.
PAGES: dict[Path, Callable[[Settings], str]] = {
    Path("docs/COLUMNS.md"): _columns,
    Path("docs/DAGS.md"): _dags,
    Path("sql/schema.sql"): _schema,
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
