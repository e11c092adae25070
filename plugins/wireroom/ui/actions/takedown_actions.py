"""An article looked for, and then taken down: Airflow's admin alone, what would go shown first."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from wireroom.settings import Settings
from wireroom.takedown.asked_takedowns import begin_takedown, takedowns_of
from wireroom.ui import request_params
from wireroom.ui.actions.form_fields import back, fields
from wireroom.ui.pages.takedown_page import is_fresh_look
from wireroom.ui.read_session import read_session

router = APIRouter()


@router.post("/articles/{article_id:int}/takedown/look")
def look(request: Request, article_id: int) -> RedirectResponse:
    """Begin a dry run of a takedown, which searches for the article and changes nothing."""
    _begin(request, article_id, dry_run=True, reason="")
    return back(request, f"/articles/{article_id}/takedown")


@router.post("/articles/{article_id:int}/takedown")
async def take(request: Request, article_id: int) -> RedirectResponse:
    """Begin the takedown. Requires a recent dry run, a reason, and the article's number typed in."""
    given = await fields(request)
    reason = request_params.text(given, "reason")
    if request_params.number(given, "confirmed") != article_id:
        raise HTTPException(400, f"Type the article's number, {article_id}, to confirm. Nothing was done.")
    if not reason:
        raise HTTPException(400, "Say why: the reason is kept. Nothing was done.")
    await run_in_threadpool(_take, request, article_id, reason)
    return back(request, f"/articles/{article_id}/takedown")


def _take(request: Request, article_id: int, reason: str) -> None:
    now = request.app.state.clock()
    if not is_fresh_look(takedowns_of(request.app.state.settings, article_id, now), now):
        raise HTTPException(409, "Look first what would go: no dry run of the last hour is there.")
    _begin(request, article_id, dry_run=False, reason=reason)


def _begin(request: Request, article_id: int, *, dry_run: bool, reason: str) -> None:
    """Begin a takedown or its dry run.

    Raises HTTPException: 404 if there is no such article, 409 if another takedown of it is under way.
    """
    settings: Settings = request.app.state.settings
    clock = request.app.state.clock
    with read_session(settings) as session:
        if session.row("ui/takedown_article", article_id=article_id) is None:
            raise HTTPException(404, f"There is no article {article_id}.")
    begun = begin_takedown(
        settings,
        article_id,
        dry_run=dry_run,
        reason=reason,
        by=request.state.visitor.name,
        now=clock(),
        clock=clock,
    )
    if not begun:
        raise HTTPException(409, "It is under way already, begun by an earlier press: look again there.")
