"""What ends is started again, until all is ended on purpose."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from wireroom.cli.console import Progress
from wireroom.cli.stack import stay_up as module
from wireroom.cli.stack import up
from wireroom.cli.stack.stay_up import stay_up
from wireroom.errors import StackError
from wireroom.settings import Settings
from wireroom.stack import down
from wireroom.stack.process import is_running
from wireroom.stack.stack import Stack, open_stack, read_stack
from wireroom.stack.state import ProcessRecord

SLEEP = "import time; time.sleep(60)"
Start = Callable[..., ProcessRecord]


class Told(Progress):
    """Keeps what is told."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def tell(self, message: str) -> None:
        self.words.append(message)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


def wait_for_end(record: ProcessRecord) -> None:
    until = time.monotonic() + 60
    while is_running(record):
        assert time.monotonic() < until
        time.sleep(0.02)


def end(settings: Settings) -> None:
    """What `wireroom down` leaves."""
    with open_stack(settings, lambda _: None, needed_room=0) as stack:
        stack.state.processes.clear()
        stack.save()


def test_what_ends_is_started_again_and_down_ends_the_staying(settings: Settings, start: Start) -> None:
    begun: list[int] = []

    def start_all(stack: Stack, progress: Progress) -> None:
        for name in ("loader", "server"):
            if stack.record_of(name) is None:
                stack.state.processes[name] = start(SLEEP, name)
                begun.append(stack.state.processes[name].pid)
        stack.save()

    told = Told()
    with open_stack(settings, told.tell, needed_room=0) as stack:
        start_all(stack, told)
    codes: list[int] = []
    staying = threading.Thread(target=lambda: codes.append(stay_up(settings, told, start_all, every=0.05)))
    staying.start()
    os.kill(begun[0], signal.SIGKILL)
    until = time.monotonic() + 60
    while len(begun) < 3:
        assert time.monotonic() < until, told.words
        time.sleep(0.02)
    end(settings)
    staying.join(60)
    assert codes == [0]
    assert [words for words in told.words if "loader ended" in words]
    assert not [words for words in told.words if "server ended" in words]
    assert len(begun) == 3


def test_what_cannot_be_started_is_tried_again_later_and_later(
    settings: Settings, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, pauses = Told(), list[float]()
    with open_stack(settings, told.tell, needed_room=0) as stack:
        stack.state.processes["server"] = start("", "server")
        stack.save()
    wait_for_end(stack.state.processes["server"])

    def start_all(stack: Stack, progress: Progress) -> None:
        raise StackError("the disk is full")

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) > 8:
            end(settings)

    monkeypatch.setattr(module, "time", type("Clock", (), {"sleep": staticmethod(sleep)}))
    assert stay_up(settings, told, start_all) == 0
    assert pauses == [10, 20, 40, 80, 160, 300, 300, 300, 300]
    assert "the disk is full; tried again in 20 s" in told.words


def test_an_end_on_purpose_is_not_undone(settings: Settings, start: Start) -> None:
    """`down` has the lock while processes end one by one: whoever waited for it looks again."""
    told = Told()
    with open_stack(settings, told.tell, needed_room=0) as stack:
        stack.state.processes["server"] = start("", "server")
        stack.save()
        wait_for_end(stack.state.processes["server"])

        def fail(stack: Stack, progress: Progress) -> None:
            raise AssertionError("started again")

        codes: list[int] = []
        staying = threading.Thread(target=lambda: codes.append(stay_up(settings, told, fail, every=0.05)))
        staying.start()
        until = time.monotonic() + 60
        while not [words for words in told.words if "waiting for it" in words]:
            assert time.monotonic() < until, told.words
            time.sleep(0.02)
        stack.state.processes.clear()
        stack.save()
    staying.join(60)
    assert codes == [0]
    assert read_stack(settings) is not None


@pytest.mark.parametrize("error", [KeyboardInterrupt(), StackError("these processes do not end")])
def test_an_end_that_was_broken_off_is_not_undone(
    settings: Settings, start: Start, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Ctrl-C while Postgres writes down what it has in memory: the rest had ended, and was started again."""
    told = Told()

    def cut_off(*_: object, **__: object) -> int:
        raise error

    def fail(stack: Stack, progress: Progress) -> None:
        raise AssertionError("started again")

    with open_stack(settings, told.tell, needed_room=0) as stack:
        stack.state.processes["server"] = start("", "server")
        stack.save()
        wait_for_end(stack.state.processes["server"])
        monkeypatch.setattr(down, "terminate", cut_off)
        with pytest.raises(type(error)):
            down.bring_down(stack)
    assert stay_up(settings, told, fail, every=0.01) == 0
    assert told.words[-1] == "`wireroom down` was called: nothing is started again"


def test_after_an_end_that_was_whole_nothing_of_it_is_left(settings: Settings, start: Start) -> None:
    with open_stack(settings, lambda _: None, needed_room=0) as stack:
        stack.state.processes["server"] = start(SLEEP, "server")
        down.bring_down(stack)
        assert (stack.state.processes, stack.state.notes) == ({}, {})


def test_what_is_started_again_switches_no_dag_on(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They may be off for a restore or a merge of years: what crashes meanwhile is no reason to go on."""
    done: list[str] = []

    def step(name: str) -> Callable[..., None]:
        return lambda *_: done.append(name)

    steps = ("end_orphans_of", "bring_up_databases", "bring_up_newsroom", "remark_on_a_change_of_server")
    more = ("write_environment", "environment_for_airflow", "migrate_airflow", "load_schema_and_feeds")
    for name in (*steps, *more, "start_airflow", "unpause_dags"):
        monkeypatch.setattr(up, name, step(name))
    with open_stack(settings, lambda _: None, needed_room=0) as stack:
        stack.state.ports["newsroom"] = 1
        up.start_again(stack, Told())
    assert "start_airflow" in done
    assert "unpause_dags" not in done
