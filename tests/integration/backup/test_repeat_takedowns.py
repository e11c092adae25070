"""What lists beside the landed files name is gone after every start, and what was taken down is listed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from support.filings import NOW, article, file, key, known, rows
from wireroom.cli.console import Progress
from wireroom.cli.main import main
from wireroom.cli.stack.up_steps import load_schema_and_feeds
from wireroom.errors import StoreError
from wireroom.models import Rejection
from wireroom.settings import Settings
from wireroom.stack.postgres.databases import Databases
from wireroom.store.backup.backups import restore
from wireroom.store.connection import Connection, connect
from wireroom.takedown.repeat_takedowns import repeat_takedowns
from wireroom.takedown.take_down import TakenDown, take_down

URL = "https://www.harbour-post.example/ferry"
TITLES = "SELECT title FROM news.articles ORDER BY title"
BY_HAND = "must be taken down again by hand"


@dataclass(frozen=True)
class Desk:
    """Commands upon a warehouse, and upon an empty database beside it."""

    home: Path
    first: str
    second: str
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: str, second: bool = False) -> tuple[int, str]:
        self.monkeypatch.setenv("WIREROOM_HOME", str(self.home))
        self.monkeypatch.setenv("WIREROOM_DATABASE_URL", self.second if second else self.first)
        self.capsys.readouterr()
        code = main(list(words))
        said = self.capsys.readouterr()
        return code, said.out + said.err

    @property
    def lists(self) -> list[Path]:
        return sorted((self.home / "landing" / "taken-down").glob("*.json"))


@pytest.fixture
def desk(
    conn: Connection,
    database_url: str,
    empty_database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Desk:
    """Three articles, a backup of them, and a takedown of one after it."""
    desk = Desk(tmp_path, database_url, empty_database_url, monkeypatch, capsys)
    file(conn, [known(name) for name in ("ferry", "other", "third")], rejections=[refused(f"{URL}-refused")])
    assert desk.run("backup", str(tmp_path / "a.dump"))[0] == 0
    assert desk.run("takedown", URL, "--reason", "Jane Doe's court order")[0] == 0
    return desk


def refused(url: str) -> Rejection:
    raw = json.dumps({"title": "Refused", "links": [{"href": url}]}).encode()
    return Rejection(0, NOW, "no_text", "", raw, key(url))


def titles(url: str) -> list[str]:
    with connect(url) as back:
        return [title for (title,) in rows(back, TITLES)]


def test_what_was_taken_down_after_the_backup_does_not_come_back_with_it(desk: Desk) -> None:
    """The backup holds it and no tombstone: a restore brought back what a court had ordered away."""
    assert desk.run("takedown", URL.replace("ferry", "never-filed"), "--reason", "court")[0] == 0
    code, said = desk.run("restore", str(desk.home / "a.dump"), second=True)
    assert (code, "2 takedowns on record beside" in said, BY_HAND in said) == (0, True, False)
    assert "1 article that had come back is taken down again" in said
    assert titles(desk.second) == ["Report on other", "Report on third"]
    with connect(desk.second) as back:
        told = "SELECT kind, change_reason FROM news.changes() ORDER BY cursor DESC LIMIT 1"
        assert rows(back, told) == [
            ("taken_down", "taken down before: it is on a list beside the landed files")
        ]
        counts = file(back, [known("ferry"), known("never-filed"), known("new")], run="after")
        assert (counts.inserted, counts.rejected) == (1, 2)
    settings = Settings.from_environment(
        {"WIREROOM_DATABASE_URL": desk.second, "WIREROOM_HOME": str(desk.home)}
    )
    again = repeat_takedowns(settings, now=NOW)
    assert (len(again.lists), again.articles, again.listed) == (2, 0, 0)


def test_a_torn_list_hides_no_other_and_what_broke_off_is_done_by_the_next_migrate(desk: Desk) -> None:
    """All came back with the backup, and no command could mend it any more."""
    torn = desk.lists[0].with_name("0torn.json")
    torn.write_text('{"secret": "', encoding="utf-8")
    code, said = desk.run("restore", str(desk.home / "a.dump"), second=True)
    assert (code, "0torn.json: this is no list of a takedown" in said) == (1, True)
    assert titles(desk.second) == ["Report on other", "Report on third"]
    code, said = desk.run("replay", "--all", second=True)
    assert (code, f"0torn.json: this is no list of a takedown: what it named {BY_HAND}" in said) == (0, True)
    torn.unlink()
    assert desk.run("migrate", second=True)[0] == 0


def test_a_database_that_other_programs_brought_back_is_looked_through_by_migrate(desk: Desk) -> None:
    """As by pg_restore, or by a restore of ours that was killed before its takedowns."""
    assert desk.run("restore", str(desk.home / "a.dump"), second=True)[0] == 0
    with connect(desk.second) as back:
        file(back, [known("fourth")], run="after")
    assert desk.run("takedown", f"{URL.removesuffix('ferry')}fourth", "--reason", "x", second=True)[0] == 0
    with connect(desk.second) as back, back.cursor() as cursor:
        cursor.execute("DELETE FROM wireroom.tombstones")
    with connect(desk.second) as back:
        file(back, [known("ferry"), known("fourth")], run="as of before")
    code, said = desk.run("migrate", second=True)
    assert (code, "2 articles that had come back are taken down again" in said) == (0, True)
    assert titles(desk.second) == ["Report on other", "Report on third"]
    assert "had come back" not in desk.run("migrate", second=True)[1]


def test_one_that_breaks_off_midway_is_ended_by_the_next_migrate(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tombstone that came before its article's end would hide that it is still there."""
    assert desk.run("takedown", URL.replace("ferry", "other"), "--reason", "x")[0] == 0
    done: list[str] = []

    def breaking(settings: Settings, what: str, **how: Any) -> TakenDown:
        if done:
            raise StoreError("the connection broke")
        done.append(what)
        return take_down(settings, what, **how)

    with monkeypatch.context() as broken:
        broken.setattr(import_module("wireroom.takedown.repeat_takedowns"), "take_down", breaking)
        assert desk.run("restore", str(desk.home / "a.dump"), second=True)[0] == 1
    assert len(titles(desk.second)) == 2
    code, said = desk.run("migrate", second=True)
    assert (code, "1 article that had come back is taken down again" in said) == (0, True)
    assert titles(desk.second) == ["Report on third"]


def test_a_takedown_without_a_list_gets_one(desk: Desk) -> None:
    """Of before there were lists, or lost: no restore would repeat it."""
    [path] = desk.lists
    before = path.read_bytes()
    path.unlink()
    code, said = desk.run("migrate")
    assert (code, "1 takedown had no list" in said) == (0, True)
    assert [each.name for each in desk.lists] == [path.name]
    assert json.loads(path.read_bytes()) == json.loads(before)
    path.write_bytes(before[:-9])
    code, said = desk.run("migrate")
    assert (code, "1 takedown had no list" in said, BY_HAND in said) == (0, True, False)
    assert path.read_bytes() == before
    assert "list" not in desk.run("migrate")[1]


def test_a_restore_without_lists_says_what_it_cannot_know(desk: Desk) -> None:
    desk.lists[0].unlink()
    code, said = desk.run("restore", str(desk.home / "a.dump"), second=True)
    assert (code, f"on no list, {BY_HAND}" in said) == (0, True)


def test_a_refused_entry_that_comes_back_goes_again(desk: Desk, conn: Connection) -> None:
    """No article answers to its address: it was looked for by identities of articles alone."""
    assert desk.run("takedown", f"{URL}-refused", "--reason", "court order")[0] == 0
    assert rows(conn, "SELECT count(*) FROM wireroom.rejected") == [(0,)]
    assert desk.run("restore", str(desk.home / "a.dump"), second=True)[0] == 0
    with connect(desk.second) as back:
        assert rows(back, "SELECT count(*) FROM wireroom.rejected") == [(0,)]


def test_what_a_takedown_leaves_to_somebody_is_said_when_it_is_repeated_too(
    desk: Desk, conn: Connection
) -> None:
    """As of an article that no landed file can be searched for."""
    file(conn, [article("nameless", guid=None, url=None, canonical_url=None)], run="nameless")
    [(number,)] = rows(conn, "SELECT id FROM news.articles WHERE title = 'Report on nameless'")
    assert desk.run("backup", str(desk.home / "b.dump"))[0] == 0
    assert desk.run("takedown", str(number), "--reason", "court order")[0] == 1
    code, said = desk.run("restore", str(desk.home / "b.dump"), second=True)
    assert (code, f"article {number} has neither address nor identifier" in said) == (1, True)
    assert titles(desk.second) == ["Report on other", "Report on third"]
    assert desk.run("migrate", second=True)[0] == 0


def start(desk: Desk, landing_url: str) -> str:
    """The step of `make up` and of compose's `prepare`, upon the second database; what it said."""
    words = {"WIREROOM_HOME": str(desk.home), "WIREROOM_LANDING_URL": landing_url}
    (desk.home / "feeds.yaml").write_text("feeds: []\n", encoding="utf-8")
    settings = Settings.from_environment({**words, "WIREROOM_FEEDS_FILE": str(desk.home / "feeds.yaml")})
    desk.capsys.readouterr()
    load_schema_and_feeds(settings, Databases(desk.second, desk.second, desk.second, ""), Progress())
    return " ".join(desk.capsys.readouterr().out.split())


def test_a_start_takes_down_again_and_goes_on_where_it_cannot(desk: Desk) -> None:
    """Landed files that are out of reach just now keep nobody's feeds from being asked."""
    restore(desk.second, desk.home / "a.dump")
    (desk.home / "away").mkdir()
    (desk.home / "away" / "taken-down").write_text("no folder", encoding="utf-8")
    said = start(desk, (desk.home / "away").as_uri())
    assert "cannot be told" in said
    assert len(titles(desk.second)) == 3
    assert "had come back is taken down again" in start(desk, (desk.home / "landing").as_uri())
    assert titles(desk.second) == ["Report on other", "Report on third"]


def test_why_it_was_taken_down_stands_in_no_list(desk: Desk) -> None:
    """Landed files are shared, and the reason may name whom the takedown protects."""
    [path] = desk.lists
    assert sorted(json.loads(path.read_text(encoding="utf-8"))) == ["hashes", "secret", "taken_down_at"]
    assert "Jane" not in path.read_text(encoding="utf-8")
