"""Sidecars and tables beside the documents of a folder, on this machine or in fsspec storage."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from upath import UPath

from wireroom.archive.saved.beside.beside import Folder
from wireroom.archive.saved.beside.rows_of_files import stem_of_text
from wireroom.archive.saved.beside.sidecars import MOST, Sidecars, may_have_own_sidecar
from wireroom.archive.saved.saved_files import open_saved
from wireroom.archive.saved.tables.user_columns import COLUMNS_FILE, Columns, ColumnsError, read_columns
from wireroom.errors import DocumentError
from wireroom.models import FileUnit

_MOST_FOLDERS = 16  # of an export, in one of which its texts lie


class FolderSidecars(Sidecars):
    """Sidecars in a folder of this machine or of fsspec, which is listed once; links are ignored."""

    def __init__(self, folder: UPath) -> None:
        super().__init__()
        self._folder = folder
        listed = self._listed()
        self._names = frozenset(name for name, size in listed if size is not None)
        self._empty = frozenset(name for name, size in listed if size == 0)
        folders = [name for name, size in listed if size is None]
        self._folders = folders if len(folders) <= _MOST_FOLDERS else []
        self._below: dict[str, FolderSidecars] = {}
        self._own_columns: Columns | None = None  # what its own columns.yaml says

    def set_columns(self, from_above: Columns) -> Columns:
        """Take the columns from its own columns.yaml, or else from the folder above. Raises ColumnsError."""
        if COLUMNS_FILE in self._names and self._own_columns is None:
            self._own_columns = read_columns(self.read(COLUMNS_FILE))
        self.columns = from_above if self._own_columns is None else self._own_columns
        return self.columns

    def has(self, name: str) -> bool:
        """Whether the folder itself has a file of this name."""
        return name in self._names

    def names_in(self, folder: str) -> Iterable[str]:
        """The names of all files in it."""
        return self._names

    def names_near(self, folder: str) -> Iterable[str]:
        """Files that are not empty, also those in subfolders unless there are many of those."""
        below = ((each, self._in(each)) for each in self._folders)
        found = (f"{each}/{name}" for each, folder in below for name in folder.filled)
        return [*self.filled, *found]

    @property
    def filled(self) -> frozenset[str]:
        """Names of the files that are not empty."""
        return self._names - self._empty

    def within(self, folder: str, below: str) -> tuple[Folder, str]:
        """The subfolder, as a `Folder` of its own."""
        return self._in(below), ""

    def _in(self, below: str) -> FolderSidecars:
        if below not in self._below:
            self._below[below] = FolderSidecars(self._folder / below)
        return self._below[below]

    def read(self, name: str, most: int = MOST) -> bytes:
        """At most `most` + 1 bytes of a file. Raises what the storage raises."""
        with open_saved(self._folder / name) as stream:
            return stream.read(most + 1)

    def _listed(self) -> list[tuple[str, int | None]]:
        """Names of files and folders, with the size of each file (1 if unknown), and None for folders."""
        folder = self._folder
        try:
            if isinstance(folder, Path):
                with os.scandir(folder) as listing:
                    there = [each for each in listing if not each.is_symlink()]
                    return [(each.name, _size(each)) for each in there if each.is_file() or each.is_dir()]
            found = (
                (str(each["name"]), 1 if each.get("size") is None else each["size"], each["type"])
                for each in folder.fs.ls(folder.path, detail=True)
            )
            return [
                (name.rstrip("/").rpartition("/")[2], size if kind == "file" else None)
                for name, size, kind in found
            ]
        except FileNotFoundError:
            return []


def columns_for(
    place: str, unit: FileUnit, path: UPath, listed: Callable[[UPath], FolderSidecars]
) -> Columns:
    """What a user says of a table's columns, in its folder or the nearest one above it, within the place.

    The folders know it from then on, because rows of their tables may name the file.
    """
    found = Columns()
    if unit.uri == place:
        return found
    try:
        for folder in reversed(list(path.parents)[: unit.name.count("/") + 1]):
            found = listed(folder).set_columns(found)
    except ColumnsError as error:
        if not may_have_own_sidecar(path.name):  # a page can be read without
            raise DocumentError(str(error), uri=unit.uri) from error
    return found


def _size(each: os.DirEntry[str]) -> int | None:
    """The size of a file that may hold a text; 1 for another, 0 if it is gone, None for a folder."""
    if each.is_dir():
        return None
    with suppress(FileNotFoundError):  # since then
        return each.stat().st_size if stem_of_text(each.name) else 1
    return 0
