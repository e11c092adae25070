"""A text that somebody saved is the same article however it is kept: alone, zipped, as a row, in a WARC."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2.extras import RealDictCursor
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from support.file_backfills import file_place
from wireroom.backfill.jobs import Filed
from wireroom.settings import Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXT = (
    " date 2021-03-04 The harbour master of Saltmere gave assurances Thursday that the ferry would do “all "
    "in its power” to run on Sundays.\n\nIn a talk that lasted six hours both sides saw a way ahead.\n\n"
    'Harbour master after the talks: "The #ferry will run, and the rudder is new..." '
    "pic.twitter.com/sMqUay0009 — Quay Watcher ☸️ (@saltmere_quays) March 4, 2021\n\n"
    "“The next days will decide,” he said.\n\n"
    "This article has been adapted from its original source.   "
)
COLUMNS = (
    "title, summary, text, html, published_at, published_source, published_precision, language, embeds, "
    "attribution, publisher, word_count"
)


def warc(kind: str, url: str) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    payload = io.BytesIO(TEXT.encode())
    if kind == "response":
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/plain; charset=utf-8")], protocol="HTTP/1.1"
        )
        writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=headers))
    else:
        writer.write_record(
            writer.create_warc_record(url, "resource", payload=payload, warc_content_type="text/plain")
        )
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("saved/000_79a6.txt", TEXT)
        packed.writestr("LICENSE", "All rights reserved. " * 30)
    return out.getvalue()


KEPT: dict[str, Callable[[], tuple[str, str, bytes]]] = {
    "alone": lambda: ("documents", "000_79a6.txt", TEXT.encode()),
    "zip": lambda: ("documents", "saved.zip", zipped()),
    "jsonl": lambda: ("documents", "rows.jsonl", json.dumps({"text": TEXT}).encode()),
    "warc, as answered": lambda: (
        "warc",
        "one.warc.gz",
        warc("response", "https://saved.example/000_79a6.txt"),
    ),
    "warc, as a file": lambda: ("warc", "two.warc.gz", warc("resource", "file:///saved/000_79a6.txt")),
}


def file(settings: Settings, folder: Path, kept: str) -> Filed:
    origin, name, content = KEPT[kept]()
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return file_place(settings, origin, str(folder / name), key=kept, now=NOW)


def rows(url: str) -> list[dict[str, Any]]:
    with psycopg2.connect(url) as conn, conn.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM news.articles")
        return [dict(row) for row in cursor.fetchall()]


@pytest.mark.parametrize("first", KEPT)
def test_however_it_is_kept_it_is_one_row(database_url: str, tmp_path: Path, first: str) -> None:
    settings = replace(Settings(), database_url=database_url)
    filed = file(settings, tmp_path / "first", first)
    (row,) = rows(database_url)
    assert (filed.counts.inserted, filed.problems) == (1, ())
    assert row["title"].startswith("The harbour master of Saltmere")
    assert (row["published_at"], row["published_precision"]) == (datetime(2021, 3, 4, tzinfo=UTC), "day")
    assert row["embeds"][0]["handle"] == "saltmere_quays"
    assert row["attribution"][0]["kind"] == "adapted"

    for kept in KEPT:
        file(settings, tmp_path / "later", kept)
    (same,) = rows(database_url)
    differs = {name for name in row if row[name] != same[name]}
    assert differs <= {"publisher"}, "where it stood, a WARC alone may say"
