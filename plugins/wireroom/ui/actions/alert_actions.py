"""An alert closed, silenced for a time, or told of again."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from wireroom.store import alert_rows
from wireroom.store.connection import connect
from wireroom.ui import request_params
from wireroom.ui.actions.form_fields import back, fields

router = APIRouter()
LONGEST = 24 * 366  # hours


@router.post("/alerts/{alert_id:int}/close")
def close(request: Request, alert_id: int) -> RedirectResponse:
    """Close an alert until it has ended and occurs again."""
    with connect(request.app.state.settings.database_url, application="wireroom ui") as conn:
        alert_rows.close_alert(conn, alert_id, by=request.state.visitor.name, now=request.app.state.clock())
    return back(request, "/alerts", done="closed", alert=alert_id)


@router.post("/alerts/{alert_id:int}/silence")
async def silence(request: Request, alert_id: int) -> RedirectResponse:
    """Silence an alert for some hours, with a reason."""
    given = await fields(request)
    hours = min(request_params.number(given, "hours") or 0, LONGEST)
    await run_in_threadpool(_silence, request, alert_id, hours, request_params.text(given, "reason"))
    return back(request, "/alerts", done="silenced", alert=alert_id)


@router.post("/alerts/{alert_id:int}/unsilence")
def unsilence(request: Request, alert_id: int) -> RedirectResponse:
    """End the silence of an alert now."""
    with connect(request.app.state.settings.database_url, application="wireroom ui") as conn:
        alert_rows.unsilence_alert(conn, alert_id)
    return back(request, "/alerts", done="unsilenced", alert=alert_id)


def _silence(request: Request, alert_id: int, hours: int, reason: str) -> None:
    now, by = request.app.state.clock(), request.state.visitor.name
    with connect(request.app.state.settings.database_url, application="wireroom ui") as conn:
        alert_rows.silence_alert(
            conn, alert_id, until=now + timedelta(hours=hours), reason=reason, by=by, now=now
        )
