"""An article's number in, the page on which Airflow's admin takes it down out: what would go, what went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from wireroom.settings import Settings
from wireroom.store.takedown_rows import AskedTakedown
from wireroom.takedown.asked_takedowns import takedowns_of
from wireroom.ui.read_session import read_session
from wireroom.ui.render import page

router = APIRouter()
FRESH = timedelta(hours=1)  # as long a dry run counts: then more may have been landed


def is_fresh_look(asked: Sequence[AskedTakedown], now: datetime) -> bool:
    """Whether the last takedown begun is a dry run that ended without trouble a short while ago."""
    last = asked[0] if asked else None
    if last is None or last.ended_at is None or last.trouble:
        return False
    return last.is_dry_run and now - last.ended_at < FRESH


@router.get("/articles/{article_id:int}/takedown")
def takedown(request: Request, article_id: int) -> HTMLResponse:
    """Page of an article's takedown, also after the article is gone. Raises HTTPException, 404."""
    settings: Settings = request.app.state.settings
    now = request.app.state.clock()
    with read_session(settings) as session:
        article = session.row("ui/takedown_article", article_id=article_id)
        is_possible = bool(settings.takedown_database_url)
        asked = takedowns_of(settings, article_id, now) if is_possible else ()
        if article is None and not asked:
            raise HTTPException(404, f"There is no article {article_id}.")
        last = asked[0] if asked else None
        values = {
            "article": article,
            "article_id": article_id,
            "is_possible": is_possible,
            "last": last,
            "is_looked": is_fresh_look(asked, now),
            "earlier": [each for each in asked[1:] if not each.is_dry_run],
        }
        return page(request, "takedown.html", values, now=now, session=session)
