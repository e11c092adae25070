"""What a hostile or merely huge answer may cost in memory: the peak of a process of its own."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.http_server import Answer, Server, drip, http_server, raw, response

MB = 1024 * 1024
ONE_EXCHANGE = 200  # MB at most, of which 75 are the program itself
ONE_SHARD = 400
HEAD = b"HTTP/1.1 200 OK\r\n"

# Of the process or its child, which does the filing. VmHWM, since ru_maxrss begins with the parent's.
PEAK = """
import resource
def peak():
    line = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    return max(int(line.split()[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024
"""
# One exchange, landed.
EXCHANGE = f"""
import sys
from datetime import UTC, datetime
from wireroom.fetch import fetch_feeds
from wireroom.landing import LandingWriter
from wireroom.models import Feed, FeedSpec
from wireroom.settings import Settings
{PEAK}
feeds = [Feed(1, FeedSpec(sys.argv[1], private=True))]
with LandingWriter(sys.argv[2]) as landing:
    for exchange in fetch_feeds(feeds, Settings(), clock=lambda: datetime.now(UTC)):
        landing.add(exchange)
        outcome = exchange.outcome
print(outcome, peak())
"""
# All feeds of feeds.yaml, collected and filed as one shard.
SHARD = f"""
from datetime import UTC, datetime
from wireroom.ingest.run_ingest import run_ingest
from wireroom.settings import Settings
{PEAK}
report = run_ingest(Settings.from_environment(), key="large", clock=lambda: datetime.now(UTC))
print(report.counts.inserted, sum(poll.outcome.is_healthy for poll in report.polls), peak())
"""
# One body, read and understood.
READING = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from wireroom.runtime.document_budget import RefusedDocuments, Watchdog
from wireroom.models import Exchange, Feed, FeedSpec, Outcome
from wireroom.transform.read_document import read_twice
from wireroom.settings import Budget
{PEAK}
body = Path(sys.argv[1]).read_bytes()
feed = Feed(1, FeedSpec("https://a.example/feed"))
exchange = Exchange(1, feed.spec.url, datetime.now(UTC), Outcome.OK, status=200, body=body)
watch = Watchdog(Budget(600, 600), RefusedDocuments())
watch.document(1)
reading = read_twice(feed, exchange, watch, random=lambda: 1.0)
print(len(reading.parsed.entries), reading.parsed.left_out, peak())
"""
# One body, landed, and all that is to be filed of it.
TRANSFORMING = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from wireroom.load import transform_poll
from wireroom.models import Exchange, Feed, FeedSpec, Landed, LandedRef, Outcome
from wireroom.runtime.document_budget import RefusedDocuments, Watchdog
from wireroom.runtime.this_process import give_back_large_blocks
from wireroom.settings import Budget, Settings
{PEAK}
def landed():
    body = Path(sys.argv[1]).read_bytes()
    url = "https://a.example/feed"
    return Landed(Exchange(1, url, datetime.now(UTC), Outcome.OK, status=200, body=body), LandedRef("x", "y"))
give_back_large_blocks()
watch = Watchdog(Budget(600, 600), RefusedDocuments())
feed = Feed(1, FeedSpec("https://a.example/feed"))
made = transform_poll(feed, landed(), Settings(), watch, now=datetime.now(UTC), random=lambda: 1.0)
print(len(made.articles), peak())
"""
# A folder of saved documents, each part looked at.
SAVED = f"""
import sys
from datetime import UTC, datetime
from wireroom.archive.files_origin import Place
from wireroom.archive.saved.documents import DocumentsOrigin
{PEAK}
def refused(error):
    raise error
origin = DocumentsOrigin(Place(sys.argv[1], refused, datetime.now(UTC)))
print(sum(document.body.count(b"<item>") for document in origin.documents(None)), peak())
"""


def run(program: str, *arguments: str, **environ: str) -> list[str]:
    """The words that a process of its own prints last."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={"PATH": "/usr/bin:/bin", **environ},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()[-1].split()


def feed_of(size: int, entries: int = 20) -> bytes:
    """A feed of `size` bytes, most of them a remark."""
    items = b"".join(
        b"<item><title>Ferry %d sails</title><guid>%d</guid></item>" % (n, n) for n in range(entries)
    )
    head, end = b"<rss version='2.0'><channel><title>T</title>" + items + b"<!--", b"--></channel></rss>"
    return head + b" pears" * ((size - len(head) - len(end)) // 6) + end


@pytest.fixture
def server() -> Iterator[Server]:
    with http_server() as running:
        yield running


def chunks_of_one_byte() -> bytes:
    return HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 300_000


HUGE: dict[str, Answer] = {
    "60 MB of headers": raw(HEAD + (b"X: " + b"y" * 60_000 + b"\r\n") * 999 + b"\r\n"),
    "60 MB of one header": raw(HEAD + b"X: " + b"y" * 60 * MB + b"\r\n\r\n"),
    "early hints without end": drip(0.0, (b"HTTP/1.1 103 E\r\n" + b"X: y\r\n" * 200 + b"\r\n") * 9, head=b""),
    "31 MB": raw(response(feed_of(31 * MB))),
    "31 MB packed": raw(response(gzip.compress(feed_of(31 * MB), 0), headers={"Content-Encoding": "gzip"})),
    "more than the limit": drip(0.0, b" " * MB, head=HEAD + b"\r\n"),
    "a bomb": raw(response(gzip.compress(b" " * 300 * MB), headers={"Content-Encoding": "gzip"})),
    "a chunk size of 60 MB": raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 60 * MB),
    "trailers of 60 MB": raw(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n" + (b"X: " + b"y" * 60_000 + b"\r\n") * 999
    ),
    "chunks of one byte": raw(chunks_of_one_byte()),
    "60 MB on an error page": raw(response(b" " * 60 * MB, status="500 Oops")),
}


@pytest.mark.parametrize("answer", HUGE.values(), ids=HUGE)
def test_no_answer_costs_more_than_its_share_of_memory(
    server: Server, tmp_path: Path, answer: Answer
) -> None:
    outcome, peak = run(EXCHANGE, server.on("/feed", answer), str(tmp_path / "one.warc.gz"))
    assert int(peak) < ONE_EXCHANGE, outcome


def test_a_shard_of_huge_feeds_is_collected_and_filed_in_little_memory(
    server: Server, database_url: str, tmp_path: Path
) -> None:
    """Fourteen feeds of 31 MB cost 1 GB."""
    names = [f"paper-{n}.localhost" for n in range(14)]
    server.sends("/feed", feed_of(31 * MB))
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text(
        "feeds:\n"
        + "".join(f"  - {{url: '{server.url('/feed', host=name)}', private: true}}\n" for name in names)
    )
    inserted, well, peak = run(
        SHARD,
        WIREROOM_HOME=str(tmp_path),
        WIREROOM_DATABASE_URL=database_url,
        WIREROOM_FEEDS_FILE=str(feeds),
        WIREROOM_MAX_SHARDS="1",
    )
    assert (int(inserted), int(well)) == (14 * 20, 14)
    assert int(peak) < ONE_SHARD


RSS, ITEM = (
    b"<rss version='2.0'><channel>%s</channel></rss>",
    b"<item><title>F %d</title><guid>%d</guid></item>",
)
LONG = (
    b"<item><title>F %d</title><guid>%d</guid><description>" + b"It sails. " * 145 + b"</description></item>"
)


def _many(one: bytes, count: int) -> bytes:
    return b"".join(one % (number, number) for number in range(count))


MANY: dict[str, tuple[Callable[[], bytes], int]] = {
    "300,000 entries": (lambda: RSS % _many(ITEM, 300_000), 300_000),
    "300,000 entries, damaged": (lambda: RSS % (b"<b></i>" + _many(ITEM, 300_000)), 300_000),
    "31 MB of 20,000 entries": (lambda: RSS % _many(LONG, 20_000), 20_000),
    "400,000 pages": (
        lambda: b"<urlset>%s</urlset>" % _many(b"<url><loc>http://a/%d/%d</loc></url>", 400_000),
        400_000,
    ),
    "400,000 items": (
        lambda: (
            b'{"version":"https://jsonfeed.org/version/1","items":[{}%s]}'
            % _many(b',{"id":%d,"title":"F %d"}', 400_000)
        ),
        400_001,
    ),
    # One such character makes four bytes of each in Python's text: 228 MB.
    "29 MB with an emoji": (
        lambda: RSS % ("<title>\U0001f600</title>".encode() + _many(LONG, 19_000)),
        19_000,
    ),
    "16 MB of windows-1251": (
        lambda: (
            b"<?xml version='1.0' encoding='windows-1251'?>"
            + RSS % _many(LONG.replace(b"It sails. ", "Паром идёт. ".encode("cp1251")), 9_000)
        ),
        9_000,
    ),
    "9 MB of bare ampersands": (
        lambda: (
            RSS % (b"<item><title>a</title><description>" + b"& " * (9 * MB // 2) + b"</description></item>")
        ),
        1,
    ),
}


@pytest.mark.parametrize(("body", "count"), MANY.values(), ids=MANY)
def test_a_large_document_is_read_in_little_memory(
    tmp_path: Path, body: Callable[[], bytes], count: int
) -> None:
    """They took 330 to 750 MB, as trees and lists of which most was left out then."""
    (tmp_path / "body").write_bytes(body())
    kept, left_out, peak = run(READING, str(tmp_path / "body"))
    assert int(kept) + int(left_out) == count
    assert int(peak) < ONE_EXCHANGE


def test_a_large_document_is_let_go_of_before_its_articles_are_made(tmp_path: Path) -> None:
    """It took 240 MB, 142 of them the program and its language model as the library loads it."""
    body, _ = MANY["16 MB of windows-1251"]
    (tmp_path / "body").write_bytes(body())
    made, peak = run(TRANSFORMING, str(tmp_path / "body"))
    assert int(made) == 5_000
    assert int(peak) < ONE_EXCHANGE


def test_a_large_document_is_collected_and_filed_in_little_memory(
    server: Server, database_url: str, tmp_path: Path
) -> None:
    """Its 5,000 articles took 246 MB: all that goes to Postgres was held beside them as one piece."""
    body, _ = MANY["16 MB of windows-1251"]
    server.sends("/feed", body())
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text(f"feeds: [{{url: '{server.url('/feed', host='a.localhost')}', private: true}}]\n")
    inserted, well, peak = run(
        SHARD,
        WIREROOM_HOME=str(tmp_path),
        WIREROOM_DATABASE_URL=database_url,
        WIREROOM_FEEDS_FILE=str(feeds),
        WIREROOM_MAX_SHARDS="1",
    )
    assert (int(inserted), int(well)) == (5_000, 1)
    assert int(peak) < ONE_EXCHANGE


def test_a_saved_feed_of_any_size_takes_the_memory_of_a_part(tmp_path: Path) -> None:
    (tmp_path / "saved.xml").write_bytes(RSS % _many(LONG, 40_000))
    assert (tmp_path / "saved.xml").stat().st_size > 60_000_000
    given, peak = run(SAVED, str(tmp_path))
    assert int(given) == 40_000
    assert int(peak) < ONE_EXCHANGE
