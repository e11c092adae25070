"""What the pages of feeds, articles, runs and alerts list, as JSON for scripts.

The page's own address with `.json`, its parameters and its rows. Times are ISO 8601, spans are seconds.
"""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse

from wireroom.ui import request_params
from wireroom.ui.pages.alerts import chosen_alerts
from wireroom.ui.pages.articles import chosen_articles
from wireroom.ui.pages.feeds import chosen_feeds
from wireroom.ui.pages.runs_page import chosen_runs
from wireroom.ui.read_session import Row, read_session

router = APIRouter()


@router.get("/feeds.json")
def feeds(request: Request) -> JSONResponse:
    """Rows of `news.feeds`, filtered and ordered as on the page."""
    with read_session(request.app.state.settings) as session:
        rows = chosen_feeds(session, request.query_params)
    shown = request_params.page(request.query_params) * request_params.PAGE_SIZE
    more = bool(rows) and shown < rows[0]["total"]
    feeds = [{name: value for name, value in row.items() if name != "total"} for row in rows]
    return _answer(request, "feeds", feeds, more=more)


@router.get("/articles.json")
def articles(request: Request) -> JSONResponse:
    """Rows of `news.articles` without their texts, or the results of a search."""
    with read_session(request.app.state.settings) as session:
        rows, more = chosen_articles(session, request.query_params, request.app.state.clock())
    return _answer(request, "articles", rows, more=more)


@router.get("/runs.json")
def runs(request: Request) -> JSONResponse:
    """Rows of `news.runs`, newest first."""
    with read_session(request.app.state.settings) as session:
        rows, more = chosen_runs(session, request.query_params)
    return _answer(request, "runs", rows, more=more)


@router.get("/alerts.json")
def alerts(request: Request) -> JSONResponse:
    """Rows of `news.alerts`: open ones, or past ones with `past=1`."""
    with read_session(request.app.state.settings) as session:
        rows, more = chosen_alerts(session, request.query_params)
    return _answer(request, "alerts", rows, more=more)


def _answer(request: Request, name: str, rows: Sequence[Row], *, more: bool) -> JSONResponse:
    """The rows, the number of the page, and whether another follows (never after the deepest page)."""
    number = request_params.page(request.query_params)
    more = more and number < request_params.DEEPEST
    return JSONResponse(jsonable_encoder({name: rows, "page": number, "more": more}))
