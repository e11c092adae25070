"""List the files below a place with their names there, sorted, a folder's names at a time."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import unquote, urlsplit

from upath import UPath

from wireroom.archive.saved.remote_file import is_remote_file, open_remote
from wireroom.common.masking import masked
from wireroom.common.storage_errors import StorageError, storage_advice
from wireroom.errors import NoSuchPlaceError, OriginError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER = 64 * 1024
_MISSING = "there is no such file or folder; is it spelt right, and can this machine see it?"
_HIDDEN = (".", "__MACOSX", "Thumbs.db", "desktop.ini")  # left by editors and file managers, never documents
_STAMPS = (
    "ETag",
    "etag",
    "Last-Modified",
    "md5Hash",
    "LastModified",
    "last_modified",
    "mtime",
    "created",
)  # of fsspec's drivers


def is_hidden(name: str) -> bool:
    """Whether a file, loose or packed, is none by its name or its folder's: `__MACOSX/._ferry.html`."""
    return any(part.startswith(_HIDDEN) for part in name.split("/") if part not in {".", ".."})


class SavedFile(NamedTuple):
    """A file, with its name relative to the place: `2024/may/ferry.html`."""

    path: UPath
    name: str
    size: int = 0  # bytes
    stamp: str = ""  # when it was last changed, or the storage's own mark; another one after each change
    trouble: str = ""  # why it must not be read, in words: a link that leads out


def saved_files(place: str, origin: str = "documents") -> Iterator[SavedFile]:
    """Every file below a folder or fsspec URL, or the one file; depth first, by name.

    A link is followed only to a file below the place; others come with the trouble in words. Raises
    OriginError, for `origin`, if `place` does not exist or cannot be listed.
    """
    local = local_path(place)
    try:
        root = UPath(place) if local is None else UPath(local.absolute())
        if root.is_file() if local is not None else is_remote_file(root):
            yield _one(root, is_local=local is not None)
        elif root.is_dir():
            yield from _below(root, "", os.path.realpath(str(root)) if local is not None else "")
        else:
            raise FileNotFoundError(place)
    except Exception as error:
        words = storage_advice(error, missing=_MISSING)
        if words is None:
            raise
        if words == _MISSING:
            raise NoSuchPlaceError(masked(f"{place}: {words}"), origin=origin) from error
        raise OriginError(masked(f"{place}: cannot be listed: {words}"), origin=origin) from error


def open_saved(
    path: UPath,
    note: Callable[[str], None] = lambda words: None,
    on_read: Callable[[int], None] = lambda position: None,
) -> IO[bytes]:
    """Open a file for reading; a local file that has become a link since it was listed is not followed.

    `note` is told what is unusual about it, `on_read` the position.
    """
    if not isinstance(path, Path):
        return open_remote(path, note, on_read)
    file = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    return cast("IO[bytes]", io.BufferedReader(_LocalFile(file, on_read), _BUFFER))


class _LocalFile(io.FileIO):
    """A local file whose read errors are StorageError, since a disk may fail as a server does."""

    def __init__(self, file: int, on_read: Callable[[int], None]) -> None:
        super().__init__(file)
        self._on_read = on_read

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        try:
            size = super().readinto(buffer)
        except OSError as error:
            raise StorageError from error
        self._on_read(self.tell())
        return size

    def readall(self) -> bytes:
        try:
            return super().readall()
        except OSError as error:
            raise StorageError from error


def path_of(uri: str) -> UPath:
    """The path of a listed file's URI, which for local files is percent-encoded."""
    if uri.startswith("file:"):
        return UPath(unquote(urlsplit(uri).path, errors="surrogateescape"))
    return UPath(uri)


def local_path(place: str) -> Path | None:
    """The path of a local place (a path, `file://` or `local://`); None for other storage."""
    scheme, colon, _ = place.partition(":")
    if colon and scheme.lower() in {"file", "local"}:
        return Path(UPath(place).path)
    return None if len(urlsplit(place).scheme) > 1 else Path(place)  # one letter is a drive of Windows


def _one(root: UPath, *, is_local: bool) -> SavedFile:
    if not is_local:
        return _listed(root.fs.info(root.path), root, root.name)
    path = Path(os.path.realpath(str(root)))
    return _stated(UPath(path), root.name, path.stat())


def _below(folder: UPath, above: str, top: str) -> Iterator[SavedFile]:
    """The files below a folder; `top` is the real path of the place, empty if the storage has no links."""
    if not top:
        yield from _below_url(folder, above)
        return
    with os.scandir(str(folder)) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    for entry in entries:
        if is_hidden(entry.name):
            continue
        path = folder / entry.name
        if entry.is_symlink():
            yield from _unless_gone(_linked(path, above + entry.name, top))
        elif entry.is_dir():
            yield from _unless_gone(_below(path, f"{above}{entry.name}/", top))
        elif entry.is_file():
            yield from _unless_gone(_stated(path, above + each.name, each.stat()) for each in (entry,))


def _below_url(folder: UPath, above: str) -> Iterator[SavedFile]:
    """The files below a folder of fsspec, with one request a folder, which also gives sizes."""
    found = folder.fs.ls(folder.path, detail=True)
    listed = ((str(info["name"]).rstrip("/").rpartition("/")[2], info) for info in found)
    for name, info in sorted(listed, key=lambda each: each[0]):
        if not name or is_hidden(name):
            continue
        if info["type"] == "directory":
            yield from _unless_gone(_below_url(folder / name, f"{above}{name}/"))
        elif (folder / name).path.rstrip("/") != folder.path.rstrip("/"):  # S3: a folder's own empty object
            yield _listed(info, folder / name, above + name)


def _unless_gone(found: Iterator[SavedFile]) -> Iterator[SavedFile]:
    """What is found, without folders that were removed while listing; the place itself must exist."""
    try:
        yield from found
    except FileNotFoundError as error:
        if storage_advice(error, missing=_MISSING) != _MISSING:
            raise


def _listed(info: dict[str, Any], path: UPath, name: str) -> SavedFile:
    stamp = next((str(info[key]) for key in _STAMPS if info.get(key)), "")
    return SavedFile(path, name, int(info.get("size") or 0), stamp.strip('"'))


def _stated(path: UPath, name: str, found: os.stat_result) -> SavedFile:
    return SavedFile(path, name, found.st_size, str(found.st_mtime_ns))


def _linked(path: UPath, name: str, top: str) -> Iterator[SavedFile]:
    """The file that a link leads to.

    Links to folders inside the place are skipped, as those are read anyway.
    """
    target = Path(os.path.realpath(str(path)))
    if not target.is_relative_to(top):
        words = f"is a link that leads out of {top}: it is not followed"
        yield SavedFile(path, name, trouble=words)
    elif target.is_file():
        yield _stated(UPath(target), name, target.stat())
    elif not target.is_dir():
        yield SavedFile(path, name, trouble="is a link that leads nowhere")
