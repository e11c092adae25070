"""Days of the past: a backfill of Airflow's, created in the visitor's name for a gap or a refused entry."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from wireroom.common.text.airflow_backfills import one_at_a_time
from wireroom.settings import Settings
from wireroom.ui import request_params
from wireroom.ui.actions.form_fields import back, fields
from wireroom.ui.read_session import Row, read_session

router = APIRouter()
DAG = "backfill_archive"
_UNDER_WAY = (  # where Airflow does not tell this visitor which
    f"A backfill of {DAG} is under way, and Airflow runs one at a time: wait for its end "
    "(half a minute more), or cancel it on the DAG's page."
)
REPROCESS = "completed"  # a day that was loaded before is looked at again; nothing is filed twice


@router.post("/coverage/backfill")
async def backfill(request: Request) -> RedirectResponse:
    """Start a backfill of the planned days from the chosen origins."""
    given = await fields(request)
    since, until = request_params.day(given, "since"), request_params.day(given, "until")
    if since is None or until is None or until < since:
        raise HTTPException(400, "Give the first and the last day, the first before the last.")
    origins = [name for name in request_params.text(given, "origins").split(",") if name]
    feed_id, publisher = request_params.number(given, "feed"), request_params.exact(given, "publisher")
    whose = {"feed": feed_id} if feed_id else {"publisher": publisher} if publisher else {}
    days = since.date().isoformat(), until.date().isoformat()
    await _create(request, *days, origins, request_params.exact(given, "match"))
    return back(request, "/coverage", done="started", **whose)


@router.post("/quarantine/{rejected_id:int}/replay")
async def replay(request: Request, rejected_id: int) -> RedirectResponse:
    """Start a backfill that reads again what its feed brought on the day the entry was first refused."""
    settings = request.app.state.settings
    entry = await run_in_threadpool(_entry, settings, rejected_id)
    if entry["first_seen_at"].date() >= request.app.state.clock().date():
        raise HTTPException(409, "A backfill reads a day once it is over, in UTC: come again tomorrow.")
    day = entry["first_seen_at"].date().isoformat()
    await _create(request, day, day, ["landed"], f"feed:{entry['feed_id']}" if entry["feed_id"] else "")
    return back(request, f"/quarantine/{rejected_id}", done="replaying")


async def _create(request: Request, since: str, until: str, origins: list[str], match: str) -> None:
    """Create the backfill in Airflow, which checks the visitor's rights.

    Raises HTTPException with its reason.
    """
    conf = {"origins": origins or ["landed"], "match": match or None}
    answer = await request.app.state.gateway.ask_airflow(
        request,
        "POST",
        "/api/v2/backfills",
        {
            "dag_id": DAG,
            "from_date": f"{since}T00:00:00Z",
            "to_date": f"{until}T00:00:00Z",
            "reprocess_behavior": REPROCESS,
            "dag_run_conf": conf,
        },
    )
    if answer.status == 409:
        raise HTTPException(409, await _under_way(request) or _UNDER_WAY)
    if answer.status >= 400:
        detail = answer.body.get("detail", "no reason given")
        raise HTTPException(answer.status, f"Airflow did not create the backfill: {detail}")


async def _under_way(request: Request) -> str:
    listed = await request.app.state.gateway.ask_airflow(request, "GET", f"/api/v2/backfills?dag_id={DAG}")
    return one_at_a_time(DAG, listed.body.get("backfills") or ())


def _entry(settings: Settings, rejected_id: int) -> Row:
    with read_session(settings) as session:
        found = session.row("ui/rejected_feed", rejected_id=rejected_id)
    if found is None:
        raise HTTPException(404, f"There is no entry {rejected_id} in quarantine.")
    return found
