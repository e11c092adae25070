"""What an operator is told when something is not as it should be."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from wireroom.cli import database_commands
from wireroom.cli.stack import status_command, up
from wireroom.errors import FeedsFileError, StackError
from wireroom.stack.paths import prepare_paths
from wireroom.stack.ports import free_port
from wireroom.stack.state import ProcessRecord, State, save_state
from wireroom.stack.terminate import session_processes, terminate


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a stack that was taken down."""
    place = tmp_path / "home"
    for name in ("DATABASE_URL", "READER_DATABASE_URL", "ADMIN_DATABASE_URL"):
        monkeypatch.delenv(f"WIREROOM_{name}", raising=False)
    monkeypatch.setenv("WIREROOM_HOME", str(place))
    paths = prepare_paths(place)
    save_state(paths.state, State("test"))
    url = f"postgresql://wireroom_reader@127.0.0.1:{free_port(45_000, taken=frozenset())}/wireroom"
    paths.environment.write_text(f"WIREROOM_DATABASE_URL={url}\nWIREROOM_READER_DATABASE_URL={url}\n")
    return place


def test_a_prompt_in_a_database_that_is_down_says_how_to_start_it(home: Path) -> None:
    asked = argparse.Namespace(role="reader", command="SELECT 1", file=None)
    with pytest.raises(StackError, match="the stack is not running: `make up` starts it"):
        database_commands._psql(asked)


def test_status_names_the_log_of_a_process_that_ended(
    home: Path, start: Callable[..., ProcessRecord], capsys: pytest.CaptureFixture[str]
) -> None:
    record = start("import time; time.sleep(60)", "newsroom")
    terminate(session_processes(record))
    state = home / "state.json"
    known = json.loads(state.read_text()) | {"processes": {"newsroom": asdict(record)}}
    state.write_text(json.dumps(known))

    assert status_command.run(argparse.Namespace()) == 1
    assert f"newsroom has ended; its log: {record.log}" in capsys.readouterr().out


def test_status_names_what_an_interrupted_up_never_started(
    home: Path, start: Callable[..., ProcessRecord], capsys: pytest.CaptureFixture[str]
) -> None:
    """And no address at which nobody answers: its port is chosen before Airflow is started."""
    record = start("import time; time.sleep(60)", "newsroom")
    state = State("test", ports={"api-server": 8080}, processes={"newsroom": record})
    save_state(home / "state.json", state)

    assert status_command.run(argparse.Namespace()) == 1
    said = capsys.readouterr().out
    assert "not started: api-server, scheduler, dag-processor, triggerer; `make up` goes on from here" in said
    assert "http://" not in said


def test_a_slip_in_the_list_of_feeds_is_told_before_anything_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "feeds.yaml").write_text(
        "feeds:\n  - url: https://quaypost.example/rss\n    titel: Quay Post\n"
    )
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path / "new"))
    monkeypatch.setenv("WIREROOM_FEEDS_FILE", str(tmp_path / "feeds.yaml"))
    monkeypatch.setattr(up, "_bring_up", lambda *_, **__: pytest.fail("something was started"))
    with pytest.raises(FeedsFileError, match="titel"):
        up.run(argparse.Namespace(no_ingest=True))
    assert not (tmp_path / "new").exists()
