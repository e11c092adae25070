"""Start a process for a takedown that was begun on a page, and let the page watch it.

    press ─▶ a row, one an article ─▶ process: claim it, take_down, say how far ─▶ how it ended, in the row

A process, since reading landed files would hold up everybody whom the api-server answers. It connects as role
`wireroom_takedown`, whose rights are those of a takedown. Ended half way it is begun again by the next press.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime

from wireroom.errors import ConfigurationError, WireroomError
from wireroom.models import Clock
from wireroom.settings import Settings
from wireroom.store.connection import Connection, connect
from wireroom.store.takedown_rows import (
    AskedTakedown,
    ClaimedTakedown,
    claim_takedown,
    end_broken_off,
    note_asked,
    note_ended,
    note_searched,
    takedowns_asked,
)
from wireroom.takedown.take_down import take_down
from wireroom.takedown.takedown_report import report_of

_APPLICATION = "wireroom takedown"


def takedowns_of(settings: Settings, article_id: int, now: datetime) -> tuple[AskedTakedown, ...]:
    """Takedowns of this article that were begun on a page, newest first. Raises StoreError."""
    with _connect(settings) as conn:
        end_broken_off(conn, article_id, now)
        return takedowns_asked(conn, article_id)


def begin_takedown(
    settings: Settings,
    article_id: int,
    *,
    dry_run: bool,
    reason: str,
    by: str,
    now: datetime,
    clock: Clock,
) -> bool:
    """Begin a takedown in a process of its own; returns False if one of this article is already under way.

    Does not wait for the end. Raises StoreError.
    """
    with _connect(settings) as conn:
        number = note_asked(conn, article_id, dry_run=dry_run, reason=reason, by=by, now=now)
    if number is None:
        return False
    try:
        process = subprocess.Popen(
            [sys.executable, "-c", f"from {__name__} import main; main()", str(number)],
            env=_environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    except OSError as error:
        _end(settings, number, clock(), f"no process could be started: {error}")
        return True
    threading.Thread(target=_see_it_end, args=(settings, number, process, clock), daemon=True).start()
    return True


def _environment(settings: Settings) -> dict[str, str]:
    """The environment of the takedown process: ours, with the settings that are in force here."""
    return {
        **os.environ,
        "WIREROOM_TAKEDOWN_DATABASE_URL": settings.takedown_database_url,
        "WIREROOM_LANDING_URL": settings.landing_url,
        "WIREROOM_HOME": str(settings.home),
    }


def _see_it_end(settings: Settings, number: int, process: subprocess.Popen[bytes], clock: Clock) -> None:
    """Wait for the process; if it was killed, record that in its row, which it could not do itself."""
    if status := process.wait():
        _end(settings, number, clock(), f"its process was ended ({status})")


def _end(settings: Settings, number: int, now: datetime, trouble: str) -> None:
    with _connect(settings) as conn:
        note_ended(conn, number, now, trouble=trouble)


def _connect(settings: Settings) -> Connection:
    if not settings.takedown_database_url:
        raise ConfigurationError("WIREROOM_TAKEDOWN_DATABASE_URL is not set: see docs/OPERATING.md")
    return connect(settings.takedown_database_url, application=_APPLICATION)


def carry_out(settings: Settings, number: int, clock: Clock) -> bool:
    """Do the takedown of row `number`; False if there is none to do, or another process works at it."""
    with _connect(settings) as conn:
        claimed = claim_takedown(conn, number)
        if claimed is None:
            return False
        try:
            _carry_out(settings, conn, claimed, clock)
        except (WireroomError, OSError) as error:
            note_ended(conn, number, clock(), trouble=str(error))
            raise
        return True


def _carry_out(settings: Settings, conn: Connection, claimed: ClaimedTakedown, clock: Clock) -> None:
    done = take_down(
        replace(settings, admin_database_url=settings.takedown_database_url),
        str(claimed.article_id),
        reason=claimed.reason,
        now=clock(),
        dry_run=claimed.is_dry_run,
        looked=lambda searched, files: note_searched(conn, claimed.id, searched, files),
    )
    rows = [f"Earlier versions: {each.revisions}, copies: {each.copies}" for each in done.articles]
    report = (*rows, *report_of(done, dry_run=claimed.is_dry_run))
    note_ended(conn, claimed.id, clock(), report=report, is_left=done.is_left)


def main() -> None:
    """Entry point of the process: do the takedown whose row number is the first argument."""
    carry_out(Settings.from_environment(), int(sys.argv[1]), lambda: datetime.now(UTC))
