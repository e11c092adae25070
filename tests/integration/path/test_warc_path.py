"""Somebody's WARC file in, each article of it once out."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import psycopg2
import pytest

from support.file_backfills import file_place
from wireroom.settings import Settings

PROJECT = Path(__file__).resolve().parents[3]
ARCHIVE = Path(os.environ.get("WIREROOM_CORPORA") or PROJECT.parent / "shared" / "corpora") / "archive"
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.skipif(not (ARCHIVE / "news-shown.warc.gz").exists(), reason="needs the corpora")
def test_every_article_of_a_crawl_comes_in_once_and_again_as_known(database_url: str, tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {"WIREROOM_HOME": str(tmp_path), "WIREROOM_DATABASE_URL": database_url}
    )
    place = str(ARCHIVE / "news-shown.warc.gz")
    filed = file_place(settings, "warc", place, key="warc", now=NOW)
    again = file_place(settings, "warc", place, key="again", now=NOW)
    gold = json.loads((ARCHIVE / "news-shown.gold.json").read_text())
    with psycopg2.connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT url FROM news.articles")
        found = cursor.fetchall()
    assert not filed.problems
    assert any("are dated after the time of capture" in note for note in filed.notes)
    assert (again.counts.inserted, again.counts.revised) == (0, 0)
    assert len(set(found)) == len(found) == filed.counts.inserted == len(gold)
    assert filed.counts.unchanged == 7, "recaptures and copies merge"
