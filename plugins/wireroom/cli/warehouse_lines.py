"""A database in, what `wireroom status` says of it out: only what needs somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from wireroom import store
from wireroom.errors import StoreError
from wireroom.settings import Settings

FILED_WITHIN = timedelta(hours=1)  # of landing; later somebody should look


def warehouse_lines(settings: Settings) -> tuple[str, ...]:
    """Lines to print; none where all is well, or the database does not answer (its process says so)."""
    try:
        with store.connect(settings.database_url, application="wireroom status") as conn:
            return tuple(_lines(conn))
    except StoreError:
        return ()


def _lines(conn: store.Connection) -> Iterator[str]:
    listed = store.feed_list_state(conn)
    if listed is not None and listed.problem:
        since = f" since {listed.problem_since:%Y-%m-%d %H:%M} UTC" if listed.problem_since else ""
        yield f"the list of feeds is not followed{since}: {listed.problem}"
    work = store.unfinished(conn)
    if work.since is not None and datetime.now(UTC) - work.since > FILED_WITHIN:
        files = "1 landing file is" if work.landings == 1 else f"{work.landings} landing files are"
        yield (
            f"{files} not filed yet, the oldest since {work.since:%Y-%m-%d %H:%M} UTC: the next run takes "
            "them on; if this lasts, read the log of `file` in Airflow"
        )
    for cause in store.feeds_by_cause(conn):
        yield cause.words
