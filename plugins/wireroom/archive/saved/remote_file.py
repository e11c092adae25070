"""A file in a storage somewhere else in, its bytes out; a connection that breaks is mended where it broke."""

from __future__ import annotations

import io
import time
from typing import IO, TYPE_CHECKING, cast

from upath import UPath

from wireroom.common.storage_errors import storage_advice

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

TRIES = 5  # in a row, without a byte between them
_PAUSE = 1.0  # seconds after the first, twice as long after each more
_BUFFER = 256 * 1024
_FINAL = (FileNotFoundError, PermissionError, ImportError, ValueError)  # asking again changes nothing


def open_remote(path: UPath) -> IO[bytes]:
    """To read: one part is asked for after the other, and again where its connection breaks."""
    return cast("IO[bytes]", io.BufferedReader(_RemoteFile(path), _BUFFER))


class _RemoteFile(io.RawIOBase):
    """fsspec's file stays where it was when a part could not be had."""

    def __init__(self, path: UPath) -> None:
        super().__init__()
        self._file = path.open("rb")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._file.seekable())

    def tell(self) -> int:
        return int(self._file.tell())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(self._file.seek(offset, whence))

    def readinto(self, buffer: WriteableBuffer) -> int:
        """As RawIOBase does; raises what the storage raised last, when it has not answered `TRIES` times."""
        view = memoryview(buffer).cast("B")
        for tried in range(TRIES):
            try:
                part = self._file.read(len(view))
            except Exception as error:
                if isinstance(error, _FINAL) or storage_advice(error) is None or tried == TRIES - 1:
                    raise
                time.sleep(_PAUSE * 2**tried)
            else:
                view[: len(part)] = part
                return len(part)
        return 0

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
