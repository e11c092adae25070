"""A folder or a zip in, the sidecars of what lies in it out."""

from __future__ import annotations

import zipfile
from pathlib import Path

from upath import UPath

from wireroom.archive.saved.saved_files import open_saved
from wireroom.archive.saved.sidecars import Sidecars

_FOLDERS = 64  # whose names are kept at once


class FolderSidecars(Sidecars):
    """Below a folder or fsspec URL: each folder is listed once; a link is none."""

    def __init__(self, root: UPath) -> None:
        super().__init__()
        self._root = root
        self._names: dict[str, frozenset[str]] = {}

    def has(self, name: str) -> bool:
        folder, _, last = name.rpartition("/")
        if folder not in self._names:
            if len(self._names) == _FOLDERS:
                self._names.clear()
            self._names[folder] = frozenset(self._listed(folder))
        return last in self._names[folder]

    def read(self, name: str, most: int) -> bytes:
        with open_saved(self._root / name) as stream:
            return stream.read(most + 1)

    def _listed(self, folder: str) -> list[str]:
        path = self._root / folder if folder else self._root
        try:
            if isinstance(path, Path):
                return [each.name for each in path.iterdir() if each.is_file() and not each.is_symlink()]
            return [str(each).rstrip("/").rpartition("/")[2] for each in path.fs.ls(path.path, detail=False)]
        except (FileNotFoundError, NotADirectoryError):
            return []


class NoSidecars(Sidecars):
    """Where there are none, or none can be looked for."""

    def has(self, name: str) -> bool:
        return False

    def read(self, name: str, most: int) -> bytes:
        return b""


class ZipSidecars(Sidecars):
    """Within a zip, as its members are named."""

    def __init__(self, packed: zipfile.ZipFile, prefix: str) -> None:
        super().__init__()
        self._packed = packed
        self._names = {f"{prefix}{info.filename}": info for info in packed.infolist()}

    def has(self, name: str) -> bool:
        found = self._names.get(name)
        return found is not None and not found.flag_bits & 1  # encrypted

    def read(self, name: str, most: int) -> bytes:
        with self._packed.open(self._names[name]) as stream:
            return stream.read(most + 1)
