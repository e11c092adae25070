"""`wireroom up` may be killed at any moment: what it had started is found again and ended."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from support.checkout import newcomers_environment
from wireroom.stack.terminate import cluster_processes, stack_processes

pytestmark = pytest.mark.timeout(180)
UP = [sys.executable, "-m", "wireroom.cli.main", "up", "--no-ingest"]
DOWN = [sys.executable, "-m", "wireroom.cli.main", "down"]


@pytest.fixture
def environment(open_folder: Path) -> dict[str, str]:
    ports = {
        "WIREROOM_POSTGRES_PORT": "29432",
        "WIREROOM_UI_PORT": "29080",
        "WIREROOM_NEWSROOM_PORT": "29799",
    }
    return newcomers_environment(WIREROOM_HOME=str(open_folder / "home"), **ports)


def started(home: Path) -> bool:
    """True once the first process is on record."""
    return (home / "state.json").exists() and bool(json.loads((home / "state.json").read_text())["processes"])


def ours(home: Path) -> list[psutil.Process]:
    """Every process of the installation, whatever its records say."""
    state = json.loads((home / "state.json").read_text())
    folder = state["notes"].get("postgres_folder")
    return [
        *stack_processes(state["stack_id"]),
        *(cluster_processes(Path(folder) / "data") if folder else ()),
    ]


@pytest.mark.parametrize("seconds", [1.0, 4.0, 9.0], ids=lambda seconds: f"after-{seconds:.0f}-s")
def test_what_a_killed_up_had_started_is_ended_by_down(
    seconds: float, open_folder: Path, environment: dict[str, str]
) -> None:
    home = open_folder / "home"
    with subprocess.Popen(UP, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as up:
        while not started(home):
            assert up.poll() is None
            time.sleep(0.05)
        time.sleep(seconds)
        up.send_signal(signal.SIGKILL)
    assert ours(home)
    done = subprocess.run(DOWN, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ours(home) == []


def test_records_that_are_lost_do_not_hide_the_database_server(
    open_folder: Path, environment: dict[str, str]
) -> None:
    """A power cut may take the last record: the server is found by the folder that it works in."""
    home = open_folder / "home"
    with subprocess.Popen(UP, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as up:
        while not started(home):
            assert up.poll() is None
            time.sleep(0.05)
        up.send_signal(signal.SIGKILL)
    state = json.loads((home / "state.json").read_text())
    state["processes"] = {}
    (home / "state.json").write_text(json.dumps(state))
    done = subprocess.run(DOWN, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ours(home) == []


def test_an_interrupted_up_says_what_still_runs_and_how_to_go_on(
    open_folder: Path, environment: dict[str, str]
) -> None:
    # Started in the background by a script, we ignore SIGINT, and so would our children.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(UP, env=environment, text=True, stdout=subprocess.PIPE) as up:
        while not started(open_folder / "home"):
            assert up.poll() is None
            time.sleep(0.05)
        up.send_signal(signal.SIGINT)
        said, _ = up.communicate(timeout=60)
    try:
        assert up.returncode == 130
        assert "still running: postgres" in said
        assert "`make up` goes on from here, `make down` ends all" in " ".join(said.split())
    finally:
        subprocess.run(DOWN, env=environment, check=True, stdout=subprocess.DEVNULL)
