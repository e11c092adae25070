"""The buttons of one feed: polled now, paused, taken out, its move decided; in feeds.yaml first."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from wireroom.feed_list import listed_feeds
from wireroom.feed_list.check_feeds import blocked_place
from wireroom.feed_list.matching_feeds import feed_at
from wireroom.settings import Settings
from wireroom.ui.actions.form_fields import back, fields
from wireroom.ui.gateway import INGEST
from wireroom.ui.read_session import read_session

router = APIRouter()


@router.post("/feeds/{feed_id:int}/poll")
async def poll(request: Request, feed_id: int) -> RedirectResponse:
    """Start a run of `ingest_feeds` that asks this feed now and in full, whatever its schedule says."""
    await run_in_threadpool(url_of, request.app.state.settings, feed_id)
    answer = await request.app.state.gateway.ask_airflow(
        request,
        "POST",
        f"/api/v2/dags/{INGEST}/dagRuns",
        {
            "logical_date": None,
            "conf": {"match": f"feed:{feed_id}", "even_if_not_due": True, "in_full": True},
        },
    )
    if answer.status >= 400:
        detail = answer.body.get("detail", "no reason given")
        raise HTTPException(answer.status, f"Airflow did not start a run: {detail}")
    return back(request, f"/feeds/{feed_id}", done="polling")


@router.post("/feeds/{feed_id:int}/list-move")
async def list_move(request: Request, feed_id: int) -> RedirectResponse:
    """Write the address at which the feed is asked, as it was shown, into feeds.yaml."""
    shown = (await fields(request)).get("to", "")
    await run_in_threadpool(_list_move, request, feed_id, shown)
    return back(request, f"/feeds/{feed_id}", done="move-listed")


def _list_move(request: Request, feed_id: int, shown: str) -> None:
    settings: Settings = request.app.state.settings
    spec = feed_at(settings, url_of(settings, feed_id))
    to = listed_feeds.new_home(settings, spec)
    if to != shown:
        raise HTTPException(409, f"It is asked at {to} by now: look at the feed again, then decide.")
    listed_feeds.list_move(settings, spec, request.app.state.clock(), to)


@router.post("/feeds/{feed_id:int}/pause")
def pause(request: Request, feed_id: int) -> RedirectResponse:
    """Pause polling of the feed until it is resumed."""
    return _set_paused(request, feed_id, paused=True)


@router.post("/feeds/{feed_id:int}/resume")
def resume(request: Request, feed_id: int) -> RedirectResponse:
    """Resume polling of the feed."""
    return _set_paused(request, feed_id, paused=False)


@router.post("/feeds/{feed_id:int}/accept-move")
def accept_move(request: Request, feed_id: int) -> RedirectResponse:
    """Accept a redirect: poll the feed where its server leads."""
    return _decide_move(request, feed_id, accepted=True)


@router.post("/feeds/{feed_id:int}/refuse-move")
def refuse_move(request: Request, feed_id: int) -> RedirectResponse:
    """Refuse a redirect: poll the feed at its listed address."""
    return _decide_move(request, feed_id, accepted=False)


def _decide_move(request: Request, feed_id: int, *, accepted: bool) -> RedirectResponse:
    settings: Settings = request.app.state.settings
    spec = feed_at(settings, url_of(settings, feed_id))
    listed_feeds.decide_move(settings, spec, request.app.state.clock(), accepted=accepted)
    return back(request, f"/feeds/{feed_id}", done="move-accepted" if accepted else "move-refused")


def _set_paused(request: Request, feed_id: int, *, paused: bool) -> RedirectResponse:
    settings: Settings = request.app.state.settings
    now: datetime = request.app.state.clock()
    spec = feed_at(settings, url_of(settings, feed_id))
    listed_feeds.pause_feed(settings, spec, now, paused=paused)
    return back(request, f"/feeds/{feed_id}", done="paused" if paused else "resumed")


@router.post("/feeds/{feed_id:int}/remove")
def remove_feed(request: Request, feed_id: int) -> RedirectResponse:
    """Remove the feed from feeds.yaml; its articles stay, and its page offers to add it again."""
    settings: Settings = request.app.state.settings
    spec = feed_at(settings, url_of(settings, feed_id))
    how = f"on a page, by {request.state.visitor.name}"
    listed_feeds.remove_feed(settings, spec, request.app.state.clock(), how=how)
    return back(request, f"/feeds/{feed_id}", done="removed")


@router.post("/feeds/{feed_id:int}/restore")
def restore_feed(request: Request, feed_id: int) -> RedirectResponse:
    """Add a removed feed to feeds.yaml again, as it was listed; one that is listed is left as it is."""
    settings: Settings = request.app.state.settings
    spec = listed_feeds.known_feeds(settings).get(url_of(settings, feed_id, retired=True))
    if spec is None:
        raise HTTPException(503, "What was listed of it is in the database that does not answer: try later.")
    if words := "it is private" if spec.private else blocked_place(settings, spec.url):
        raise HTTPException(400, f"Not added: {words}. Only feeds.yaml itself can list it.")
    listed_feeds.restore_feed(settings, spec, request.app.state.clock())
    return back(request, f"/feeds/{feed_id}", done="restored")


def url_of(settings: Settings, feed_id: int, *, retired: bool = False) -> str:
    """The feed's address. Raises HTTPException, 404, if it is not listed (`retired`: and never was)."""
    with read_session(settings) as session:
        feed = session.row("ui/feed", feed_id=feed_id)
    if feed is None or (feed["retired_at"] is not None and not retired):
        raise HTTPException(404, f"Feed {feed_id} is not on the list of feeds.")
    return str(feed["url"])
