"""The steps of the daily maintenance, one after the other; each says what it did, and how much.

    partitions ─▶ changes ─▶ polls, runs, quarantine, blocks of pages ─▶ landed files ─▶ logs ─▶ Airflow
        ─▶ statistics ─▶ sizes

A step that fails holds up no other. Killed in the middle, the next run goes on where it was: every step
deletes in portions and asks the storage, not its memory, what is left. Articles and their versions are never
touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from wireroom.errors import WireroomError
from wireroom.maintain.database_maintenance import order_months, refresh_statistics, say_storage, tell_untold
from wireroom.maintain.maintenance import Maintenance
from wireroom.maintain.prune_data import (
    clean_airflow,
    prune_landed,
    prune_polls,
    prune_rejected,
    prune_runs,
    prune_site_blocks,
)
from wireroom.maintain.prune_logs import prune_logs
from wireroom.settings import Settings
from wireroom.store import retention
from wireroom.store.connection import FILING, connect

Step = Callable[[Maintenance], str]
STEPS: dict[str, Step] = {
    "partitions": order_months,
    "changes": tell_untold,
    "polls": prune_polls,
    "runs": prune_runs,
    "quarantine": prune_rejected,
    "blocks of pages": prune_site_blocks,
    "landed files": prune_landed,
    "logs": prune_logs,
    "Airflow": clean_airflow,
    "statistics": refresh_statistics,
    "storage": say_storage,
}


@dataclass
class Maintained:
    """One line a step, and what went wrong in words."""

    lines: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def failure(self) -> WireroomError | None:
        """What a run that must not be green raises."""
        return WireroomError.of(self.problems)


def maintain(
    settings: Settings,
    *,
    now: datetime,
    dry_run: bool,
    merge_years: bool = False,
    tell: Callable[[str], None] = lambda words: None,
) -> Maintained:
    """Do every step; with `dry_run` only say what it would do. `tell` gets each line as it is known.

    `merge_years` puts the months of long past years into a partition each: only with all else stopped (0179).

    Raises StoreError where the database is not there at all.
    """
    done = Maintained()
    with connect(settings.database_url, application="wireroom maintain", limits=FILING) as conn:
        if not dry_run:
            retention.note_active_days(conn, now.date())
        maintenance = Maintenance(
            settings, conn, now, retention.active_days(conn, now.date()), dry_run, merge_years
        )
        for name, step in STEPS.items():
            try:
                line = f"{name}: {step(maintenance)}"
                done.lines.append(line)
            except (WireroomError, OSError) as error:
                line = f"{name}: failed: {error}"
                done.problems.append(f"{name}: {error}")
            tell(line)
    return done
