"""Serves the newsroom over HTTP/1.1 with keep-alive: connections in, the desk's answers out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote, urlsplit

from wireroom.newsroom.messages import Request, Response

Answer = Callable[[Request], Response]

_IDLE_SECONDS = 15.0  # a connection without a request is closed after this long
_MAX_BODY = 64 * 1024  # of a request
_BAD_REQUEST = Response(400, b"Bad request", "text/plain")


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
