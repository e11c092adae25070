"""What the pages of feeds, articles, runs and alerts list, as JSON for scripts.

The page's own address with `.json`, its parameters and its rows. Times are ISO 8601, spans are seconds.
"""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from starlette.datastructures import QueryParams

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
    given = _asked(request)
    with read_session(request.app.state.settings) as session:
        rows = chosen_feeds(session, given)
    shown = request_params.page(given) * request_params.PAGE_SIZE
    more = bool(rows) and shown < rows[0]["total"]
    feeds = [{name: value for name, value in row.items() if name != "total"} for row in rows]
    return _answer(request, "feeds", feeds, more=more)


@router.get("/articles.json")
def articles(request: Request) -> JSONResponse:
    """Rows of `news.articles` without their texts, or the results of a search."""
    given = _asked(request)
    with read_session(request.app.state.settings) as session:
        rows, more = chosen_articles(session, given, request.app.state.clock())
    return _answer(request, "articles", rows, more=more)


@router.get("/runs.json")
def runs(request: Request) -> JSONResponse:
    """Rows of `news.runs`, newest first."""
    given = _asked(request)
    with read_session(request.app.state.settings) as session:
        rows, more = chosen_runs(session, given)
    return _answer(request, "runs", rows, more=more)


@router.get("/alerts.json")
def alerts(request: Request) -> JSONResponse:
    """Rows of `news.alerts`: open ones, or past ones with `past=1`."""
    given = _asked(request)
    with read_session(request.app.state.settings) as session:
        rows, more = chosen_alerts(session, given)
    return _answer(request, "alerts", rows, more=more)


def _answer(request: Request, name: str, rows: Sequence[Row], *, more: bool) -> JSONResponse:
    """The rows, the number of the page, and whether another follows, even where it is past the deepest."""
    number = request_params.page(request.query_params)
    return JSONResponse(jsonable_encoder({name: rows, "page": number, "more": more}))


def _asked(request: Request) -> QueryParams:
    """What was asked for. Raises HTTPException, 400, for a page that cannot be had: a script that got another
    one in its place would read it twice, or never end.
    """
    given = request.query_params
    if given.get("page") and not 1 <= (request_params.number(given, "page") or 0) <= request_params.DEEPEST:
        raise HTTPException(
            400,
            f"page is a number from 1 to {request_params.DEEPEST}; a filter, or news, reaches the rest",
        )
    return given
