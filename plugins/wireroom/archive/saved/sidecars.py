"""What is told of a saved document beside it: names in, the address and the time of capture of each out.

`ferry.html.json` beside `ferry.html`: an object with `url`, `captured_at` or both, by the names that rows
have (`row_fields`). It is no document itself, unless it says something of an article.

Browsers put a page's frames and scripts in a folder beside it: `Ferry_files/frame.html` is a part of
`Ferry.html`. Of a folder that is only called so, nothing is one.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from upath import UPath

from wireroom.archive.saved.row_fields import address_of, instant, said_by_row, says_something
from wireroom.archive.saved.saved_files import open_saved
from wireroom.archive.saved.saved_members import BROKEN
from wireroom.archive.saved.saved_page import NOTHING_NOTED, SavedFrom
from wireroom.common.storage_errors import storage_advice

TELLS_OF_OTHERS = "a sidecar: it tells where and when the document beside it was saved"
A_PART = "a part of a page that a browser saved beside it"
_PAGES_WITH_PARTS = (".html", ".htm", ".xhtml")
_FOLDER_OF_PARTS = re.compile(
    r"(?P<stem>.+)(?:[_.]files|-Dateien|_fichiers|_archivos|_bestanden|_ficheiros|_arquivos|_file|-filer|"
    r"_pliki|_soubory|_tiedostot|_dosyalar|_elemei|_fitxers|_datoteke|_bylos|_failid)",
    re.I,
)
_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".txt", ".text", ".md")
_FEEDS = (".xml", ".rss", ".atom", ".rdf")
_SUFFIX = ".json"
_SUFFIXES = (".json", ".JSON", ".Json")
_MOST = 1024 * 1024  # bytes of one that tells of a document
_NEAR = 1024 * 1024  # bytes between two members of a zip, which one request brings


def pages_of_part(name: str) -> Iterator[tuple[int, str]]:
    """Of each folder that is named so, how many levels above the file the page would lie, and its name."""
    for above, folder in enumerate(PurePosixPath(name).parents, start=1):
        if found := _FOLDER_OF_PARTS.fullmatch(folder.name):
            for suffix in _PAGES_WITH_PARTS:
                yield above, f"{found['stem']}{suffix}"


def may_be_told_of(name: str) -> bool:
    """It may have a sidecar, or be one."""
    return _may_have_one(name) or name.endswith(_SUFFIXES)


def _may_have_one(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in (*_PAGES, *_FEEDS)


class _Sidecar(NamedTuple):
    told: SavedFrom
    is_document: bool  # itself


_NONE = _Sidecar(NOTHING_NOTED, is_document=True)


class Sidecars(ABC):
    """Of one folder, or of one zip. One that cannot be read says nothing here: as a file it is told of."""

    def __init__(self) -> None:
        self._found: dict[str, _Sidecar] = {}

    @abstractmethod
    def has(self, name: str) -> bool:
        """True if there is such a file."""

    @abstractmethod
    def read(self, name: str) -> bytes:
        """At most `_MOST` bytes and one more."""

    def of(self, name: str) -> SavedFrom:
        """What is told of the document `name`."""
        if not _may_have_one(name):
            return NOTHING_NOTED
        beside = next((f"{name}{suffix}" for suffix in _SUFFIXES if self.has(f"{name}{suffix}")), "")
        return self._look(beside).told if beside else NOTHING_NOTED

    def tells_of_others(self, name: str) -> bool:
        """True if the file is a sidecar of another that is there, and nothing more."""
        return self.is_named_so(name) and not self._look(name).is_document

    def is_named_so(self, name: str) -> bool:
        """After another that is there."""
        document, suffix = name[: -len(_SUFFIX)], name[-len(_SUFFIX) :]
        return suffix in _SUFFIXES and _may_have_one(document) and self.has(document)

    def _look(self, name: str) -> _Sidecar:
        """Twice, as a document has it and as a file of its own; it is read once."""
        if found := self._found.pop(name, None):
            return found
        self._found[name] = self._read(name)
        return self._found[name]

    def _read(self, name: str) -> _Sidecar:
        try:
            body = self.read(name)
        except Exception as error:
            if not isinstance(error, BROKEN) and storage_advice(error) is None:
                raise
            return _NONE
        try:
            said = json.loads(body) if len(body) <= _MOST else None
        except (ValueError, RecursionError):
            return _NONE
        if not isinstance(said, dict) or "items" in said:
            return _NONE
        row = said_by_row(said)
        told = SavedFrom(address_of(row.get("url")), instant(row.get("captured")))
        return _Sidecar(told, is_document=says_something(row) or told == NOTHING_NOTED)


class FolderSidecars(Sidecars):
    """In a folder, of this machine or of fsspec, which is listed once; a link is none."""

    def __init__(self, folder: UPath) -> None:
        super().__init__()
        self._folder = folder
        self._names = frozenset(self._listed())

    def has(self, name: str) -> bool:
        """The folder itself has a file of this name."""
        return name in self._names

    def read(self, name: str) -> bytes:
        """At most `_MOST` bytes and one more. Raises what the storage raises."""
        with open_saved(self._folder / name) as stream:
            return stream.read(_MOST + 1)

    def _listed(self) -> list[str]:
        folder = self._folder
        try:
            if isinstance(folder, Path):
                with os.scandir(folder) as listing:
                    return [each.name for each in listing if each.is_file(follow_symlinks=False)]
            found = folder.fs.ls(folder.path, detail=False)
            return [str(each).rstrip("/").rpartition("/")[2] for each in found]
        except FileNotFoundError:
            return []


class ZipSidecars(Sidecars):
    """Within a zip, as its members are named. Those far from their documents are read at once, in the order
    of their bytes: one by one they cost a remote zip a request each, and its pages a second one.
    """

    def __init__(self, packed: zipfile.ZipFile, above: str) -> None:
        super().__init__()
        self._packed = packed
        self._names = {f"{above}{info.filename}": info for info in packed.infolist()}
        for name in sorted(filter(self._is_far, self._names), key=self._byte):
            self._found[name] = self._read(name)

    def has(self, name: str) -> bool:
        """The zip has a member of this name that needs no password."""
        found = self._names.get(name)
        return found is not None and not found.flag_bits & 1  # encrypted

    def read(self, name: str) -> bytes:
        """At most `_MOST` bytes and one more, unpacked. Raises one of `BROKEN` where it is damaged."""
        with self._packed.open(self._names[name]) as stream:
            return stream.read(_MOST + 1)

    def _look(self, name: str) -> _Sidecar:
        if name not in self._found:
            self._found[name] = self._read(name)
        return self._found[name]

    def _is_far(self, name: str) -> bool:
        is_sidecar = self.is_named_so(name)
        return is_sidecar and abs(self._byte(name) - self._byte(name[: -len(_SUFFIX)])) > _NEAR

    def _byte(self, name: str) -> int:
        return self._names[name].header_offset
