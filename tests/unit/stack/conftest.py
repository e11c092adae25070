"""Fixtures for the stack's tests: a program to start, and nothing of it left after the test."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wireroom.stack.process import Command, start_process
from wireroom.stack.state import ProcessRecord
from wireroom.stack.terminate import stack_processes, terminate

STACK_ID = f"test-{os.getpid()}"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., ProcessRecord]]:
    """Starts Python code as a process of a stack."""

    def begin(code: str, name: str = "sleeper") -> ProcessRecord:
        command = Command(name, (sys.executable, "-c", code), dict(os.environ), tmp_path)
        return start_process(command, tmp_path / f"{name}.log", STACK_ID)

    yield begin
    terminate(stack_processes(STACK_ID))


@pytest.fixture
def stack_id() -> str:
    return STACK_ID
