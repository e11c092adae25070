"""Nothing is touched where there is no room, and two commands never work at once."""

from __future__ import annotations

import threading
import time
from collections import namedtuple
from pathlib import Path

import pytest

from wireroom.errors import StackError
from wireroom.settings import Settings
from wireroom.stack.paths import prepare_paths
from wireroom.stack.stack import check_room, open_stack, stack_lock

Usage = namedtuple("Usage", "total used free")


def test_a_full_disk_names_the_room_there_is_and_the_room_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage(0, 0, 5 * 1024**2))
    with pytest.raises(StackError, match=r"has 5 MB free and 1,024 MB are needed.*WIREROOM_HOME"):
        check_room(tmp_path)
    with pytest.raises(StackError, match="5 MB free"), open_stack(Settings(home=tmp_path / "new"), print):
        pass
    assert not (tmp_path / "new").exists()


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(StackError, match="set WIREROOM_HOME"),
        open_stack(Settings(home=tmp_path / "file" / "home"), print),
    ):
        pass


def test_the_state_folder_is_closed_to_others(tmp_path: Path) -> None:
    paths = prepare_paths(tmp_path / "home")
    assert paths.home.stat().st_mode & 0o066 == 0
    assert paths.logs.stat().st_mode & 0o077 == 0
    assert paths.airflow_home.stat().st_mode & 0o077 == 0


def test_a_second_command_waits_for_the_first_and_says_so(tmp_path: Path) -> None:
    order: list[str] = []
    remarks: list[str] = []

    def second() -> None:
        with stack_lock(tmp_path / "lock", remarks.append):
            order.append("second")

    with stack_lock(tmp_path / "lock", remarks.append):
        thread = threading.Thread(target=second)
        thread.start()
        while not remarks:
            time.sleep(0.01)
        order.append("first")
    thread.join(60)
    assert order == ["first", "second"]
    assert "is at work: waiting" in remarks[0]
