"""Tables of an export in; what their rows say of the files that hold the texts, by the files' names, out.

posts.csv: 143001.ferry-runs-again,2024-05-02,…     posts/143001.ferry-runs-again.html   (Substack)
metadata_0_to_20.json: {"slug": "ferry-18f", …}     content/ferry-18f.html               (Omnivore)

A row names its file by a column for that, or by its `id` or `slug`: the name, with its suffix or without.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, Protocol

from wireroom.archive.saved.row_fields import address_of, files_named, instant, said_by_row
from wireroom.archive.saved.rows_within import rows_within
from wireroom.archive.saved.saved_page import NOTHING_NOTED, SavedFrom
from wireroom.archive.saved.saved_rows import RowDocument
from wireroom.common.text.encoding import decode

ELSEWHERE = "a row whose text lies in a file beside it"
A_NOTE = "a note beside the text of an article"
MOST_TABLES = 512  # of a folder that are looked at
LARGEST_TABLE = 8 * 1024 * 1024  # bytes
_BODIES = {"text/html": "content_html", "text/plain": "content_text"}
_PAGE = re.compile(rb"<(?:html|head|!doctype)\b", re.I)
_HEAD = 4096  # bytes looked at for one
_TABLES = (".csv", ".json", ".jsonl")
_TEXTS = (".html", ".htm", ".xhtml", ".md", ".txt")  # the first that is there holds the text

Row = dict[str, Any]  # as it is written


def is_table(name: str) -> bool:
    """By its name it may hold rows."""
    return name.lower().endswith(_TABLES)


def stem_of_text(name: str) -> str:
    """The name of a file as a row may have it; empty: it holds no text."""
    path = PurePosixPath(name)
    return path.name[: -len(path.suffix)] if path.suffix.lower() in _TEXTS else ""


def is_note(name: str, names: Iterable[str]) -> bool:
    """Of the files of one stem, `names`, another holds the text."""
    suffixes = {PurePosixPath(each).suffix.lower() for each in names}
    first = next((suffix for suffix in _TEXTS if suffix in suffixes), "")
    return bool(first) and PurePosixPath(name).suffix.lower() != first


def rows_by_file(tables: Iterable[tuple[str, bytes]]) -> dict[str, Row]:
    """The stem of a file → the first row that names it; rows with a text of their own tell of none."""
    found: dict[str, Row] = {}
    for name, body in tables:
        for row in _rows(name, body) if len(body) <= LARGEST_TABLE else ():
            for stem in files_named(row):
                found.setdefault(stem, row)
    return found


def _rows(name: str, body: bytes) -> Iterator[Row]:
    """None of a table that cannot be read: as a file it is told of."""
    text = decode(body, None).text.lstrip("\ufeff")
    try:
        if name.lower().endswith(".csv"):
            yield from csv.DictReader(io.StringIO(text, newline=""))
            return
        said = (
            [json.loads(line) for line in text.splitlines() if line.strip()]
            if name.endswith("l")
            else json.loads(text)
        )
    except (ValueError, RecursionError, csv.Error):
        return
    within = rows_within(said)
    yield from (row for row in (within.rows if within else ()) if isinstance(row, dict))


class Folder(Protocol):
    """A folder, or a zip, whose folders go by their names."""

    def rows_in(self, folder: str = "") -> dict[str, Row]:
        """As `rows_by_file`, of the tables in it."""

    def texts_near(self, folder: str = "") -> dict[str, list[str]]:
        """Stem → the files of that stem in it and in the folders in it."""

    def read_at_most(self, name: str, most: int) -> bytes:
        """The beginning of such a file; empty where it cannot be read."""


Near = list[tuple[Folder, str]]  # the folder of a file, then the one above


class Beside:
    """What is told of one file, by a sidecar and by tables, and which texts of its own rows lie in files."""

    def __init__(self, near: Near, file: str, told: SavedFrom = NOTHING_NOTED) -> None:
        self._near, self._file, self._told = near, file, told

    @property
    def told(self) -> SavedFrom:
        """By its sidecar, or else by the row that names it."""
        row = self._row()[0] if self._told == NOTHING_NOTED else None
        said = said_by_row(row) if row else {}
        return SavedFrom(address_of(said.get("url")), instant(said.get("captured"))) if said else self._told

    def of_text(self, body: bytes, kind: str, left_out: Counter[str]) -> Row | None:
        """The row that names the file, with its text; empty where it is a note beside that, which is counted.
        None: there is none, or the file is a whole page, which says more of itself.
        """
        if kind not in _BODIES or _PAGE.search(body, 0, _HEAD):
            return None
        row, is_beside = self._row()
        if is_beside:
            left_out[A_NOTE] += 1
            return {}
        return {**row, _BODIES[kind]: decode(body, None).text} if row else None

    def _row(self) -> tuple[Row | None, bool]:
        """That names this file, and whether it is a note beside the text."""
        stem = stem_of_text(self._file)
        for folder, name in self._near if stem else ():
            if row := folder.rows_in(name).get(stem):
                return row, is_note(self._file, folder.texts_near(name).get(stem, ()))
        return None, False

    def without_texts(self, rows: Iterable[RowDocument], left_out: Counter[str]) -> Iterator[RowDocument]:
        """Those of this file but for such whose text lies in a file of the table's folder or of one in it."""
        folder, name = self._near[0] if self._near else (None, "")
        are_pages: bool | None = None  # of an export all are, or none
        for row in rows:
            texts = folder.texts_near(name) if folder and row.files else {}
            found = next((texts[stem] for stem in row.files if stem in texts), None)
            if folder and found and are_pages is None:
                are_pages = _PAGE.search(folder.read_at_most(found[0], _HEAD)) is not None
            if found and not are_pages:
                left_out[ELSEWHERE] += 1
            else:
                yield row
