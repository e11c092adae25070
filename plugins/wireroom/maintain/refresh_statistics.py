"""The statistics over all months, which Postgres gathers of no partitioned table by itself."""

from __future__ import annotations

from wireroom.errors import StoreBusyError
from wireroom.maintain.upkeep import Upkeep
from wireroom.store import retention


def refresh_statistics(upkeep: Upkeep) -> str:
    """Gather them; somebody's lock in the way is no failure, tomorrow is another day."""
    if upkeep.dry_run:
        return "would be gathered of all articles"
    try:
        retention.refresh_statistics(upkeep.conn)
    except StoreBusyError as error:
        return f"not gathered this time: {error}"
    return "gathered of all articles"
