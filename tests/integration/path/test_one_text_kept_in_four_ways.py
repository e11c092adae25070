"""The seed document as a file, in a zip, as a JSON line and in a WARC: the same row, whichever came first."""

from __future__ import annotations

import io
import json
import os
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2.extras import RealDictCursor
from warcio.warcwriter import WARCWriter

from support.file_backfills import file_place
from wireroom.models import Counts
from wireroom.settings import Settings
from wireroom.store.connection import connect

PROJECT = Path(__file__).resolve().parents[3]
SEED = Path(os.environ.get("WIREROOM_SEED") or PROJECT.parent / "shared" / "seed")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CAPTURED = 1_644_500_000.0
WAYS = ("file", "zip", "jsonl", "warc")
# What is of the row and not of the way: addresses, hours and numbers differ.
ABOUT_THE_WAY = {"id", "url", "links", "first_seen_at", "updated_at", "filed_at", "seen_at", "provenance"}


def seeds() -> list[Path]:
    return sorted(SEED.glob("*.txt")) if SEED.is_dir() else []


def kept(text: bytes, name: str, way: str, folder: Path) -> Path:
    """The text in a file of its kind."""
    folder.mkdir()
    if way == "file":
        path = folder / name
        path.write_bytes(text)
    elif way == "zip":
        path = folder / "kept.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, text)
    elif way == "jsonl":
        path = folder / "kept.jsonl"
        path.write_text(json.dumps({"text": text.decode()}) + "\n", encoding="utf-8")
    else:
        path = folder / "kept.warc.gz"
        with path.open("wb") as file:
            writer = WARCWriter(file, gzip=True)
            writer.write_record(
                writer.create_warc_record(
                    f"file:///{name}",
                    "resource",
                    payload=io.BytesIO(text),
                    warc_content_type="text/plain",
                    warc_headers_dict={"WARC-Date": "2022-02-10T13:33:20Z"},
                )
            )
    os.utime(path, (CAPTURED, CAPTURED))
    return path


def load(settings: Settings, path: Path, way: str) -> Counts:
    origin = "warc" if way == "warc" else "documents"
    filed = file_place(settings, origin, str(path), key=str(path), now=NOW)
    assert filed.problems == ()
    return filed.counts


def articles(url: str) -> list[dict[str, Any]]:
    with psycopg2.connect(url) as conn, conn.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute("SELECT * FROM news.articles")
        return [{name: value for name, value in row.items() if name not in ABOUT_THE_WAY} for row in cursor]


@pytest.mark.skipif(not seeds(), reason="needs the seed documents, see WIREROOM_SEED")
@pytest.mark.parametrize("first", WAYS)
def test_the_same_text_is_the_same_row_in_whatever_it_is_kept(
    database_url: str, tmp_path: Path, first: str
) -> None:
    settings = replace(Settings(), database_url=database_url)
    document = seeds()[0]
    text = document.read_bytes()
    counts = load(settings, kept(text, document.name, first, tmp_path / first), first)
    assert (counts.inserted, counts.rejected) == (1, 0)
    row = articles(database_url)
    for way in WAYS:
        if way != first:
            again = load(settings, kept(text, document.name, way, tmp_path / way), way)
            assert (again.inserted, again.revised, again.unchanged) == (0, 0, 1), way
    assert articles(database_url) == row
    with connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM news.revisions")
        assert cursor.fetchone() == (1,)
