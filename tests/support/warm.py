"""Processes that are forked from one which has imported Wireroom: a test that kills a dozen runs paid for two
dozen starts of Python, 1.8 CPU seconds each.

Such a process is as much one of its own as another: killed, it leaves behind what any other would. How a
program starts is for tests of the program.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from threading import Thread

TESTS = Path(__file__).resolve().parents[1]


class WarmProcess:
    """One that runs, or has run; with what subprocess.Popen has of the same names."""

    def __init__(self, process: ForkServerProcess, reader: Connection) -> None:
        self._process = process
        # Both streams of output, as they come.
        self.stdout = os.fdopen(os.dup(reader.fileno()), encoding="utf-8", errors="replace")
        reader.close()

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self._process.pid or 0, number)

    def wait(self, timeout: float | None = None) -> int | None:
        self._process.join(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired("a warm process", timeout or 0)
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, None]:
        """All output that was not read yet, once it has ended."""
        said: list[str] = []
        reading = Thread(target=lambda: said.append(self.stdout.read()), daemon=True)
        reading.start()
        reading.join(timeout)
        if reading.is_alive():
            raise subprocess.TimeoutExpired("a warm process", timeout or 0)
        self.stdout.close()
        self.wait(timeout)
        return said[0], None


def start(work: Callable[..., object], *arguments: object, environment: Mapping[str, str]) -> WarmProcess:
    """Call `work(*arguments)`, a function of a module of `support`, in a process with that environment."""
    reader, writer = multiprocessing.Pipe(duplex=False)
    process = _context().Process(
        target=_be_the_process, args=(work, arguments, dict(environment), writer), daemon=True
    )
    process.start()
    writer.close()
    return WarmProcess(process, reader)


@cache
def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["support.warmed"])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(TESTS)  # where the server finds that module
    try:
        forkserver.ensure_running()
    finally:
        os.environ.pop("PYTHONPATH")
        if before is not None:
            os.environ["PYTHONPATH"] = before
    return context


def _be_the_process(
    work: Callable[..., object],
    arguments: tuple[object, ...],
    environment: dict[str, str],
    writer: Connection,
) -> None:
    for stream in (1, 2):
        os.dup2(writer.fileno(), stream)
    writer.close()
    os.environ.clear()
    os.environ.update(environment)
    from fsspec import config  # read its own settings from the environment of before

    config.set_conf_env(config.conf)
    work(*arguments)
