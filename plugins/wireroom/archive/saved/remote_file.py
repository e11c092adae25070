"""Read a file in remote storage; after a broken connection, go on where it broke."""

from __future__ import annotations

import errno
import io
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, TypeVar, cast

from upath import UPath

from wireroom.common.storage_errors import StorageError, gives_no_parts, storage_advice

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

TRIES = 5  # in a row, without a byte between them
_PAUSE = 1.0  # seconds after the first, twice as long after each more
_BUFFER = 256 * 1024
_PIECE = 1024 * 1024  # of a file that is downloaded
_FINAL = (FileNotFoundError, PermissionError, ImportError, ValueError)  # asking again changes nothing
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}  # the disk here, which trying fills again
_NO_PARTS = "its server gives no parts of files: it is downloaded before it is read, and again after a kill"

_T = TypeVar("_T")


def open_remote(
    path: UPath,
    note: Callable[[str], None] = lambda words: None,
    on_read: Callable[[int], None] = lambda position: None,
) -> IO[bytes]:
    """Open a file for reading by ranges; a range is requested again if its connection breaks.

    If the server does not support ranges, the file is downloaded to the temporary folder first, which `note`
    is told. `on_read` is called with the position of reading or downloading.
    """
    return cast("IO[bytes]", io.BufferedReader(_RemoteFile(path, note, on_read), _BUFFER))


def is_remote_file(path: UPath) -> bool:
    """Whether a path is a file; over HTTP its headers tell, since fsspec would read it to look for links."""
    is_web = path.protocol in {"http", "https"}
    if is_web and path.fs.info(path.path).get("mimetype") != "text/html":
        return True
    return bool(path.is_file())


class _RemoteFile(io.RawIOBase):
    """A stream over an fsspec file, whose position stays when a range cannot be read."""

    def __init__(self, path: UPath, note: Callable[[str], None], on_read: Callable[[int], None]) -> None:
        super().__init__()
        self._path, self._note, self._on_read = path, note, on_read
        self._file: IO[bytes] = path.open("rb")
        try:
            self._file.seek(0, io.SEEK_END)
            self._file.seek(0)
        except ValueError as error:
            if not gives_no_parts(error):
                raise
            self._download(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return int(self._file.tell())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(self._file.seek(offset, whence))

    def readinto(self, buffer: WriteableBuffer) -> int:
        """As `io.RawIOBase.readinto`; raises StorageError after `TRIES` failed attempts."""
        view = memoryview(buffer).cast("B")
        try:
            part = self._read(len(view))
        except Exception as error:
            if storage_advice(error) is None or isinstance(error, StorageError):
                raise
            raise StorageError from error
        view[: len(part)] = part
        self._on_read(self.tell())
        return len(part)

    def _read(self, size: int) -> bytes:
        try:
            return _tried(lambda: self._file.read(size))
        except ValueError as error:
            if not gives_no_parts(error):
                raise
            self._download(self._file.tell())  # it had said that it would
            return self._file.read(size)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()

    def _download(self, position: int) -> None:
        """Download the whole file; from then on it is read from disk."""
        self._note(_NO_PARTS)
        try:
            whole = _tried(self._downloaded)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            words = f"{storage_advice(error)}; it is downloaded to {tempfile.gettempdir()}"
            raise StorageError(f"{words} (TMPDIR names another folder)") from error
        self._file.close()  # not before: a broken connection would be forgotten over a closed file
        self._file = whole
        self._file.seek(position)

    def _downloaded(self) -> IO[bytes]:
        with ExitStack() as opened:
            file = opened.enter_context(tempfile.TemporaryFile(prefix="wireroom-"))
            with self._path.fs.open(self._path.path, "rb", block_size=0) as whole:
                while piece := whole.read(_PIECE):
                    file.write(piece)
                    self._on_read(file.tell())
            opened.pop_all()
            return cast("IO[bytes]", file)


def _tried(read: Callable[[], _T]) -> _T:
    """Call `read`, again if a connection breaks, up to `TRIES` times."""
    for tried in range(TRIES):
        try:
            return read()
        except Exception as error:
            is_final = isinstance(error, _FINAL) or getattr(error, "errno", None) in _FULL
            if is_final or storage_advice(error) is None or tried == TRIES - 1:
                raise
            time.sleep(_PAUSE * 2**tried)
    raise AssertionError("the last try returns or raises")
