"""The list of feeds: one tried, added or taken out, OPML both ways, a list confirmed, in feeds.yaml."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from wireroom import feed_list, sources
from wireroom.feed_check import check_feeds
from wireroom.find_feeds import find_feeds
from wireroom.follow_feed_list import confirm_feed_list
from wireroom.models import FeedSpec, Outcome
from wireroom.settings import Settings
from wireroom.ui import query_values
from wireroom.ui.actions.form import back, fields, uploaded
from wireroom.ui.door import INGEST
from wireroom.ui.reading import reading
from wireroom.ui.render import page

router = APIRouter()
KEYS = ("url", "title", "publisher", "country", "language", "category")
LONGEST = 8000  # characters, of an address
LOGINS = ("headers", "basic_auth", "connection")  # what only feeds.yaml itself can say


@router.post("/feeds/try")
async def try_feed(request: Request) -> Response:
    """Ask it once, as `wireroom feeds check` does; nothing is stored. What came is shown, with the button.

    Of a site's page the feeds that it has are looked for and tried, as `wireroom feeds add` does.
    """
    given = await fields(request)
    spec = _spec(given)
    return await run_in_threadpool(_tried, request, given, spec)


@router.post("/feeds/add")
async def add_feed(request: Request) -> RedirectResponse:
    """Into feeds.yaml, then into the database."""
    spec = _spec(await fields(request))
    new = await run_in_threadpool(_add, request, [spec])
    return back(request, "/feeds", q=spec.url, done="added" if new else "known")


@router.post("/feeds/import")
async def import_opml(request: Request) -> RedirectResponse:
    """The feeds of an OPML file."""
    data = await uploaded(request, "file")
    added, known, skipped = await run_in_threadpool(_import, request, data)
    return back(request, "/feeds", done="imported", added=added, known=known, skipped=skipped)


@router.post("/feeds/export")
def export_opml(request: Request) -> Response:
    """The list as OPML, without secrets, as `wireroom feeds export` writes it."""
    specs = sources.load_feeds_file(request.app.state.settings.feeds_file)
    name = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
    return Response(sources.write_opml(specs, "Wireroom"), media_type="text/x-opml", headers=name)


@router.post("/feeds/{feed_id:int}/remove")
def remove_feed(request: Request, feed_id: int) -> RedirectResponse:
    """Out of feeds.yaml; its articles stay."""
    settings: Settings = request.app.state.settings
    spec = feed_list.find_feed(settings, url_of(settings, feed_id))
    feed_list.remove_feed(settings, spec, request.app.state.clock())
    return back(request, f"/feeds/{feed_id}", done="removed")


@router.post("/feeds/confirm")
async def confirm_list(request: Request) -> RedirectResponse:
    """Follow a list that would retire many feeds; bound to what the file held when it was shown."""
    digest = query_values.text(await fields(request), "digest")
    settings, now = request.app.state.settings, request.app.state.clock()
    await run_in_threadpool(confirm_feed_list, settings, now, digest, command="wireroom feeds")
    return back(request, "/feeds", done="confirmed")


def _spec(given: dict[str, str]) -> FeedSpec:
    """Never `private`, and no secret of this machine: those only feeds.yaml itself can say.

    Raises HTTPException, 400, in words.
    """
    for name, text in given.items():
        if name in LOGINS:
            raise HTTPException(400, f"A form cannot give {name}: write it into feeds.yaml.")
        try:
            sources.refuse_references(text)
        except ValueError as error:
            raise HTTPException(400, f"The field {name} {error}.") from error
    values = {name: text for name in KEYS if (text := query_values.text(given, name, longest=LONGEST))}
    if "url" not in values:
        raise HTTPException(400, "Give the address of a feed.")
    return sources.new_feed(values)


def _tried(request: Request, given: dict[str, str], spec: FeedSpec) -> Response:
    settings, clock = request.app.state.settings, request.app.state.clock
    (checked,) = check_feeds(settings, [spec], clock=clock)
    found = find_feeds(settings, spec, clock=clock) if checked.outcome is Outcome.NOT_A_FEED else ()
    values = {
        "checked": checked,
        "found": found,
        "listed": {known.url for known in sources.load_feeds_file(settings.feeds_file)} if found else set(),
        "given_feed": {name: query_values.text(given, name, longest=LONGEST) for name in KEYS},
    }
    return page(request, "new_feed.html", values, now=clock())


def _add(request: Request, specs: list[FeedSpec]) -> int:
    new, _ = feed_list.add_feeds(request.app.state.settings, specs, request.app.state.clock())
    return len(new)


def _import(request: Request, data: bytes) -> tuple[int, int, int]:
    skipped: list[str] = []
    known = feed_list.known_feeds(request.app.state.settings)
    specs = sources.read_opml(data, "the file", known=known, on_skip=skipped.append)
    public = [spec for spec in specs if not spec.private]
    added = _add(request, public) if public else 0
    return added, len(public) - added, len(skipped) + len(specs) - len(public)


@router.post("/feeds/{feed_id:int}/poll")
async def poll(request: Request, feed_id: int) -> RedirectResponse:
    """Start a run of `ingest_feeds` that asks this feed now and in full, whatever its schedule says."""
    settings = request.app.state.settings
    url = await run_in_threadpool(url_of, settings, feed_id)
    answer = await request.app.state.door.ask_airflow(
        request,
        "POST",
        f"/api/v2/dags/{INGEST}/dagRuns",
        {"logical_date": None, "conf": {"match": url, "even_if_not_due": True, "in_full": True}},
    )
    if answer.status >= 400:
        detail = answer.body.get("detail", "no reason given")
        raise HTTPException(answer.status, f"Airflow did not start a run: {detail}")
    return back(request, f"/feeds/{feed_id}", done="polling")


@router.post("/feeds/{feed_id:int}/list-move")
async def list_move(request: Request, feed_id: int) -> RedirectResponse:
    """Write the address at which it is asked, as it was shown, into feeds.yaml."""
    shown = (await fields(request)).get("to", "")
    await run_in_threadpool(_list_move, request, feed_id, shown)
    return back(request, f"/feeds/{feed_id}", done="move-listed")


def _list_move(request: Request, feed_id: int, shown: str) -> None:
    settings: Settings = request.app.state.settings
    spec = feed_list.find_feed(settings, url_of(settings, feed_id))
    to = feed_list.new_home(settings, spec)
    if to != shown:
        raise HTTPException(409, f"It is asked at {to} by now: look at the feed again, then decide.")
    feed_list.list_move(settings, spec, request.app.state.clock(), to)


@router.post("/feeds/{feed_id:int}/pause")
def pause(request: Request, feed_id: int) -> RedirectResponse:
    """Poll it no more until it is resumed."""
    return _set_paused(request, feed_id, paused=True)


@router.post("/feeds/{feed_id:int}/resume")
def resume(request: Request, feed_id: int) -> RedirectResponse:
    """Poll it again."""
    return _set_paused(request, feed_id, paused=False)


@router.post("/feeds/{feed_id:int}/accept-move")
def accept_move(request: Request, feed_id: int) -> RedirectResponse:
    """Ask it where its server leads."""
    return _decide_move(request, feed_id, accepted=True)


@router.post("/feeds/{feed_id:int}/refuse-move")
def refuse_move(request: Request, feed_id: int) -> RedirectResponse:
    """Ask it at its listed address."""
    return _decide_move(request, feed_id, accepted=False)


def _decide_move(request: Request, feed_id: int, *, accepted: bool) -> RedirectResponse:
    settings: Settings = request.app.state.settings
    spec = feed_list.find_feed(settings, url_of(settings, feed_id))
    feed_list.decide_move(settings, spec, request.app.state.clock(), accepted=accepted)
    return back(request, f"/feeds/{feed_id}", done="move-accepted" if accepted else "move-refused")


def _set_paused(request: Request, feed_id: int, *, paused: bool) -> RedirectResponse:
    settings: Settings = request.app.state.settings
    now: datetime = request.app.state.clock()
    spec = feed_list.find_feed(settings, url_of(settings, feed_id))
    feed_list.pause_feed(settings, spec, now, paused=paused)
    return back(request, f"/feeds/{feed_id}", done="paused" if paused else "resumed")


def url_of(settings: Settings, feed_id: int) -> str:
    with reading(settings) as reader:
        feed = reader.row("page_feed", feed_id=feed_id)
    if feed is None or feed["retired_at"] is not None:
        raise HTTPException(404, f"Feed {feed_id} is not on the list of feeds.")
    return str(feed["url"])
