"""Find part files that dead writers left, and publish their complete exchanges as landing files."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from upath import UPath

from wireroom.common.gzip_members import whole_until
from wireroom.common.storage_errors import landing_errors
from wireroom.errors import LandingError
from wireroom.landing.landing_files import run_folder
from wireroom.landing.landing_writer import write_end
from wireroom.landing.publishing import SUFFIX, is_local, parts_root, publish_part, unlink_part
from wireroom.landing.read_landed import read_landed


class StillWritten(Exception):  # noqa: N818 - no error: its writer is alive
    """The part is still being written."""


def salvage(part: Path, uri: str) -> tuple[int, ...]:
    """Publish the complete exchanges of `part` at `uri`; returns the ids of their feeds, in order.

    It works in place, so that a full disk is no obstacle: an incomplete end is cut off, the closing record
    added and the file renamed. If no exchange is complete, the part is removed. Raises StillWritten if its
    writer lives, LandingError if the storage fails (the part is then left).
    """
    with landing_errors(uri), _locked(part):
        os.truncate(part, whole_length(part))
        feed_ids, ended = _exchanges(part)
        if not feed_ids:
            unlink_part(part)
            return ()
        if not ended:
            with part.open("ab") as file:
                write_end(file, len(feed_ids))
        publish_part(part, UPath(uri))
        return feed_ids


def remove_part(part: Path) -> bool:
    """Remove a part whose writer is gone; False if the writer lives or the file cannot be removed."""
    try:
        with _locked(part):
            unlink_part(part)
    except (StillWritten, OSError):
        return False
    return True


def whole_length(path: Path) -> int:
    """Bytes up to the end of the last complete gzip member; each record is one (WARC 1.1, annex D)."""
    with path.open("rb") as file:
        return whole_until(file)[0]


def _exchanges(part: Path) -> tuple[tuple[int, ...], bool]:
    """Feed ids, and whether the closing record is there."""
    found = []
    try:
        for landed in read_landed(str(part)):
            found.append(landed.exchange.feed_id)  # noqa: PERF401 - kept when the file turns out cut
    except LandingError:
        return tuple(found), False
    return tuple(found), True


@contextmanager
def _locked(part: Path) -> Iterator[None]:
    descriptor = os.open(part, os.O_RDWR)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StillWritten(str(part)) from error
        yield
    finally:
        os.close(descriptor)


def list_parts(root: str, days: Iterable[date]) -> list[Path]:
    """Parts of landing files of `days` (UTC), of all kinds and runs, sorted.

    For an object store, those on this machine. Raises LandingError if the storage fails.
    """
    with landing_errors(root):
        folder = parts_root(UPath(root))
        return sorted(part for day in days for part in folder.glob(f"*/{day:%Y/%m/%d}/*/.*{SUFFIX}"))


def parts_of_run(root: str, kind: str, when: datetime, run_key: str) -> list[Path]:
    """Parts that a run of that kind left on the day of `when` (UTC), on this machine, sorted.

    Raises LandingError if the storage fails.
    """
    with landing_errors(root):
        return sorted((parts_root(UPath(root)) / run_folder(kind, when, run_key)).glob(f".*{SUFFIX}"))


def parts_of(uri: str) -> list[Path]:
    """Parts of this landing file on this machine, sorted. Raises LandingError if the storage fails."""
    with landing_errors(uri):
        target = parts_root(UPath(uri))
        return sorted(
            part for part in target.parent.glob(f".*{SUFFIX}") if part.name.startswith(f".{target.name}.")
        )


def parts_lie_beside(uri: str) -> bool:
    """Whether parts of this landing file are beside it, where every machine that sees the file sees them.

    If not (an object store), they are on the machine that writes them.
    """
    with landing_errors(uri):
        return is_local(UPath(uri))


def age_of(part: Path) -> float:
    """Seconds since it was last written to; 0 if it is gone."""
    try:
        return time.time() - part.stat().st_mtime
    except OSError:
        return 0.0
