"""Generated pages are current; docs/COLUMNS.md and sql/schema.sql are held by tests/integration/store."""

from __future__ import annotations

import re
from pathlib import Path

from support.generated_pages import dag_pages
from support.masking_sql import FILE, masking_sql
from support.settings_page import settings_page

ROOT = Path(__file__).resolve().parents[2]


def test_docs_dags_md_says_what_the_docstrings_say() -> None:
    """`make docs` writes it anew."""
    assert (ROOT / "docs" / "DAGS.md").read_text(encoding="utf-8") == dag_pages(ROOT / "dags")


def test_docs_settings_md_says_what_the_code_says() -> None:
    """`make docs` writes it anew."""
    assert (ROOT / "docs" / "SETTINGS.md").read_text(encoding="utf-8") == settings_page()


def test_every_variable_that_settings_are_read_from_has_its_line() -> None:
    """And what it is for: an empty cell helps nobody."""
    code = "".join(path.read_text() for path in (ROOT / "plugins/wireroom/settings").glob("*.py"))
    page = settings_page()
    missing = {name for name in re.findall(r'"(WIREROOM_\w+)"', code) if f"`{name}`" not in page}
    assert missing == set()
    assert not re.search(r"\|  \|$", page, re.MULTILINE)


def test_the_database_masks_by_the_same_table_as_the_code() -> None:
    """`make docs` writes it anew."""
    assert FILE.read_text(encoding="utf-8") == masking_sql()
