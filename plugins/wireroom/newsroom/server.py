"""Serve the newsroom over HTTP/1.1 with keep-alive, for a `with` block in tests or until it is stopped."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable
from http import HTTPStatus
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from wireroom.errors import StackError
from wireroom.newsroom.http_messages import Request, Response

Answer = Callable[[Request], Response]

_IDLE_SECONDS = 15.0  # a connection without a request is closed after this long
_MAX_BODY = 64 * 1024  # of a request
_BAD_REQUEST = Response(400, b"Bad request", "text/plain")


class App(Protocol):
    """What is served: the newsroom, or the conformance suite."""

    def answer(self, request: Request) -> Response:
        """The response to one request."""


class NewsroomServer:
    """A newsroom in a thread of its own: `with NewsroomServer(app) as server: server.port`."""

    def __init__(self, app: App, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.app = app
        self.host = host
        self.port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="newsroom", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        starting = start_server(self.app.answer, self.host, self.port)
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


def serve(app: App, *, host: str, port: int, ready: Callable[[int], None]) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is told the port once it listens.

    Raises StackError where the port is taken.
    """
    asyncio.run(_serve(app, host, port, ready))


async def _serve(app: App, host: str, port: int, ready: Callable[[int], None]) -> None:
    try:
        server = await start_server(app.answer, host, port)
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


async def start_server(answer: Answer, host: str, port: int) -> asyncio.Server:
    """Listen on host:port (port 0: any free one). Raises OSError where the port is taken."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await _one_request(answer, reader, writer):
                pass
        except (ConnectionError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the reader went away, idled, or spoke no HTTP: nothing to answer
        except asyncio.CancelledError:
            pass  # the server stops; Python 3.11 would report it as a failed callback
        finally:
            writer.close()

    return await asyncio.start_server(serve, host, port, backlog=1_024)


async def _one_request(answer: Answer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Read and answer one request; True where the connection stays open."""
    async with asyncio.timeout(_IDLE_SECONDS):
        head = await reader.readuntil(b"\r\n\r\n")
    request = _read_request(head)
    if request is None:
        await _send(writer, _BAD_REQUEST, is_head=False, keep=False)
        return False
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length[:9]) > _MAX_BODY:
        return False
    if int(length):
        await reader.readexactly(int(length))
    keep = "close" not in request.headers.get("connection", "").lower()
    await _send(writer, answer(request), is_head=request.method == "HEAD", keep=keep)
    return keep


def _read_request(head: bytes) -> Request | None:
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        return None
    pairs = (line.partition(":") for line in lines if ":" in line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    if words[2] == "HTTP/1.0":
        headers.setdefault("connection", "close")
    try:
        target = urlsplit(words[1])
    except ValueError:
        return None
    host = (target.hostname or _host_name(headers.get("host", ""))).removesuffix(".localhost")
    return Request(words[0], host, unquote(target.path) or "/", dict(parse_qsl(target.query)), headers)


def _host_name(field: str) -> str:
    """The Host field without its port."""
    name = field.strip().lower()
    return name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]


async def _send(writer: asyncio.StreamWriter, response: Response, *, is_head: bool, keep: bool) -> None:
    phrase = HTTPStatus(response.status).phrase
    fields = [
        f"HTTP/1.1 {response.status} {phrase}",
        "Server: wireroom-newsroom",
        f"Connection: {'keep-alive' if keep else 'close'}",
        *(f"{name}: {value}" for name, value in response.headers),
    ]
    if response.status != HTTPStatus.NOT_MODIFIED:
        fields.append(f"Content-Type: {response.content_type}")
        sized = f"Content-Length: {len(response.body)}"
        fields.append("Transfer-Encoding: chunked" if response.stream is not None else sized)
    writer.write("\r\n".join((*fields, "", "")).encode("utf-8"))
    if not is_head and response.stream is not None:
        await _send_stream(writer, response)
    elif not is_head:
        writer.write(response.body)
    await writer.drain()


async def _send_stream(writer: asyncio.StreamWriter, response: Response) -> None:
    """Chunk by chunk, no faster than the reader takes them (RFC 9112 §7.1)."""
    for pause, chunk in response.stream or ():
        await asyncio.sleep(pause)  # even 0 lets the others have their turn
        writer.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
        await writer.drain()
    writer.write(b"0\r\n\r\n")
