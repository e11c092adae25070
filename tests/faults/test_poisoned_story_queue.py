"""An article that cannot be put into a story holds up no other, no load, no report, no takedown."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from support.filings import NOW, article, file, rows
from wireroom.errors import StoreError
from wireroom.ingest.run_report import report_run
from wireroom.landing import LandingWriter
from wireroom.load import load_landed
from wireroom.normalize.same_text import TextPrint, text_print
from wireroom.settings import Settings
from wireroom.store.articles import story_rows, takedown
from wireroom.store.connection import Connection, connect
from wireroom.store.runs import open_run, run_summary
from wireroom.stories import cluster_stories as clustering
from wireroom.stories.cluster_stories import cluster_stories

DAYS = 14


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A text that reads "poison" takes more memory than there is."""

    def out_of_memory(title: str, text: str, domain: str) -> TextPrint:
        if "poison" in text:
            raise MemoryError
        return text_print(title, text, domain)

    monkeypatch.setattr(clustering, "text_print", out_of_memory)
    return monkeypatch


def in_stories(conn: Connection) -> int:
    return int(rows(conn, "SELECT count(*) FROM wireroom.story_members")[0][0])


def test_an_article_that_fails_holds_up_no_other(
    conn: Connection, poisoned: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It stays at the end of the queue, its failure is in the log, and its time comes."""
    file(conn, [article(f"good-{n}") for n in range(9)])
    file(conn, [article("bad", text="poison"), *(article(f"new-{n}") for n in range(9))])
    poisoned.setattr(clustering, "BATCH", 4)
    assert cluster_stories(conn, DAYS) == 18
    assert in_stories(conn) == 18
    assert story_rows.story_backlog(conn) == 1
    assert "could not be put into a story (MemoryError)" in caplog.text
    file(conn, [article("later")])
    assert cluster_stories(conn, DAYS) == 1
    poisoned.undo()
    assert cluster_stories(conn, DAYS) == 1
    assert in_stories(conn) == 20
    assert story_rows.story_backlog(conn) == 0


def fail(*_: object) -> None:
    raise RuntimeError("no article is to blame")


def test_a_load_and_a_report_end_well_whatever_stories_meet(
    conn: Connection, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said in the run, and what waits goes on waiting."""
    run_id = open_run(conn, "ingest", "again", NOW)
    file(conn, [article("ferry")])
    monkeypatch.setattr(story_rows, "claim_stories", fail)
    uri = f"file://{tmp_path}/nothing-left.warc.gz"
    with LandingWriter(uri):
        pass
    settings = Settings(database_url=database_url)
    load_landed(settings, run_id=run_id, uri=uri, clock=lambda: NOW)
    said = run_summary(conn, run_id).remarks
    report = report_run(settings, run_id=run_id, expected=0, now=NOW)
    assert report.failure is None
    assert report.remarks == said
    assert "not all are in stories yet: RuntimeError: no article is to blame" in said[0]
    assert rows(conn, "SELECT status FROM news.runs WHERE id = %s", run_id) == [("succeeded",)]
    assert story_rows.story_backlog(conn) == 1


def test_a_fault_of_the_database_blames_no_article(conn: Connection) -> None:
    file(conn, [article("one"), article("two")])
    with conn.cursor() as cursor:
        cursor.execute("ALTER TABLE wireroom.story_links RENAME TO gone")
    conn.commit()
    with pytest.raises(StoreError, match="story_links"):
        cluster_stories(conn, DAYS)
    assert story_rows.story_backlog(conn) == 2


def test_a_takedown_that_waits_for_a_stopped_clusterer_holds_up_no_filing(
    conn: Connection, database_url: str
) -> None:
    file(conn, [article("gone")])
    ((number,),) = rows(conn, "SELECT id FROM news.articles")

    def take_down() -> None:
        with connect(database_url) as own:
            takedown.take_down(own, [number], keys=[], rejected=[], reason="court", now=NOW)

    waiting = "SELECT count(*) FROM pg_locks WHERE relation = 'wireroom.story_lock'::regclass AND NOT granted"
    with connect(database_url) as stopped, connect(database_url) as filing:
        assert story_rows.begin_stories(stopped)
        thread = threading.Thread(target=take_down)
        thread.start()
        while not rows(conn, waiting)[0][0]:
            assert thread.is_alive()
            conn.rollback()
        with filing.cursor() as cursor:
            cursor.execute("LOCK TABLE wireroom.filing_lock IN EXCLUSIVE MODE NOWAIT")
        filing.rollback()
        stopped.rollback()
        thread.join(60)
    assert rows(conn, "SELECT count(*) FROM news.articles") == [(0,)]
