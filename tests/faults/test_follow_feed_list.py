"""The database follows feeds.yaml; a list that looks like an accident retires nobody, and is seen."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from support.filings import NOW, article, feed, file, rows
from wireroom import sources
from wireroom.cli.main import main
from wireroom.cli.stack.status_command import warehouse_lines
from wireroom.errors import ConfigurationError
from wireroom.feed_list.follow_feed_list import confirm_feed_list, follow_feed_list, list_digest
from wireroom.ingest.run_ingest import plan_run
from wireroom.ingest.run_report import RunReport, report_run
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.sources import load_feeds_file
from wireroom.store.connection import Connection, connect
from wireroom.store.feeds.feed_reads import list_feeds
from wireroom.store.feeds.feed_sync import sync_feeds

RUNS = "SELECT status, detail FROM news.runs WHERE key IN ('first', 'second')"
NAMES = [f"paper-{at:02}" for at in range(20)]


def address_of(name: str) -> str:
    return f"https://{name}.example/feed"


def text_of(names: Sequence[str]) -> str:
    return "feeds:\n" + "".join(f"  - url: {address_of(name)}\n    paused: true\n" for name in names)


@pytest.fixture
def settings(conn: Connection, database_url: str, tmp_path: Path) -> Settings:
    """Twenty feeds that have each brought an article; paused, so that a run asks nobody."""
    for name in NAMES:
        feed_id = feed(conn, name)
        file(conn, [article(name, feed_id=feed_id)])
    listed = tmp_path / "feeds.yaml"
    listed.write_text(text_of(NAMES))
    made = Settings.from_environment(
        {
            "WIREROOM_HOME": str(tmp_path),
            "WIREROOM_DATABASE_URL": database_url,
            "WIREROOM_FEEDS_FILE": str(listed),
        }
    )
    assert not follow_feed_list(made, NOW).problem
    return made


def active(conn: Connection) -> int:
    conn.rollback()
    return len(list_feeds(conn))


def run(settings: Settings, key: str) -> RunReport:
    plan = plan_run(settings, key=key, now=NOW)
    return report_run(settings, run_id=plan.run_id, expected=0, now=NOW + timedelta(minutes=1))


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param(lambda path: path.write_text(""), "lists no feed", id="empty"),
        pytest.param(lambda path: path.write_text("feeds: []\n"), "lists no feed", id="an empty list"),
        pytest.param(lambda path: path.write_text(text_of(NAMES[:9])), "would retire 11 of the 20", id="cut"),
        pytest.param(lambda path: path.write_text(text_of(NAMES) + "  - utl: x\n"), ":42", id="a typo"),
        pytest.param(lambda path: path.write_text("feeds: [\n"), "not YAML", id="no YAML"),
        pytest.param(lambda path: path.write_bytes(b"\0" * 4096), "NUL", id="zeros, as after a power cut"),
        pytest.param(Path.unlink, "no such file", id="missing"),
        pytest.param(as_folder, "is a folder", id="a folder, as Docker makes for a missing mount"),
    ],
)
def test_a_list_that_cannot_be_followed_leaves_the_feeds_and_is_seen_everywhere(
    settings: Settings, conn: Connection, spoil, says: str
) -> None:
    """The first such run is green and says so; the second is red; a mended file is followed again."""
    spoil(settings.feeds_file)
    first, second = run(settings, "first"), run(settings, "second")

    assert active(conn) == 20
    assert says in " ".join(first.remarks)
    assert first.failure is None
    assert "is not followed, for the second run" in str(second.failure)
    [(status, detail), (status_2, detail_2)] = rows(conn, f"{RUNS} ORDER BY id")
    assert (status, status_2) == ("succeeded", "failed")
    assert detail.count(says) == detail_2.count(says) == " ".join(first.remarks).count(says), "said once"
    [(problem,)] = rows(conn, "SELECT problem FROM news.feed_list")
    assert says in problem
    [line] = warehouse_lines(settings)
    assert says in line

    if settings.feeds_file.is_dir():
        settings.feeds_file.rmdir()
    settings.feeds_file.write_text(text_of(NAMES))
    mended = run(settings, "third")
    assert (mended.failure, mended.remarks) == (None, ())
    assert rows(conn, "SELECT problem FROM news.feed_list") == [(None,)]
    assert warehouse_lines(settings) == ()


def test_a_list_that_is_followed_already_is_not_read_again(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred thousand feeds took ten seconds of each run, though nobody had touched the file."""
    settings = replace(
        Settings.from_environment({"WIREROOM_HOME": str(tmp_path), "WIREROOM_DATABASE_URL": database_url}),
        feeds_file=tmp_path / "feeds.yaml",
    )
    reads: list[Path] = []
    read = sources.load_feeds_file

    def load(path: Path) -> tuple[FeedSpec, ...]:
        reads.append(path)
        return read(path)

    monkeypatch.setattr(sources, "load_feeds_file", load)
    settings.feeds_file.write_text("feeds: [https://a.example/feed, https://b.example/feed]\n")
    os.utime(settings.feeds_file, (1_700_000_000, 1_700_000_000))
    assert follow_feed_list(settings, NOW).changes.added == 2
    again = follow_feed_list(settings, NOW)
    assert (again.listed, again.problem, again.words) == (2, "", "Database: nothing to change.")
    assert len(reads) == 1
    with connect(database_url) as conn:  # as another list would
        sync_feeds(conn, [FeedSpec("https://a.example/feed")], NOW)
    assert follow_feed_list(settings, NOW).changes.restored == 1, "the database is not as it was"
    settings.feeds_file.write_text("feeds: [https://a.example/feed, https://c.example/feed]\n")
    assert follow_feed_list(settings, NOW, removed=["https://b.example/feed"]).changes.added == 1
    assert len(reads) == 3
    settings.feeds_file.write_text("feeds: [")
    assert follow_feed_list(settings, NOW).problem
    assert follow_feed_list(settings, NOW).problem, "and again"


def test_a_repeated_plan_of_one_run_is_one_time(settings: Settings) -> None:
    """Airflow retries tasks: that is not a second run."""
    settings.feeds_file.write_text("")
    plan_run(settings, key="first", now=NOW)
    assert run(settings, "first").failure is None


def test_a_confirmed_list_is_followed_and_each_retirement_says_why(
    settings: Settings, conn: Connection
) -> None:
    settings.feeds_file.write_text(text_of(NAMES[:5]))
    refused = follow_feed_list(settings, NOW).problem
    digest = list_digest(load_feeds_file(settings.feeds_file))
    assert f"`wireroom feeds confirm {digest}`" in refused

    followed = confirm_feed_list(settings, NOW, digest, command="wireroom feeds")
    assert followed.changes.retired == 15
    assert active(conn) == 5
    why = rows(conn, "SELECT url, retired_at, reason FROM news.retirements ORDER BY url")
    assert len(why) == 15
    assert why[0][1] == NOW
    assert f"list {digest} was confirmed" in why[0][2]


def test_a_confirmation_is_for_one_list_only(settings: Settings, conn: Connection) -> None:
    settings.feeds_file.write_text(text_of(NAMES[:5]))
    digest = list_digest(load_feeds_file(settings.feeds_file))
    settings.feeds_file.write_text("")
    with pytest.raises(ConfigurationError, match="another list"):
        confirm_feed_list(settings, NOW, digest, command="wireroom feeds")
    assert active(conn) == 20


def test_a_few_feeds_are_retired_and_restored_without_a_word_and_it_is_logged(
    settings: Settings, conn: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    settings.feeds_file.write_text(text_of(NAMES[2:]))
    assert follow_feed_list(settings, NOW).changes.retired == 2
    assert "(https://paper-00.example/feed)" in caplog.text
    settings.feeds_file.write_text(text_of(NAMES))
    later = NOW + timedelta(days=1)
    assert follow_feed_list(settings, later).changes.restored == 2
    log = rows(conn, "SELECT title, reason, restored_at FROM news.retirements ORDER BY title")
    assert [row[2] for row in log] == [later, later]
    assert log[0][1] == f"no longer in {settings.feeds_file}"


def test_a_list_that_is_being_saved_is_read_once_it_stands_still(
    settings: Settings, conn: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a file is YAML, too: the rest comes while it is waited for."""
    settings.feeds_file.write_text(text_of(NAMES[:15]))  # five go: no more than the guard lets pass

    def save_the_rest(seconds: float) -> None:
        settings.feeds_file.write_text(text_of(NAMES))

    monkeypatch.setattr(time, "sleep", save_the_rest)
    followed = follow_feed_list(settings, NOW)
    monkeypatch.undo()
    assert (followed.problem, followed.changes.retired) == ("", 0)
    assert rows(conn, "SELECT count(*) FROM news.retirements") == [(0,)]


def test_another_list_touches_the_database_only_when_told_to(
    settings: Settings, conn: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setenv("WIREROOM_FEEDS_FILE", str(settings.feeds_file))
    monkeypatch.setenv("WIREROOM_DATABASE_URL", settings.database_url)
    other, opml = tmp_path / "other.yaml", tmp_path / "one.opml"
    opml.write_text('<opml version="2.0"><body><outline xmlUrl="https://new.example/feed"/></body></opml>')

    assert main(["feeds", "--file", str(other), "import", str(opml)]) == 0
    assert "left alone" in capsys.readouterr().out
    assert main(["feeds", "--file", str(other), "remove", "https://new.example/feed"]) == 0
    assert main(["feeds", "--file", str(other), "import", str(opml)]) == 0
    assert active(conn) == 20
    assert rows(conn, "SELECT count(*) FROM wireroom.feeds") == [(20,)]

    capsys.readouterr()
    assert main(["feeds", "--file", str(other), "sync"]) == 1, "guarded all the same"
    words = capsys.readouterr().err
    digest = list_digest(load_feeds_file(other))
    assert f"`wireroom feeds --file {other} confirm {digest}`" in words
    assert main(["feeds", "--file", str(other), "confirm", digest]) == 0
    assert f"next run follows {settings.feeds_file}" in capsys.readouterr().out
    assert active(conn) == 1


def test_the_configured_list_by_another_name_is_the_configured_list(
    settings: Settings, conn: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_FEEDS_FILE", str(settings.feeds_file))
    monkeypatch.setenv("WIREROOM_DATABASE_URL", settings.database_url)
    link = tmp_path / "link.yaml"
    link.symlink_to(settings.feeds_file)
    assert main(["feeds", "--file", str(link), "list"]) == 0
    assert main(["feeds", "--file", str(settings.feeds_file), "remove", address_of(NAMES[0])]) == 0
    assert active(conn) == 19


def test_all_feeds_can_be_removed_by_name(
    settings: Settings, conn: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each was named, the last one too; the next run finds nothing more to retire and is green."""
    monkeypatch.setenv("WIREROOM_FEEDS_FILE", str(settings.feeds_file))
    monkeypatch.setenv("WIREROOM_DATABASE_URL", settings.database_url)
    for name in NAMES:
        assert main(["feeds", "remove", address_of(name)]) == 0
    assert active(conn) == 0
    assert run(settings, "after").remarks == ()
    reasons = rows(conn, "SELECT DISTINCT reason FROM news.retirements")
    assert reasons == [("taken out with `wireroom feeds remove`",)]


def test_a_removal_from_a_list_that_was_cut_retires_nobody(
    settings: Settings, conn: Connection, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setenv("WIREROOM_FEEDS_FILE", str(settings.feeds_file))
    monkeypatch.setenv("WIREROOM_DATABASE_URL", settings.database_url)
    settings.feeds_file.write_text(text_of(NAMES[:3]))
    assert main(["feeds", "remove", address_of(NAMES[0])]) == 0
    assert "does not follow the list" in capsys.readouterr().out
    assert active(conn) == 20


@pytest.mark.parametrize("body", ["", '<outline text="a folder"/>', '<outline xmlUrl="mailto:x@y.example"/>'])
def test_an_import_of_nothing_is_an_error_and_changes_nothing(
    settings: Settings,
    conn: Connection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys,
    body: str,
) -> None:
    monkeypatch.setenv("WIREROOM_FEEDS_FILE", str(settings.feeds_file))
    monkeypatch.setenv("WIREROOM_DATABASE_URL", settings.database_url)
    before = settings.feeds_file.read_text()
    opml = tmp_path / "none.opml"
    opml.write_text(f'<opml version="2.0"><body>{body}</body></opml>')
    assert main(["feeds", "import", str(opml)]) == 1
    assert "lists no feed" in capsys.readouterr().err
    assert settings.feeds_file.read_text() == before
    assert active(conn) == 20


def test_feeds_of_the_sample_newsroom_do_not_count(settings: Settings, conn: Connection) -> None:
    """Whoever drops the sample newsroom need not confirm it."""
    listed = "feeds:\n" + "".join(f"  - http://outlet-{at}.localhost:8799/feed\n" for at in range(30))
    settings.feeds_file.write_text(listed + text_of(NAMES).removeprefix("feeds:\n"))
    assert follow_feed_list(settings, NOW).changes.added == 30
    ids = rows(conn, "SELECT id FROM wireroom.feeds WHERE url LIKE '%localhost%'")
    file(conn, [article(f"sample {number}", feed_id=number) for (number,) in ids])
    settings.feeds_file.write_text(text_of(NAMES))
    assert follow_feed_list(settings, NOW).changes.retired == 30
    assert active(conn) == 20


def test_the_limits_come_from_the_settings(settings: Settings, conn: Connection) -> None:
    settings.feeds_file.write_text(text_of(NAMES[:5]))
    assert follow_feed_list(replace(settings, max_retired_feeds=15), NOW).changes.retired == 15
    assert active(conn) == 5
