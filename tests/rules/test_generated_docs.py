"""Generated pages are current; docs/COLUMNS.md and sql/schema.sql are held by tests/integration/store."""

from __future__ import annotations

from pathlib import Path

from support.generated_pages import dag_pages
from support.masking_sql import FILE, masking_sql

ROOT = Path(__file__).resolve().parents[2]


def test_docs_dags_md_says_what_the_docstrings_say() -> None:
    """`make docs` writes it anew."""
    assert (ROOT / "docs" / "DAGS.md").read_text(encoding="utf-8") == dag_pages(ROOT / "dags")


def test_the_database_masks_by_the_same_table_as_the_code() -> None:
    """`make docs` writes it anew."""
    assert FILE.read_text(encoding="utf-8") == masking_sql()
