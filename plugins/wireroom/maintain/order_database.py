"""What the database needs from time to time in: months, statistics, consumers told; done, in words, out."""

from __future__ import annotations

from datetime import datetime, timedelta

from wireroom.errors import StoreBusyError
from wireroom.maintain.upkeep import Upkeep
from wireroom.store import retention
from wireroom.store.articles import months, untold

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


def refresh_statistics(upkeep: Upkeep) -> str:
    """Gather them; somebody's lock in the way is no failure, tomorrow is another day."""
    if upkeep.dry_run:
        return "would be gathered of all articles"
    try:
        retention.refresh_statistics(upkeep.conn)
    except StoreBusyError as error:
        return f"not gathered this time: {error}"
    return "gathered of all articles"


def tell_untold(upkeep: Upkeep) -> str:
    """Under the lock of filing only where there is something to tell."""
    articles = untold.count_untold(upkeep.conn)
    if articles and not upkeep.dry_run:
        articles = untold.tell_untold(upkeep.conn)
    verb = "would be told" if upkeep.dry_run else "told"
    return f"{articles:,} articles {verb} that no consumer had heard of"
