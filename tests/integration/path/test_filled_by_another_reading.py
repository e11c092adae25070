"""What an earlier reading of a capture left empty is filled by a later one, and nothing else is changed."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg2
import pytest

from support.file_backfills import file_place
from wireroom.models import Counts
from wireroom.settings import Settings

NOW = datetime(2026, 11, 24, tzinfo=UTC)
CAPTURED = datetime(2026, 10, 12, tzinfo=UTC)
URL = "https://quay.example/2026/ferry"
BARE = {"url": URL, "title": "Ferry runs again", "text": "The ferry ran again, with a new rudder. " * 8}
FULL = {**BARE, "author": "Ada Quay", "tags": "boats;tides", "date": "2026-10-11"}


@pytest.fixture
def settings(database_url: str) -> Settings:
    return replace(Settings(), database_url=database_url)


def file(settings: Settings, folder: Path, *rows: dict[str, Any], at: datetime = CAPTURED) -> Counts:
    """Read the rows anew, from a file of this time."""
    path = folder / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    os.utime(path, (at.timestamp(), at.timestamp()))
    return file_place(settings, "documents", str(folder), key=str(uuid4()), now=NOW, again=True).counts


def stored(settings: Settings) -> tuple[Any, ...]:
    with psycopg2.connect(settings.database_url) as conn, conn.cursor() as cursor:
        cursor.execute(
            "SELECT authors, tags, published_at, version, change_reason, changed FROM wireroom.articles"
        )
        (row,) = cursor.fetchall()
        return tuple(row)


def test_authors_that_were_not_known_are_filled_as_reread(settings: Settings, tmp_path: Path) -> None:
    """They stayed empty for ever: the same title and text was the same content."""
    assert file(settings, tmp_path, BARE).inserted == 1
    assert stored(settings)[:4] == ([], [], None, 1)
    counts = file(settings, tmp_path, FULL)
    assert (counts.inserted, counts.revised) == (0, 0), "no change of the publisher's"
    filled = stored(settings)
    assert filled[:2] == (["Ada Quay"], ["boats", "tides"])
    assert (filled[2].date().isoformat(), filled[3], filled[4]) == ("2026-10-11", 2, "reread")
    assert set(filled[5]) == {"authors", "tags", "published_at"}
    for row in (FULL, BARE, {**BARE, "author": "Somebody else"}):
        file(settings, tmp_path, row)
        assert stored(settings) == filled, "nothing is emptied, and what is filled stands"


@pytest.mark.parametrize(
    "later",
    [
        {**FULL, "date": "2026-09-01"},
        {**FULL, "tags": "trams"},
    ],
)
def test_a_reading_that_says_otherwise_fills_nothing(
    settings: Settings, tmp_path: Path, later: dict[str, str]
) -> None:
    """Two files of one time may be two documents: nobody knows which is right."""
    file(settings, tmp_path, {**FULL, "author": ""})
    before = stored(settings)
    file(settings, tmp_path, later)
    assert stored(settings) == before


def test_a_later_capture_fills_nothing(settings: Settings, tmp_path: Path) -> None:
    """What it says otherwise may be the publisher's change."""
    file(settings, tmp_path, BARE)
    before = stored(settings)
    file(settings, tmp_path, FULL, at=datetime(2026, 10, 20, tzinfo=UTC))
    assert stored(settings) == before


def test_of_several_readings_of_one_batch_the_first_fills(settings: Settings, tmp_path: Path) -> None:
    """A table with a row for each author made a version of each, in another order with each reading."""
    file(settings, tmp_path, BARE)
    rows = [{**BARE, "author": f"Ada {name}"} for name in ("Quay", "Tide", "Mole", "Ebb")]
    file(settings, tmp_path, BARE, *rows, {**BARE, "tags": "boats"})
    filled = stored(settings)
    assert (filled[:2], filled[3]) == ((["Ada Quay"], []), 2)
    file(settings, tmp_path, *reversed(rows))
    assert stored(settings) == filled
    file(settings, tmp_path, {**BARE, "tags": "boats"})
    assert stored(settings)[:2] == (["Ada Quay"], ["boats"])
