"""What is told of a saved document beside it: names in, the address and the time of capture of each out.

    ferry.html.json (so news-please), ferry.json      beside ferry.html: an object with `url`, `captured_at`
    index.csv, urls.csv, metadata.csv, manifest.csv   in its folder or one above: `file`, `url`, `captured_at`

A file that tells so of others is no document itself. Columns go by the names that rows have (`saved_rows`).
"""

from __future__ import annotations

import csv
import io
import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from wireroom.archive.saved.saved_page import NOTHING_NOTED, SavedFrom
from wireroom.archive.saved.saved_rows import instant, said_by_row

TELLS_OF_OTHERS = "a sidecar: it tells where and when the document beside it was saved"
_TABLES = tuple(
    f"{stem}.{kind}" for stem in ("index", "urls", "metadata", "manifest") for kind in ("csv", "tsv")
)
_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".txt")
_NAMED_WHOLE = (*_PAGES, ".xml", ".rss", ".atom", ".rdf", ".md", ".text")
_MOST = 1024 * 1024  # bytes of one that tells of a document
_MOST_OF_TABLE = 64 * 1024 * 1024
_KEPT = 32  # tables at once: of the folder that is read and those above


class Sidecars(ABC):
    """Of the files below a place; a kind says which there are and how one is read."""

    def __init__(self) -> None:
        self._tables: dict[str, Mapping[str, SavedFrom]] = {}

    @abstractmethod
    def has(self, name: str) -> bool:
        """True if there is such a file."""

    @abstractmethod
    def read(self, name: str, most: int) -> bytes:
        """At most so many bytes and one more."""

    def of(self, name: str) -> SavedFrom:
        """What is told of the document `name`."""
        if self.tells_of_others(name):
            return NOTHING_NOTED
        for beside in _beside(name):
            if self.has(beside) and (said := self._object(beside)).url:
                return said
        for table in _tables_above(name):
            folder = f"{PurePosixPath(table).parent}/".removeprefix("./")
            if self.has(table) and (told := self._table(table).get(name.removeprefix(folder))):
                return told
        return NOTHING_NOTED

    def tells_of_others(self, name: str) -> bool:
        """True if the file is a sidecar of another that is there."""
        if name.endswith(".json"):
            stem = name.removesuffix(".json")
            documents = [f"{stem}{suffix}" for suffix in _PAGES]
            documents += [stem] if stem.lower().endswith(_NAMED_WHOLE) else []
            return any(map(self.has, documents)) and bool(self._object(name).url)
        path = PurePosixPath(name)
        if path.name.lower() not in _TABLES:
            return False
        return any(self.has(str(path.parent / file)) for file in self._table(name))

    def _object(self, name: str) -> SavedFrom:
        body = self.read(name, _MOST)
        try:
            said = json.loads(body) if len(body) <= _MOST else None
        except (ValueError, RecursionError):
            return NOTHING_NOTED
        return _told(said) if isinstance(said, dict) and "items" not in said else NOTHING_NOTED

    def _table(self, name: str) -> Mapping[str, SavedFrom]:
        if name not in self._tables:
            if len(self._tables) == _KEPT:
                self._tables.clear()
            self._tables[name] = dict(self._rows(name))
        return self._tables[name]

    def _rows(self, name: str) -> Iterator[tuple[str, SavedFrom]]:
        body = self.read(name, _MOST_OF_TABLE)
        if len(body) > _MOST_OF_TABLE:
            return
        lines = io.StringIO(body.decode("utf-8-sig", "replace").replace("\0", ""), newline="")
        delimiter = max(",;\t|", key=lines.readline().count)
        lines.seek(0)
        try:
            for row in csv.DictReader(lines, delimiter=delimiter):
                file = str(said_by_row(row).get("file") or "").removeprefix("./")
                if file and (told := _told(row)).url:
                    yield file, told
        except csv.Error:
            return  # what stands before is good


def _told(said: Mapping[object, object]) -> SavedFrom:
    row = said_by_row(said)
    url = str(row.get("url") or "")
    return SavedFrom(url if url.startswith(("http://", "https://")) else None, instant(row.get("captured")))


def _beside(name: str) -> Iterator[str]:
    path = PurePosixPath(name)
    if path.suffix.lower() in _NAMED_WHOLE:
        yield f"{name}.json"
    if path.suffix.lower() in _PAGES:
        yield str(path.with_suffix(".json"))


def _tables_above(name: str) -> Iterator[str]:
    for folder in PurePosixPath(name).parents:
        yield from (str(folder / table) for table in _TABLES)
