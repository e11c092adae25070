"""What reading archives costs: pages a CPU second out of a WARC, memory over a large one, planning a folder.

    python bench/backfill.py [--pages 60] [--megabytes 2000] [--files 100000] [--peers PYTHON]

CPU time of this process, without the store but for planning. `--peers`: a Python that has news-please, Fundus
and trafilatura (`pip install news-please fundus`), to run bench/backfill_peers.py on the same records.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from multiprocessing import Pool
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from rows import Row, corpora
from wireroom.archive.files_origin import Place
from wireroom.archive.register import origin_named
from wireroom.backfill.plan_files import plan_files
from wireroom.errors import DocumentError, NotAFeedError
from wireroom.models import ArchivedDocument, BackfillRequest, FeedContext
from wireroom.settings import Settings
from wireroom.store.schema.migrate import migrate
from wireroom.transform.transform_document import transform_document

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 23, tzinfo=UTC)
MOST_OF_TWO = 1.15  # times the CPU of a page, where two processes read
MOST_GROWTH = 64  # megabytes of memory, after the first tenth of a file
MOST_PLANNING = 5.0  # CPU seconds for 100,000 files


def documents(path: Path) -> Iterator[ArchivedDocument]:
    """The pages and feeds of a WARC file, as a backfill reads them."""
    origin = origin_named("warc").open(Place(str(path), print, NOW))  # type: ignore[arg-type]
    for unit in origin.list():  # type: ignore[attr-defined]
        try:
            yield from origin.read(unit, Counter())  # type: ignore[attr-defined]
        except DocumentError as error:
            print(f"  {error}", file=sys.stderr)


def read(path: Path, pages: int) -> tuple[int, int, float]:
    """Documents, articles and CPU seconds."""
    began, count, articles = time.process_time(), 0, 0
    for document in islice(documents(path), pages):
        context = FeedContext(feed_id=0, url=document.url, seen_at=min(document.captured_at, NOW))
        count += 1
        try:
            found = transform_document(
                document.body, context=context, content_type=document.content_type, or_page=True
            )
        except NotAFeedError:
            continue
        articles += len(found.articles)
    return count, articles, time.process_time() - began


def speed(path: Path, pages: int, peers: str | None) -> Row:
    read(path, pages)  # models and tables load once a process
    count, articles, seconds = read(path, pages)
    told = ""
    if peers:
        command = [peers, str(ROOT / "bench" / "backfill_peers.py"), str(path)]
        ids = "\n".join(document.uri.rpartition("#")[2] for document in islice(documents(path), pages))
        said = subprocess.run(
            command, input=ids, stdout=subprocess.PIPE, text=True, timeout=1800, check=True
        ).stdout
        found = json.loads(said.splitlines()[-1])
        told = "; ".join(
            f"{name} {asked / max(spent, 1e-9):.1f} (text of {came} of {asked})"
            for name, (came, asked, spent) in found.items()
        )
    ours = f"{count / seconds:.1f} a second ({count} documents, {articles} articles, {seconds:.1f} s)"
    return Row("pages of a WARC, per CPU second", path.name, ours, told or "not asked", "", ok=articles > 0)


def two_at_once(path: Path, pages: int) -> Row:
    """The least of three of each, in turn: others use the processors too."""
    alone, together = list[float](), list[float]()
    with Pool(2) as pool:
        pool.starmap(read, [(path, 20)] * 2)  # models and tables load once a process
        for _ in range(3):
            count, _, seconds = pool.apply(read, (path, pages))
            alone.append(seconds)
            both = pool.starmap(read, [(path, pages)] * 2, chunksize=1)
            together.append(sum(seconds for _, _, seconds in both) / 2)
    times = min(together) / min(alone)
    ours = f"{times:.2f} × the CPU of one"
    return Row("two processes", f"{count} documents each", ours, "", f"≤ {MOST_OF_TWO}", times <= MOST_OF_TWO)


def memory(path: Path, megabytes: int, folder: Path) -> Row:
    """A file of so many megabytes, made of the records of `path` under other addresses."""
    large = folder / "large.warc"
    bodies = [document.body for document in documents(path)]
    with large.open("wb") as file:
        writer, number = WARCWriter(file, gzip=False), 0
        while file.tell() < megabytes * 1_000_000:
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            body = BytesIO(bodies[number % len(bodies)])
            record = writer.create_warc_record(
                f"https://a.example/{number}", "response", payload=body, http_headers=head
            )
            writer.write_record(record)
            number += 1
    early = 0.0
    for place, _ in enumerate(documents(large)):
        if place == number // 10:
            early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - early
    on = f"{large.stat().st_size / 1e9:.2f} GB, {number:,} records"
    large.unlink()
    ours = f"{growth:.0f} MB more than after a tenth"
    return Row("memory over a large WARC", on, ours, "", f"≤ {MOST_GROWTH} MB", growth <= MOST_GROWTH)


def planning(files: int, folder: Path) -> Row:
    """What writing down 100,000 names of files takes, in a database of the tests'."""
    sys.path.insert(0, str(ROOT / "tests"))
    from support import postgres

    place = folder / "many"
    for number in range(files):
        below = place / f"{number // 1_000:04}"
        if number % 1_000 == 0:
            below.mkdir(parents=True)
        (below / f"{number}.txt").write_bytes(b"date 2022-02-08 Tea.")
    with postgres.admin_url() as admin, postgres.database(admin) as url:
        migrate(url)
        settings = replace(Settings(), database_url=url)
        began = time.process_time()
        plan = plan_files(
            settings, BackfillRequest("documents", str(place)), key="bench", now=NOW, max_sets=32
        )
        seconds = time.process_time() - began
    bar = MOST_PLANNING * files / 100_000
    ours = f"{seconds:.1f} CPU s, {len(plan.sets)} sets"
    return Row(
        "planning a folder", f"{plan.found:,} files", ours, "", f"≤ {bar:.1f} CPU s",
        seconds <= bar and plan.files == files,
    )  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--megabytes", type=int, default=2_000)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--peers", help="a Python that has them")
    asked = parser.parse_args()
    warc = corpora() / "archive" / "news-shown.warc.gz"
    with tempfile.TemporaryDirectory(prefix="wireroom-bench-") as name:
        rows = [
            speed(warc, asked.pages, asked.peers),
            two_at_once(warc, asked.pages),
            memory(warc, asked.megabytes, Path(name)),
            planning(asked.files, Path(name)),
        ]
    for row in rows:
        mark = "ok" if row.ok else "NOT"
        print(f"{mark:3} {row.what} ({row.on}): {row.ours}" + (f"; bar {row.bar}" if row.bar else ""))
        if row.peers:
            print(f"    peers: {row.peers}")
    return 0 if all(row.ok for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
