"""A backup that nobody has restored is none: back into an empty database, and on from there."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from support import postgres
from support.filings import NOW, article, feed, file, known, result, rows
from wireroom.cli.main import main
from wireroom.errors import FileBusyError, StoreError
from wireroom.store.backup.backups import backup, restore
from wireroom.store.backup.postgres_programs import find_program, program_call, run_program
from wireroom.store.connection import Connection, connect
from wireroom.store.schema.migrate import migrate

CONTENT = "SELECT id, title, text, published_at, version, filed_at FROM news.articles ORDER BY id"
HOUR = timedelta(hours=1)


def fill(conn: Connection) -> None:
    one = feed(conn)
    file(conn, [article(str(n), feed_id=one) for n in range(20)], results=[result(one, entries=20)])
    file(conn, [article("3", feed_id=one, text="Other.", seen_at=NOW + HOUR)], run="second")


def test_a_restored_warehouse_is_the_same_and_goes_on(
    conn: Connection,
    database_url: str,
    empty_database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By the commands: articles, versions, search, rights; and a filing afterwards knows what there is."""
    fill(conn)
    path = tmp_path / "warehouse.dump"
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    assert main(["backup", str(path)]) == 0
    assert path.stat().st_mode & 0o077 == 0, "feeds' secrets are in it"
    monkeypatch.setenv("WIREROOM_DATABASE_URL", empty_database_url)
    assert main(["restore", str(path)]) == 0
    assert "0 migrations applied since" in capsys.readouterr().out
    with connect(empty_database_url) as back:
        assert rows(back, CONTENT) == rows(conn, CONTENT)
        assert rows(back, "SELECT count(*) FROM news.search('report')") == [(20,)]
        with back.cursor() as cursor:
            cursor.execute("SET ROLE wireroom_loader")
        back.commit()
        again = [article(str(n)) for n in range(21) if n != 3]
        counts = file(back, again, run="after", partitions=False)
        assert (counts.inserted, counts.unchanged) == (1, 19)
        with back.cursor() as cursor:
            cursor.execute("SET ROLE wireroom_reader")
        assert rows(back, "SELECT count(*) FROM news.articles") == [(21,)]


def test_cursors_of_before_are_refused_after_a_restore(
    conn: Connection, database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    """Positions are given out a second time: believed, a consumer would skip what is new."""
    fill(conn)
    [(cursor,)] = rows(conn, "SELECT news.changes_end()")
    backup(database_url, tmp_path / "a.dump")
    restore(empty_database_url, tmp_path / "a.dump")
    with connect(empty_database_url) as back:
        with pytest.raises(psycopg2.errors.InvalidParameterValue, match="before it was restored"):
            rows(back, "SELECT * FROM news.changes(%s)", cursor)
        back.rollback()
        assert rows(back, "SELECT count(*) FROM news.changes()") == [(21,)]


def test_takedowns_of_another_database_are_told_and_cannot_be_repeated(
    conn: Connection,
    database_url: str,
    empty_database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Their hashes are made with another secret: silence would be no success."""
    file(conn, [known("ferry")])
    backup(database_url, tmp_path / "a.dump")
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    monkeypatch.setenv("WIREROOM_DATABASE_URL", empty_database_url)
    migrate(empty_database_url)
    with connect(empty_database_url) as other, other.cursor() as cursor:
        cursor.execute("UPDATE wireroom.tombstone_secret SET secret = sha256('another')")
    assert main(["takedown", "https://www.harbour-post.example/ferry", "--reason", "court"]) == 0
    with connect(empty_database_url) as other, other.cursor() as cursor:
        cursor.execute("DROP SCHEMA news, wireroom CASCADE")
    capsys.readouterr()
    assert main(["restore", str(tmp_path / "a.dump")]) == 1
    assert "must be taken down again by hand" in capsys.readouterr().out
    with connect(empty_database_url) as back:
        assert rows(back, "SELECT count(*) FROM news.articles") == [(1,)]
    assert main(["replay", "--all"]) == 0
    assert "1 takedown on record is of another database" in capsys.readouterr().out


def test_a_copy_by_whatever_tool_refuses_the_cursors_of_what_it_was_copied_from(
    conn: Connection,
    admin_database_url: str,
    database_url: str,
    empty_database_url: str,
    tmp_path: Path,
) -> None:
    """From the first second, be it a provider's or by pg_restore alone. Migrating draws an epoch once."""
    fill(conn)
    [(cursor,)] = rows(conn, "SELECT news.changes_end()")
    conn.close()
    backup(database_url, tmp_path / "a.dump")
    word, _ = program_call(empty_database_url)
    run_program(find_program("pg_restore"), "--exit-on-error", word, str(tmp_path / "a.dump"))
    with postgres.database(admin_database_url, template=urlsplit(database_url).path.lstrip("/")) as clone:
        begun = {cursor[:8]}
        for url in (empty_database_url, clone):
            for _ in range(2):
                with connect(url) as copy:
                    with pytest.raises(psycopg2.errors.InvalidParameterValue, match="restored or copied"):
                        rows(copy, "SELECT * FROM news.changes(%s)", cursor)
                    copy.rollback()
                    begun.add(rows(copy, "SELECT left(news.changes_end(), 8)")[0][0])
                migrate(url)
            with connect(url) as copy:
                [(own,)] = rows(copy, "SELECT news.changes_end()")
                assert own[:8] in begun
                assert rows(copy, "SELECT count(*) FROM news.changes(%s)", own) == [(0,)]
    assert len(begun) == 5, "the original's, and of each copy one before and one after it was migrated"
    with connect(database_url) as original:
        assert rows(original, "SELECT count(*) FROM news.changes(%s)", cursor) == [(0,)]


def test_a_warehouse_that_is_there_is_never_overwritten(
    conn: Connection, database_url: str, tmp_path: Path
) -> None:
    fill(conn)
    backup(database_url, tmp_path / "a.dump")
    with pytest.raises(StoreError, match="holds a warehouse already"):
        restore(database_url, tmp_path / "a.dump")
    assert len(rows(conn, CONTENT)) == 20


def test_a_torn_backup_leaves_nothing_behind(
    conn: Connection, database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    fill(conn)
    path = tmp_path / "a.dump"
    size = backup(database_url, path)
    path.write_bytes(path.read_bytes()[: size // 2])
    with pytest.raises(StoreError, match=r"pg_restore failed|psql failed"):
        restore(empty_database_url, path)
    with connect(empty_database_url) as back:
        assert rows(back, "SELECT to_regnamespace('wireroom')") == [(None,)]


def test_two_backups_into_one_file_do_not_mix(
    conn: Connection, database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    """Both wrote one hidden part, and who was done first moved the other's half into place."""
    fill(conn)
    path = tmp_path / "a.dump"
    with ThreadPoolExecutor() as threads, connect(database_url) as holding:
        with holding.cursor() as cursor:
            cursor.execute("LOCK wireroom.articles")  # pg_dump waits for it
            first = threads.submit(backup, database_url, path)
            wait_until((tmp_path / ".a.dump.part").exists)
            with pytest.raises(FileBusyError, match=r"a\.dump is being written by another process"):
                backup(database_url, path)
        holding.rollback()
        assert first.result(60) == path.stat().st_size
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["a.dump"]
    restore(empty_database_url, path)


def test_what_a_killed_backup_left_running_keeps_its_file_from_the_next(
    conn: Connection, database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    """Only the killed process held the lock: its pg_dump and the next one's wrote one file."""
    fill(conn)
    path = tmp_path / "a.dump"
    program = "import sys; from pathlib import Path; from wireroom.store.backup.backups import backup; "
    program += "backup(sys.argv[1], Path(sys.argv[2]))"
    with connect(database_url) as holding:
        with holding.cursor() as cursor:
            cursor.execute("LOCK wireroom.articles")
        with subprocess.Popen([sys.executable, "-c", program, database_url, str(path)]) as killed:
            wait_until(lambda: waiting_dumps(holding) == 1)
            killed.kill()
        with pytest.raises(FileBusyError):
            backup(database_url, path)
        holding.rollback()
    wait_until(lambda: not_busy(database_url, path))
    assert [each.name for each in tmp_path.iterdir()] == ["a.dump"]
    restore(empty_database_url, path)
    with connect(empty_database_url) as back:
        assert rows(back, CONTENT) == rows(conn, CONTENT)


def waiting_dumps(conn: Connection) -> int:
    """In the transaction that they wait for."""
    with conn.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)"
            " WHERE NOT l.granted AND a.application_name = 'pg_dump'"
        )
        return int(cursor.fetchone()[0])


def not_busy(url: str, path: Path) -> bool:
    try:
        return backup(url, path) > 0
    except FileBusyError:
        return False


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)
