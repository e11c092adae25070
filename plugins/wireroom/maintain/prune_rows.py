"""Rows of polls, runs and refused entries that are past their time in, room out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from wireroom import store
from wireroom.maintain.upkeep import Upkeep, days_in_words
from wireroom.store import retention


def prune_polls(upkeep: Upkeep) -> str:
    """`news.polls` of runs past their time."""
    return _prune(upkeep, upkeep.settings.retention.polls, retention.count_old_polls, retention.forget_polls)


def prune_runs(upkeep: Upkeep) -> str:
    """`news.runs` past their time; a run whose polls are still there stays with them."""
    polls_before = upkeep.before(upkeep.settings.retention.polls)

    def count(conn: store.Connection, before: datetime) -> int:
        return retention.count_old_runs(conn, before, polls_before=polls_before)

    return _prune(upkeep, upkeep.settings.retention.runs, count, retention.forget_runs)


def prune_rejected(upkeep: Upkeep) -> str:
    """`news.rejected` that nobody has met again for long."""
    return _prune(
        upkeep, upkeep.settings.retention.rejected, retention.count_old_rejected, retention.forget_rejected
    )


def _prune(
    upkeep: Upkeep,
    kept: timedelta | None,
    count: Callable[[store.Connection, datetime], int],
    forget: Callable[[store.Connection, datetime], int],
) -> str:
    before = upkeep.before(kept)
    if kept is None:
        return "kept for ever"
    if before is None:
        return "nothing to delete: no run has brought anything yet"
    rows = (count if upkeep.dry_run else forget)(upkeep.conn, before)
    verb = "would be deleted" if upkeep.dry_run else "deleted"
    return f"{rows:,} {verb} that are older than {days_in_words(kept)} (before {before:%Y-%m-%d %H:%M} UTC)"
