"""Find the WARC files in a WACZ, which is a zip of them, and where they lie in it; a WARC is itself."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from wireroom.errors import DocumentError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_NAMES = re.compile(r"\.warc(\.gz)?$", re.I)
_ZIP = b"PK\x03\x04"
_LOCAL = struct.Struct("<26xHH")  # of a member's own header: the lengths of its name and of what follows it
_IS_ENCRYPTED = 1


class WarcPart(NamedTuple):
    """A WARC file, perhaps within a WACZ."""

    name: str  # in its WACZ; empty: it is the file itself
    stream: IO[bytes]
    is_seekable: bool = True  # else it is packed, and only read from its start
    problem: str = ""  # in words: why it cannot be unpacked


def warc_parts(stream: IO[bytes], uri: str, first: str | None = None) -> Iterator[WarcPart]:
    """The file itself, or the WARC files in a WACZ, in order, from the one named `first` on.

    Raises DocumentError for `uri` if it is a zip without WARC files, and BadZipFile if it is incomplete.
    """
    if first == "":
        yield WarcPart("", stream)
        return
    stream.seek(0)
    head = stream.read(len(_ZIP))
    stream.seek(0)
    if head != _ZIP:
        yield WarcPart("", stream)
        return
    with zipfile.ZipFile(stream) as packed:
        found = [info for info in packed.infolist() if _NAMES.search(info.filename)]
        if not found:
            is_of_wacz = any(name.lower().endswith(".wacz") for name in packed.namelist())
            words = (
                "holds WACZ files: unpack it, and name the folder"
                if is_of_wacz
                else "is a zip without a WARC file in it; saved documents are read with `documents:`"
            )
            raise DocumentError(words, uri=uri, state="damaged")
        names = [info.filename for info in found]
        for info in found[names.index(first) if first in names else 0 :]:
            begins = _stored_at(stream, info)
            if begins is None:
                yield from _unpacked(packed, info)
            else:
                stored = io.BufferedReader(_Stored(stream, begins, info.file_size))
                yield WarcPart(info.filename, cast("IO[bytes]", stored))


def _unpacked(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[WarcPart]:
    try:
        part = packed.open(info)
    except (zipfile.BadZipFile, RuntimeError) as error:  # encrypted, or a way of packing that nobody knows
        yield WarcPart(info.filename, io.BytesIO(), problem=f"cannot be unpacked: {error}")
        return
    with part:
        yield WarcPart(info.filename, part, is_seekable=False)


def _stored_at(stream: IO[bytes], info: zipfile.ZipInfo) -> int | None:
    """Position of the bytes of a WARC file that is stored in the zip unpacked, as WACZ requires.

    Else None.
    """
    is_plain = info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & _IS_ENCRYPTED
    if not is_plain or not info.filename.lower().endswith(".gz"):  # zipfile checks what gzip does not
        return None
    stream.seek(info.header_offset)
    header = stream.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(_ZIP):
        return None
    name, extra = _LOCAL.unpack(header)
    return info.header_offset + _LOCAL.size + int(name) + int(extra)


class _Stored(io.RawIOBase):
    """A part of a stream as a stream that can seek, unlike zipfile's, which reads all that it skips."""

    def __init__(self, stream: IO[bytes], begins: int, size: int) -> None:
        super().__init__()
        self._stream, self._begins, self._size, self._at = stream, begins, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        """As `io.RawIOBase.readinto`."""
        view = memoryview(buffer).cast("B")
        self._stream.seek(self._begins + self._at)
        part = self._stream.read(max(min(len(view), self._size - self._at), 0))
        view[: len(part)] = part
        self._at += len(part)
        return len(part)
