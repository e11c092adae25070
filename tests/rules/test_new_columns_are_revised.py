"""Every column of an article says what a new version does to it; else one revised keeps its old value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wireroom.store.articles.article_columns import CONTENT

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("column", CONTENT)
def test_a_new_version_sets_it(column: str) -> None:
    sql = (ROOT / "sql" / "queries" / "revise_articles.sql").read_text(encoding="utf-8")
    assert re.search(rf"^ *{column} = ", sql, re.MULTILINE), "give it a rule in revise_articles.sql"


@pytest.mark.parametrize("column", CONTENT)
def test_merge_md_says_so(column: str) -> None:
    """Companions of a date by the end of their names."""
    page = (ROOT / "docs" / "MERGE.md").read_text(encoding="utf-8")
    companion = "_" + column.rpartition("_")[2] if column.startswith(("published_", "modified_")) else column
    assert f"`{column}`" in page or f"`{companion}`" in page, "give it a rule in docs/MERGE.md"
