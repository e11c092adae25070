"""Landed files of days past their time in, room out; for ever by default."""

from __future__ import annotations

from datetime import timedelta

from wireroom import landing, store
from wireroom.maintain.upkeep import Upkeep, days_in_words, size_in_words


def prune_landed(upkeep: Upkeep) -> str:
    """Remove whole days; a file that is not filed yet stays, whatever its age."""
    kept = upkeep.settings.retention.landed
    before = upkeep.before(kept)
    if kept is None:
        return "kept for ever, all that was fetched can be replayed"
    if before is None:
        return "nothing to remove: no run has brought anything yet"
    root, files, size = upkeep.settings.landing_url, 0, 0
    unfiled = store.unfiled_landings(upkeep.conn)
    for day in landing.landed_days(root, before=before.date()):
        found = (day.files, day.bytes)
        removed = found if upkeep.dry_run else landing.remove_day(root, day, keep=unfiled)
        files, size = files + removed[0], size + removed[1]
    verb = "would be removed" if upkeep.dry_run else "removed"
    return f"{files:,} files with {size_in_words(size)} {verb}: {_reach(kept)}"


def _reach(kept: timedelta) -> str:
    return (
        f"kept for {days_in_words(kept)} (WIREROOM_KEEP_LANDED_DAYS), and a replay reaches no further back; "
        "a body that has not changed since before then is no longer there either"
    )
