"""The first page: what came in, how the feeds are, and what needs attention."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from wireroom.ui import request_params
from wireroom.ui.chart import GROUPINGS, hours_chart
from wireroom.ui.gateway import INGEST
from wireroom.ui.read_session import ReadSession, Row, read_session
from wireroom.ui.render import page

router = APIRouter()
FEEDS_OF_A_CAUSE = 8
ALERTS_SHOWN = 8
PASSING = ("failed_once", "waiting", "silent")  # nobody need look yet


@router.get("/")
async def overview(request: Request) -> HTMLResponse:
    """Page of figures, the last two days hour by hour, and failing feeds by cause."""
    schedule = await _schedule(request)
    return await run_in_threadpool(_page, request, schedule)


def _page(request: Request, schedule: dict[str, Any]) -> HTMLResponse:
    now = request.app.state.clock()
    by = request_params.one_of(request.query_params, "by", GROUPINGS)
    with read_session(request.app.state.settings) as session:
        groups, counts = _causes(session), session.rows("ui/conditions")
        feed_list = session.row("ui/list_state")
        values = {
            "figures": session.row("ui/figures", now=now),
            "late": session.row("ui/late", now=now),
            "conditions": {row["condition"]: row["feeds"] for row in counts},
            "watch": session.row("ui/watch", now=now),
            "alerts": session.rows("ui/alerts_open", shown=ALERTS_SHOWN),
            "feed_list": feed_list,
            "runs": session.rows("ui/runs", kind="ingest", busy=False, limit=1, offset=0),
            "by": by,
            "hours": hours_chart(session.rows("ui/hours", now=now, by=by), by, now),
            "needing": [group for group in groups if group["condition"] not in PASSING],
            "passing": [group for group in groups if group["condition"] in PASSING],
            "moves": {name: sum(row[name] for row in counts) for name in ("moved", "moving")},
            "is_paused": schedule.get("is_paused") is True,
            "next_run": _next_run(schedule),
            "digest": _digest(feed_list),
        }
        return page(request, "overview.html", values, now=now, session=session)


def _next_run(schedule: dict[str, Any]) -> datetime | None:
    """Time of Airflow's next run; None if it does not say."""
    said = schedule.get("next_dagrun_run_after")
    return datetime.fromisoformat(said) if said else None


def _digest(state: Row | None) -> str:
    """The digest that confirms the refused list of feeds; empty if that is not the problem."""
    found = re.search(r"feeds confirm ([0-9a-f]{12})", (state or {}).get("problem") or "")
    return found[1] if found else ""


def _causes(session: ReadSession) -> list[Row]:
    """One row for each cause, with its first few feeds."""
    rows = session.rows("ui/causes", shown=FEEDS_OF_A_CAUSE)
    groups = groupby(rows, key=lambda row: (row["condition"], row["cause"]))
    found = [(key, list(members)) for key, members in groups]
    return [
        {
            "condition": condition,
            "cause": cause,
            "feeds": members[0]["feeds"],
            "since": members[0]["since"],
            "members": members,
        }
        for (condition, cause), members in found
    ]


async def _schedule(request: Request) -> dict[str, Any]:
    """Airflow's answer about the ingest DAG (whether it is on, when it runs next); empty if it has none."""
    answer = await request.app.state.gateway.ask_airflow(request, "GET", f"/api/v2/dags/{INGEST}")
    return dict(answer.body) if answer.status == 200 else {}
