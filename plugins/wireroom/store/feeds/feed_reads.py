"""Read feeds: by id, all with their health, and what is known of their archives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from wireroom.models import (
    EntryRule,
    Feed,
    FeedSpec,
    Outcome,
    Reader,
    ReaderState,
    Rhythm,
    Validators,
    Window,
)
from wireroom.store.articles.copy_text import json_text
from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all
from wireroom.store.values import Cause, FeedStatus

Documents = Mapping[str, Mapping[str, Any]]  # URL → what is known of the document


def feeds_by_id(conn: Connection, ids: Sequence[int]) -> tuple[Feed, ...]:
    """The feeds of these ids in the order of the ids; unknown ids are left out."""
    return tuple(feed_of(row) for row in fetch_all(conn, "feeds/feeds_by_id", {"ids": list(ids)}))


def feeds_with_past(
    conn: Connection, *, match: str = "", linked_only: bool, unpolled: bool = True
) -> tuple[Feed, ...]:
    """Feeds whose past may be asked for: all but retired ones.

    `linked_only`: those that declare or link to an archive of their past (RFC 5005); with `unpolled` also
    those that were never polled.
    """
    values = {"match": match, "linked_only": linked_only, "unpolled": unpolled}
    return tuple(feed_of(row) for row in fetch_all(conn, "feeds/feeds_with_past", values))


def feed_ids_matching(conn: Connection, match: str, *, to_poll: bool = False) -> tuple[int, ...]:
    """Ids of all feeds ever listed whose URL, title or publisher contains `match`, in any case."""
    return tuple(
        row["id"] for row in fetch_all(conn, "feeds/feed_ids_matching", {"match": match, "to_poll": to_poll})
    )


def last_outcomes(conn: Connection, since: datetime | None = None) -> dict[Outcome, int]:
    """Outcome → feeds, of the last poll of each active feed; with `since` of those polled after it."""
    rows = fetch_all(conn, "feeds/last_outcomes", {"since": since})
    return {Outcome(row["outcome"]): row["feeds"] for row in rows}


def list_feeds(conn: Connection, *, retired: bool = False) -> tuple[FeedStatus, ...]:
    """Every feed with its health in words, by title; retired ones only with `retired`."""
    return tuple(
        FeedStatus(
            feed=feed_of(row),
            health=row["health"],
            outcome=Outcome(row["outcome"]) if row["outcome"] else None,
            articles=row["articles"],
            condition=row["condition"],
            needs_somebody=row["needs_somebody"],
            cause=row["cause"],
            detail=row["detail"] or "",
            last_well_at=row["last_well_at"],
            next_poll_reason=row["next_poll_reason"],
            said_title=row["said_title"] or "",
        )
        for row in fetch_all(conn, "feeds/list_feeds", {"retired": retired})
    )


def feeds_by_cause(conn: Connection) -> tuple[Cause, ...]:
    """Why feeds are not well, those that need attention first; silent feeds are left out."""
    return tuple(Cause(**row) for row in fetch_all(conn, "feeds/feeds_by_cause"))


def feed_of(row: Mapping[str, Any]) -> Feed:
    """A feed from a row with the columns of `feeds_by_id`."""
    return Feed(
        id=row["id"],
        spec=_spec(row),
        validators=Validators(
            etag=row["etag"],
            last_modified=row["last_modified"],
            body_sha256=None if row["body_sha256"] is None else bytes(row["body_sha256"]),
        ),
        fetch_url=row["fetch_url"],
        redirected_to=row["redirected_to"],
        redirected_since=row["redirected_since"],
        redirected_polls=row["redirected_polls"] or 0,
        redirect_shares=bool(row["redirect_shares"]),
        move_note=row["move_note"] or "",
        refused_move=row["refused_move"],
        polls_since_full=row["polls_since_full"] or 0,
        failures=row["failures"] or 0,
        last_polled_at=row["last_polled_at"],
        last_new_at=row["last_new_at"],
        next_poll_at=row["next_poll_at"],
        interval=row["interval"],
        day_first=row["day_first"],
        archive_url=row["archive_url"],
        window=_window(row),
        rhythm=_rhythm(row),
        wish=row["wish"],
        entries=row["entries"] or 0,
        readers=ReaderState(
            believed=Reader(row["reader"]) if row["reader"] else None,
            fuller=Reader(row["fuller_reader"]) if row["fuller_reader"] else None,
        ),
    )


def _window(row: Mapping[str, Any]) -> Window | None:
    if row["window_seen_at"] is None:
        return None
    return Window(
        seen_at=row["window_seen_at"],
        oldest=row["window_oldest"],
        newest=row["window_newest"],
        entries=row["window_entries"],
        shortest=row["window_shortest"],
    )


def _rhythm(row: Mapping[str, Any]) -> Rhythm | None:
    if row["rhythm_counts"] is None:
        return None
    return Rhythm(tuple(row["rhythm_counts"]), row["rhythm_since"], row["rhythm_until"], row["rhythm_at"])


def _spec(row: Mapping[str, Any]) -> FeedSpec:
    return FeedSpec(
        url=row["url"],
        title=row["title"],
        publisher=row["publisher"],
        country=row["country"],
        language=row["language"],
        timezone=row["timezone"],
        category=tuple(row["category"]),
        every=row["every"],
        paused=row["paused"],
        private=row["private"],
        archive=row["archive"],
        headers=tuple((row["access"].get("headers") or {}).items()),
        basic_auth=row["access"].get("basic_auth"),
        connection=row["access"].get("connection"),
        secrets=row["secrets"],
        family=row["family"],
        full_text=row["full_text"],
        keep=_rules(row["rules"].get("keep")),
        drop=_rules(row["rules"].get("drop")),
    )


def _rules(written: Mapping[str, Sequence[str]] | None) -> tuple[EntryRule, ...]:
    """The rules of a feed, checked when feeds.yaml was followed."""
    return tuple(EntryRule(field, text) for field, texts in (written or {}).items() for text in texts)


def archive_documents(conn: Connection, feed_ids: Sequence[int]) -> Mapping[int, Documents]:
    """Feed → what is known of the documents of its archive; feeds of which nothing is known are left out."""
    known: dict[int, dict[str, Mapping[str, Any]]] = {}
    for row in fetch_all(conn, "feeds/archive_documents", {"feed_ids": list(feed_ids)}):
        feed_id = row.pop("feed_id")
        known.setdefault(feed_id, {})[row["url"]] = row
    return known


def save_archive_documents(conn: Connection, feed_id: int, documents: Iterable[Mapping[str, Any]]) -> None:
    """Add `documents` to what is known, and commit; the other documents are not written.

    Their URLs are as feeds have them: not all of them fit into jsonb.
    """
    text = json_text(list(documents)).encode("utf-8", "replace").decode("utf-8")
    change(conn, "feeds/save_archive_documents", {"feed_id": feed_id, "documents": text})
