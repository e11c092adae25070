"""Runs: opened once for each key, alive or dead, summed up, closed with a result."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from wireroom.errors import StoreError
from wireroom.models import Counts, Outcome
from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all, fetch_one
from wireroom.store.values import Poll, RefusedEntry, RunSummary

_STRING = r'"((?:[^"\\]|\\u[0-9a-f]{4}|\\[^u]){1,100})'  # the beginning of a JSON string
_NAMES = tuple(
    re.compile(key + _STRING) for key in (r'"title": \{"value": ', r'"guid": ', r'"link": ', r'"href": ')
)
ALIVE_FOR = timedelta(minutes=10)  # after a sign of life; one comes every minute while there is work


def open_run(
    conn: Connection,
    kind: str,
    key: str,
    now: datetime,
    *,
    alive_for: timedelta = timedelta(days=1),
    process: str | None = None,
    full_text: bool = False,
) -> int:
    """Open or reopen the run `key` of this kind; its id. The same key is the same run.

    Without a sign of life within `alive_for` the run counts as dead. `process`: host and process that do all
    of it. `full_text`: the pages of its articles are wanted, too.
    """
    values = {"kind": kind, "key": key, "now": now, "alive_until": now + alive_for, "process": process}
    row = fetch_one(conn, "runs/open_run", values | {"full_text": full_text})
    conn.commit()
    return int(row["id"])


def close_run(conn: Connection, run_id: int, now: datetime, counts: Counts, *, failure: str = "") -> None:
    """Close the run with what it did; `failure`, in words, makes it a failed one, which remarks do not."""
    values = {
        "run_id": run_id,
        "now": now,
        "status": "failed" if failure else "succeeded",
        "detail": failure,
        "feeds": counts.feeds,
        "entries": counts.entries,
        "inserted": counts.inserted,
        "revised": counts.revised,
        "unchanged": counts.unchanged,
        "rejected": counts.rejected,
        "outcomes": json.dumps(counts.outcomes),
    }
    change(conn, "runs/close_run", values)


def run_summary(conn: Connection, run_id: int) -> RunSummary:
    """The row of a run, and the present sum of the counts of its feeds. Raises StoreError if unknown."""
    rows = fetch_all(conn, "runs/run_by_id", {"run_id": run_id})
    if not rows:
        raise StoreError(f"there is no run {run_id}")
    row, totals = rows[0], fetch_one(conn, "runs/run_totals", {"run_id": run_id})
    return RunSummary(
        id=row["id"],
        kind=row["kind"],
        key=row["key"],
        status=row["status"],
        started_at=row["started_at"],
        counts=Counts(**totals),
        detail=row["detail"],
        remarks=tuple(row["remarks"]),
    )


def run_polls(conn: Connection, run_id: int) -> tuple[Poll, ...]:
    """A poll for each feed that the run polled, by title."""
    return tuple(_poll(row) for row in fetch_all(conn, "runs/run_polls", {"run_id": run_id}))


def run_refused(conn: Connection, run_id: int, limit: int) -> tuple[RefusedEntry, ...]:
    """At most `limit` entries that the run refused, by feed."""
    rows = fetch_all(conn, "runs/run_refused", {"run_id": run_id, "limit": limit})
    return tuple(
        RefusedEntry(row["feed"], row["reason"], row["detail"], _called(bytes(row["raw"]))) for row in rows
    )


def _called(raw: bytes) -> str:
    """Title, id or address of a refused entry, found by pattern: its JSON may have been cut off."""
    text = raw.decode("utf-8", "replace")
    for pattern in _NAMES:
        if found := pattern.search(text):
            name = json.loads(f'"{found[1]}"', strict=False)
            return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    return ""


def sick_feeds(conn: Connection, run_id: int, uri: str) -> int:
    """How many of the feeds that the run filed from `uri` need attention."""
    return int(fetch_one(conn, "runs/sick_feeds", {"run_id": run_id, "uri": uri})["feeds"])


def note_network(conn: Connection, run_id: int) -> None:
    """Note that an outage of our network has begun or ended, if the polls of the run show it."""
    change(conn, "runs/note_network", {"run_id": run_id})


def filed_feeds(conn: Connection, run_id: int, uri: str) -> frozenset[int]:
    """Feeds whose poll, landed at `uri`, the run has filed already."""
    values = {"run_id": run_id, "uri": uri}
    return frozenset(row["feed_id"] for row in fetch_all(conn, "runs/filed_feeds", values))


def _poll(row: Mapping[str, Any]) -> Poll:
    return Poll(
        feed_id=row["feed_id"],
        title=row["title"],
        url=row["url"],
        outcome=Outcome(row["outcome"]),
        detail=row["detail"],
        failures=row["failures"],
        counts=Counts(
            feeds=1,
            entries=row["entries"],
            inserted=row["inserted"],
            revised=row["revised"],
            unchanged=row["unchanged"],
            rejected=row["rejected"],
            dropped=row["dropped"],
            outcomes={row["outcome"]: 1},
        ),
        condition=row["condition"],
        needs_somebody=row["needs_somebody"],
        cause=row["cause"],
    )


@dataclass(frozen=True, slots=True)
class RunningRun:
    """A run that was never closed."""

    id: int
    kind: str
    key: str
    started_at: datetime
    process: str | None  # host and process that do all of it
    is_alive: bool  # by its last sign of life


def sign_of_life(
    conn: Connection, run_id: int, now: datetime, *, again: bool = False, alive_for: timedelta = ALIVE_FOR
) -> None:
    """Note that the run works at `now`; `again`: reopen it, if a later run has closed it meanwhile."""
    change(conn, "runs/sign_of_life", {"run_id": run_id, "alive_until": now + alive_for, "again": again})


def running_runs(conn: Connection, run_id: int, now: datetime) -> tuple[RunningRun, ...]:
    """All runs that are not closed, except `run_id`; the oldest first."""
    rows = fetch_all(conn, "runs/running_runs", {"run_id": run_id, "now": now})
    conn.commit()
    return tuple(RunningRun(**row) for row in rows)


def end_run(conn: Connection, run_id: int) -> None:
    """Note that the run is dead, whatever its last sign of life: its claims end."""
    change(conn, "runs/end_run", {"run_id": run_id})


def add_remark(conn: Connection, run_id: int, words: str) -> None:
    """Add a sentence for operators (`news.runs.detail`)."""
    change(conn, "runs/add_remark", {"run_id": run_id, "words": words.replace("\0", "␀")})
