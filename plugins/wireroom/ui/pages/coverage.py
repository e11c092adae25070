"""Coverage: a calendar of what is held against what was to be expected; days chosen and planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from wireroom.archive.register import ORIGINS, FromFeeds
from wireroom.backfill.plan_range import days_of, plan_range
from wireroom.settings import Settings
from wireroom.ui import request_params
from wireroom.ui.read_session import ReadSession, Row, read_session
from wireroom.ui.render import page

router = APIRouter()
WEEKS = 13
LIVE_FEEDS = 500  # of more the gaps of all feeds take longer than a page may: a feed is chosen first
GAPS = 50
ADDED_UP = 300  # feeds of a publisher: of more its calendar takes longer than a page may (bench/ui.py)
NAMED = 100  # of them
MOST_DAYS = 31
FOUND_FEEDS = 20
BACKFILL = "backfill_archive"


@dataclass(frozen=True, slots=True)
class Whose:
    """The scope of the calendar: a feed, a publisher, or all (neither is set)."""

    feed: Row | None = None
    publisher: str = ""
    feeds: tuple[Row, ...] = ()  # of the publisher

    @property
    def is_too_large(self) -> bool:
        """Whether a publisher has too many feeds to add up while the visitor waits."""
        return len(self.feeds) > ADDED_UP

    @property
    def match(self) -> str:
        """The filter of feeds for a backfill: this feed, or the publisher's feeds (see `feed_fits`)."""
        return f"feed:{self.feed['id']}" if self.feed else self.publisher and f"publisher:{self.publisher}"


@router.get("/coverage")
def coverage(request: Request) -> HTMLResponse:
    """Page with the calendar of a feed, a publisher or all.

    For chosen days, the cost of loading them again.
    """
    given, now = request.query_params, request.app.state.clock()
    settings: Settings = request.app.state.settings
    since, until = request_params.day(given, "since"), request_params.day(given, "until")
    until = until or since
    trouble = _trouble(since, until)
    words = request_params.text(given, "q")
    with read_session(settings) as session:
        whose = _whose(session, given)
        days = _days(session, whose, now)
        weeks = [days[at : at + 7] for at in range(0, len(days), 7)]
        values = {
            "feed": whose.feed,
            "publisher": whose.publisher,
            "its_feeds": whose.feeds,
            "is_too_large": whose.is_too_large,
            "named": NAMED,
            "match": whose.match,
            "words": words,
            **(_found(session, words) if words and not whose.match else {}),
            "weeks": _begun(weeks),
            "most": max((day["held"] for day in days), default=0),
            "chosen": (since, until),
            "origins": [(name, origin.summary) for name, origin in ORIGINS.items() if origin.by_day],
            "asked_origins": given.getlist("origin") or ["landed", "rfc5005"],
            "started": given.get("done") == "started",
            "trouble": trouble,
            **(
                _plan(settings, whose, since, until, origins=given.getlist("origin"), now=now)
                if since and until and not trouble
                else {}
            ),
            **_gaps(session, whose, now),
        }
        status = 400 if trouble else 200
        return page(request, "coverage.html", values, now=now, session=session, status=status)


def _trouble(since: datetime | None, until: datetime | None) -> str:
    """What is wrong with the chosen days, in words; empty if they can be planned, or none are chosen."""
    if since is None or until is None or since <= until < since + timedelta(days=MOST_DAYS):
        return ""
    if until < since:
        return "The last day is before the first: choose it anew."
    return f"These are {(until - since).days + 1:,} days: choose up to {MOST_DAYS} at a time."


def _begun(weeks: list[list[Row]]) -> list[list[Row]]:
    """The weeks from the first that has a day to count, also one that a backfill alone brought."""
    begun = next((at for at, week in enumerate(weeks) if any(day["state"] != "before" for day in week)), -1)
    return weeks[begun:]


def _whose(session: ReadSession, given: Mapping[str, str]) -> Whose:
    """The scope that the query names. Raises HTTPException, 404."""
    feed_id, publisher = request_params.number(given, "feed"), request_params.exact(given, "publisher")
    if feed_id is not None:
        found = session.row("ui/feed", feed_id=feed_id)
        if found is None:
            raise HTTPException(404, f"There is no feed {feed_id}.")
        return Whose(feed=found)
    if not publisher:
        return Whose()
    feeds = session.rows("ui/publisher_feeds", publisher=publisher)
    if not feeds:
        raise HTTPException(404, f"No feed is listed with the publisher {publisher}.")
    return Whose(publisher=publisher, feeds=tuple(feeds))


def _days(session: ReadSession, whose: Whose, now: datetime) -> list[Row]:
    if whose.is_too_large:
        return []
    if not whose.match:
        return session.rows("ui/coverage_all", now=now, weeks=WEEKS)
    ids = [whose.feed["id"]] if whose.feed else [feed["id"] for feed in whose.feeds]
    return session.rows("ui/coverage_feeds", now=now, weeks=WEEKS, feed_ids=ids)


@router.get("/dags/{dag_id}/coverage")
def coverage_of_dag(request: Request, dag_id: str) -> RedirectResponse:
    """Redirect from the tab that Airflow gives every DAG: to coverage from the backfill DAG, else to the
    start.
    """
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}/coverage" if dag_id == BACKFILL else f"{root}/", status_code=307)


def _found(session: ReadSession, words: str) -> dict[str, list[Row]]:
    """Publishers, and feeds by title, publisher or address, that contain the words."""
    filters = dict.fromkeys(("condition", "category", "language", "country", "cause"), "")
    pattern = request_params.like(words)
    return {
        "found_publishers": session.rows("ui/publishers", pattern=pattern, limit=FOUND_FEEDS),
        "found_feeds": session.rows(
            "ui/feeds", words=words, pattern=pattern, sort="title", limit=FOUND_FEEDS, offset=0, **filters
        ),
    }


def _gaps(session: ReadSession, whose: Whose, now: datetime) -> dict[str, Any]:
    """Feeds with gaps, unless there are too many feeds to compute that while the visitor waits."""
    if whose.match:
        return {"gaps": None, "too_many": False}
    few = (session.row("ui/feed_count") or {"feeds": 0})["feeds"] <= LIVE_FEEDS
    rows = session.rows("ui/gaps", now=now, weeks=WEEKS, limit=GAPS) if few else None
    return {"gaps": rows, "too_many": not few}


def _plan(
    settings: Settings,
    whose: Whose,
    since: datetime,
    until: datetime,
    *,
    origins: list[str],
    now: datetime,
) -> dict[str, Any]:
    """The cost of loading the days again; nobody is asked and nothing written.

    The cost at origins whose lists must be requested is unknown here; the DAG `plan_backfill` finds it out.
    """
    known = [name for name in origins if name in ORIGINS] or ["landed", "rfc5005"]
    here = [name for name in known if not isinstance(ORIGINS[name], FromFeeds)]
    days = days_of(since.date(), until.date())
    sources = plan_range(settings, days, origins=here, clock=lambda: now, match=whose.match) if here else ()
    away = [(name, ORIGINS[name].summary) for name in known if name not in here]
    over = (now - timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "plan": [source.job for source in sources],
        "away": away,
        "days": len(days),
        "last_over": over,  # Airflow has no run of a day that goes on
        "last": min(until, over),
    }
