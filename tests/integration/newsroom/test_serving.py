"""The newsroom on a real socket: keep-alive, streams, rude readers, the command."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import requests

from wireroom.newsroom import NewsroomApp, NewsroomClock, NewsroomServer

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[NewsroomServer]:
    with NewsroomServer(NewsroomApp(NewsroomClock(NOW, 0), generated=200)) as running:
        yield running


def get(
    server: NewsroomServer, host: str, path: str, method: str = "GET", **more: object
) -> requests.Response:
    url = f"http://127.0.0.1:{server.port}{path}"
    headers = {"Host": f"{host}.localhost:8799"}
    return requests.request(method, url, headers=headers, timeout=60, **more)  # type: ignore[arg-type]


def exchange(server: NewsroomServer, sent: bytes) -> bytes:
    """Raw bytes in, everything up to the end of the connection out."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as sock:
        sock.sendall(sent)
        return b"".join(iter(lambda: sock.recv(65_536), b""))


def test_outlets_answer_by_their_host_wherever_they_listen(server: NewsroomServer) -> None:
    assert "Harbour Post" in get(server, "harbour-post", "/rss.xml").text
    assert "Stadtbote" in get(server, "stadtbote-nord", "/atom.xml").text


def test_one_connection_serves_many_requests(server: NewsroomServer) -> None:
    ask = b"GET /robots.txt HTTP/1.1\r\nHost: harbour-post.localhost:8799\r\n\r\n"
    last = ask.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    assert exchange(server, ask * 5 + last).count(b"HTTP/1.1 200 OK") == 6


def test_http_1_0_is_answered_and_closed(server: NewsroomServer) -> None:
    assert b"Connection: close" in exchange(server, b"GET / HTTP/1.0\r\n\r\n")


def test_head_sends_the_length_and_no_body(server: NewsroomServer) -> None:
    answer = get(server, "granite-notice", "/rss.xml", "HEAD")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 1_000


@pytest.mark.parametrize(
    "sent",
    [b"NONSENSE\r\n\r\n", b"GET http://[::1 HTTP/1.1\r\n\r\n", b"\r\n\r\n"],
    ids=["no request", "broken address", "nothing"],
)
def test_what_is_no_request_is_refused(server: NewsroomServer, sent: bytes) -> None:
    assert exchange(server, sent).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "sent",
    [b"GET / HTTP/1.1\r\nX: " + b"x" * 200_000, b"POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"],
    ids=["endless header", "endless body"],
)
def test_what_is_too_large_is_hung_up_on(server: NewsroomServer, sent: bytes) -> None:
    with contextlib.suppress(ConnectionError):  # reset while the rest was under way: hung up on, too
        assert exchange(server, sent) == b""
    assert get(server, "harbour-post", "/robots.txt").ok


def test_the_endless_feed_ends_with_its_reader_and_the_others_are_served(server: NewsroomServer) -> None:
    with get(server, "endless-roll", "/rss.xml", stream=True) as answer:
        read = sum(len(part) for part, _ in zip(answer.iter_content(100_000), range(30), strict=False))
        assert read > 1_000_000
        assert get(server, "harbour-post", "/robots.txt").ok


@pytest.mark.slow
def test_the_slow_feed_arrives_while_others_are_served(server: NewsroomServer) -> None:
    began = time.monotonic()
    with get(server, "slow-barge", "/rss.xml", stream=True) as answer, ThreadPoolExecutor(1) as pool:
        slow = pool.submit(lambda: answer.content)
        assert get(server, "harbour-post", "/robots.txt").ok
        time.sleep(0.3)  # where one waits for the other, the slow one has ended now
        assert not slow.done()
        assert slow.result().endswith(b"</rss>\n")
    assert time.monotonic() - began > 3


def test_two_hundred_readers_at_once_are_all_answered(server: NewsroomServer) -> None:
    paths = ("/rss.xml", "/atom.xml", "/feed.json")
    with ThreadPoolExecutor(40) as pool:
        answers = pool.map(lambda n: get(server, f"outlet-{n:05d}", paths[n % 3]).status_code, range(200))
        assert list(answers) == [200] * 200


def start(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "wireroom.cli.main", "newsroom", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_command_says_where_it_listens_and_ends_when_told() -> None:
    with start("--port", "0", "--feeds", "5", "--start", "2026-11-23T12:00Z") as process:
        assert process.stdout
        said = process.stdout.readline()
        port = said.partition("127.0.0.1:")[2].partition(":")[0]
        answer = requests.get(f"http://127.0.0.1:{port}/-/clock", timeout=60)
        process.terminate()
        assert process.wait(60) == 0
    assert answer.text.startswith("2026-11-23T12:00")


def test_a_port_that_is_taken_is_said_in_one_line(server: NewsroomServer) -> None:
    with start("--port", str(server.port)) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "choose another --port" in said
