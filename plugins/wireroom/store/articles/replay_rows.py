"""Read what is stored of bytes that are read again, and what was refused of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from wireroom.models import Article, BatchPlan
from wireroom.store.articles.article_columns import article_query
from wireroom.store.articles.write_articles import Planner, look_up
from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all, roll_back

Stored = Mapping[str, Any]


def stored_captures(conn: Connection, articles: Sequence[Article]) -> dict[int, Stored]:
    """Index in `articles` → the present version of the article, if it was made of the same capture."""
    ids = look_up(conn, articles).ids
    numbers = {place: ids[key] for place, a in enumerate(articles) for key in a.keys if key in ids}
    if not numbers:
        return {}
    values = {"ids": sorted(set(numbers.values())), "moments": sorted({a.seen_at for a in articles})}
    found = fetch_all(
        conn, "replay/replayed_versions", values, text=article_query("replay/replayed_versions")
    )
    versions = {row["id"]: row for row in found}
    return {
        place: row
        for place, number in numbers.items()
        if (row := versions.get(number))
        and row["captured_at"] == articles[place].seen_at
        and row["feed_id"] == articles[place].feed_id
        and row["from_page"] == articles[place].from_page
    }


def plan_only(conn: Connection, articles: Sequence[Article], planner: Planner) -> BatchPlan:
    """What loading these articles would write, without writing it."""
    try:
        return planner(articles, look_up(conn, articles))
    finally:
        roll_back(conn)


def quarantined_places(conn: Connection, reasons: Collection[str]) -> list[tuple[int, date]]:
    """Feeds and days (UTC) with entries refused for one of these reasons, or for any."""
    rows = fetch_all(conn, "replay/quarantined_places", {"reasons": list(reasons)})
    return [(row["feed_id"], row["day"]) for row in rows]


def quarantined_keys(
    conn: Connection, reasons: Collection[str]
) -> dict[bytes, frozenset[tuple[int, datetime]]]:
    """The key of each entry refused for one of these reasons, or any, and the documents that had it.

    A document is given by its feed and time of fetching. A row for several entries is left out.
    """
    rows = fetch_all(conn, "replay/quarantined_keys", {"reasons": list(reasons)})
    return {
        bytes(row["key"]): frozenset((row["feed_id"], row[met]) for met in ("first_seen_at", "last_seen_at"))
        for row in rows
    }


def landings_on_record(conn: Connection, uris: Collection[str]) -> frozenset[str]:
    """Those landing files that this database has on record, from a poll or an archive."""
    rows = fetch_all(conn, "replay/landings_on_record", {"uris": list(uris)})
    return frozenset(row["uri"] for row in rows)


def release_rejected(conn: Connection, keys: Iterable[bytes]) -> None:
    """Remove entries from the quarantine that are articles now."""
    change(conn, "replay/release_rejected", {"keys": list(keys)})
