"""A small HTTP server on loopback that misbehaves by hand: a path in, whatever bytes a test wants out.

Below HTTP on purpose: half of the cases are servers that break it.
"""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass
class Asked:
    """A request as the server saw it."""

    path: str
    headers: dict[str, str]  # names in lower case
    began: float  # monotonic; when the request was complete
    ended: float = 0.0  # when the answer was


Answer = Callable[[socket.socket, Asked], None]


@dataclass
class Server:
    """What listens, and what was asked of it."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def on(self, path: str, answer: Answer) -> str:
        """Answer `path` so; its URL."""
        self.answers[path] = answer
        return self.url(path)

    def sends(
        self, path: str, body: bytes = b"", *, status: str = "200 OK", headers: dict[str, str] | None = None
    ) -> str:
        """Answer `path` with an ordinary response; its URL."""
        return self.on(path, lambda sock, asked: sock.sendall(response(body, status=status, headers=headers)))

    def redirects(self, path: str, to: str, status: int = 301) -> str:
        return self.sends(path, status=f"{status} Over There", headers={"Location": to})


def response(body: bytes = b"", *, status: str = "200 OK", headers: dict[str, str] | None = None) -> bytes:
    """The bytes of an ordinary response."""
    lines = [
        f"{name}: {value}" for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items()
    ]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1") + body


def drip(pause: float, piece: bytes = b" ", *, head: bytes = b"HTTP/1.1 200 OK\r\n\r\n") -> Answer:
    """`piece` every `pause` seconds, for ever."""

    def answer(sock: socket.socket, asked: Asked) -> None:
        sock.sendall(head)
        while True:
            sock.sendall(piece)
            time.sleep(pause)

    return answer


def after(seconds: float, body: bytes) -> Answer:
    """An ordinary response, late."""

    def answer(sock: socket.socket, asked: Asked) -> None:
        time.sleep(seconds)
        sock.sendall(response(body))

    return answer


def raw(data: bytes, *, reset: bool = False) -> Answer:
    """These bytes and then a closed connection; `reset`: closed rudely."""

    def answer(sock: socket.socket, asked: Asked) -> None:
        sock.sendall(data)
        if reset:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        sock.close()

    return answer


@contextlib.contextmanager
def http_server(*, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server on a free port of 127.0.0.1, gone at the end of the block."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            server.connections += 1
            with contextlib.suppress(OSError):  # clients hang up in the middle: that is what is tested
                sock = tls.wrap_socket(self.request, server_side=True) if tls else self.request
                while _serve_one(sock, server):
                    pass

    class Listener(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        request_queue_size = 128

    with Listener(("127.0.0.1", 0), Handler) as listener:
        server = Server(listener.server_address[1])
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown()


def _serve_one(sock: socket.socket, server: Server) -> bool:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = sock.recv(65536)
        if not piece:
            return False
        head += piece
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(_pair(line) for line in lines if line)
    path = first.split(" ")[1]
    asked = Asked(path, headers, time.monotonic())
    server.asked.append(asked)
    answer = server.answers.get(path)
    if answer is None:
        sock.sendall(response(status="404 Not Found"))
    else:
        answer(sock, asked)
    asked.ended = time.monotonic()
    return sock.fileno() >= 0


def _pair(line: str) -> tuple[str, str]:
    name, _, value = line.partition(": ")
    return name.lower(), value


def raw_deflate(body: bytes) -> bytes:
    """The body as some servers send `deflate`: without zlib's head and check."""
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflater.compress(body) + deflater.flush()
