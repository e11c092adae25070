"""Go through what a saved file holds: itself, or the members of a zip or tar one by one."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, NamedTuple, cast

from wireroom.archive.saved.recoded import Rejoined
from wireroom.archive.saved.saved_files import is_hidden
from wireroom.errors import DocumentError

_PACKED = (
    (re.compile(rb"\x1f\x8b"), gzip.open),
    (re.compile(rb"BZh[1-9](1AY&SY|\x17rE8P\x90)"), bz2.open),  # a text may begin with less
    (re.compile(rb"\xfd7zXZ\x00"), lzma.open),
)
_MAGIC_OF_PACKED = 10  # bytes, the longest
_FIRST_YEAR = 1991  # of the web: before it there was no page to save
_MAGIC_AT, _MAGIC = 257, b"ustar"  # of a tar


class Bz2Error(Exception):
    """Data packed with bz2 is damaged."""


class BrokenRowsError(Exception):
    """JSON that is not whole; the message says where."""


BROKEN = (
    Bz2Error,
    BrokenRowsError,
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, gzip.BadGzipFile),
    csv.Error,
    NotImplementedError,  # a way of packing that zipfile does not know
)


class Member(NamedTuple):
    """One document's bytes, to be read before the next member is requested."""

    name: str  # below the folder that the file lies in
    stream: IO[bytes]
    modified: datetime | None
    problem: str = ""  # why it cannot be read
    place: str = ""  # where the file can be opened at it; empty: it must be read from its start
    is_file: bool = False  # the whole file, not packed: it can be read from any byte on
    packed: zipfile.ZipFile | None = None  # that it is of


def members(stream: IO[bytes], name: str, uri: str, start: str = "") -> Iterator[Member]:
    """The file itself, unpacked, or the members of a zip or tar in order, from the place `start` on.

    For a file itself, its reader uses `start`. Raises DocumentError if the packing is damaged, after what is
    complete.
    """
    folder = name.rpartition("/")[0]
    prefix = f"{folder}/" if folder else ""
    try:
        with bz2_errors(), _unpacked(stream) as plain:
            head = plain.read(_MAGIC_AT + len(_MAGIC))
            plain.seek(0)
            if is_archive(head) and head.startswith(b"PK"):
                yield from _zipped(plain, prefix, int(start or 0))
            elif is_archive(head):
                yield from _tarred(plain, prefix, int(start or 0), has_places=plain is stream)
            else:
                yield Member(name, plain, None, is_file=plain is stream)
    except BROKEN as error:
        words = str(error).strip() or type(error).__name__
        raise DocumentError(
            f"is not whole: {words}; what is whole was read", uri=uri, state="damaged"
        ) from error


@contextmanager
def _unpacked(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    head = stream.read(_MAGIC_OF_PACKED)
    stream.seek(0)
    opener = next((opener for magic, opener in _PACKED if magic.match(head)), None)
    if opener is None:
        yield stream
        return
    with cast("IO[bytes]", opener(stream, "rb")) as plain:
        yield plain


@contextmanager
def bz2_errors() -> Iterator[None]:
    """Raise damage of bz2 as Bz2Error, which is among BROKEN.

    Python's OSError would look like failing storage.
    """
    try:
        yield
    except OSError as error:
        if error.errno is None and str(error) == "Invalid data stream":
            raise Bz2Error(str(error)) from error
        raise


def _zipped(stream: IO[bytes], prefix: str, first: int) -> Iterator[Member]:
    """Members of a zip; their places are their numbers."""
    with zipfile.ZipFile(stream) as packed:
        for number, info in enumerate(packed.infolist()[first:], start=first):
            if info.is_dir() or is_hidden(info.filename):
                continue
            if info.flag_bits & 1:
                yield Member(prefix + info.filename, stream, None, "encrypted")
                continue
            try:
                member = packed.open(info)
            except (NotImplementedError, zipfile.BadZipFile):  # a method, or a head, that nobody reads
                yield Member(prefix + info.filename, stream, None, "cannot be unpacked")
                continue
            with member:
                yield Member(
                    prefix + info.filename, member, _zip_time(info), place=str(number), packed=packed
                )


def _tarred(stream: IO[bytes], prefix: str, first: int, *, has_places: bool) -> Iterator[Member]:
    """Members of a tar, read as a stream as it has no list of them; places are bytes, if it is not packed."""
    if first:
        stream.seek(first)
    with tarfile.open(fileobj=stream, mode="r|") as packed:
        for info in packed:
            is_document = info.isfile() and not is_hidden(info.name)
            member = packed.extractfile(info) if is_document else None
            if member is not None:
                place = str(first + info.offset) if has_places else ""
                with member:
                    yield Member(prefix + info.name, member, time_of(info.mtime), place=place)


def unpacked(member: Member) -> Member:
    """The member, unpacked if it is packed itself."""
    if member.is_file:
        return member
    head = member.stream.read(_MAGIC_OF_PACKED)
    opener = next((opener for magic, opener in _PACKED if magic.match(head)), None)
    if opener is None and member.packed is not None:
        member.stream.seek(0)
        return member
    whole = cast("IO[bytes]", io.BufferedReader(Rejoined(head, member.stream)))
    return member._replace(stream=cast("IO[bytes]", opener(whole, "rb")) if opener else whole)


def is_archive(head: bytes) -> bool:
    """Whether it is a zip or a tar."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) or head[_MAGIC_AT:].startswith(_MAGIC)


def time_of(seconds: float) -> datetime | None:
    """A file's time of change from seconds since 1970; None if not plausible."""
    try:
        return since_the_web(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def since_the_web(at: datetime) -> datetime | None:
    """The time, or None before the web: reproducible packing writes 1970 or 1980, and so does zip without a
    time.
    """
    return at if at.year >= _FIRST_YEAR else None


def _zip_time(info: zipfile.ZipInfo) -> datetime | None:
    """The time of a member; zip has no time zones, so it is taken as UTC."""
    try:
        return since_the_web(datetime(*info.date_time, tzinfo=UTC))
    except ValueError:
        return None
