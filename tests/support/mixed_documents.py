"""Folders and files of saved documents of many kinds, as people keep them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random

WORDS = (
    "ferry",
    "tide",
    "harbour",
    "rudder",
    "council",
    "letter",
    "garden",
    "winter",
    "market",
    "bridge",
    "quay",
)
Made = tuple[str, Path]


def prose(number: int, sentences: int) -> str:
    """So many sentences that no other number has."""
    draw = Random(number)
    return " ".join(f"{' '.join(draw.choices(WORDS, k=10)).capitalize()}." for _ in range(sentences))


def page(number: int, sentences: int = 20) -> bytes:
    return (
        f"<html><head><title>Page {number}</title><meta property='article:published_time' "
        f"content='2026-10-{number % 28 + 1:02}T08:00:00Z'></head><body><article><h1>Page {number}</h1>"
        f"<p>{prose(number, sentences)}</p></article></body></html>"
    ).encode()


def row(number: int, sentences: int = 6) -> dict[str, str]:
    return {
        "url": f"https://rows.example/{number}",
        "title": f"Row {number} of the {WORDS[number % len(WORDS)]}",
        "date": f"2026-10-{number % 28 + 1:02}",
        "text": prose(number, sentences),
    }


def table(numbers: range, sentences: int = 6) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(row(0)))
    writer.writeheader()
    writer.writerows(row(number, sentences) for number in numbers)
    return out.getvalue().encode()


def lines(numbers: range, sentences: int = 6) -> bytes:
    return "\n".join(json.dumps(row(number, sentences)) for number in numbers).encode()


def feed(numbers: range) -> bytes:
    items = "".join(
        f"<item><title>Entry {n}</title><link>https://feed.example/{n}</link>"
        f"<pubDate>Mon, 12 Oct 2026 08:00:00 GMT</pubDate><description>{prose(n, 4)}</description></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>A</title>{items}</channel></rss>".encode()


def mailbox(numbers: range) -> bytes:
    return "\n".join(
        f"From a@mail.example Mon Oct 12 08:00:00 2026\nFrom: A <a@mail.example>\nSubject: Letter {n}\n"
        f"Date: Mon, 12 Oct 2026 08:00:00 +0000\nMessage-ID: <{n}@mail.example>\n\n{prose(n, 8)}\n"
        for n in numbers
    ).encode()


def zipped(members: Iterator[tuple[str, bytes]]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in members:
            packed.writestr(name, body)
    return out.getvalue()


def tarred(members: Iterator[tuple[str, bytes]], mode: str = "w:gz") -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as packed:  # type: ignore[call-overload]
        for name, body in members:
            info = tarfile.TarInfo(name)
            info.size = len(body)
            packed.addfile(info, BytesIO(body))
    return out.getvalue()


def mhtml(number: int) -> bytes:
    head = (
        f"From: <Saved by Blink>\nSnapshot-Content-Location: https://saved.example/{number}\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n'
        "--b\nContent-Type: text/html\n"
        f"Content-Location: https://saved.example/{number}\n\n"
    )
    return head.encode() + page(number) + b"\n--b--\n"


def text(number: int) -> bytes:
    return f"date 2026-10-12 Ferry {number}. {prose(number, 6)}".encode()


def of_many_kinds(folder: Path, crawl: bytes) -> Path:
    """A folder as somebody has gathered it: 14 kinds of files, a few of each."""
    made = {
        ".DS_Store": b"\x00\x00\x00\x01Bud1" + b"\0" * 6_000,
        "LICENSE": b"Permission is hereby granted to whom it may concern. " * 20,
        "crawl.warc.gz": crawl,
        "photo.png": b"\x89PNG\r\n\x1a\n" + Random(1).randbytes(90_000),
        "letters.mbox": mailbox(range(12)),
        "table.csv": table(range(1_000, 1_040)),
        "lines.jsonl": lines(range(2_000, 2_030)),
        "pages.zip": zipped((f"{n}.html", page(n)) for n in range(3_000, 3_025)),
        "notes.tar.gz": tarred((f"{n}.txt", text(n)) for n in range(4_000, 4_015)),
        "packed.csv.gz": gzip.compress(table(range(5_000, 5_060))),
        "feed.xml": feed(range(6_000, 6_020)),
        "saved.mhtml": mhtml(7_000),
        "export.json": json.dumps({"posts": [row(n) for n in range(8_000, 8_025)]}).encode(),
        "sitemap.xml": b"<urlset><url><loc>https://a.example/1</loc></url></urlset>",
        **{f"{n}.txt": text(n) for n in range(9_000, 9_010)},
        **{f"{n}.html": page(n) for n in range(9_100, 9_104)},
        **{f"{n}.md": b"---\ntitle: Note\ndate: 2026-10-12\n---\n" + text(n) for n in range(9_200, 9_203)},
    }
    folder.mkdir(parents=True)
    for name, body in made.items():
        (folder / name).write_bytes(body)
    return folder


def _mixed_zip() -> bytes:
    def members() -> Iterator[tuple[str, bytes]]:
        yield "a-table.csv", table(range(10_000, 10_300))
        yield from ((f"pages/{n}.html", page(n)) for n in range(10_300, 10_400))

    return zipped(members())


LARGE: dict[str, Callable[[], bytes]] = {
    "rows.csv": lambda: table(range(20_000, 22_000)),
    "rows.csv.gz": lambda: gzip.compress(table(range(24_000, 26_000), 4)),
    "short.csv.gz": lambda: gzip.compress(table(range(27_000, 30_000), 1)),
    "rows-in.zip": lambda: zipped((f"{n}.jsonl", lines(range(n, n + 1_000))) for n in (30_000, 31_000)),
    "list.json": lambda: json.dumps([row(n) for n in range(33_000, 34_500)]).encode(),
    "feed.xml": lambda: feed(range(36_000, 38_000)),
    "letters.mbox": lambda: mailbox(range(40_000, 41_500)),
    "pages.tar.gz": lambda: tarred((f"{n}.html", page(n, 60)) for n in range(42_000, 42_250)),
    "table-and-pages.zip": _mixed_zip,
}


def large_files(folder: Path) -> Iterator[Made]:
    """Single files of many rows, entries or members, packed and not."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in LARGE.items():
        (folder / name).write_bytes(make())
        yield name, folder / name
