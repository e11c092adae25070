"""How fast feeds are fetched and landed, beside a plain loop of `requests` that keeps nothing.

    python bench/fetch.py [--feeds 10000] [--hosts 2000] [--threads 32] [--times 3]

A server of its own process answers on as many loopback addresses as there are hosts (all of 127.0.0.0/8 is
one machine on Linux). Cold: whole documents of 20 kB; warm: 304 to the validators of before. No pauses, which
both would only sleep through. CPU and wall seconds are the least of several, each of a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter

from wireroom.fetch import fetch_feeds
from wireroom.landing import LandingWriter
from wireroom.models import Feed, FeedSpec, Outcome, Validators
from wireroom.settings import Settings

GOAL = 0.8  # of the plain loop's speed
ETAG = '"one"'
ITEM = (
    "<item><title>Report {n}</title><link>https://bay.example/{n}</link>"
    "<description>{text}</description></item>"
)
BODY = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Bay</title>"
    + "".join(ITEM.format(n=number, text="Every word of it stands here. " * 24) for number in range(25))
    + "</channel></rss>"
).encode()
HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: {ETAG}\r\nContent-Length: {len(BODY)}"
WHOLE = f"{HEAD}\r\n\r\n".encode() + BODY
SAME = f"HTTP/1.1 304 Not Modified\r\nETag: {ETAG}\r\n\r\n".encode()
Measured = tuple[float, float, float]  # CPU seconds, wall seconds, MB


class Answers(asyncio.Protocol):
    """The same document at every address, to as many requests as a connection brings."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._head = transport, b""

    def data_received(self, data: bytes) -> None:
        self._head += data
        while b"\r\n\r\n" in self._head:
            head, _, self._head = self._head.partition(b"\r\n\r\n")
            self._transport.write(SAME if b"if-none-match" in head.lower() else WHOLE)  # type: ignore[attr-defined]


def serve(ready: Connection) -> None:
    """Until the process is ended; `ready` is sent the port."""

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(Answers, "0.0.0.0", 0, backlog=1024)
        ready.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def url_of(number: int, hosts: int, port: int) -> str:
    """Feeds of one host are at one address."""
    host = number % hosts
    return f"http://127.1.{host // 250}.{host % 250 + 1}:{port}/{number}.xml"


def ours(urls: Sequence[str], threads: int, *, warm: bool) -> int:
    """Fetch and land; how many answered as they should."""
    validators = Validators(ETAG, None, b"x" * 32) if warm else Validators()
    feeds = [
        Feed(number, FeedSpec(url, private=True, family=url.rpartition("/")[0]), validators)
        for number, url in enumerate(urls)
    ]
    wished, well = (Outcome.NOT_MODIFIED if warm else Outcome.OK), 0
    with (
        tempfile.TemporaryDirectory() as folder,
        LandingWriter((Path(folder) / "feeds.warc.gz").as_uri()) as writer,
    ):
        settings = replace(
            Settings(), fetch_threads=threads, family_pause=0.0, turns_folder=Path(folder) / "turns"
        )
        for exchange in fetch_feeds(feeds, settings, clock=lambda: datetime.now(UTC)):
            writer.add(exchange)
            well += exchange.outcome is wished
    return well


def plain(urls: Sequence[str], threads: int, *, warm: bool) -> int:
    """A session a thread, as a script would."""
    local = threading.local()
    headers = {"If-None-Match": ETAG} if warm else {}

    def get(url: str) -> bool:
        if not hasattr(local, "session"):
            local.session = requests.Session()
            local.session.mount("http://", HTTPAdapter(pool_connections=100))
        answer = local.session.get(url, headers=headers, timeout=30)
        return answer.status_code == 304 if warm else len(answer.content) == len(BODY)

    with ThreadPoolExecutor(threads) as pool:
        return sum(pool.map(get, urls))


def measured(work: Callable[..., int], urls: Sequence[str], threads: int, warm: bool) -> Measured:
    """In this process, which does nothing else."""
    began, busy = time.perf_counter(), time.process_time()
    well = work(urls, threads, warm=warm)
    if well != len(urls):
        raise SystemExit(f"{work.__name__}: {well} of {len(urls)} feeds answered as they should")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return time.process_time() - busy, time.perf_counter() - began, memory


def main() -> int:
    """Exit code 1 where it is slower than the goal, by CPU time: a busy machine leaves that alone."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=10_000)
    parser.add_argument("--hosts", type=int, default=2_000)
    parser.add_argument("--threads", type=int, default=32)
    parser.add_argument("--times", type=int, default=3)
    arguments = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    ready, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    port = ready.recv()
    urls = [url_of(number, arguments.hosts, port) for number in range(arguments.feeds)]
    well = True
    for name, warm in (("cold", False), ("warm", True)):
        least: dict[str, Measured] = {}
        for work in (plain, ours):
            with context.Pool(1, maxtasksperchild=1) as pool:
                runs = [
                    pool.apply(measured, (work, urls, arguments.threads, warm))
                    for _ in range(arguments.times)
                ]
            least[work.__name__] = min(runs)
            cpu, wall, memory = least[work.__name__]
            print(f"{name} {work.__name__:5} {cpu:7.2f} s CPU {wall:7.2f} s {memory:5.0f} MB", flush=True)
        ratio = least["plain"][0] / least["ours"][0]
        well &= ratio >= GOAL
        print(f"{name}: {ratio:.2f} of the plain loop by CPU time, goal {GOAL}", flush=True)
    server.terminate()
    return int(not well)


if __name__ == "__main__":
    sys.exit(main())
