"""An article that cannot be made searchable steps aside; a queue that was stuck before heals."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from support.filings import NOW, article, file, rows
from wireroom.cli.stack.status_command import search_lines
from wireroom.decide import plan_batch
from wireroom.errors import StoreError, WireroomError
from wireroom.ingest.run_report import report_run
from wireroom.landing import LandingWriter
from wireroom.load import load_landed
from wireroom.models import LoadBatch
from wireroom.settings import PROJECT_ROOT, Settings
from wireroom.store.articles.loader import loading
from wireroom.store.articles.search_index import index_search, search_backlog
from wireroom.store.connection import Connection, connect
from wireroom.store.runs import open_run
from wireroom.store.schema.migrate import migrate

SQL = PROJECT_ROOT / "sql"
# Stands for whatever Postgres may refuse tomorrow: the faults of today are mended.
POISON = """
CREATE OR REPLACE FUNCTION wireroom.search_config(language text) RETURNS regconfig
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF language = 'xx' THEN RAISE EXCEPTION 'no such tongue'; END IF;
    RETURN 'wireroom.simple'::regconfig;
END $$
"""
OLD_ARTICLE = """
WITH one AS (
    INSERT INTO wireroom.articles (id, first_seen_at, updated_at, title, published_at, text, summary, html)
    OVERRIDING SYSTEM VALUE VALUES (%s, now(), now(), %s, %s, 'Plain words.', '', '') RETURNING id
)
INSERT INTO wireroom.search_queue (article_id) SELECT id FROM one
"""
ODD = ["¯\\_(ツ)_/¯", "Why the 囍 sign means luck", "Mixed ก and 漢字"]


def execute(conn: Connection, statement: str, *values: object) -> None:
    with conn.cursor() as cursor:
        cursor.execute(statement, values or None)
    conn.commit()


def titles(conn: Connection, words: str) -> set[str]:
    return {row[0] for row in rows(conn, "SELECT title FROM news.search(%s, max_results => 100)", words)}


def test_a_database_whose_queue_was_stuck_heals_by_migrating(empty_database_url: str, tmp_path: Path) -> None:
    """As the version before left it: rows without a vector at the head, healthy ones behind them."""
    (tmp_path / "views").mkdir()
    (tmp_path / "migrations").mkdir()
    for migration in sorted((SQL / "migrations").glob("000*.sql")):
        shutil.copy(migration, tmp_path / "migrations")
    migrate(empty_database_url, folder=tmp_path)
    with connect(empty_database_url) as conn:
        wanted = [*ODD, *(f"Report {number}" for number in range(50))]
        for number, title in enumerate(wanted, start=1):
            execute(conn, OLD_ARTICLE, number, title, NOW)
        null = "SELECT count(*) FROM wireroom.articles WHERE {} IS NULL"
        vector = "wireroom.search_vector(language, title, summary, text)"
        assert rows(conn, null.format(vector)) == [(2,)], "this is no poisoned queue"
    migrate(empty_database_url)
    with connect(empty_database_url) as conn:
        assert index_search(conn) == len(wanted)
        assert titles(conn, "plain words") == set(wanted)
        assert rows(conn, "SELECT count(*) FROM news.search_queue") == [(0,)]


def test_an_article_that_fails_holds_up_no_other(conn: Connection) -> None:
    """It stays queued with the reason; the rest is found; another version of it has another chance."""
    execute(conn, POISON)
    many = [article(f"good-{number}") for number in range(9)]
    assert file(conn, [article("bad", language="xx"), *many]).inserted == 10
    assert len(titles(conn, "report")) == 9
    ((attempts, waits, reason),) = rows(
        conn, "SELECT attempts, next_try_at > now(), reason FROM news.search_queue"
    )
    assert (attempts, waits) == (1, True)
    assert "no such tongue" in reason
    assert index_search(conn) == 0, "it is not tried again before its time"
    later = NOW + timedelta(hours=1)
    file(conn, [article("bad", text="Mended.", language="en", seen_at=later)], run="later")
    assert "Report on bad" in titles(conn, "mended")
    assert rows(conn, "SELECT count(*) FROM news.search_queue") == [(0,)]


def test_it_is_tried_again_when_its_time_has_come(conn: Connection) -> None:
    """Later and later: a day at most."""
    execute(conn, POISON)
    file(conn, [article("bad", language="xx")])
    for attempts in range(2, 15):
        execute(conn, "UPDATE wireroom.search_queue SET next_try_at = now()")
        assert index_search(conn) == 0
        assert rows(conn, "SELECT attempts FROM news.search_queue") == [(attempts,)]
    assert rows(conn, "SELECT next_try_at < now() + interval '25 hours' FROM news.search_queue") == [(True,)]


def test_a_fault_of_the_database_blames_no_article(conn: Connection) -> None:
    """Where nothing can be indexed the step fails, and all stays queued as it was."""
    execute(conn, "ALTER FUNCTION wireroom.search_vector(text, text, text, text) RENAME TO gone")
    with pytest.raises(StoreError, match="articles are stored but not all can be found yet"):
        file(conn, [article("one"), article("two")])
    assert rows(conn, "SELECT attempts FROM news.search_queue") == [(0,), (0,)]


def leave_unindexed(conn: Connection, run_id: int) -> None:
    """As a process leaves it that is killed between the filing and the indexing."""
    with loading(conn, plan_batch, searchable=False) as filing:
        filing.apply(LoadBatch(run_id, (article("ferry"),)))


def test_a_repeated_file_step_that_finds_all_filed_makes_it_searchable(
    conn: Connection, database_url: str, tmp_path: Path
) -> None:
    """The retry was green, and nothing was ever found."""
    run_id = open_run(conn, "ingest", "again", NOW)
    leave_unindexed(conn, run_id)
    uri = f"file://{tmp_path}/nothing-left.warc.gz"
    with LandingWriter(uri):
        pass
    load_landed(Settings(database_url=database_url), run_id=run_id, uri=uri, clock=lambda: NOW)
    assert titles(conn, "ferry") == {"Report on ferry"}


def test_a_run_that_polls_nothing_makes_it_searchable_too(conn: Connection, database_url: str) -> None:
    """The report takes along what is queued."""
    run_id = open_run(conn, "ingest", "idle", NOW)
    leave_unindexed(conn, run_id)
    report = report_run(Settings(database_url=database_url), run_id=run_id, expected=0, now=NOW)
    assert titles(conn, "ferry") == {"Report on ferry"}
    assert (report.failure, report.remarks) == (None, ())


def test_a_long_queue_does_not_keep_a_report(conn: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes its part; the next filing or report goes on."""
    monkeypatch.setattr("wireroom.store.articles.search_index.SEARCH_BATCH", 2)
    run_id = open_run(conn, "ingest", "long", NOW)
    with loading(conn, plan_batch, searchable=False) as filing:
        filing.apply(LoadBatch(run_id, tuple(article(f"a-{number}") for number in range(9))))
    assert index_search(conn, most=3) == 4
    assert search_backlog(conn).waiting == 5
    assert index_search(conn) == 5


def test_what_cannot_be_found_is_said(conn: Connection, database_url: str) -> None:
    """In the report, in news.runs, in `status`; the run is not red for it."""
    execute(conn, POISON)
    file(conn, [article("bad", language="xx")], run="said")
    run_id = open_run(conn, "ingest", "said", NOW)
    report = report_run(Settings(database_url=database_url), run_id=run_id, expected=0, now=NOW)
    assert report.failure is None
    (remark,) = report.remarks
    assert "1 article is stored but cannot be found" in remark
    assert "no such tongue" in remark
    assert rows(conn, "SELECT status, detail FROM news.runs") == [("succeeded", remark)]
    assert search_lines(database_url) == ([remark.rstrip(".")], False)


def test_a_queue_that_grows_old_makes_the_run_red(conn: Connection, database_url: str) -> None:
    """Somebody holds its rows, say: articles come in and are never found."""
    run_id = open_run(conn, "ingest", "old", NOW)
    leave_unindexed(conn, run_id)
    execute(conn, "UPDATE wireroom.search_queue SET queued_at = now() - interval '2 hours'")
    with connect(database_url) as other, other.cursor() as cursor:
        cursor.execute("SELECT FROM wireroom.search_queue FOR UPDATE")
        report = report_run(Settings(database_url=database_url), run_id=run_id, expected=0, now=NOW)
        lines, behind = search_lines(database_url)
    assert isinstance(report.failure, WireroomError)
    assert "has not found it for 2.0 hours" in str(report.failure)
    assert behind
    assert "2.0 hours" in lines[0]


def test_what_is_only_made_searchable_anew_makes_no_run_red(conn: Connection) -> None:
    """As after an upgrade: all articles wait for hours, each found meanwhile by what it had."""
    leave_unindexed(conn, open_run(conn, "ingest", "old", NOW))
    index_search(conn)
    execute(
        conn,
        "INSERT INTO wireroom.search_queue (article_id, queued_at)"
        " SELECT id, now() - interval '9 hours' FROM wireroom.articles",
    )
    backlog = search_backlog(conn)
    assert backlog.waiting > 0
    assert not backlog.oldest


def test_readers_see_the_queue(conn: Connection) -> None:
    """The view is part of the contract."""
    execute(conn, "SET ROLE wireroom_reader")
    columns = "article_id, queued_at, attempts, next_try_at, reason"
    assert rows(conn, f"SELECT {columns} FROM news.search_queue") == []
