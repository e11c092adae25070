"""Maintenance that is killed in the middle is gone on with by the next."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from support.filings import NOW, feed, rows
from wireroom.maintain.maintain import maintain
from wireroom.settings import Retention, Settings
from wireroom.store.connection import Connection

pytestmark = pytest.mark.timeout(300)
DAY = timedelta(days=1)
CHILD = """
import sys
from datetime import datetime
from wireroom.maintain import maintain
from wireroom.settings import Settings
settings = Settings.from_environment()
print("begun", flush=True)
maintain(settings, now=datetime.fromisoformat(sys.argv[1]), dry_run=False)
"""


def test_a_maintenance_that_is_killed_is_gone_on_with(
    conn: Connection, database_url: str, tmp_path: Path
) -> None:
    """At any moment: nothing that is to stay is gone, and in the end all that is to go."""
    feed_id = feed(conn)
    with conn.cursor() as cursor:  # 3,000 runs with ten polls each, a third of them past their time
        cursor.execute(
            "INSERT INTO wireroom.runs (kind, key, status, started_at)"
            " SELECT 'ingest', n::text, 'succeeded', %s - n * interval '2 hours'"
            " FROM generate_series(1, 3000) AS n",
            (NOW,),
        )
        cursor.execute(
            "INSERT INTO wireroom.run_feeds (run_id, feed_id)"
            " SELECT r.id, f FROM wireroom.runs AS r, generate_series(%s, %s + 9) AS f",
            (feed_id, feed_id),
        )
    conn.commit()
    for day in range(250):
        folder = tmp_path / "landing" / "ingest" / f"{NOW - day * DAY:%Y/%m/%d}" / "run"
        folder.mkdir(parents=True)
        (folder / "a.warc.gz").write_bytes(b"x")
    environment = {
        "PATH": "/usr/bin:/bin",
        "WIREROOM_DATABASE_URL": database_url,
        "WIREROOM_HOME": str(tmp_path),
        "WIREROOM_KEEP_LANDED_DAYS": "90",
        "WIREROOM_KEEP_RUNS_DAYS": "90",
    }
    draw = random.Random(1)
    for _ in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, NOW.isoformat()], env=environment, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "begun\n"
        time.sleep(draw.uniform(0, 0.5))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert rows(conn, "SELECT count(*) >= 1080 FROM wireroom.runs") == [(True,)]
    settings = Settings(
        database_url=database_url,
        home=tmp_path,
        landing_url=(tmp_path / "landing").as_uri(),
        retention=Retention(landed=90 * DAY, runs=90 * DAY),
    )
    assert maintain(settings, now=NOW, dry_run=False).problems == []
    kept = 90 * 12
    assert rows(conn, "SELECT count(*) FROM wireroom.runs") == [(kept,)]
    assert rows(conn, "SELECT count(*) FROM wireroom.run_feeds") == [(kept * 10,)]
    assert len(list((tmp_path / "landing").rglob("*.warc.gz"))) == 91
