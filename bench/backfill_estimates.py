"""What planning says that backfills will cost in, beside what they then cost, on every origin: a table.

    python bench/backfill_estimates.py [--only rfc5005 …]

Requests, bytes, articles and CPU time. The newsroom's archives on loopback, and files of our making: tiny
texts first, then pages, zips, rows, a folder of many kinds, large single files and WARC files. Of days
something is read first: nobody knows articles and CPU time of what nothing was read of. Starts a PostgreSQL
of its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from support import mixed_documents, postgres
from support.file_backfills import file_place
from support.sample_newsroom import Newsroom, newsroom, subscribe
from wireroom.backfill.file_day import file_day
from wireroom.backfill.gather import gather
from wireroom.backfill.jobs import DayRequest
from wireroom.backfill.plan_day import plan_day
from wireroom.backfill.plan_files import FilesPlan
from wireroom.backfill.plan_range import RangeCost, plan_range
from wireroom.ingest.run_ingest import run_ingest
from wireroom.store.schema.migrate import migrate

OCTOBER = [date(2026, 10, day) for day in (12, 13, 14)], [date(2026, 10, day) for day in (4, 5, 6, 7)]
NOVEMBER = [date(2026, 11, day) for day in (20, 21)], [date(2026, 11, day) for day in (17, 18, 19)]
FEEDS = {
    "landed": ("",),
    "rfc5005": ("estuary-almanac", "pegel-chronik"),
    "paged": ("diario-del-puerto",),
    "sitemaps": ("estuary-almanac",),
    "cdx": ("estuary-almanac",),
}
MOST = 2.0  # times
FEW = 6  # articles or requests, and half a second, more or less: no estimate can tell of so little


@dataclass(frozen=True)
class Told:
    """An estimate, or what came."""

    requests: int | None = None
    size: int | None = None
    articles: int | None = None
    cpu: float | None = None


def of_days(room: Newsroom, origin: str, days: Sequence[date]) -> tuple[Told, Told]:
    """Planned, then loaded."""
    total = RangeCost()
    for source in plan_range(room.settings, days, origins=[origin], clock=room.clock):
        total.add(source)
    is_known = not total.unread
    articles, cpu = (total.articles, total.cpu_seconds) if is_known else (None, None)
    estimate = Told(total.requests, None if total.unknown else total.size, articles, cpu)
    requests = size = read = 0
    began = cpu_seconds()
    for day in days:
        plan = plan_day(room.settings, DayRequest(day, [origin]), key=f"{day} {origin}", now=room.now)
        for job in plan.jobs:
            gathered = gather(room.settings, job, day=day, run_key=f"{day}", clock=room.clock)
            requests += sum(walk.requests for walk in gathered.walks)
            size += sum(walk.size for walk in gathered.walks) if gathered.walks else job.size or 0
            filed = file_day(room.settings, gathered, run_id=plan.run_id, day=day, now=room.now)
            read += filed.counts.entries
            room.now += timedelta(seconds=1)  # landing files are named by the second
    return estimate, Told(requests, size, read, cpu_seconds() - began)


def of_files(room: Newsroom, origin: str, place: Path, window: tuple[date, date] | None) -> tuple[Told, Told]:
    """Likewise."""
    planned: list[tuple[FilesPlan, float]] = []
    filed = file_place(
        room.settings,
        origin,
        str(place),
        key=f"{origin} {place} {window}",
        now=room.now,
        window=window,
        on_plan=lambda plan: planned.append((plan, cpu_seconds())),
    )
    ((plan, began),) = planned
    estimate = Told(0, plan.size, plan.expected.articles, plan.expected.cpu_seconds)
    return estimate, Told(0, plan.size, filed.counts.entries, cpu_seconds() - began)


def cpu_seconds() -> float:
    return sum(os.times()[:4])


def text(number: int, sentences: int) -> bytes:
    """A text of a line or two."""
    return f"date 2026-10-12 Ferry {number}. {'Tea was given. ' * sentences}".encode()


def pages(number: int, length: int) -> bytes:
    """A page with so many characters of text and twice as many of markup around it."""
    draw = Random(number)
    text, size = list[str](), 0
    while size < length:
        sentence = " ".join(draw.choices(mixed_documents.WORDS, k=12)).capitalize() + ". "
        text.append(f"<p>{sentence * 3}</p>")
        size += len(sentence) * 3
    menu = "".join(
        f'<li><a href="/{n}">{draw.choice(mixed_documents.WORDS)}</a></li>' for n in range(length // 20)
    )
    return (
        f"<html><head><title>Page {number}</title><meta property='article:published_time' "
        f"content='2026-10-{number % 28 + 1:02}T08:00:00Z'></head><body><nav><ul>{menu}</ul></nav><article>"
        f"<h1>Page {number}</h1>{''.join(text)}</article></body></html>"
    ).encode()


def warc(numbers: range, length: int) -> bytes:
    """Each third record is a picture."""
    out, draw = BytesIO(), Random(1)
    writer = WARCWriter(out, gzip=True)
    for number in numbers:
        is_page = number % 3 != 0
        body = pages(number, length) if is_page else draw.randbytes(length)
        kind = "text/html" if is_page else "image/png"
        head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://a.example/{number}", "response", payload=BytesIO(body), http_headers=head,
            warc_headers_dict={"WARC-Date": "2026-11-20T08:00:00Z"},
        )  # fmt: skip
        writer.write_record(record)
    return out.getvalue()


def documents(folder: Path) -> Iterator[tuple[str, Path]]:
    """Places of saved documents, each of another kind, in the order that they are read."""
    for name, numbers, make in (
        ("tiny texts", range(2_000), lambda n: text(n, n % 9 + 5)),
        ("more tiny texts", range(2_000, 2_400), lambda n: text(n, 9)),
        ("pages", range(40), lambda n: pages(n, 4_000)),
        ("more pages", range(40, 120), lambda n: pages(n, 6_000)),
        ("larger pages", range(120, 150), lambda n: pages(n, 20_000)),
    ):  # fmt: skip
        place = folder / name
        place.mkdir(parents=True)
        for number in numbers:
            (place / f"{number}.{'html' if 'pages' in name else 'txt'}").write_bytes(make(number))
        yield name, place
    for name, numbers in (("a zip", range(200, 240)), ("another zip", range(240, 320))):
        place = folder / f"{name}.zip"
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as packed:
            for number in numbers:
                packed.writestr(f"{number}.html", pages(number, 5_000))
        yield name, place
    place = folder / "rows.jsonl"
    row = {"title": "Row", "text": "Tea was given. " * 60, "date": "2026-10-12"}
    rows = ({**row, "url": f"https://b.example/{n}", "title": f"Row {n}"} for n in range(400))
    place.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    yield "rows", place
    yield "of many kinds", mixed_documents.of_many_kinds(folder / "kinds", warc(range(20), 2_000))
    yield from mixed_documents.large_files(folder / "large")


def crawls(folder: Path) -> Iterator[tuple[str, Path]]:
    """WARC files."""
    folder.mkdir()
    for name, numbers, length in (
        ("tiny pages", range(90), 400),
        ("pages", range(100, 220), 6_000),
        ("more pages", range(300, 600), 6_000),
    ):
        (folder / f"{name}.warc.gz").write_bytes(warc(numbers, length))
        yield name, folder / f"{name}.warc.gz"


def crawl_of_months(folder: Path) -> Iterator[tuple[str, tuple[date, date]]]:
    """A copy of Common Crawl's news crawl: a file a day."""
    for month in (5, 6):
        below = f"crawl-data/CC-NEWS/2024/{month:02}/CC-NEWS-2024{month:02}"
        paths = [f"{below}{day:02}120000-0000{day}.warc.gz" for day in range(1, 4)]
        for place, path in enumerate(paths):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            first = month * 10_000 + place * 1_000
            (folder / path).write_bytes(warc(range(first, first + 60 + 15 * place), 5_000))
        (folder / paths[0]).parent.joinpath("warc.paths.gz").write_bytes(
            gzip.compress("\n".join(paths).encode())
        )
        yield f"month {month}", (date(2024, month, 1), date(2024, month, 3))


def trials(room: Newsroom, folder: Path, only: Sequence[str]) -> Iterator[tuple[str, str, Told, Told]]:
    """Origin, what of it, what was planned, and what came."""
    for origin, names in FEEDS.items():
        if only and origin not in only:
            continue
        subscribe(room.settings, *(name for name in names if name))
        if origin != "paged":  # whose feed in pages need never have been polled
            run_ingest(room.settings, key=f"live for {origin}", clock=room.clock)
        some = {"landed": ([room.now.date()],) * 2, "paged": NOVEMBER}.get(origin, OCTOBER)
        for what, days in zip(("first", "then"), some, strict=True):
            yield (origin, what, *of_days(room, origin, days))
    for origin, places in (("documents", documents), ("warc", crawls)):
        for name, place in places(folder / origin) if not only or origin in only else ():
            yield (origin, name, *of_files(room, origin, place, None))
    for name, window in crawl_of_months(folder) if not only or "ccnews" in only else ():
        yield ("ccnews", name, *of_files(room, "ccnews", folder, window))


def cell(
    told: float | None, came: float | None, few: float, shown: Callable[[float], str]
) -> tuple[str, bool]:
    """`estimate / cost`, and whether the one is near enough the other."""
    if told is None or came is None:
        return f"unknown / {shown(came or 0)}", True
    ok = abs(told - came) <= few or came / MOST <= told <= came * MOST
    return f"{shown(told)} / {shown(came)}{'' if ok else ' !'}", ok


def main() -> int:
    """Print a line for each; 1 where one is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="*", default=[], help="origins")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)
    all_ok = True
    print("| Origin | What | Requests | MB | Articles | CPU s |\n|---|---|---|---|---|---|")
    with (
        tempfile.TemporaryDirectory(prefix="wireroom-bench-") as name,
        postgres.admin_url() as admin,
        postgres.database(admin) as url,
    ):
        migrate(url)
        with newsroom(url, Path(name), now=datetime(2026, 11, 23, 12, tzinfo=UTC)) as room:
            (_, address) = room.settings.connect_to[0]
            cdx = {
                "cdx_url": f"http://{address}/-/cdx",
                "cdx_playback": f"http://{address}/-/web/{{stamp}}id_/{{url}}",
            }
            room.settings = replace(room.settings, **cdx, cdx_pause=0.0, family_pause=0.0)  # type: ignore[arg-type]
            for origin, what, told, came in trials(room, Path(name), asked.only):
                cells = [
                    cell(told.requests, came.requests, FEW, lambda n: f"{n:,.0f}"),
                    cell(told.size, came.size, 20_000, lambda n: f"{n / 1e6:,.3f}"),
                    cell(told.articles, came.articles, FEW, lambda n: f"{n:,.0f}"),
                    cell(told.cpu, came.cpu, 0.5, lambda n: f"{n:.1f}"),
                ]
                all_ok = all_ok and all(ok for _, ok in cells)
                print(f"| {origin} | {what} | {' | '.join(text for text, _ in cells)} |", flush=True)
    return 0 if all_ok else 1


if __name__ == "__main__":
    sys.exit(main())
