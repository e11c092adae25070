"""Note in the database each file that a command makes, so that later takedowns find it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from wireroom.cli.console import utc_now
from wireroom.errors import StoreError
from wireroom.store.connection import connect
from wireroom.store.files_made import Kind, note_file_made


@contextmanager
def noted(
    url: str, kind: Kind, path: Path, *, since: date | None = None, until: date | None = None
) -> Iterator[None]:
    """As it is begun and as it ends, so that a takedown names it; where that cannot be it is told.

    It cannot by a reader's login, or in an older schema. Of what comes in while an export goes on it may
    hold all, so the end counts, also of one that fails midway.
    """
    _note(url, kind, path, since, until)
    try:
        yield
    finally:
        _note(url, kind, path, since, until)


def _note(url: str, kind: Kind, path: Path, since: date | None, until: date | None) -> None:
    try:
        with connect(url, application=f"wireroom {kind}") as conn:
            note_file_made(conn, kind, path, now=utc_now(), since=since, until=until)
    except StoreError as error:
        print(f"this {kind} could not be noted, and no takedown will name it: {error}", file=sys.stderr)
