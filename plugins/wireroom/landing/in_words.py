"""Trouble with the storage in, a LandingError that says what to do out."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from wireroom.errors import LandingError

_WORDS = {
    errno.ENOSPC: "the disk is full; free some space, then run again: nothing was lost",
    errno.EDQUOT: "the disk quota is used up; free some space, then run again: nothing was lost",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "this user may not go there",
    errno.ENOENT: "there is no such landing file; was it removed by retention?",
}


@contextmanager
def in_words(uri: str) -> Iterator[None]:
    """Wrap what the file system, an object store or fsspec raises."""
    try:
        yield
    except FileNotFoundError as error:
        raise LandingError(_WORDS[errno.ENOENT], uri=uri) from error
    except OSError as error:
        why = _WORDS.get(error.errno or 0) or f"the storage refuses ({error.strerror or error})"
        raise LandingError(why, uri=uri) from error
    except ImportError as error:  # fsspec names the package: `Install s3fs to access S3`
        raise LandingError(f"this kind of storage needs another package: {error}", uri=uri) from error
    except ValueError as error:  # fsspec: an unknown protocol
        raise LandingError(f"no storage of this kind is known: {error}", uri=uri) from error
