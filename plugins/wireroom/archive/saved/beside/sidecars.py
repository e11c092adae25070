"""Find the address and time of capture of saved documents in the files beside them.

`ferry.html.json` beside `ferry.html`: an object with `url`, `captured_at` or both, by the names that rows
have (`row_fields`). Such a sidecar is no document itself, unless it has more of an article.

Browsers put a page's frames and scripts in a folder beside it: `Ferry_files/frame.html` is a part of
`Ferry.html`. If there is no such page, the files in the folder are documents.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from wireroom.archive.saved.beside.beside import Folder
from wireroom.archive.saved.beside.rows_of_files import Claims, Texts, claims_of, texts_of
from wireroom.archive.saved.row_fields import address_of, instant, said_by_row, says_something
from wireroom.archive.saved.saved_members import BROKEN
from wireroom.archive.saved.saved_page import FOLDER_OF_PARTS, NOTHING_NOTED, SavedFrom
from wireroom.archive.saved.tables.user_columns import Columns
from wireroom.archive.saved.written_rows import Row, is_table, rows_as_written, unpacked_table
from wireroom.common.storage_errors import storage_advice

TELLS_OF_OTHERS = "a sidecar: it tells where and when the document beside it was saved"
A_PART = "a part of a page that a browser saved beside it"
_PAGES_WITH_PARTS = (".html", ".htm", ".xhtml")
_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".txt", ".text", ".md")
_FEEDS = (".xml", ".rss", ".atom", ".rdf")
SUFFIX = ".json"
_SUFFIXES = (".json", ".JSON", ".Json")
MOST = 1024 * 1024  # bytes of one that tells of a document
_TABLES = 512  # of a folder that are looked at
_LARGEST_TABLE = 8 * 1024 * 1024  # bytes, unpacked too
_ALL_TABLES = 64 * 1024 * 1024  # bytes of those of a folder


def pages_of_part(name: str) -> Iterator[tuple[int, str]]:
    """For each folder named as one of a page's parts: how many levels up the page is, and its name."""
    for above, folder in enumerate(PurePosixPath(name).parents, start=1):
        if found := FOLDER_OF_PARTS.fullmatch(folder.name):
            for suffix in _PAGES_WITH_PARTS:
                yield above, f"{found['stem']}{suffix}"


def may_have_sidecars(name: str) -> bool:
    """Whether a file may have a sidecar, or be a sidecar, or a table about other files."""
    return may_have_own_sidecar(name) or name.endswith(_SUFFIXES) or is_table(name)


def may_have_own_sidecar(name: str) -> bool:
    """Whether a file is a page, a text or a feed by its name, which may have a sidecar."""
    return PurePosixPath(name).suffix.lower() in (*_PAGES, *_FEEDS)


class Sidecar(NamedTuple):
    noted: SavedFrom
    is_document: bool  # itself


_NONE = Sidecar(NOTHING_NOTED, is_document=True)


class _TooMuchError(Exception):
    """The tables of a folder are larger than the limit."""


class Sidecars(ABC):
    """The sidecars of one folder or zip.

    Unreadable ones are ignored here, and reported when read as files.
    """

    def __init__(self) -> None:
        self.columns = Columns()  # of the tables in it
        self._found: dict[str, Sidecar] = {}
        self._claims: dict[str, Claims] = {}  # by folder
        self._texts: dict[str, Texts] = {}

    @abstractmethod
    def names_in(self, folder: str) -> Iterable[str]:
        """Names of the files in a folder of a zip; a real folder only has its own."""

    @abstractmethod
    def has(self, name: str) -> bool:
        """Whether there is a file of this name."""

    @abstractmethod
    def read(self, name: str, most: int = MOST) -> bytes:
        """At most `most` + 1 bytes of a file."""

    def claims_in(self, folder: str = "") -> Claims:
        """As `Folder.claims_in`; empty if there are too many tables, or they are too large."""
        if folder not in self._claims:
            tables = [
                name
                for name in self.names_in(folder)
                if is_table(name) and not self.is_named_as_sidecar(name)
            ]
            texts = self.texts_near(folder) if 0 < len(tables) <= _TABLES else {}
            try:
                self._claims[folder] = claims_of(self._rows_of(sorted(tables)), texts) if texts else {}
            except _TooMuchError:
                self._claims[folder] = {}
        return self._claims[folder]

    def texts_near(self, folder: str = "") -> Texts:
        """As `Folder.texts_near`."""
        if folder not in self._texts:
            self._texts[folder] = texts_of(self.names_near(folder))
        return self._texts[folder]

    def _rows_of(self, tables: list[str]) -> Iterator[Row]:
        size = 0
        for name in tables:
            body = self.read_at_most(name, _LARGEST_TABLE)
            plain = unpacked_table(name, body, _LARGEST_TABLE) if len(body) <= _LARGEST_TABLE else b""
            size += max(len(body), len(plain))
            if size > _ALL_TABLES:
                raise _TooMuchError
            if len(plain) <= _LARGEST_TABLE:
                yield from rows_as_written(name, plain, self.columns)

    @abstractmethod
    def within(self, folder: str, below: str) -> tuple[Folder, str]:
        """As `Folder.within`."""

    @abstractmethod
    def names_near(self, folder: str) -> Iterable[str]:
        """Names of files in a folder and its subfolders, relative to it; empty files may be left out."""

    def read_at_most(self, name: str, most: int) -> bytes:
        """The beginning of a file.

        Empty if it cannot be read, which is reported when it is read as a file.
        """
        try:
            return self.read(name, most)
        except Exception as error:
            if not isinstance(error, BROKEN) and storage_advice(error) is None:
                raise
            return b""

    def of(self, name: str) -> SavedFrom:
        """Address and time of capture of the document `name`, from its sidecar."""
        if not may_have_own_sidecar(name):
            return NOTHING_NOTED
        beside = next((f"{name}{suffix}" for suffix in _SUFFIXES if self.has(f"{name}{suffix}")), "")
        return self._look(beside).noted if beside else NOTHING_NOTED

    def is_only_sidecar(self, name: str) -> bool:
        """Whether the file is only a sidecar of another file, and no document itself."""
        return self.is_named_as_sidecar(name) and not self._look(name).is_document

    def is_named_as_sidecar(self, name: str) -> bool:
        """Whether the file is named as the sidecar of a file that exists."""
        document, suffix = name[: -len(SUFFIX)], name[-len(SUFFIX) :]
        return suffix in _SUFFIXES and may_have_own_sidecar(document) and self.has(document)

    def _look(self, name: str) -> Sidecar:
        """The sidecar, which is needed twice, for its document and as a file, but read once."""
        if found := self._found.pop(name, None):
            return found
        self._found[name] = self._read(name)
        return self._found[name]

    def _read(self, name: str) -> Sidecar:
        try:
            body = self.read(name)
        except Exception as error:
            if not isinstance(error, BROKEN) and storage_advice(error) is None:
                raise
            return _NONE
        try:
            said = json.loads(body) if len(body) <= MOST else None
        except (ValueError, RecursionError):
            return _NONE
        if not isinstance(said, dict) or "items" in said:
            return _NONE
        row = said_by_row(said)
        noted = SavedFrom(address_of(row.get("url")), instant(row.get("captured")))
        return Sidecar(noted, is_document=says_something(row) or noted == NOTHING_NOTED)
