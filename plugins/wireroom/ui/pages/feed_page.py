"""One feed: how it is, when it is asked next and why, its polls, what it brought."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from wireroom.ui import request_params
from wireroom.ui.chart import stacked
from wireroom.ui.read_session import read_session
from wireroom.ui.render import page

router = APIRouter()
POLLS = 50
ARTICLES = 20
DONE = (
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


@router.get("/feeds/{feed_id:int}")
def feed(request: Request, feed_id: int) -> HTMLResponse:
    """The page of one feed. Raises HTTPException 404."""
    now = request.app.state.clock()
    with read_session(request.app.state.settings) as session:
        found = session.row("page_feed", feed_id=feed_id)
        if found is None:
            raise HTTPException(404, f"There is no feed {feed_id}.")
        days = session.rows("page_feed_days", feed_id=feed_id, now=now)
        polls = session.rows("page_feed_polls", feed_id=feed_id, limit=POLLS)
        run_ids = [poll["run_id"] for poll in polls if poll["dropped"]]
        values = {
            "feed": found,
            "polls": polls,
            "drops": session.rows("page_feed_drops", feed_id=feed_id, run_ids=run_ids) if run_ids else [],
            "chart": stacked(days, "day", ("inserted", "revised"), height=60),
            "articles": session.rows("page_feed_articles", feed_id=feed_id, limit=ARTICLES),
            "done": request_params.one_of(request.query_params, "done", DONE),
        }
        return page(request, "feed.html", values, now=now, session=session)
