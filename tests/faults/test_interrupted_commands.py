"""Ctrl-C, whenever it comes: a plain sentence and exit code 130, and what was begun can be resumed."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wireroom.backfill.plan_files import plan_files
from wireroom.cli import main
from wireroom.cli.backfill import backfill_files
from wireroom.cli.backfill.backfill_status import line, to_resume
from wireroom.cli.console import say_stopped
from wireroom.errors import ConfigurationError, OriginError
from wireroom.models import BackfillRequest
from wireroom.settings import Settings
from wireroom.store.backfills import backfills
from wireroom.store.connection import connect

PLANNING = sys.modules[plan_files.__module__]  # its function has the same name
NOW = datetime(2026, 11, 28, tzinfo=UTC)
# Interrupts itself when the module of a command begins to load, which takes a second.
PROGRAM = """
import os, signal, sys, importlib
from wireroom.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
load = importlib.import_module
def interrupted(name, *more):
    if name.startswith("wireroom.cli."):
        try:
            os.kill(os.getpid(), signal.SIGINT)
            for _ in range(1000): pass
        except KeyboardInterrupt: # as Python drops one that is raised in a callback
            pass
    return load(name, *more)
importlib.import_module = interrupted
sys.exit(main.main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "command", [["inspect", "date", "1 May 2019"], ["backfill", "status"], ["feeds", "list"]]
)
def test_a_command_that_is_interrupted_while_it_loads_says_so(command: list[str]) -> None:
    """It was a traceback, or ran on."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, *command], capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "wireroom: stopped before it began\n")


def test_who_ignores_interrupts_is_not_ended_by_one() -> None:
    """As programs that a shell starts in the background, or under nohup."""
    program = PROGRAM.replace("signal.default_int_handler", "signal.SIG_IGN")
    command = [sys.executable, "-c", program, "inspect", "date", "1 May 2019"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    assert "2019-05-01" in ended.stdout


@pytest.mark.parametrize("words", ["", "stopped: the first half is kept"])
def test_a_command_says_once_that_it_was_stopped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    def run(arguments: argparse.Namespace) -> int:
        interrupt = KeyboardInterrupt()
        if words:
            say_stopped(interrupt, words)
        raise interrupt

    parser = argparse.ArgumentParser()
    parser.set_defaults(run=run)
    parser.add_argument("command")
    monkeypatch.setattr(main, "_parser", lambda first: parser)
    assert main.main(["say"]) == 130
    assert capsys.readouterr().err == f"{words or 'wireroom: stopped before it was done'}\n"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.fixture
def settings(database_url: str) -> Settings:
    return replace(Settings(), database_url=database_url)


@pytest.fixture
def asked(tmp_path: Path) -> BackfillRequest:
    for number in range(3):
        text = f"date 2022-02-0{number + 1} The ferry ran {number} times. " + f"Tea {number} was given. " * 20
        (tmp_path / f"{number}.txt").write_text(text)
    return BackfillRequest("documents", str(tmp_path))


def newest(settings: Settings) -> str:
    with connect(settings.database_url) as conn:
        return line(next(backfills(conn, now=NOW)), NOW)


@pytest.mark.parametrize("ended_by", [KeyboardInterrupt, SystemExit])
def test_a_backfill_that_is_stopped_while_it_plans_is_resumed(
    settings: Settings,
    asked: BackfillRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ended_by: type[BaseException],
) -> None:
    """Not a word was said, and its status was `complete`."""
    said = []

    def stopped(*_: object) -> None:
        said.append(newest(settings))
        raise ended_by

    with monkeypatch.context() as patched:
        patched.setattr(PLANNING, "expect_files", stopped)
        with pytest.raises(ended_by):
            backfill_files.run(settings, asked, key="first", clock=lambda: NOW)
    assert "running, looking what there is to read" in said[0]
    assert "stopped: nothing was read yet, `wireroom backfill resume 1` goes on" in capsys.readouterr().err
    assert newest(settings).endswith(
        "stopped before all files were listed: `wireroom backfill resume 1` goes on"
    )

    found = to_resume(settings, None, now=NOW)
    assert backfill_files.run(settings, found.request, key=found.key, clock=lambda: NOW) == 0
    assert newest(settings).endswith("complete")
    with connect(settings.database_url) as conn:
        assert next(backfills(conn, now=NOW)).inserted == 3


def test_a_backfill_that_is_killed_while_it_plans_is_resumed(
    settings: Settings, asked: BackfillRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody closed its run."""
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(PLANNING, "expect_files", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        backfill_files.run(settings, asked, key="first", clock=lambda: NOW)
    os.waitpid(child, 0)
    assert newest(settings).endswith(
        "stopped before all files were listed: `wireroom backfill resume 1` goes on"
    )
    assert to_resume(settings, None, now=NOW).id == 1


def test_a_place_that_could_not_be_listed_is_looked_at_again(settings: Settings, tmp_path: Path) -> None:
    request = BackfillRequest("documents", str(tmp_path / "mounted-later"))
    with pytest.raises(OriginError):
        backfill_files.run(settings, request, key="first", clock=lambda: NOW)
    assert "refused: " in newest(settings)
    assert newest(settings).endswith(
        "nothing was read: with place and days put right, `wireroom backfill run` reads it"
    )
    with pytest.raises(ConfigurationError, match="complete or was refused: nothing is left to do"):
        to_resume(settings, None, now=NOW)
    (tmp_path / "mounted-later").mkdir()
    (tmp_path / "mounted-later" / "a.txt").write_text(
        "date 2022-02-01 The ferry ran. " + "Tea was given. " * 20
    )
    found = to_resume(settings, 1, now=NOW)
    assert backfill_files.run(settings, found.request, key=found.key, clock=lambda: NOW) == 0
    assert newest(settings).endswith("complete")
