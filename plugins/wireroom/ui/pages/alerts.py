"""Alerts: what is wrong now, or was; silenced or closed by whoever sees to it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wireroom.ui import query_values
from wireroom.ui.reading import reading
from wireroom.ui.render import page

router = APIRouter()
DONE = ("", "closed", "silenced", "unsilenced")
SPANS = (("1", "1 hour"), ("8", "8 hours"), ("24", "1 day"), ("168", "1 week"), ("720", "30 days"))


@router.get("/alerts")
def alerts(request: Request) -> HTMLResponse:
    """Open alerts, or those of the past."""
    given, now = request.query_params, request.app.state.clock()
    number, past = query_values.page(given), given.get("past") == "1"
    with reading(request.app.state.settings) as reader:
        rows = reader.rows(
            "page_alerts",
            past=past,
            limit=query_values.PAGE_SIZE + 1,
            offset=(number - 1) * query_values.PAGE_SIZE,
        )
        values = {
            "alerts": rows[: query_values.PAGE_SIZE],
            "more": len(rows) > query_values.PAGE_SIZE,
            "number": number,
            "past": past,
            "watch": reader.row("page_watch", now=now),
            "told": bool(request.app.state.settings.alerting.to),
            "spans": SPANS,
            "done": query_values.one_of(given, "done", DONE),
        }
        return page(request, "alerts.html", values, now=now, reader=reader)
