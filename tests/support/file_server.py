"""One file over HTTP on loopback, in parts as fsspec asks for them; it can break, change, or refuse parts."""

from __future__ import annotations

import re
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class ServedFile:
    """What is served, and what was sent of it."""

    content: bytes
    torn_at: list[int] = field(default_factory=list)  # at each byte a connection breaks, once
    in_parts: bool = True
    says: str = "bytes"  # of parts, whether it gives them or not
    sent: list[tuple[int, int]] = field(default_factory=list)  # first byte, and bytes, of each answer
    paths: dict[str, bytes] = field(default_factory=dict)  # other files, served as a whole
    name: str = "crawl.warc.gz"
    url: str = ""
    resets: int = 0  # so many connections more are cut off before an answer

    @property
    def sent_bytes(self) -> int:
        return sum(count for _, count in list(self.sent))

    @property
    def bytes_again(self) -> int:
        """Sent more than once."""
        once = end = 0
        for first, count in sorted(self.sent):
            once += max(first + count - max(first, end), 0)
            end = max(end, first + count)
        return self.sent_bytes - once


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    file: ServedFile

    def do_HEAD(self) -> None:
        content = self._content()
        self.send_response(200 if content is not None else 404)
        self.send_header("Content-Length", str(len(content or b"")))
        self.send_header("Content-Type", "application/gzip")
        self.send_header("Accept-Ranges", self.file.says)
        self.send_header("ETag", f'"{hash(content)}"')
        self.end_headers()

    def do_GET(self) -> None:
        if self.file.resets:
            self.file.resets -= 1
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
            return
        content = self._content() or b""
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        first, last = (
            (int(asked[1]), min(int(asked[2]), len(content) - 1)) if asked else (0, len(content) - 1)
        )
        if asked and self.file.in_parts:
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
            self.send_header("Content-Length", str(last + 1 - first))
            self.end_headers()
        else:
            first, last = 0, len(content) - 1
            self.do_HEAD()
        end = next((byte for byte in self.file.torn_at if first <= byte <= last), last + 1)
        self.file.sent.append((first, 0))
        place = len(self.file.sent) - 1
        for start in range(first, end, 65_536):  # what nobody reads is not sent
            piece = content[start : min(start + 65_536, end)]
            self.wfile.write(piece)
            self.file.sent[place] = (first, self.file.sent[place][1] + len(piece))
        if end <= last:
            self.file.torn_at.remove(end)
            self.close_connection = True

    def _content(self) -> bytes | None:
        return self.file.content if self.path == f"/{self.file.name}" else self.file.paths.get(self.path)

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True  # who asked was killed, or has seen enough

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(file: ServedFile) -> Iterator[ServedFile]:
    """`file` with the URL that it is served at."""
    handler = type("Handler", (_Handler,), {"file": file})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    file.url = f"http://127.0.0.1:{server.server_port}/{file.name}"
    try:
        yield file
    finally:
        server.shutdown()
        server.server_close()
