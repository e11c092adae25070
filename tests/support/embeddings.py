"""An endpoint of embeddings on loopback, in the form of OpenAI's: bags of words, counted and disturbed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DIMENSIONS = 64
Disturb = Callable[[list[str]], tuple[int, Any, dict[str, str]] | None]


@dataclass
class Endpoint:
    """What listens, and what was asked of it."""

    url: str = ""
    texts: list[str] = field(default_factory=list)  # in the order that they were embedded
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    disturb: Disturb = lambda texts: None  # status, body and headers instead of an answer
    drip: float = 0.0  # seconds before each byte of an answer, forty at most


def bag_of_words(text: str, dimensions: int = DIMENSIONS) -> list[float]:
    """Texts with the same words are near each other."""
    vector = [0.0] * dimensions
    for word in text.lower().split():
        vector[hashlib.sha256(word.encode()).digest()[0] % dimensions] += 1.0
    return vector


@contextlib.contextmanager
def embedding_endpoint(dimensions: int = DIMENSIONS) -> Iterator[Endpoint]:
    """Listens until the end of the block, at `Endpoint.url`; the last vector comes first, as it may."""
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.requests.append(asked)
            endpoint.keys.append(self.headers.get("Authorization"))
            texts = asked["input"]
            status, body, headers = endpoint.disturb(texts) or (200, None, {})
            if self.path != "/v1/embeddings":
                status, body = 404, {"error": f"no {self.path}"}
            if body is None:
                endpoint.texts += texts
                data = [
                    {"object": "embedding", "index": n, "embedding": bag_of_words(text, dimensions)}
                    for n, text in enumerate(texts)
                ]
                body = {"object": "list", "model": asked["model"], "data": data[::-1]}
            said = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(said)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if endpoint.drip:
                with contextlib.suppress(OSError):
                    for byte in said[:40]:
                        time.sleep(endpoint.drip)
                        self.wfile.write(bytes([byte]))
                self.close_connection = True
            else:
                self.wfile.write(said)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        endpoint.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield endpoint
        finally:
            server.shutdown()
