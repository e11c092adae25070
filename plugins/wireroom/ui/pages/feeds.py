"""Feeds: the list, searched, filtered and sorted in the database; one of them; the form for a new one."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from wireroom import sources
from wireroom.errors import ConfigurationError
from wireroom.feed_list.listed_feeds import known_feeds
from wireroom.settings import Settings
from wireroom.ui import request_params
from wireroom.ui.chart import stacked
from wireroom.ui.gateway import INGEST
from wireroom.ui.read_session import ReadSession, Row, read_session
from wireroom.ui.render import page
from wireroom.ui.template_filters import CONDITIONS

router = APIRouter()
SORTS = ("condition", "title", "newest", "polled", "next")
DONE = ("", "added", "known", "imported", "confirmed")
SPARK_DAYS = 14
POLLS = 50  # on the page of one feed
ARTICLES = 20
DONE_WITH_FEED = (
    "",
    "polling",
    "paused",
    "resumed",
    "removed",
    "restored",
    "move-accepted",
    "move-refused",
    "move-listed",
)
FILTERS = ("category", "language", "country")


@router.get("/feeds")
def feeds(request: Request) -> HTMLResponse:
    """Page of the feeds that match; failing ones come first unless another order is chosen."""
    given = request.query_params
    words, number, chosen = request_params.text(given, "q"), request_params.page(given), _chosen(given)
    settings = request.app.state.settings
    with read_session(settings) as session:
        rows = chosen_feeds(session, given)
        choices = session.rows("ui/feed_choices")
        now = request.app.state.clock()
        sparks: dict[int, list[int]] = {row["id"]: [0] * SPARK_DAYS for row in rows}
        for brought in session.rows("ui/sparks", feed_ids=list(sparks), now=now):
            sparks[brought["feed_id"]][SPARK_DAYS - 1 - brought["ago"]] = brought["inserted"]
        values = {
            "feeds": rows,
            "sparks": sparks,
            "total": rows[0]["total"] if rows else 0,
            "number": number,
            "size": request_params.PAGE_SIZE,
            "words": words,
            "chosen": chosen,
            "warning": _secret(settings, words) if given.get("secret") == "1" else "",
            "done": request_params.one_of(given, "done", DONE),
            "counts": {
                name: request_params.number(given, name) or 0 for name in ("added", "known", "skipped")
            },
            "choices": {name: [row for row in choices if row["filter"] == name] for name in FILTERS},
        }
        return page(request, "feeds.html", values, now=now, session=session)


def chosen_feeds(session: ReadSession, given: Mapping[str, str]) -> list[Row]:
    """One page of matching feeds, each row with their total number."""
    words = request_params.text(given, "q")
    return session.rows(
        "ui/feeds",
        words=words,
        pattern=request_params.like(words),
        limit=request_params.PAGE_SIZE,
        offset=(request_params.page(given) - 1) * request_params.PAGE_SIZE,
        **_chosen(given),
    )


def _chosen(given: Mapping[str, str]) -> dict[str, str]:
    return {
        "sort": request_params.one_of(given, "sort", SORTS),
        "condition": request_params.one_of(given, "condition", ("", "any", "moved", *CONDITIONS)),
        "cause": request_params.text(given, "cause"),
        "category": request_params.text(given, "category"),
        "language": request_params.text(given, "language").lower(),
        "country": sources.usual_country(request_params.text(given, "country")),
    }


def _secret(settings: Settings, words: str) -> str:
    """Warning of a secret in the list: in the address `words`, or in any if that is empty."""
    specs = sources.load_feeds_file(settings.feeds_file)
    return sources.warn_of_open_secrets(
        [spec for spec in specs if not words or spec.url == words], settings.feeds_file
    )


@router.get("/feeds/new")
def new_feed(request: Request) -> HTMLResponse:
    """Page with the form to try and add a feed."""
    values = {"given_feed": {"url": request_params.text(request.query_params, "url")}}
    return page(request, "new_feed.html", values, now=request.app.state.clock())


@router.get("/feeds/{feed_id:int}")
def feed(request: Request, feed_id: int) -> HTMLResponse:
    """Page of one feed. Raises HTTPException, 404."""
    now = request.app.state.clock()
    with read_session(request.app.state.settings) as session:
        found = session.row("ui/feed", feed_id=feed_id)
        if found is None:
            raise HTTPException(404, f"There is no feed {feed_id}.")
        days = session.rows("ui/feed_days", feed_id=feed_id, now=now)
        polls = session.rows("ui/feed_polls", feed_id=feed_id, limit=POLLS)
        run_ids = [poll["run_id"] for poll in polls if poll["dropped"]]
        values = {
            "feed": found,
            "polls": polls,
            "drops": session.rows("ui/feed_drops", feed_id=feed_id, run_ids=run_ids) if run_ids else [],
            "chart": stacked(days, "day", ("inserted", "revised"), height=80),
            "articles": session.rows("ui/feed_articles", feed_id=feed_id, limit=ARTICLES),
            "done": request_params.one_of(request.query_params, "done", DONE_WITH_FEED),
            "is_private": found["retired_at"] is not None
            and _is_private(request.app.state.settings, found["url"]),
        }
        return page(request, "feed.html", values, now=now, session=session)


def _is_private(settings: Settings, url: str) -> bool:
    """Whether the feed may be at an address of this network, which only feeds.yaml itself can say."""
    try:
        spec = known_feeds(settings).get(url)
    except ConfigurationError:  # a slip in feeds.yaml: the overview tells of it, and this page needs no list
        return False
    return spec is not None and spec.private


@router.get("/dags/{dag_id}/feeds")
def feeds_of_dag(request: Request, dag_id: str) -> RedirectResponse:
    """Redirect from the tab that Airflow gives every DAG: to feeds from the ingest DAG, else to the start."""
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}/feeds" if dag_id == INGEST else f"{root}/", status_code=307)
