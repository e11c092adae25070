"""Each origin of the register is killed in the middle and resumed: nothing twice, nothing missing, hardly
anything again, as its server counts. A new origin is tried by itself.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import signal
import socket
import tarfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from random import Random

import psycopg2
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from support import programs, warm
from support.file_server import ServedFile, serving
from support.http_server import Answer, Asked, Server, http_server, response
from support.warm import WarmProcess
from wireroom.archive.register import ORIGINS, FromFeeds, FromPlace
from wireroom.landing import LandingWriter, landing_uri
from wireroom.models import Exchange, FeedSpec, Outcome
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_sync import sync_feeds

COUNT = 240  # documents of the day, an article each
MOST_AGAIN = 0.05
DAY = "2026-10-12"
NOON = datetime(2026, 10, 12, 20, tzinfo=UTC)
DATA = re.compile(r"^/(?:2026/10/12/n|web/|old/|feed\?paged=)(\d+)")


def one(url: str, sql: str) -> int:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        return int((cursor.fetchone() or (0,))[0] or 0)


def page(number: int) -> bytes:
    at = NOON - timedelta(minutes=number)
    return (
        f"<!doctype html><html><head><title>Low water {number}</title>"
        f'<meta property="article:published_time" content="{at.isoformat()}"></head><body><article>'
        f"<h1>Low water {number}</h1><p>{f'Tea {number} was given. ' * 20}</p></article></body></html>"
    ).encode()


def feed(number: int, older: str = "") -> bytes:
    """One entry, a minute older than that of the document before."""
    at = (NOON - timedelta(minutes=number)).isoformat()
    text = f"Tea {number} was given. " * 9
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title>{older}<entry><id>urn:{number}</id>'
        f'<title>Low water {number}</title><link href="https://quay.example/{number}"/>'
        f"<updated>{at}</updated><summary>{text}</summary></entry></feed>"
    ).encode()


def answer(path: str, port: int) -> bytes | None:
    """What a site of such an archive says; None: 404."""
    base = f"http://127.0.0.1:{port}"
    if path == "/sitemap.xml":
        pages = "".join(f"<url><loc>{base}/2026/10/12/n{n}</loc></url>" for n in range(1, COUNT + 1))
        return f"<urlset>{pages}</urlset>".encode()
    if path.startswith("/cdx?"):
        at = datetime(2026, 10, 12, tzinfo=UTC)
        lines = (
            f"k {at + timedelta(minutes=n):%Y%m%d%H%M%S} {base}/feed?capture={n} text/xml 200 D{n} 1"
            for n in range(1, COUNT + 1)
        )
        return "\n".join(lines).encode()
    if found := re.match(r"/web/\d+id_/.*capture=(\d+)", path):
        return feed(int(found[1]))
    if found := re.match(r"/old/(\d+)", path):
        number = int(found[1])
        older = f'<link rel="prev-archive" href="{base}/old/{number + 1}"/>' if number < COUNT else ""
        return feed(number, f'<link rel="current" href="{base}/feed"/>{older}')
    if found := re.match(r"/feed\?paged=(\d+)", path):
        return feed(int(found[1]) - 1) if int(found[1]) <= COUNT + 1 else None
    if found := re.match(r"/2026/10/12/n(\d+)", path):
        return page(int(found[1]))
    return feed(0) if path == "/feed" else None


class Everything:
    """What the server answers, by whatever path."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def get(self, path: str) -> Answer:
        body = answer(path, self._server.port)

        def say(sock: socket.socket, asked: Asked) -> None:
            sock.sendall(response(body or b"", status="200 OK" if body is not None else "404 Not Found"))

        return say


def start(environment: dict[str, str], *words: str, batch: int = 2_000) -> WarmProcess:
    return warm.start(programs.command, ["backfill", *words], batch, environment=environment)


def kill_once(running: WarmProcess, is_midway: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 200
    while not is_midway() and time.monotonic() < deadline:
        assert running.poll() is None, running.communicate()[0]
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=60)


@pytest.mark.parametrize("days", [["--since", DAY], []], ids=["a day", "all there is"])
@pytest.mark.parametrize("origin", [name for name, each in ORIGINS.items() if isinstance(each, FromFeeds)])
def test_a_walk_that_was_killed_goes_on_where_it_was(
    database_url: str, tmp_path: Path, origin: str, days: list[str]
) -> None:
    """All that it had fetched was fetched again. Of all there is the same command goes on."""
    with http_server() as server:
        server.answers = Everything(server)  # type: ignore[assignment]
        spec = FeedSpec(server.url("/feed"), private=True, family="quay", archive=server.url("/old/1"))
        with connect(database_url) as conn:
            sync_feeds(conn, [spec], datetime.now(UTC))
        environment = {
            **os.environ,
            "WIREROOM_DATABASE_URL": database_url,
            "WIREROOM_HOME": str(tmp_path),
            "WIREROOM_CDX_URL": server.url("/cdx"),
            "WIREROOM_CDX_PLAYBACK": server.url("/web/{stamp}id_/{url}"),
            "WIREROOM_CDX_PAUSE": "0",
        }

        def fetched() -> Counter[str]:
            return Counter(asked.path for asked in list(server.asked) if DATA.match(asked.path))

        asked = ["run", "--from", origin, *days]
        running = start(environment, *asked)
        kill_once(running, lambda: len(fetched()) >= COUNT // 2)
        before = len(fetched())
        assert before < COUNT, "killed in the middle"
        again = ["resume"] if days else asked
        said, _ = (resumed := start(environment, *again)).communicate(timeout=280)
        assert resumed.returncode == 0, said
        twice = sum(count - 1 for count in fetched().values())
    # all there is has today's entry of the feed, too
    of_archive = "SELECT count(DISTINCT title) FROM news.articles WHERE title ~ '^Low water [1-9]'"
    articles = one(database_url, "SELECT count(*) FROM news.articles")
    assert one(database_url, of_archive) == COUNT
    assert articles - COUNT in ({0} if days else {0, 1})
    assert one(database_url, "SELECT count(*) FROM news.revisions") == articles, "no version twice"
    assert twice <= MOST_AGAIN * COUNT


def test_a_day_of_our_own_landing_that_was_killed_is_filed_to_its_end(
    database_url: str, tmp_path: Path
) -> None:
    with connect(database_url) as conn:
        sync_feeds(conn, [FeedSpec("https://quay.example/feed")], datetime.now(UTC))
    with LandingWriter(landing_uri(str(tmp_path / "landing"), "ingest", NOON, "run", "all")) as writer:
        for number in range(1, COUNT + 1):
            at = NOON + timedelta(seconds=number)
            writer.add(
                Exchange(1, "https://quay.example/feed", at, Outcome.OK, status=200, body=feed(number))
            )
    environment = {
        **os.environ,
        "WIREROOM_DATABASE_URL": database_url,
        "WIREROOM_HOME": str(tmp_path / "home"),
        "WIREROOM_LANDING_URL": str(tmp_path / "landing"),
    }
    articles = "SELECT count(*) FROM news.articles"
    running = start(environment, "run", "--from", "landed", "--since", DAY, batch=12)
    kill_once(running, lambda: one(database_url, articles) >= COUNT // 3)
    assert one(database_url, articles) < COUNT, "killed in the middle"
    said, _ = (resumed := start(environment, "resume")).communicate(timeout=280)
    assert resumed.returncode == 0, said
    assert one(database_url, articles) == one(database_url, "SELECT count(*) FROM news.revisions") == COUNT


def warc(padding: int = 0) -> bytes:
    """A page a record, with so many bytes that are read for nothing."""
    file, draw = io.BytesIO(), Random(1)
    writer = WARCWriter(file, gzip=True)
    for number in range(1, COUNT + 1):
        record = writer.create_warc_record(
            f"https://quay.example/{number}",
            "response",
            payload=io.BytesIO(page(number) + f"<!--{draw.randbytes(padding).hex()}-->".encode()),
            http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2026-10-13T10:00:00Z"},
        )
        writer.write_record(record)
    return file.getvalue()


def packed_pages(padding: int = 0) -> bytes:
    """A page a member, likewise."""
    file, draw = io.BytesIO(), Random(1)
    with zipfile.ZipFile(file, "w") as packed:
        for number in range(1, COUNT + 1):
            body = page(number) + f"<!--{draw.randbytes(padding).hex()}-->".encode()
            packed.writestr(f"{number:04}.html", body)
    return file.getvalue()


def tar_of_pages(padding: int = 0) -> bytes:
    file, draw = io.BytesIO(), Random(1)
    with tarfile.open(fileobj=file, mode="w") as packed:
        for number in range(1, COUNT + 1):
            body = page(number) + f"<!--{draw.randbytes(padding).hex()}-->".encode()
            member = tarfile.TarInfo(f"{number:04}.html")
            member.size = len(body)
            packed.addfile(member, io.BytesIO(body))
    return file.getvalue()


def padded(number: int, padding: int) -> str:
    return page(number).decode() + f"<!--{Random(number).randbytes(padding).hex()}-->"


def lines_of_pages(padding: int = 0) -> bytes:
    """A page a line."""
    rows = ({"id": f"{n}", "html": padded(n, padding)} for n in range(1, COUNT + 1))
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


def table_of_pages(padding: int = 0) -> bytes:
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(("id", "html"))
    rows.writerows((f"{n}", padded(n, padding)) for n in range(1, COUNT + 1))
    return file.getvalue().encode()


def mailbox_of_pages(padding: int = 0) -> bytes:
    def message(number: int) -> str:
        at = format_datetime(NOON - timedelta(minutes=number))
        head = f"From q\nFrom: q@quay.example\nMessage-ID: <{number}@quay>\nSubject: Low water {number}\n"
        kind = "MIME-Version: 1.0\nContent-Type: text/html\n"
        return f"{head}Date: {at}\n{kind}\n{padded(number, padding)}\n\n"

    return "".join(message(number) for number in range(1, COUNT + 1)).encode()


CRAWL = "crawl-data/CC-NEWS/2026/10"
CRAWLED = f"{CRAWL}/CC-NEWS-20261013100000-00001.warc.gz"
LIST = gzip.compress(f"{CRAWLED}\n".encode())


def killed_and_resumed(
    environment: dict[str, str], origin: str, place: str, during: Callable[[], None] = lambda: None
) -> str:
    """What the resumed command says; every page is then there once."""
    days = ["--since", "2026-10-13"] if origin == "ccnews" else []
    database_url = environment["WIREROOM_DATABASE_URL"]
    running = start(environment, "run", "--from", f"{origin}:{place}", *days, batch=2)
    articles = "SELECT count(*) FROM news.articles"
    kill_once(running, lambda: one(database_url, articles) >= COUNT // 3)
    assert one(database_url, articles) < COUNT, "killed in the middle"
    during()
    said, _ = (resumed := start(environment, "resume")).communicate(timeout=280)
    assert resumed.returncode == 0, said
    assert one(database_url, articles) == one(database_url, "SELECT count(*) FROM news.revisions") == COUNT
    return said


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "WIREROOM_DATABASE_URL": database_url,
        "WIREROOM_HOME": str(tmp_path / "home"),
        "FSSPEC_HTTP": '{"block_size": 1}',  # reads nothing ahead: 5 MB as it comes
    }


@pytest.mark.parametrize("origin", ["warc", "ccnews"])
def test_a_file_that_was_being_read_goes_on_after_the_last_page_that_was_filed(
    environment: dict[str, str], tmp_path: Path, origin: str
) -> None:
    (tmp_path / CRAWL).mkdir(parents=True)
    (tmp_path / CRAWLED).write_bytes(warc())
    (tmp_path / CRAWL / "warc.paths.gz").write_bytes(LIST)
    killed_and_resumed(environment, origin, str(tmp_path / CRAWLED if origin == "warc" else tmp_path))
    url = environment["WIREROOM_DATABASE_URL"]
    assert one(url, "SELECT sum(inserted) FROM news.backfill_units") == COUNT
    assert one(url, "SELECT sum(unchanged) FROM news.backfill_units") <= MOST_AGAIN * COUNT


KEPT: dict[str, list[tuple[str, Callable[[int], bytes]]]] = {  # origin → a file of it, and how it is called
    "warc": [("crawl.warc.gz", warc)],
    "ccnews": [(CRAWLED, warc)],
    "documents": [
        ("saved.zip", packed_pages),
        ("saved.tar", tar_of_pages),
        ("saved.jsonl", lines_of_pages),
        ("saved.csv", table_of_pages),
        ("saved.mbox", mailbox_of_pages),
    ],
}


@pytest.mark.parametrize(
    ("origin", "name", "make"),
    [
        pytest.param(origin, name, make, id=name.rpartition("/")[2])
        for origin, each in ORIGINS.items()
        if isinstance(each, FromPlace)
        for name, make in KEPT[origin]  # a new origin of files says here what it reads
    ],
)
def test_a_file_elsewhere_is_not_fetched_from_its_start_again(
    environment: dict[str, str], origin: str, name: str, make: Callable[[int], bytes]
) -> None:
    """All that had come before the kill was fetched again.

    What is: the batch that was not filed yet, what was read ahead, and the beginning of the file. Each part
    that is asked for is 256 KB, so the file is of 48 MB.
    """
    file = ServedFile(make(100_000), name=name, paths={f"/{CRAWL}/warc.paths.gz": LIST})
    with serving(file):
        place = file.url.removesuffix(f"/{CRAWLED}") if origin == "ccnews" else file.url
        killed_and_resumed(environment, origin, place)
    assert file.bytes_again <= MOST_AGAIN * len(file.content)


def test_from_a_server_that_gives_no_parts_a_file_is_downloaded_again_and_that_is_said(
    environment: dict[str, str],
) -> None:
    with serving(ServedFile(warc(), in_parts=False, says="none")) as file:
        said = killed_and_resumed(environment, "warc", file.url)
    assert "gives no parts of files" in said


def test_a_file_that_has_changed_meanwhile_is_read_anew(environment: dict[str, str]) -> None:
    """By its ETag: a bookmark in another file leads anywhere."""
    with serving(ServedFile(warc(padding=50_000))) as file:

        def change() -> None:
            packed_at = b"\1\0\0\0"  # by its first gzip header: as long as it was, and as whole
            file.content = file.content[:4] + packed_at + file.content[8:]
            file.sent.clear()

        killed_and_resumed(environment, "warc", file.url, change)
    assert file.sent_bytes >= len(file.content)
