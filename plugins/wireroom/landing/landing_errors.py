"""Trouble with the storage in, a LandingError that says what to do out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from wireroom.common.storage_trouble import storage_trouble
from wireroom.errors import LandingError


@contextmanager
def landing_errors(uri: str) -> Iterator[None]:
    """Wrap what the file system, an object store or fsspec raises."""
    try:
        yield
    except Exception as error:
        words = storage_trouble(error, missing="there is no such landing file; was it removed by retention?")
        if words is None:
            raise
        raise LandingError(words, uri=uri) from error
