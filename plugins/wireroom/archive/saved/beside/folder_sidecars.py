"""What is told of the documents of a folder, of this machine or of fsspec, by files beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from upath import UPath

from wireroom.archive.saved.beside.sidecars import MOST, Sidecars
from wireroom.archive.saved.saved_files import open_saved

_MOST_FOLDERS = 16  # of an export, in one of which its texts lie


class FolderSidecars(Sidecars):
    """In a folder, of this machine or of fsspec, which is listed once; a link is none."""

    def __init__(self, folder: UPath) -> None:
        super().__init__()
        self._folder = folder
        listed = self._listed()
        self._names = frozenset(name for name, is_file in listed if is_file)
        self._folders = [name for name, is_file in listed if not is_file]

    def has(self, name: str) -> bool:
        """The folder itself has a file of this name."""
        return name in self._names

    def names_in(self, folder: str) -> Iterable[str]:
        """All of them."""
        return self._names

    def names_near(self, folder: str) -> Iterable[str]:
        """Of its own folders too, unless there are many."""
        below = self._folders if len(self._folders) <= _MOST_FOLDERS else []
        found = ((each, FolderSidecars(self._folder / each).names_in("")) for each in below)
        return [*self._names, *(f"{each}/{name}" for each, names in found for name in names)]

    def read(self, name: str, most: int = MOST) -> bytes:
        """At most `most` bytes and one more. Raises what the storage raises."""
        with open_saved(self._folder / name) as stream:
            return stream.read(most + 1)

    def _listed(self) -> list[tuple[str, bool]]:
        """The names of files and folders, each with whether it is a file."""
        folder = self._folder
        try:
            if isinstance(folder, Path):
                with os.scandir(folder) as listing:
                    there = [each for each in listing if not each.is_symlink()]
                    return [(each.name, each.is_file()) for each in there if each.is_file() or each.is_dir()]
            found = folder.fs.ls(folder.path, detail=True)
            return [
                (str(each["name"]).rstrip("/").rpartition("/")[2], each["type"] == "file") for each in found
            ]
        except FileNotFoundError:
            return []
