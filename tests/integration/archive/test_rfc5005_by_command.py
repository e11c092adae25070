"""25 real feeds cut into archives and pages, by `wireroom backfill run`: every entry, the undated too."""

from __future__ import annotations

import importlib
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wireroom.cli.main import main
from wireroom.models import FeedSpec
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_sync import sync_feeds

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).resolve().parents[3]
CORPORA = Path(os.environ.get("WIREROOM_CORPORA") or PROJECT.parent / "shared" / "corpora")


@pytest.mark.skipif(
    not (CORPORA / "archive" / "rfc5005.tar.gz").exists(), reason="needs the corpora, see WIREROOM_CORPORA"
)
def test_every_entry_of_every_archive_comes_in_by_command(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(PROJECT / "bench"))
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    bench = importlib.import_module("quality_archive")
    gold = json.loads((CORPORA / "archive" / "rfc5005.gold.json").read_text())
    try:
        with bench.served(CORPORA / "archive" / "rfc5005.tar.gz"):
            specs = [
                FeedSpec(bench.feed_url(row), title=row["dir"], private=True, family="rfc5005")
                for row in gold
            ]
            with connect(database_url) as conn:
                sync_feeds(conn, specs, datetime.now(UTC))
            assert main(["backfill", "run", "--from", "rfc5005"]) == 0
    finally:
        sys.modules.pop("quality_archive", None)
    with connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT title, id FROM wireroom.feeds")
        numbers = dict(cursor.fetchall())
        cursor.execute("SELECT feed_id, count(*) FROM news.sightings GROUP BY feed_id")
        held = dict(cursor.fetchall())
    found = {row["dir"]: held.get(numbers[row["dir"]], 0) for row in gold}
    assert {name: count for name, count in found.items() if count} == found, "each feed, never polled before"
    assert found == {row["dir"]: len(set(row["ids"])) for row in gold}
