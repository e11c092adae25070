"""A publisher and its hub (W3C WebSub) on loopback: a feed, subscriptions taken, asked back about, told."""

from __future__ import annotations

import contextlib
import hmac
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode

FEED = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title>
<id>http://harbour.localhost/</id><updated>2026-11-23T09:00:00Z</updated>
<link rel="self" href="http://harbour.localhost/feed"/><link rel="hub" href="http://harbour.localhost/hub"/>{}</feed>"""
ENTRY = """<entry><title>{title}</title><id>http://harbour.localhost/{title}</id><updated>{at}</updated>
<published>{at}</published><link href="http://harbour.localhost/{title}"/>
<summary>All about {title}.</summary></entry>"""


@dataclass
class Hub:
    """What it serves, how it behaves, and what it was asked."""

    port: int
    entries: list[str] = field(default_factory=list)
    status: int = 202  # of its answer to a subscription
    refusal: bytes = b"no room"
    leads_to: str = ""  # where its first address sends subscriptions, by 307
    asks_back: bool = True
    lease: str = "864000"
    subscriptions: list[dict[str, str]] = field(default_factory=list)  # forms, in order
    polls: int = 0  # of the feed
    verified: threading.Event = field(default_factory=threading.Event)

    def document(self, *entries: str) -> bytes:
        """The feed with these entries alone: what a hub delivers."""
        return FEED.format("".join(entries)).encode()

    def deliver(self, body: bytes, *, signature: str = "") -> int:
        """POST to the last subscriber, rightly signed unless told otherwise; the status it answered with."""
        form = self.subscriptions[-1]
        right = "sha256=" + hmac.digest(form["hub.secret"].encode(), body, "sha256").hex()
        headers = {"Content-Type": "application/atom+xml", "X-Hub-Signature": signature or right}
        return status_of(urllib.request.Request(form["hub.callback"], body, headers, method="POST"))

    def ask_back(self, **said: str) -> tuple[int, str]:
        """GET the callback: status and body."""
        form = self.subscriptions[-1]
        asked = {"hub.mode": "subscribe", "hub.topic": form["hub.topic"], "hub.challenge": "c-17"}
        asked |= {"hub.lease_seconds": self.lease} | {f"hub.{key}": value for key, value in said.items()}
        try:
            with urllib.request.urlopen(f"{form['hub.callback']}?{urlencode(asked)}", timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""

    def _asked(self, form: dict[str, str]) -> None:
        self.subscriptions.append(form)
        if self.asks_back and self.status < 300:
            threading.Thread(target=self._verify, daemon=True).start()

    def _verify(self) -> None:
        if self.ask_back() == (200, "c-17"):
            self.verified.set()


def status_of(request: urllib.request.Request) -> int:
    """Of its answer, an error's too."""
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@contextlib.contextmanager
def hub_server() -> Iterator[Hub]:
    """Listens until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hub.polls += 1
            body = hub.document(*hub.entries)
            self._answer(200, body)

        def do_POST(self) -> None:
            form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            if hub.leads_to and self.path == "/hub":
                self._answer(307, b"", hub.leads_to)
                return
            self._answer(hub.status, hub.refusal if hub.status >= 300 else b"")
            hub._asked(form)

        def _answer(self, status: int, body: bytes, location: str = "") -> None:
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub = Hub(server.server_address[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
