"""The record of landing files: opened before the first byte, then landed, then filed; or lost, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all, fetch_one


@dataclass(frozen=True, slots=True)
class LeftLanding:
    """A landing file that is not filed, although its run has ended."""

    uri: str
    run_id: int  # that fetched it
    is_open: bool  # it was being written, and may not be whole
    opened_at: datetime
    times_swept: int  # how many later runs have tried to file it


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is left for a later run to file."""

    running: int  # runs that are not closed
    landings: int  # files that are not filed
    since: datetime | None  # the oldest of them


def open_landing(conn: Connection, uri: str, *, run_id: int, feeds: int, now: datetime) -> None:
    """Record a file for so many feeds before it is written."""
    change(conn, "landings/open_landing", {"uri": uri, "run_id": run_id, "feeds": feeds, "now": now})


def adopt_landing(conn: Connection, uri: str, *, run_id: int, now: datetime) -> bool:
    """Record a file that was found; False if it is on record already."""
    return change(conn, "landings/adopt_landing", {"uri": uri, "run_id": run_id, "now": now}) > 0


def note_landed(
    conn: Connection, uri: str, feed_ids: Sequence[int], now: datetime, *, orderly: bool, detail: str = ""
) -> None:
    """Note that the file is complete, with an exchange for each of `feed_ids`.

    `orderly`: its writer came to an end; feeds it did not ask (`detail`: why) are left for a later run.
    """
    values = {"uri": uri, "feed_ids": list(feed_ids), "now": now, "orderly": orderly, "detail": detail}
    change(conn, "landings/note_landed", values)


def note_filed(conn: Connection, uri: str, now: datetime) -> None:
    """Note that the file is filed. Claims to its feeds end; a run that was closed before gets its counts."""
    change(
        conn, "landings/recount_closed_run", {"uri": uri}
    )  # first, since after a kill between the two it is repeated
    change(conn, "landings/note_filed", {"uri": uri, "now": now})


def note_lost(conn: Connection, uri: str, detail: str) -> None:
    """Note that no more can be read of the file; `detail` says why."""
    change(conn, "landings/recount_closed_run", {"uri": uri})
    change(conn, "landings/note_lost", {"uri": uri, "detail": detail})


def left_landings(conn: Connection, run_id: int, now: datetime) -> tuple[LeftLanding, ...]:
    """Files not filed of runs that have ended, other than `run_id`; the oldest first."""
    rows = fetch_all(conn, "landings/left_landings", {"run_id": run_id, "now": now})
    conn.commit()  # reading files comes next, and must not hold a transaction open
    return tuple(
        LeftLanding(
            uri=row["uri"],
            run_id=row["run_id"],
            is_open=row["status"] == "open",
            opened_at=row["opened_at"],
            times_swept=row["times_swept"],
        )
        for row in rows
    )


def take_landing(conn: Connection, uri: str, run_id: int, now: datetime) -> tuple[int, ...] | None:
    """Claim a landed file for the run `run_id`; its feeds, or None if another run was faster."""
    rows = fetch_all(conn, "landings/take_landing", {"uri": uri, "run_id": run_id, "now": now})
    conn.commit()
    return tuple(rows[0]["feed_ids"]) if rows else None


def open_landings(conn: Connection) -> frozenset[str]:
    """Files that are being written, or were left incomplete."""
    uris = frozenset(row["uri"] for row in fetch_all(conn, "landings/open_landings"))
    conn.commit()
    return uris


def unfiled_landings(conn: Connection) -> frozenset[str]:
    """Files that are not filed yet, or are being written."""
    return frozenset(row["uri"] for row in fetch_all(conn, "landings/unfiled_landings"))


def unasked_feeds(conn: Connection, run_id: int) -> tuple[int, str]:
    """How many feeds a run left for a later one on purpose, and why."""
    row = fetch_one(conn, "landings/unasked_feeds", {"run_id": run_id})
    return row["feeds"], row["why"]


def unfinished(conn: Connection) -> Unfinished:
    """Runs that are not closed and files that are not filed, including those of living runs."""
    return Unfinished(**fetch_one(conn, "landings/unfinished_work"))
