"""Alerts: what is wrong now, or was; silenced or closed by whoever sees to it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wireroom.ui import request_params
from wireroom.ui.read_session import read_session
from wireroom.ui.render import page

router = APIRouter()
DONE = ("", "closed", "silenced", "unsilenced")
SPANS = (("1", "1 hour"), ("8", "8 hours"), ("24", "1 day"), ("168", "1 week"), ("720", "30 days"))


@router.get("/alerts")
def alerts(request: Request) -> HTMLResponse:
    """Open alerts, or those of the past."""
    given, now = request.query_params, request.app.state.clock()
    number, past = request_params.page(given), given.get("past") == "1"
    with read_session(request.app.state.settings) as session:
        rows = session.rows(
            "page_alerts",
            past=past,
            limit=request_params.PAGE_SIZE + 1,
            offset=(number - 1) * request_params.PAGE_SIZE,
        )
        values = {
            "alerts": rows[: request_params.PAGE_SIZE],
            "more": len(rows) > request_params.PAGE_SIZE,
            "number": number,
            "past": past,
            "watch": session.row("page_watch", now=now),
            "told": bool(request.app.state.settings.alerting.to),
            "spans": SPANS,
            "done": request_params.one_of(given, "done", DONE),
        }
        return page(request, "alerts.html", values, now=now, session=session)
