"""What an older loader has filed, while it was being replaced, told to those who follow the changes."""

from __future__ import annotations

from wireroom.maintain.upkeep import Upkeep
from wireroom.store import untold


def tell_untold(upkeep: Upkeep) -> str:
    """Under the lock of filing only where there is something to tell."""
    articles = untold.count_untold(upkeep.conn)
    if articles and not upkeep.dry_run:
        articles = untold.tell_untold(upkeep.conn)
    verb = "would be told" if upkeep.dry_run else "told"
    return f"{articles:,} articles {verb} that no consumer had heard of"
