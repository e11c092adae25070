"""A partition for this month and the two that follow; what waits in the default one moved to its month."""

from __future__ import annotations

from datetime import datetime, timedelta

from wireroom.maintain.upkeep import Upkeep
from wireroom.store import months

AHEAD = 2  # months; a feed may date an entry tomorrow


def order_months(upkeep: Upkeep) -> str:
    """Make what is missing. A reader in the way is no failure: a later filing moves the rest."""
    ahead = months.months_missing(upkeep.conn, _months(upkeep.now))
    waiting = months.months_in_default(upkeep.conn)
    wanted = sorted({*ahead, *waiting})
    words = (
        f"{len(ahead)} of {AHEAD + 1} months ahead {{made}}, "
        f"{sum(waiting.values()):,} articles of {len(waiting)} months {{moved}} from the default partition"
    )
    if upkeep.dry_run:
        return words.format(made="would be made", moved="would be moved")
    done = months.make_months(upkeep.conn, wanted)
    said = words.format(made="made", moved="moved")
    return said if done else f"{said}, as far as no reader's lock was in the way"


def _months(now: datetime) -> list[datetime]:
    """The first moment of this month and of those that follow."""
    found = [now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)]
    for _ in range(AHEAD):
        found.append((found[-1] + timedelta(days=32)).replace(day=1))
    return found
