"""Every column of an article says what a new version does to it; else one revised keeps its old value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wireroom.decide.replay_report import FIELDS
from wireroom.store.articles.article_columns import CONTENT, article_query

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("column", CONTENT)
def test_a_new_version_sets_it(column: str) -> None:
    sql = article_query("filing/revise_articles")
    assert re.search(rf"^ *{column} = ", sql, re.MULTILINE), "put it into KEPT, or into revise_articles.sql"


@pytest.mark.parametrize("column", CONTENT)
def test_merge_md_says_so(column: str) -> None:
    """Companions of a date by the end of their names."""
    page = (ROOT / "docs" / "MERGE.md").read_text(encoding="utf-8")
    companion = "_" + column.rpartition("_")[2] if column.startswith(("published_", "modified_")) else column
    assert f"`{column}`" in page or f"`{companion}`" in page, "give it a rule in docs/MERGE.md"


# Companions: each changes with the field it stands beside, by which a replay knows the change.
COMPANIONS = {
    "published_source": "published_at",
    "published_raw": "published_at",
    "published_note": "published_at",
    "modified_source": "modified_at",
    "modified_raw": "modified_at",
    "own_text": "text",
    "provenance": "text",
    "guid": "url",
}


@pytest.mark.parametrize("column", CONTENT)
def test_a_replay_sees_that_it_reads_otherwise(column: str) -> None:
    compared = COMPANIONS.get(column, column)
    assert compared in FIELDS, "compare it in decide/replay_report.py, or rows that are there never get it"
    read = article_query("replay/replayed_versions")
    assert re.search(rf"[.\s]{compared}\b", read), "replayed_versions.sql reads all columns"
