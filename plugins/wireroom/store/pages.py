"""Pages of articles: wanted, claimed, landed, read; and what their sites allow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg2 import Binary

from wireroom.models import Landed, Outcome, PageOutcome, SiteRules, WantedPage
from wireroom.store.articles.copy_text import json_text
from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FeedPages:
    """Outcomes of the pages of a feed so far."""

    id: int
    full_text: str
    outcomes: list[str]  # the latest first
    judged_at: datetime | None
    unjudged: int  # recent ones without a verdict: being fetched, or not available


@dataclass(frozen=True, slots=True)
class FamilyPages:
    """Requests to a politeness family in the last day."""

    family: str
    pages: int
    is_resting: bool  # it was unavailable just now, or asked us to wait


def pages_of_feeds(
    conn: Connection, now: datetime, *, judged: Collection[str], remembered: int, match: str = ""
) -> tuple[FeedPages, ...]:
    """Active feeds whose pages may be fetched; `judged` are the outcomes that tell whether it is worth it."""
    values = {"now": now, "judged": list(judged), "remembered": remembered, "match": match}
    return tuple(FeedPages(**row) for row in fetch_all(conn, "full_text/pages_of_feeds", values))


def pages_wanted(
    conn: Connection, most: Mapping[int, int], *, since: datetime, now: datetime
) -> tuple[Row, ...]:
    """The newest articles whose pages are to be fetched; of each feed at most as many as `most` says."""
    values = {"feed_ids": list(most), "most": list(most.values()), "since": since, "now": now}
    return tuple(fetch_all(conn, "full_text/pages_wanted", values))


def pages_of_families(
    conn: Connection, families: Collection[str], now: datetime, *, unhad: Collection[str]
) -> dict[str, FamilyPages]:
    """Family → requests to it; families without any are left out."""
    values = {"families": list(families), "now": now, "unhad": list(unhad)}
    found = (FamilyPages(**row) for row in fetch_all(conn, "full_text/pages_of_families", values))
    return {family.family: family for family in found}


def claim_pages(
    conn: Connection, run_id: int, pages: Sequence[WantedPage], now: datetime, *, lease: timedelta
) -> frozenset[int]:
    """Claim pages for the run, for the time `lease`; the articles whose pages it got."""
    rows = [
        {name: getattr(page, name) for name in ("article_id", "feed_id", "family", "url", "private")}
        for page in pages
    ]
    values = {"run_id": run_id, "pages": json_text(rows), "now": now, "lease_until": now + lease}
    got = frozenset(row["article_id"] for row in fetch_all(conn, "full_text/claim_pages", values))
    conn.commit()
    return got


def claimed_pages(conn: Connection, run_id: int, article_ids: Sequence[int]) -> tuple[WantedPage, ...]:
    """Pages of these articles that the run has claimed and not fetched yet."""
    rows = fetch_all(conn, "full_text/claimed_pages", {"run_id": run_id, "ids": list(article_ids)})
    return tuple(WantedPage(**row) for row in rows)


def release_pages(conn: Connection, run_id: int, article_ids: Sequence[int] | None, now: datetime) -> None:
    """End the run's claims to pages that it did not fetch: of these articles, or of all (None)."""
    ids = None if article_ids is None else list(article_ids)
    change(conn, "full_text/release_pages", {"run_id": run_id, "ids": ids, "now": now})


def note_pages_landed(conn: Connection, uri: str, rows: Iterable[Row]) -> None:
    """Note answers landed at `uri`: article_id, asked_at, decision, final_url, status, record of each."""
    change(conn, "full_text/note_pages_landed", {"uri": uri, "pages": json_text(list(rows))})


def pages_of_landing(conn: Connection, uri: str) -> dict[str, Row]:
    """WARC record → page at `uri` that was not read yet, with its article as it is now."""
    return {row["landing_record"]: row for row in fetch_all(conn, "full_text/pages_of_landing", {"uri": uri})}


def note_pages_read(conn: Connection, rows: Iterable[Row]) -> None:
    """Record the outcomes of pages; each row has the columns of the query."""
    change(conn, "full_text/note_pages_read", {"pages": json_text(list(rows))})


def pages_to_replay(conn: Connection, landed: Sequence[Landed]) -> tuple[Row, ...]:
    """Articles of these pages, each as its feed had it then; `number` is the index of the page."""
    asked = [
        {
            "number": number,
            "url": each.exchange.url,
            "at": each.exchange.fetched_at.isoformat(),
            "record": each.ref.record_id,
        }
        for number, each in enumerate(landed)
    ]
    return tuple(fetch_all(conn, "full_text/pages_to_replay", {"asked": json_text(asked)}))


def note_pages_replayed(conn: Connection, run_id: int, rows: Iterable[Row]) -> None:
    """Record what the present code makes of landed pages; each row has the columns of the query."""
    change(conn, "full_text/note_pages_replayed", {"run_id": run_id, "pages": json_text(list(rows))})


def unread_pages(conn: Connection, run_id: int, now: datetime) -> tuple[tuple[str, int], ...]:
    """Landing files that earlier runs did not read, each with its run."""
    rows = fetch_all(conn, "full_text/unread_pages", {"run_id": run_id, "now": now})
    return tuple((row["uri"], row["run_id"]) for row in rows)


def give_up_pages(conn: Connection, run_id: int, before: datetime, now: datetime) -> dict[str, int]:
    """Want pages of other runs again that could not be read, if requested `before`; landing file → pages."""
    values = {"run_id": run_id, "before": before, "now": now, "lost": PageOutcome.LOST.value}
    return {row["uri"]: row["pages"] for row in fetch_all(conn, "full_text/give_up_pages", values)}


def pages_of_run(conn: Connection, run_id: int) -> dict[str, int]:
    """Outcome → pages of a run; the empty outcome is for pages not fetched or not read yet."""
    rows = fetch_all(conn, "full_text/pages_of_run", {"run_id": run_id})
    return {row["outcome"] or "": row["pages"] for row in rows}


def site_rules(
    conn: Connection,
    origins: Collection[str],
    since: datetime,
    *,
    settled: Collection[str] = (),
    failed_since: datetime | None = None,
) -> dict[str, SiteRules]:
    """Origin → what its site said since then; outcomes not in `settled` count since `failed_since`."""
    values = {
        "origins": list(origins),
        "since": since,
        "settled": list(settled),
        "failed_since": failed_since or since,
    }
    rows = fetch_all(conn, "full_text/site_rules", values)
    return {
        row["origin"]: SiteRules(
            row["origin"],
            row["asked_at"],
            Outcome(row["outcome"]),
            bytes(row["robots"]),
            None if row["tdmrep"] is None else bytes(row["tdmrep"]),
        )
        for row in rows
    }


def pages_last_asked(conn: Connection, families: Collection[str], since: datetime) -> dict[str, datetime]:
    """Origin → when a page of it was last fetched; origins without any since then are left out."""
    rows = fetch_all(conn, "full_text/pages_last_asked", {"families": list(families), "since": since})
    return {row["origin"]: row["asked_at"] for row in rows}


def save_site_rules(
    conn: Connection,
    rules: SiteRules,
    *,
    settled: Collection[str],
    older: timedelta = timedelta(),
    unread: bytes | None = None,
) -> None:
    """Keep what a site says now, unless it could not be had and something is stored.

    It could not be had if the outcome is not in `settled`, or there is no tdmrep.json. A stored tdmrep.json
    that stays is dated back to `older`; `unread` stands for one that was never read.
    """
    values = {
        "settled": list(settled),
        "older": older,
        "origin": rules.origin,
        "asked_at": rules.asked_at,
        "outcome": rules.outcome.value,
        "robots": Binary(rules.robots),
        "tdmrep": None if rules.tdmrep is None else Binary(rules.tdmrep),
        "unread": None if unread is None else Binary(unread),
    }
    change(conn, "full_text/save_site_rules", values)
