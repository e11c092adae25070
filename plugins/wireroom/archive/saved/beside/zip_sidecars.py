"""What is told of the members of a zip by others of it."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterable

from wireroom.archive.saved.beside.beside import Folder
from wireroom.archive.saved.beside.sidecars import MOST, SUFFIX, Sidecar, Sidecars

_NEAR = 1024 * 1024  # bytes between two members, which one request brings


class ZipSidecars(Sidecars):
    """Within a zip, as its members are named. Those far from their documents are read at once, in the order
    of their bytes: one by one they cost a remote zip a request each, and its pages a second one.
    """

    def __init__(self, packed: zipfile.ZipFile, above: str) -> None:
        super().__init__()
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
        """The zip has a member of this name that needs no password."""
        found = self._names.get(name)
        return found is not None and not found.flag_bits & 1  # encrypted

    def names_in(self, folder: str) -> Iterable[str]:
        """By their whole names."""
        return self._by_folder.get(folder, [])

    def names_near(self, folder: str) -> Iterable[str]:
        """But for empty files."""
        above = len(f"{folder}/") if folder else 0
        near = (folder, *self._folders.get(folder, []))
        found = (name for each in near for name in self._by_folder.get(each, []))
        return [name[above:] for name in found if self._names[name].file_size]

    def within(self, folder: str, below: str) -> tuple[Folder, str]:
        """In the same zip."""
        return self, f"{folder}/{below}" if folder else below

    def read(self, name: str, most: int = MOST) -> bytes:
        """At most `most` bytes and one more, unpacked. Raises one of `BROKEN` where it is damaged."""
        with self._packed.open(self._names[name]) as stream:
            return stream.read(most + 1)

    def _look(self, name: str) -> Sidecar:
        if name not in self._found:
            self._found[name] = self._read(name)
        return self._found[name]

    def _is_far(self, name: str) -> bool:
        is_sidecar = self.is_named_so(name)
        return is_sidecar and abs(self._byte(name) - self._byte(name[: -len(SUFFIX)])) > _NEAR

    def _byte(self, name: str) -> int:
        return self._names[name].header_offset
