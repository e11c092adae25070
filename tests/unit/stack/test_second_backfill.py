"""A second backfill of a DAG: what runs and what can be done, where Airflow's command has a traceback."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from support import disk
from support.http_server import after, http_server
from wireroom.cli.stack import stack_commands
from wireroom.common.text.airflow_backfills import one_at_a_time
from wireroom.errors import StackError
from wireroom.stack.airflow.airflow_api import AirflowApi

RUNNING = {
    "id": 7,
    "dag_id": "backfill_archive",
    "from_date": "2026-09-14T00:00:00Z",
    "to_date": "2026-09-20T00:00:00Z",
    "dag_run_conf": {"origins": ["paged"]},
    "is_paused": False,
    "created_at": "2026-11-28T07:50:58.747861Z",
    "completed_at": None,
}
LISTED = "/api/v2/backfills?dag_id=backfill_archive&limit=100&order_by=-id"
ENDED = {**RUNNING, "id": 6, "completed_at": "2026-11-28T07:52:47.718135Z"}


def test_it_says_what_runs_and_where_it_is_cancelled() -> None:
    words = one_at_a_time("backfill_archive", [ENDED, RUNNING], "http://127.0.0.1:8080/dags/backfill_archive")
    assert "of backfill_archive number 7 is under way: 2026-09-14 to 2026-09-20 from paged" in words
    assert "asked for at 2026-11-28 07:50 UTC" in words
    assert "cancel it on the DAG's page: http://127.0.0.1:8080/dags/backfill_archive" in words


def test_one_that_is_paused_does_not_end_by_itself() -> None:
    assert "number 7 is paused" in one_at_a_time("d", [{**RUNNING, "is_paused": True, "dag_run_conf": None}])


def test_backfills_that_have_ended_are_in_nobodys_way() -> None:
    assert one_at_a_time("backfill_archive", [ENDED]) == ""


class Api(AirflowApi):
    """Logged in."""

    def log_in(self, timeout: float = 0.0) -> None: ...


class Became(Exception):  # noqa: N818 - no error
    """The process would be Airflow's command now."""


def create(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str, *words: str) -> int:
    (tmp_path / "environment.json").write_text("{}")
    stack = SimpleNamespace(paths=SimpleNamespace(airflow_environment=tmp_path / "environment.json"))
    monkeypatch.setattr(stack_commands, "read_stack", lambda settings: stack)
    monkeypatch.setattr(stack_commands, "api_of", lambda stack: Api(url, "admin", "secret"))

    def become(*_: object) -> None:
        raise Became

    monkeypatch.setattr(stack_commands.os, "execvpe", become)
    return stack_commands._airflow(argparse.Namespace(words=["backfill", "create", *words]))


DAG = ("--dag-id", "backfill_archive", "--from-date", "2026-09-14", "--to-date", "2026-09-16")


def test_a_second_backfill_is_refused_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It ended in Airflow's traceback: AlreadyRunningBackfill."""
    with http_server() as server:
        server.on(LISTED, after(0.0, json.dumps({"backfills": [ENDED, RUNNING]}).encode()))
        url = server.url("")
        with pytest.raises(StackError, match=r"number 7 is under way.*/dags/backfill_archive/backfills"):
            create(monkeypatch, tmp_path, url, *DAG)
        with pytest.raises(Became):
            create(monkeypatch, tmp_path, url, *DAG, "--dry-run")


HOLDS = """
import sys
from argparse import Namespace
from pathlib import Path
from types import SimpleNamespace
from wireroom.cli.stack import stack_commands as commands
environment = Path(sys.argv[1])
environment.write_text("{}")
commands.read_stack = lambda settings: SimpleNamespace(paths=SimpleNamespace(airflow_environment=environment))
commands.api_of = lambda stack: (_ for _ in ()).throw(commands.StackError("it does not answer"))
become = commands.os.execvpe
said = "import sys; print('creating', flush=True); sys.stdin.read()"
commands.os.execvpe = lambda file, words, env: become(sys.executable, [sys.executable, "-c", said], env)
commands._airflow(Namespace(words=["backfill", "create", *sys.argv[2:]]))
"""


def test_of_two_at_one_moment_the_second_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Neither was there when the other asked; one ended in the traceback, or both were created."""
    with http_server() as server:
        server.on(LISTED, after(0.0, json.dumps({"backfills": [ENDED]}).encode()))
        url, words = server.url(""), [sys.executable, "-c", HOLDS, str(tmp_path / "environment.json"), *DAG]
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
            assert first.stdin is not None
            assert first.stdout is not None
            assert first.stdout.readline() == b"creating\n"
            with pytest.raises(
                StackError, match=r"another of backfill_archive is being created at this moment"
            ):
                create(monkeypatch, tmp_path, url, *DAG)
            with pytest.raises(Became):
                create(monkeypatch, tmp_path, url, "--dag-id", "another")
            first.stdin.close()
            assert first.wait(10) == 0
        with pytest.raises(Became):
            create(monkeypatch, tmp_path, url, *DAG)


def test_where_no_lock_can_be_written_airflow_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A full disk ended the command in a traceback of its own."""

    with http_server() as server, monkeypatch.context() as patched:
        server.on(LISTED, after(0.0, json.dumps({"backfills": [ENDED]}).encode()))
        patched.setattr(stack_commands.os, "open", disk.is_full)
        with pytest.raises(Became):
            create(patched, tmp_path, server.url(""), *DAG)


def test_without_an_api_server_airflow_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with http_server() as server:
        url = server.url("")
    for words in (DAG, ("--dag-id",), ("--help",), ()):
        with pytest.raises(Became):
            create(monkeypatch, tmp_path, url, *words)
