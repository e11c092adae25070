"""SIGKILL the `file` step midway, run it again: the same rows, once each."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from support import postgres, programs, warm
from support.sample_newsroom import Newsroom, newsroom, subscribe
from wireroom.ingest.collect_shard import collect_shard
from wireroom.ingest.run_ingest import plan_run
from wireroom.load import load_landed
from wireroom.models import FeedSelection
from wireroom.store.connection import connect
from wireroom.store.runs import open_run

CONTENT = """
SELECT a.url, a.title, a.published_at, a.published_source, a.text, a.version, a.publisher_domain
FROM news.articles AS a ORDER BY a.url, a.title, a.text
"""
FEED_STATE = "SELECT feed_id, outcome, failures, body_sha256, etag FROM wireroom.feed_states ORDER BY feed_id"


def rows(url: str, sql: str) -> list[Any]:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        return [
            tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in row)
            for row in cursor.fetchall()
        ]


def land(room: Newsroom) -> tuple[int, str]:
    """Plan and collect one run over all feeds; its id and the one landing file."""
    plan = plan_run(room.settings, key="killed", now=room.now, selection=FeedSelection(even_if_not_due=True))
    feed_ids = [feed_id for shard in plan.shards for feed_id in shard.feed_ids]
    collected = collect_shard(
        room.settings, feed_ids, run_id=plan.run_id, run_key="killed", name="all", clock=room.clock
    )
    return plan.run_id, collected.uri


def start_and_kill(room: Newsroom, run_id: int, uri: str, *, after: int) -> int | None:
    """Start filing in a process of its own and kill it after `after` transactions; its exit code."""
    environment = {
        "WIREROOM_DATABASE_URL": room.settings.database_url,
        "WIREROOM_HOME": str(room.settings.home),
        "PATH": "/usr/bin:/bin",
    }
    child = warm.start(programs.file_landed, run_id, uri, room.now, environment=environment)
    for _ in range(after):
        assert child.stdout.readline().startswith("filed"), "the step ended before it could be killed"
    child.send_signal(signal.SIGKILL)
    return child.wait(120)


@pytest.mark.parametrize("after", [1, 3], ids=["after the first transaction", "after the third"])
def test_a_killed_file_step_run_again_leaves_the_same_rows_once_each(
    admin_database_url: str, template_database: str, database_url: str, tmp_path: Path, after: int
) -> None:
    with newsroom(database_url, tmp_path) as room:
        subscribe(room.settings)
        run_id, uri = land(room)

    assert start_and_kill(room, run_id, uri, after=after) == -signal.SIGKILL
    partial = len(rows(database_url, CONTENT))
    load_landed(room.settings, run_id=run_id, uri=uri, clock=room.clock)
    recovered = rows(database_url, CONTENT), rows(database_url, FEED_STATE)

    with postgres.database(admin_database_url, template=template_database) as untouched_url:
        with newsroom(untouched_url, tmp_path) as room:
            subscribe(room.settings)
            with connect(untouched_url) as conn:
                run_id = open_run(conn, "ingest", "never killed", room.now)
            load_landed(room.settings, run_id=run_id, uri=uri, clock=room.clock)
        expected = rows(untouched_url, CONTENT), rows(untouched_url, FEED_STATE)

    assert 0 < partial < len(expected[0]), "the kill came midway"
    assert recovered == expected
