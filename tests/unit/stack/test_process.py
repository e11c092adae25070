"""A process that we start is ours to end; every other one is not."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from wireroom.errors import StackError
from wireroom.stack.process import MARKER, Command, clean_environment, is_running, start_process, wait_until
from wireroom.stack.state import ProcessRecord
from wireroom.stack.terminate import session_processes, stack_processes, terminate

Start = Callable[..., ProcessRecord]
SLEEP = "import time; time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); {SLEEP}"
PARENT = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {SLEEP!r}]); {SLEEP}"


def test_it_leads_a_session_of_its_own_and_carries_our_mark(start: Start, stack_id: str) -> None:
    record = start(SLEEP)
    assert os.getsid(record.pid) == record.pid != os.getsid(0)
    until = time.monotonic() + 10  # just after its start the system may show no environment of it
    while not (environment := psutil.Process(record.pid).environ()) and time.monotonic() < until:
        time.sleep(0.01)
    assert environment[MARKER] == stack_id


def test_a_later_process_with_the_same_pid_is_not_taken_for_it(start: Start) -> None:
    record = start(SLEEP)
    stranger = dataclasses.replace(record, created=record.created - 3600)
    assert is_running(record)
    assert not is_running(stranger)
    assert list(session_processes(stranger)) == []


def test_a_zombie_does_not_run(start: Start) -> None:
    record = start("")
    until = time.monotonic() + 60
    while (status := psutil.Process(record.pid).status()) != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < until, status
        time.sleep(0.02)
    assert not is_running(record)


def test_its_children_end_with_it(start: Start) -> None:
    record = start(PARENT)
    while len(family := list(session_processes(record))) < 2:
        time.sleep(0.05)
    assert terminate(family) == 2
    assert psutil.wait_procs(family, timeout=30)[1] == []


def test_a_child_whose_parent_was_killed_is_found_by_its_mark(start: Start, stack_id: str) -> None:
    record = start(PARENT)
    while len(list(session_processes(record))) < 2:
        time.sleep(0.05)
    os.kill(record.pid, signal.SIGKILL)
    while is_running(record):
        time.sleep(0.02)
    assert list(session_processes(record)) == []
    assert terminate(stack_processes(stack_id)) >= 1
    assert [
        process for process in stack_processes(stack_id) if process.status() != psutil.STATUS_ZOMBIE
    ] == []


def test_one_that_does_not_listen_is_killed(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = start(STUBBORN)
    wait_until(
        lambda: "deaf" in (tmp_path / "sleeper.log").read_text() or None,
        what="it",
        process=record,
        timeout=60,
    )
    assert terminate(session_processes(record), timeout=0.3) == 1
    assert not is_running(record)


def test_a_process_of_somebody_else_is_left_alone(start: Start, stack_id: str) -> None:
    start(SLEEP)
    with subprocess.Popen([sys.executable, "-c", SLEEP], env={**os.environ, MARKER: "another"}) as stranger:
        terminate(stack_processes(stack_id))
        assert stranger.poll() is None
        stranger.kill()


def test_the_log_of_the_last_start_is_kept_beside_the_new_one(start: Start, tmp_path: Path) -> None:
    for word in ("first", "second"):
        record = start(f"print({word!r})")
        while is_running(record):
            time.sleep(0.02)
    assert (tmp_path / "sleeper.log").read_text() == "second\n"
    assert (tmp_path / "sleeper.log.1").read_text() == "first\n"


def test_one_that_dies_while_starting_is_an_error_with_its_last_words(start: Start) -> None:
    record = start("raise SystemExit('no such port')")
    with pytest.raises(StackError, match=r"(?s)it ended while starting.*no such port"):
        wait_until(lambda: None, what="it", process=record, timeout=60)


def test_one_that_is_not_ready_in_time_is_an_error(start: Start) -> None:
    with pytest.raises(StackError, match="it is not ready after 0 s"):
        wait_until(lambda: None, what="it", process=start(SLEEP), timeout=0.1)


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    command = Command("ghost", ("/nonexistent/ghost",), {}, tmp_path)
    with pytest.raises(StackError, match=r"ghost cannot be started \(/nonexistent/ghost\)"):
        start_process(command, tmp_path / "ghost.log", "id")


@pytest.mark.parametrize(
    ("change", "restarts"),
    [
        ({}, False),
        ({"arguments": ("a", "c")}, True),
        ({"environment": {"X": "2"}}, True),
        ({"environment": {"X": "1", "BAY_TOKEN": "of a feed"}}, True),
        (
            {
                "environment": {
                    "X": "1",
                    "OLDPWD": "/elsewhere",
                    "SHLVL": "2",
                    "TERM": "dumb",
                    "MAKEFLAGS": "w",
                }
            },
            False,
        ),
        ({"environment": {"X": "1", "SSH_CLIENT": "::1", "XDG_SESSION_ID": "7", "TMUX_PANE": "%3"}}, False),
        ({"version": "newer"}, True),
    ],
    ids=["nothing", "arguments", "environment", "a secret", "another shell", "another session", "code"],
)
def test_what_asks_for_a_restart(change: dict[str, object], restarts: bool) -> None:
    command = Command("x", ("a", "b"), {"X": "1"}, Path("/"), version="older")
    assert (dataclasses.replace(command, **change).digest != command.digest) is restarts


@pytest.mark.parametrize(
    "name", ["PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "AIRFLOW_HOME", "AIRFLOW__CORE__EXECUTOR"]
)
def test_what_would_break_the_stack_is_not_handed_on(name: str) -> None:
    assert name not in clean_environment({name: "x"})


@pytest.mark.parametrize("given", [{}, {"no_proxy": "intra.example"}, {"NO_PROXY": "intra.example"}])
def test_loopback_is_never_asked_of_a_proxy(given: dict[str, str]) -> None:
    environment = clean_environment({**given, "http_proxy": "http://proxy.example:3128"})
    assert environment["http_proxy"] == "http://proxy.example:3128"
    for name in ("no_proxy", "NO_PROXY"):
        assert {"127.0.0.1", "localhost", *given.values()} == set(environment[name].split(","))


def test_one_that_its_parent_does_not_collect_is_not_waited_for() -> None:
    """`wireroom down` while the `up --stay` that started it lives on; a container without an init."""
    child = f"subprocess.Popen([sys.executable, '-c', {SLEEP!r}])"
    parent = [sys.executable, "-c", f"import subprocess, sys; print({child}.pid, flush=True); {SLEEP}"]
    with subprocess.Popen(parent, stdout=subprocess.PIPE, text=True) as careless:
        try:
            assert careless.stdout is not None
            began = time.monotonic()
            assert terminate([psutil.Process(int(careless.stdout.readline()))], timeout=60) == 1
            assert time.monotonic() - began < 30
        finally:
            careless.kill()
