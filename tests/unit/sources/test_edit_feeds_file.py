"""Editing feeds.yaml: the lines of that feed change, and nothing else."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireroom.common.families import politeness_family
from wireroom.errors import FeedsFileError
from wireroom.models import FeedSpec
from wireroom.sources import (
    add_feeds,
    load_feeds_file,
    move_feed,
    new_feed,
    pause_feed,
    remove_feed,
    restore_feed,
)

PROJECT = Path(__file__).resolve().parents[3]
TEXT = """\
# my feeds
defaults:
  every: 1h   # often enough

feeds:

  # ── Europe ──

  # the good one
  - url: https://a.example/   # keep
    title: A

  # the bad one
  - url: https://b.example/
    title: B
    paused: false  # for now

  # ── Africa ──

  - https://c.example/
  - url: https://d.example/
    category: [News, "A/B"]

# the end
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "feeds.yaml"
    path.write_text(TEXT)
    return path


def change(file: Path) -> list[str]:
    """Lines taken out (-) and put in (+)."""
    lines = difflib.ndiff(TEXT.splitlines(), file.read_text().splitlines())
    return [line for line in lines if line[0] in "+-"]


def test_a_feed_goes_with_its_own_comment_only(file: Path) -> None:
    remove_feed(file, "https://b.example/")
    assert change(file) == [
        "-   # the bad one",
        "-   - url: https://b.example/",
        "-     title: B",
        "-     paused: false  # for now",
        "- ",
    ]


A, B = "- https://a.example/", "- https://b.example/"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["# ===== GERMANY =====", A, B], ["# ===== GERMANY =====", B]),
        (["# Germany", A, B], ["# Germany", B]),
        (["# Germany", A, "", B], ["# Germany", B]),
        (["# Germany", A, "", "# France", B], ["# France", B]),
        (["# ── Germany ──", A, "", "# France", B], ["# ── Germany ──", "", "# France", B]),
        (["# ── Germany ──", "# contract...", A, "", "# France", B], ["# ── Germany ──", "", "# France", B]),
        (["# Germany", "- https://z.example/", "# its sport", A], ["# Germany", "- https://z.example/"]),
    ],
)
def test_a_heading_of_several_feeds_stays_when_its_first_goes(
    file: Path, before: list[str], after: list[str]
) -> None:
    """Before, whatever comment stood above a feed went with it."""
    file.write_text("\n  ".join(["feeds:", "- https://y.example/", "", *before]))
    remove_feed(file, "https://a.example/")
    assert [line.strip() for line in file.read_text().splitlines()][3:] == after


@pytest.mark.parametrize("url", [f"https://{letter}.example/" for letter in "abcd"])
def test_any_feed_can_go(file: Path, url: str) -> None:
    before = load_feeds_file(file)
    remove_feed(file, url)
    assert load_feeds_file(file) == tuple(spec for spec in before if spec.url != url)
    assert "── Europe ──" in file.read_text()
    assert "── Africa ──" in file.read_text()
    assert "# the end" in file.read_text()


@pytest.mark.parametrize("url", ["https://a.example/", "https://b.example/", "https://c.example/"])
def test_a_feed_that_was_taken_out_comes_back_in_its_place_with_its_comments(file: Path, url: str) -> None:
    (spec,) = (known for known in load_feeds_file(file) if known.url == url)
    remove_feed(file, url)
    assert (file.parent / f".{file.name}.before").stat().st_mode & 0o077 == 0, "a secret may stand in it"
    restore_feed(file, spec)
    assert file.read_text() == TEXT


@pytest.mark.parametrize(
    "change",
    [
        lambda file: pause_feed(file, "https://c.example/", paused=True),
        lambda file: remove_feed(file, "https://c.example/"),
        lambda file: file.write_text(file.read_text() + "# of another hand\n"),
        lambda file: file.with_name(f".{file.name}.before").unlink(),
    ],
    ids=["another feed paused", "another feed taken out", "by hand", "not kept"],
)
def test_what_was_changed_since_stays_where_a_feed_comes_back(
    file: Path, change: Callable[[Path], object]
) -> None:
    (spec,) = (known for known in load_feeds_file(file) if known.url == "https://b.example/")
    remove_feed(file, spec.url)
    change(file)
    changed = file.read_text()
    restore_feed(file, spec)
    assert load_feeds_file(file)[-1] == spec
    assert set(changed.splitlines()) <= set(file.read_text().splitlines())
    restore_feed(file, spec)
    assert [known.url for known in load_feeds_file(file)].count(spec.url) == 1


def test_nothing_is_kept_of_a_list_once_it_has_changed_otherwise(file: Path) -> None:
    """A secret that stood in it must not outlast it in a file nobody knows of."""
    remove_feed(file, "https://b.example/")
    pause_feed(file, "https://a.example/", paused=True)
    assert [path.name for path in file.parent.glob(".*.before")] == []


def test_pausing_adds_or_changes_one_line(file: Path) -> None:
    pause_feed(file, "https://a.example/", paused=True)
    assert change(file) == ["+     paused: true"]
    assert load_feeds_file(file)[0].paused


def test_pausing_keeps_the_comment_beside_it(file: Path) -> None:
    pause_feed(file, "https://b.example/", paused=True)
    assert "    paused: true  # for now\n" in file.read_text()
    pause_feed(file, "https://b.example/", paused=False)
    assert file.read_text() == TEXT


def test_a_bare_address_becomes_a_feed_with_keys(file: Path) -> None:
    pause_feed(file, "https://c.example/", paused=True)
    assert change(file) == ["-   - https://c.example/", "+   - url: https://c.example/", "+     paused: true"]


@pytest.mark.parametrize(
    "text",
    [TEXT, TEXT.rstrip("\n"), "", "feeds:\n", "feeds: []  # none\n", "feeds:", "defaults:\n  every: 1h"],
)
def test_a_feed_is_added_to_any_list(file: Path, text: str) -> None:
    file.write_text(text)
    before = load_feeds_file(file)
    spec = FeedSpec(
        "https://new.example/",
        title='New: "quoted" # not a comment',
        country="no",
        category=("News", "A/B"),
        every=timedelta(hours=3),
        paused=True,
        private=True,
        family="new.example",
    )
    assert add_feeds(file, [spec]) == (spec,)
    assert load_feeds_file(file) == (*before, spec)
    assert [line for line in text.splitlines() if line and line not in file.read_text()] in (
        [],
        ["feeds: []  # none"],
    )


def test_what_is_there_already_is_not_added_again(file: Path) -> None:
    assert add_feeds(file, [new_feed({"url": "https://a.example/", "title": "Other"})]) == ()
    assert file.read_text() == TEXT


def test_a_missing_file_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "feeds.yaml"
    add_feeds(path, [new_feed({"url": "https://a.example/"})])
    assert [spec.url for spec in load_feeds_file(path)] == ["https://a.example/"]


def test_a_file_in_another_encoding_is_left_alone(file: Path) -> None:
    file.write_bytes("feeds:\n  - url: https://é.example/\n".encode("latin-1"))
    with pytest.raises(FeedsFileError, match="UTF-8"):
        add_feeds(file, [new_feed({"url": "https://a.example/"})])


def test_an_unknown_feed_is_said_so(file: Path) -> None:
    with pytest.raises(FeedsFileError, match="not in the list"):
        remove_feed(file, "https://z.example/")


@pytest.mark.parametrize(
    "text", ["feeds: [https://a.example/, https://b.example/]\n", "feeds:\n- {url: https://a.example/}\n"]
)
def test_what_stands_in_brackets_is_left_to_people(file: Path, text: str) -> None:
    file.write_text(text)
    with pytest.raises(FeedsFileError, match="by hand"):
        pause_feed(file, "https://a.example/", paused=True)
    assert file.read_text() == text


def test_the_shipped_file_can_be_edited_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    text = (PROJECT / "feeds.yaml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    specs = load_feeds_file(path)
    for spec in specs[::9]:
        pause_feed(path, spec.url, paused=True)
    for spec in specs[::2]:
        remove_feed(path, spec.url)
    assert [spec.url for spec in load_feeds_file(path)] == [spec.url for spec in specs[1::2]]
    assert path.read_text(encoding="utf-8").count("── ") == text.count("── ")


_words = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)


@given(_words, st.lists(_words, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_survives_being_written(tmp_path: Path, title: str, category: list[str]) -> None:
    path = tmp_path / "feeds.yaml"
    path.unlink(missing_ok=True)
    url = "https://a.example/"
    spec = FeedSpec(url, title=title, category=tuple(category), family=politeness_family(url))
    add_feeds(path, [spec])
    assert load_feeds_file(path) == (spec,)


def test_two_who_edit_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each reads the file and writes it anew: without a lock the later one forgets what the other added."""
    path = tmp_path / "feeds.yaml"
    program = (
        "import sys, time; from pathlib import Path; from wireroom.sources import add_feeds, new_feed\n"
        "print(flush=True)\n"
        "until = time.monotonic() + 60\n"  # a test that is ended leaves nobody waiting
        "while not Path(sys.argv[1]).with_name('go').exists() and time.monotonic() < until: pass\n"
        "for number in range(12):\n"
        "    add_feeds(Path(sys.argv[1]), [new_feed({'url': f'https://{sys.argv[2]}.example/{number}'})])\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    editors = [subprocess.Popen([*command, name], stdout=subprocess.PIPE) for name in ("ada", "otto")]
    for editor in editors:
        assert editor.stdout is not None
        editor.stdout.readline()
    path.with_name("go").touch()
    assert [editor.wait(60) for editor in editors] == [0, 0]
    assert len(load_feeds_file(path)) == 24


@pytest.mark.parametrize(
    ("url", "before", "after"),
    [
        (
            "https://a.example/",
            "  - url: https://a.example/   # keep",
            "  - url: https://new.example/x   # keep",
        ),
        ("https://c.example/", "  - https://c.example/", "  - https://new.example/x"),
    ],
)
def test_a_moved_feed_changes_its_address_and_nothing_else(
    file: Path, url: str, before: str, after: str
) -> None:
    move_feed(file, url, "https://new.example/x")
    assert change(file) == [f"- {before}", f"+ {after}"]


def test_a_feed_moves_to_no_address_that_is_listed(file: Path) -> None:
    with pytest.raises(FeedsFileError, match="in the list already: remove https://a"):
        move_feed(file, "https://a.example/", "https://b.example/")
    assert change(file) == []


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away and acts as others")
SERVICE, COLLEAGUE, TEAM = 23_451, 23_452, 23_453  # of nobody


@as_root
@pytest.mark.parametrize("name", [".feeds.yaml.lock", "a name of its own"])
def test_root_gives_nothing_away_that_lies_behind_a_service_s_names(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The service's folder is its own: a link there made /etc/shadow the service's."""
    folder, treasure = tmp_path / "service", tmp_path / "treasure"
    folder.mkdir()
    os.chown(folder, SERVICE, SERVICE)
    treasure.write_text("root's")
    treasure.chmod(0o600)
    if name.startswith("."):
        os.link(treasure, folder / name)
    else:  # between being written and being given away
        usual = os.fdopen

        def swapped(descriptor: int, *arguments: Any, **named: Any) -> Any:
            at = Path(f"/proc/self/fd/{descriptor}").readlink()
            at.unlink()
            at.symlink_to(treasure)
            return usual(descriptor, *arguments, **named)

        monkeypatch.setattr(os, "fdopen", swapped)
    add_feeds(folder / "feeds.yaml", [new_feed({"url": "https://z.example/"})])
    found = treasure.stat()
    assert (found.st_uid, found.st_mode & 0o777) == (0, 0o600)


@as_root
def test_a_link_in_the_lock_s_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".feeds.yaml.lock").symlink_to(tmp_path / "treasure")
    (tmp_path / "treasure").touch()
    with pytest.raises(FeedsFileError, match="cannot be written"):
        add_feeds(tmp_path / "feeds.yaml", [new_feed({"url": "https://z.example/"})])


@as_root
def test_a_folder_s_group_edits_its_list_in_turn(open_folder: Path) -> None:
    """Whoever came first kept the lock to a group of his own."""
    folder = open_folder
    os.chown(folder, 0, TEAM)
    folder.chmod(0o775)
    for number, uid in enumerate((SERVICE, COLLEAGUE, SERVICE)):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.setgroups([TEAM])
                os.setgid(uid)
                os.setuid(uid)
                add_feeds(folder / "feeds.yaml", [new_feed({"url": f"https://{number}.example/"})])
                code = 0
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, f"editor {number}"
    assert len(load_feeds_file(folder / "feeds.yaml")) == 3


@pytest.mark.parametrize("url", ["https://a.example/", "https://d.example/"])
def test_a_feed_that_is_resumed_stands_as_before(file: Path, url: str) -> None:
    pause_feed(file, url, paused=True)
    assert change(file) == ["+     paused: true"]
    pause_feed(file, url, paused=False)
    assert file.read_text() == TEXT


def test_a_feed_that_a_default_pauses_is_resumed_by_a_line_of_its_own(file: Path) -> None:
    file.write_text("defaults:\n  paused: true\nfeeds:\n  - url: https://a.example/\n    paused: true\n")
    pause_feed(file, "https://a.example/", paused=False)
    assert [spec.paused for spec in load_feeds_file(file)] == [False]
