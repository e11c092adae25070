"""A backfill of files as one call: planned, then read to its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from wireroom.backfill.jobs import Filed
from wireroom.backfill.plan_files import FilesPlan, file_planned, plan_files
from wireroom.backfill.read_so_far import ReadSoFar
from wireroom.models import BackfillRequest, Clock, DayRange
from wireroom.settings import Settings


def file_place(
    settings: Settings,
    origin: str,
    place: str,
    *,
    now: datetime,
    window: DayRange | None = None,
    hosts: tuple[str, ...] = (),
    clock: Clock | None = None,
    on_plan: Callable[[FilesPlan], None] = lambda plan: None,
    on_read: Callable[[ReadSoFar], None] = lambda so_far: None,
    **how: Any,
) -> Filed:
    """What came of it; `how` goes to `plan_files`."""
    plan = plan_files(settings, BackfillRequest(origin, place, window, hosts), now=now, **how)
    on_plan(plan)
    return file_planned(settings, plan, clock=clock or (lambda: now), on_read=on_read)
