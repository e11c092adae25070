"""Runs a newsroom, for as long as a `with` block in tests or until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from wireroom.errors import StackError
from wireroom.newsroom.desk import Desk
from wireroom.newsroom.http_server import start_server


class NewsroomServer:
    """A newsroom in a thread of its own: `with NewsroomServer(desk) as server: server.port`."""

    def __init__(self, desk: Desk, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.desk = desk
        self.host = host
        self.port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="newsroom", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        starting = start_server(self.desk.answer, self.host, self.port)
        server = asyncio.run_coroutine_threadsafe(starting, self._loop).result(10)
        self.port = server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(_cancel_all(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()


def serve(desk: Desk, *, host: str, port: int, ready: Callable[[int], None]) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is told the port once it listens.

    Raises StackError where the port is taken.
    """
    asyncio.run(_serve(desk, host, port, ready))


async def _serve(desk: Desk, host: str, port: int, ready: Callable[[int], None]) -> None:
    try:
        server = await start_server(desk.answer, host, port)
    except OSError as error:
        reason = error.strerror or error
        raise StackError(
            f"newsroom: cannot listen on {host}:{port} ({reason}); choose another --port"
        ) from error
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    ready(server.sockets[0].getsockname()[1])
    await stop.wait()
    server.close()


async def _cancel_all() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
