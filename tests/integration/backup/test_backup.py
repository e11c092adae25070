"""A backup that nobody has restored is none: back into an empty database, and on from there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import psycopg2
import pytest

from support.filings import NOW, article, feed, file, result, rows
from wireroom import store
from wireroom.cli.main import main
from wireroom.errors import StoreError
from wireroom.store.backup import backup, restore

CONTENT = "SELECT id, title, text, published_at, version, filed_at FROM news.articles ORDER BY id"
HOUR = timedelta(hours=1)


def fill(conn: store.Connection) -> None:
    one = feed(conn)
    file(conn, [article(str(n), feed_id=one) for n in range(20)], results=[result(one, entries=20)])
    file(conn, [article("3", feed_id=one, text="Other.", seen_at=NOW + HOUR)], run="second")


def test_a_restored_warehouse_is_the_same_and_goes_on(
    conn: store.Connection,
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
    with store.connect(empty_database_url) as back:
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
    conn: store.Connection, database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    """Positions are given out a second time: believed, a consumer would skip what is new."""
    fill(conn)
    [(cursor,)] = rows(conn, "SELECT news.changes_end()")
    backup(database_url, tmp_path / "a.dump")
    restore(empty_database_url, tmp_path / "a.dump")
    with store.connect(empty_database_url) as back:
        with pytest.raises(psycopg2.errors.InvalidParameterValue, match="before it was restored"):
            rows(back, "SELECT * FROM news.changes(%s)", cursor)
        back.rollback()
        assert rows(back, "SELECT count(*) FROM news.changes()") == [(21,)]


def test_a_warehouse_that_is_there_is_never_overwritten(
    conn: store.Connection, database_url: str, tmp_path: Path
) -> None:
    fill(conn)
    backup(database_url, tmp_path / "a.dump")
    with pytest.raises(StoreError, match="holds a warehouse already"):
        restore(database_url, tmp_path / "a.dump")
    assert len(rows(conn, CONTENT)) == 20


def test_a_torn_backup_leaves_nothing_behind(
    conn: store.Connection, database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    fill(conn)
    path = tmp_path / "a.dump"
    size = backup(database_url, path)
    path.write_bytes(path.read_bytes()[: size // 2])
    with pytest.raises(StoreError, match="pg_restore failed"):
        restore(empty_database_url, path)
    with store.connect(empty_database_url) as back:
        assert rows(back, "SELECT to_regnamespace('wireroom')") == [(None,)]
