"""Sidecars and tables among the members of a zip."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from wireroom.archive.saved.beside.beside import Folder
from wireroom.archive.saved.beside.sidecars import (
    A_PART,
    MOST,
    SUFFIX,
    TELLS_OF_OTHERS,
    Sidecar,
    Sidecars,
    pages_of_part,
)
from wireroom.archive.saved.tables.user_columns import Columns

_NEAR = 1024 * 1024  # bytes between two members, which one request brings


class ZipSidecars(Sidecars):
    """Sidecars among the members of a zip.

    Those far from their documents are read together, in the order of their bytes: one by one, each would cost
    a request to a remote zip, and its pages another.
    """

    def __init__(self, packed: zipfile.ZipFile, above: str, columns: Columns) -> None:
        super().__init__()
        self.columns = columns
        self._packed = packed
        self._names = {f"{above}{info.filename}": info for info in packed.infolist()}
        self._by_folder: dict[str, list[str]] = defaultdict(list)  # files
        for name in filter(self.has, self._names):
            self._by_folder[name.rpartition("/")[0]].append(name)
        self._folders: dict[str, list[str]] = defaultdict(list)  # folders with files
        for each in filter(None, list(self._by_folder)):
            self._folders[each.rpartition("/")[0]].append(each)
        for name in sorted(filter(self._is_far, self._names), key=self._byte):
            self._found[name] = self._read(name)

    def has(self, name: str) -> bool:
        """Whether the zip has a member of this name that is not encrypted."""
        found = self._names.get(name)
        return found is not None and not found.flag_bits & 1  # encrypted

    def names_in(self, folder: str) -> Iterable[str]:
        """Whole names of the members in a folder."""
        return self._by_folder.get(folder, [])

    def names_near(self, folder: str) -> Iterable[str]:
        """Names relative to the folder, without empty files."""
        above = len(f"{folder}/") if folder else 0
        near = (folder, *self._folders.get(folder, []))
        found = (name for each in near for name in self._by_folder.get(each, []))
        return [name[above:] for name in found if self._names[name].file_size]

    def within(self, folder: str, below: str) -> tuple[Folder, str]:
        """The same zip, with the name of the subfolder."""
        return self, f"{folder}/{below}" if folder else below

    def read(self, name: str, most: int = MOST) -> bytes:
        """At most `most` + 1 bytes, unpacked. Raises one of `BROKEN` if the member is damaged."""
        with self._packed.open(self._names[name]) as stream:
            return stream.read(most + 1)

    def _look(self, name: str) -> Sidecar:
        if name not in self._found:
            self._found[name] = self._read(name)
        return self._found[name]

    def _is_far(self, name: str) -> bool:
        is_sidecar = self.is_named_as_sidecar(name)
        return is_sidecar and abs(self._byte(name) - self._byte(name[: -len(SUFFIX)])) > _NEAR

    def _byte(self, name: str) -> int:
        return self._names[name].header_offset


def why_of_another(beside: Sidecars, file: str) -> str:
    """Why a member of a zip is no document of its own, in words; empty if it may be."""
    pages = ((PurePosixPath(file).parents[above], page) for above, page in pages_of_part(file))
    if any(beside.has(str(folder / page)) for folder, page in pages):
        return A_PART
    return TELLS_OF_OTHERS if beside.is_only_sidecar(file) else ""
