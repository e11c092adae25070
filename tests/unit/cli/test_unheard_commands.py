"""A command whose output nobody reads any more ends with 141; another broken pipe is a fault as any."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from wireroom.cli import main
from wireroom.cli.backfill import backfill_gaps
from wireroom.cli.console import make_console
from wireroom.settings import Settings

DAY = date(2019, 3, 4)
Said = Callable[[argparse.Namespace], int]


@contextmanager
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Standard output is a pipe without a reader."""
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "w") as output, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", output)
        yield


def ended(monkeypatch: pytest.MonkeyPatch, run: Said) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("command")
    parser.set_defaults(run=run)
    monkeypatch.setattr(main, "_parser", lambda first: parser)
    return main.main(["say"])


def say_flushed(arguments: argparse.Namespace) -> int:
    print("a word", flush=True)
    return 0


def say_by_rich(arguments: argparse.Namespace) -> int:
    make_console().print("a word")
    return 0


def say_at_last(arguments: argparse.Namespace) -> int:
    print("a word")
    return 0


def send(arguments: argparse.Namespace) -> int:
    one, other = socket.socketpair()
    other.close()
    with one:
        return one.send(b"a word")


@pytest.mark.parametrize(("run", "code"), [(say_flushed, 141), (say_by_rich, 141), (say_at_last, 0)])
def test_a_command_that_nobody_reads_ends_as_any_in_a_shell(
    monkeypatch: pytest.MonkeyPatch, run: Said, code: int
) -> None:
    """Through rich it ended with 1, as one that has failed."""
    with closed(monkeypatch):
        found = ended(monkeypatch, run)
    assert found == code


def test_another_broken_pipe_is_no_closed_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ended with 141 and without a word."""
    with Path(os.devnull).open("w") as output, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", output)
        with pytest.raises(BrokenPipeError):
            ended(patched, send)


def test_without_an_output_a_command_does_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """`>&-`: it ended with a traceback."""
    monkeypatch.setattr(sys, "stdout", None)
    assert ended(monkeypatch, say_at_last) == 0


def test_inspect_tells_that_its_reader_has_gone() -> None:
    """It ended with 0."""
    command = [sys.executable, "-m", "wireroom.cli.main", "inspect", "date"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        running.stdin.write(b'{"text": "2019-03-04"}\n')
        running.stdin.close()
        assert (running.stderr.read(), running.wait(timeout=60)) == (b"", 141)


def test_who_closes_gaps_unheard_is_told_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It was said to the closed output, or not at all."""

    def closing(*place: object, **how: object) -> Iterator[object]:
        yield from ()
        raise BrokenPipeError

    monkeypatch.setattr(backfill_gaps, "find_gaps", lambda *place, **how: [])
    monkeypatch.setattr(backfill_gaps, "close_gaps", closing)
    with pytest.raises(BrokenPipeError):
        backfill_gaps.close(Settings(), (DAY, DAY), "", clock=lambda: datetime(2019, 3, 5, tzinfo=UTC))
    said = capsys.readouterr()
    assert "stopped" not in said.out
    assert "`wireroom backfill gaps --close` goes on" in said.err
