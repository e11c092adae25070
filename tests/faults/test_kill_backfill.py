"""A backfill of files is killed in the middle and resumed: each article once, and the ledger adds up."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import psycopg2
import pytest

from support import programs, warm
from support.warm import WarmProcess

FILES, ENTRIES = 30, 120
TEXT = "Tea was given. " * 20


def feed(number: int) -> str:
    items = "".join(
        f"<item><guid>{number}-{entry}</guid><title>Low water {number}.{entry}</title>"
        f"<link>https://quay.example/{number}/{entry}</link><description>{TEXT}</description>"
        f"<pubDate>Mon, {entry % 27 + 1:02} Mar 2021 08:00:00 GMT</pubDate></item>"
        for entry in range(ENTRIES)
    )
    return f'<rss version="2.0"><channel><title>Quay {number}</title>{items}</channel></rss>'


def one(url: str, sql: str) -> int:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])  # type: ignore[index]


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT], ids=["killed", "Ctrl-C"])
def test_what_was_stopped_goes_on_where_it_was(
    database_url: str, tmp_path: Path, sent: signal.Signals
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:03}.xml").write_text(feed(number), encoding="utf-8")
    environment = {
        **os.environ,
        "WIREROOM_DATABASE_URL": database_url,
        "WIREROOM_HOME": str(tmp_path / "home"),
    }

    def begun(*words: str) -> WarmProcess:
        return warm.start(programs.command, ["backfill", *words], 200, environment=environment)

    running = begun("run", "--from", f"documents:{folder}")
    deadline = time.monotonic() + 240
    while one(database_url, "SELECT count(*) FROM news.articles") < 600 and time.monotonic() < deadline:
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(sent)
    said, _ = running.communicate(timeout=60)
    before = one(database_url, "SELECT count(*) FROM news.articles")
    read = one(database_url, "SELECT sum(entries) FROM news.backfill_units")
    assert before < FILES * ENTRIES, "stopped in the middle"
    assert read == before, "the ledger is written with the articles"
    if sent is signal.SIGINT:
        assert running.returncode == 130
        assert "goes on" in said

    said, _ = (resumed := begun("resume")).communicate(timeout=280)
    assert resumed.returncode == 0, said
    assert one(database_url, "SELECT count(*) FROM news.articles") == FILES * ENTRIES
    counts = "SELECT sum({}) FROM news.backfill_units"
    assert one(database_url, counts.format("inserted")) == FILES * ENTRIES
    assert one(database_url, counts.format("unchanged")) <= 0.05 * FILES * ENTRIES, (
        "hardly anything is read twice"
    )
    said, _ = begun("status").communicate(timeout=60)
    assert f"{FILES} of {FILES} files" in said
    assert "complete" in said
