"""A database in, what `wireroom status` says of it out: only what needs somebody."""

from __future__ import annotations

from collections.abc import Iterator

from wireroom import store
from wireroom.errors import StoreError
from wireroom.settings import Settings


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
    for cause in store.feeds_by_cause(conn):
        yield cause.words
