"""What is remembered between two commands is private, whole, and never guessed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.errors import StackError
from wireroom.stack.credentials import Credentials, load_credentials
from wireroom.stack.state import ProcessRecord, State, load_state, save_state


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@given(
    name=st.text(max_size=20),
    pid=st.integers(1, 2**22),
    created=st.floats(0, 2**33),
    ports=st.dictionaries(st.text(max_size=8), st.integers(1, 65535), max_size=4),
)
def test_a_state_is_read_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, name: str, pid: int, created: float, ports: dict[str, int]
) -> None:
    path = tmp_path_factory.mktemp("state") / "state.json"
    state = State("id", ports, {name: ProcessRecord(name, pid, created, "digest", "log")}, {"note": "x"})
    save_state(path, state)
    assert load_state(path) == state


def test_a_first_state_has_an_id_of_its_own(tmp_path: Path) -> None:
    assert load_state(tmp_path / "a").stack_id != load_state(tmp_path / "b").stack_id


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"stack_id": "x"}'], ids=["empty", "cut", "list", "partial"]
)
def test_a_damaged_state_is_an_error_that_names_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(text)
    with pytest.raises(StackError, match=r"state\.json is damaged"):
        load_state(path)


def test_state_and_credentials_are_for_their_owner_alone(tmp_path: Path) -> None:
    save_state(tmp_path / "state.json", State("id"))
    load_credentials(tmp_path / "credentials.json")
    assert mode(tmp_path / "state.json") == mode(tmp_path / "credentials.json") == 0o600


def test_credentials_are_drawn_once(tmp_path: Path) -> None:
    path = tmp_path / "credentials.json"
    assert load_credentials(path) == load_credentials(path)
    assert load_credentials(path) != load_credentials(tmp_path / "other.json")


def test_a_secret_that_a_later_version_needs_is_added(tmp_path: Path) -> None:
    path = tmp_path / "credentials.json"
    path.write_text('{"postgres": "old"}')
    credentials = load_credentials(path)
    assert credentials.postgres == "old"
    assert len(credentials.jwt_secret) >= 48
    assert load_credentials(path) == credentials


def test_a_traceback_does_not_print_them() -> None:
    credentials = Credentials()
    assert credentials.ui_admin not in repr(credentials)
