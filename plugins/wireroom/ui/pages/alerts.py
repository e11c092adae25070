"""Alerts: what is wrong now, or was; silenced or closed by whoever sees to it."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wireroom.ui import request_params
from wireroom.ui.read_session import ReadSession, Row, read_session
from wireroom.ui.render import page

router = APIRouter()
DONE = ("", "closed", "silenced", "unsilenced")
SPANS = (("1", "1 hour"), ("8", "8 hours"), ("24", "1 day"), ("168", "1 week"), ("720", "30 days"))


@router.get("/alerts")
def alerts(request: Request) -> HTMLResponse:
    """Page of open or past alerts."""
    given, now = request.query_params, request.app.state.clock()
    with read_session(request.app.state.settings) as session:
        rows, more = chosen_alerts(session, given)
        values = {
            "alerts": rows,
            "more": more,
            "number": request_params.page(given),
            "past": _is_past(given),
            "watch": session.row("ui/watch", now=now),
            "told": bool(request.app.state.settings.alerting.to),
            "spans": SPANS,
            "done": request_params.one_of(given, "done", DONE),
            "about": _about(session, request_params.number(given, "alert")),
        }
        return page(request, "alerts.html", values, now=now, session=session)


def chosen_alerts(session: ReadSession, given: Mapping[str, str]) -> tuple[list[Row], bool]:
    """One page of alerts, and whether another follows."""
    asked = request_params.one_more(given)
    rows = session.rows("ui/alerts", past=_is_past(given), alert_id=None, **asked)
    return request_params.page_of(rows)


def _about(session: ReadSession, alert_id: int | None) -> Row | None:
    """The alert of which a button was pressed."""
    if alert_id is None:
        return None
    return session.row("ui/alerts", past=False, alert_id=alert_id, limit=1, offset=0)


def _is_past(given: Mapping[str, str]) -> bool:
    return given.get("past") == "1"
