"""Entries that could not become articles, with the reason."""

from __future__ import annotations

import json

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from wireroom.ui import request_params
from wireroom.ui.read_session import read_session
from wireroom.ui.render import page

router = APIRouter()
BYTES = 20_000  # shown of an entry
_LEAVES = "An entry leaves it when it becomes an article, or when nothing has met it for long."


@router.get("/quarantine")
def quarantine(request: Request) -> HTMLResponse:
    """Page of reasons with their counts, and of the entries that match."""
    given = request.query_params
    reason = request_params.text(given, "reason")
    whose = {"feed_id": request_params.number(given, "feed"), "run_id": request_params.number(given, "run")}
    with read_session(request.app.state.settings) as session:
        rows, more = request_params.page_of(
            session.rows("ui/rejected", reason=reason, **whose, **request_params.one_more(given))
        )
        values = {
            **whose,
            "feed": session.row("ui/feed", feed_id=whose["feed_id"]) if whose["feed_id"] else None,
            "reasons": session.rows("ui/reasons", **whose),
            "entries": rows,
            "more": more,
            "number": request_params.page(given),
            "reason": reason,
        }
        return page(request, "quarantine.html", values, now=request.app.state.clock(), session=session)


@router.get("/quarantine/{rejected_id:int}")
def entry(request: Request, rejected_id: int) -> HTMLResponse:
    """Page of one refused entry and its content. Raises HTTPException, 404."""
    with read_session(request.app.state.settings) as session:
        found = session.row("ui/rejection", rejected_id=rejected_id, bytes=BYTES)
        if found is None:
            raise HTTPException(404, f"There is no entry {rejected_id} in quarantine. {_LEAVES}")
        raw = _legible(bytes(found["raw"]).decode("utf-8", "replace"))
        values = {
            "entry": found,
            "raw": raw,
            "shown": BYTES,
            "replaying": request.query_params.get("done") == "replaying",
        }
        return page(request, "quarantined.html", values, now=request.app.state.clock(), session=session)


def _legible(raw: str) -> str:
    """JSON indented, without empty values; anything else unchanged."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return raw
    if isinstance(value, dict):
        value = {name: said for name, said in value.items() if said not in (None, [], {}, "")}
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode(
        "utf-8"
    )  # half a surrogate pair can stand in JSON, not on a page
