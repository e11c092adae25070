"""Put what a file system or an object store raised into words that say what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from wireroom.errors import LandingError, StoreError

_WORDS = {
    errno.ENOSPC: "the disk is full; free some space, then run again: nothing was lost",
    errno.EDQUOT: "the disk quota is used up; free some space, then run again: nothing was lost",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "this user may not go there",
}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
_NO_PARTS = ("support range requests", "Cannot seek streaming")  # fsspec, of HTTP servers
# fsspec's drivers let the errors of their client libraries through, which have no root in common.
_CLIENTS = {"botocore", "aiobotocore", "aiohttp", "gcsfs", "google", "adlfs", "azure", "fsspec", "s3fs"}


class StorageError(Exception):
    """What a storage raised, the cause, while an open file was read; other words than its own, if any.

    No OSError and no ValueError: readers of archives and zips take those for damage of the file, and a file
    that is damaged is never read again.
    """


def storage_advice(error: Exception, *, missing: str = "there is no such file or folder") -> str | None:
    """The words for `error`; None where it is no storage's but a fault of the program.

    `missing` says what it means that the file is not there.
    """
    if isinstance(error, StorageError):
        own, cause = str(error), error.__cause__
        return storage_advice(cause, missing=missing) if isinstance(cause, Exception) and not own else own
    if isinstance(error, FileNotFoundError):  # fsspec calls so whatever a web server or the way to it says
        return _of_web(error.__cause__, missing) or missing
    if words := _of_web(error, missing):
        return words
    if isinstance(error, OSError):
        return _WORDS.get(error.errno or 0) or f"the storage refuses ({error.strerror or error})"
    if isinstance(error, ImportError):  # fsspec names the package: `Install s3fs to access S3`
        return f"this kind of storage needs another package: {error}"
    if gives_no_parts(error):
        return "its server gives no parts of files: download it, and name the copy"
    if isinstance(error, ValueError):  # fsspec: an unknown protocol
        return f"no storage of this kind is known: {error}"
    if type(error).__module__.partition(".")[0] in _CLIENTS:
        return f"the storage refuses ({error}): are its address and credentials set, and is it up?"
    return None


def raise_what_all_would_meet(error: Exception, uri: str) -> None:
    """Raise what is no fault of the document at `uri`: StoreError as it is, LandingError where the disk is
    full or read-only.
    """
    if isinstance(error, StoreError):
        raise error
    if isinstance(error, OSError) and error.errno in _FULL:
        raise LandingError(storage_advice(error) or "", uri=uri) from error


def _of_web(error: BaseException | None, missing: str) -> str | None:
    """Of an HTTP answer or of the way to it; by their names, for few installations have aiohttp."""
    if type(error).__module__.partition(".")[0] != "aiohttp":
        return None
    if (status := getattr(error, "status", 0)) in {404, 410}:
        return missing
    if status in {401, 403}:
        return f"its server lets nobody in who does not log in ({status}): download it, and name the copy"
    if status:
        return f"its server answers {status}: try again later"
    if isinstance(error, ConnectionError | OSError) and hasattr(error, "host"):
        return f"{error.host} cannot be reached: is the address right, and is it up?"
    return None


def gives_no_parts(error: Exception) -> bool:
    """True if a server gives files as a whole only."""
    return isinstance(error, ValueError) and any(words in str(error) for words in _NO_PARTS)


@contextmanager
def landing_errors(uri: str) -> Iterator[None]:
    """Raise as LandingError what the file system, an object store or fsspec raises; all else passes."""
    try:
        yield
    except Exception as error:
        words = storage_advice(error, missing="there is no such landing file; was it removed by retention?")
        if words is None:
            raise
        raise LandingError(words, uri=uri) from error
