"""The list of feeds: one tried and added, OPML both ways, a list confirmed, in feeds.yaml."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from wireroom import sources
from wireroom.errors import ConfigurationError
from wireroom.feed_list.check_feeds import blocked_place, check_feeds
from wireroom.feed_list.find_feeds import FoundFeeds, find_feeds
from wireroom.feed_list.follow_feed_list import confirm_feed_list
from wireroom.feed_list.listed_feeds import add_feeds, known_feeds
from wireroom.feed_list.same_address import Spellings, listed_as
from wireroom.models import FeedSpec, Outcome
from wireroom.settings import Settings
from wireroom.ui import request_params
from wireroom.ui.actions.form_fields import back, fields, uploaded
from wireroom.ui.read_session import read_session
from wireroom.ui.render import page

router = APIRouter()
KEYS = ("url", "title", "publisher", "country", "language", "category")
LONGEST = 8000  # characters, of an address
LOOK_SECONDS = 30.0  # for a feed, and for a site's feeds: who looks holds one of the API server's threads
LOGINS = ("headers", "basic_auth", "connection")  # what only feeds.yaml itself can say


@router.post("/feeds/try")
async def try_feed(request: Request) -> Response:
    """Poll a feed once, without storing anything, and show the result with a button to add it.

    If the address is a site's page, its feeds are found and tried. As `wireroom feeds check` and `add` do.
    """
    given = await fields(request)
    try:
        spec = _spec(given)
    except (HTTPException, ConfigurationError) as error:
        return _form_again(request, given, error)
    return await run_in_threadpool(_tried, request, given, spec)


@router.post("/feeds/add")
async def add_feed(request: Request) -> Response:
    """Add a feed to feeds.yaml, then to the database."""
    given = await fields(request)
    try:
        spec = _spec(given)
        new, warned = await run_in_threadpool(_add_one, request, spec)
    except (HTTPException, ConfigurationError) as error:
        return _form_again(request, given, error)
    known = spec.url if new else listed_as(_listed(request.app.state.settings), spec.url)
    return back(request, "/feeds", q=known or spec.url, done="added" if new else "known", **warned)


@router.post("/feeds/import")
async def import_opml(request: Request) -> RedirectResponse:
    """Add the feeds of an uploaded OPML file."""
    data = await uploaded(request, "file")
    counts, warned = await run_in_threadpool(_import, request, data)
    return back(request, "/feeds", done="imported", **counts, **warned)


@router.post("/feeds/export")
def export_opml(request: Request) -> Response:
    """The list of feeds as OPML, without secrets, as from `wireroom feeds export`."""
    specs = sources.load_feeds_file(request.app.state.settings.feeds_file)
    name = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
    return Response(sources.write_opml(specs, "Wireroom"), media_type="text/x-opml", headers=name)


@router.post("/feeds/confirm")
async def confirm_list(request: Request) -> RedirectResponse:
    """Follow a list that would retire many feeds, if feeds.yaml is still as it was shown (by its digest)."""
    digest = request_params.text(await fields(request), "digest")
    settings, now = request.app.state.settings, request.app.state.clock()
    await run_in_threadpool(confirm_feed_list, settings, now, digest, command="wireroom feeds")
    return back(request, "/feeds", done="confirmed")


def _spec(given: dict[str, str]) -> FeedSpec:
    """The feed of the form, never `private` and without references to secrets: only feeds.yaml can have
    those.

    Raises HTTPException, 400, with the reason in words.
    """
    for name, text in given.items():
        if name in LOGINS:
            raise HTTPException(400, f"A form cannot give {name}: write it into feeds.yaml.")
        try:
            sources.refuse_references(text)
        except ValueError as error:
            raise HTTPException(400, f"The field {name} {error}.") from error
    values = {name: text for name in KEYS if (text := request_params.text(given, name, longest=LONGEST))}
    if "url" not in values:
        raise HTTPException(400, "Give the address of a feed.")
    return sources.new_feed(values)


def _form_again(
    request: Request, given: dict[str, str], error: HTTPException | ConfigurationError
) -> Response:
    """The form with what was typed and what is wrong with it: on a page of its own nothing of it is left."""
    status, words = (
        (error.status_code, error.detail) if isinstance(error, HTTPException) else (409, str(error))
    )
    values = {"given_feed": _typed(given), "trouble": words}
    return page(request, "new_feed.html", values, now=request.app.state.clock(), status=status)


def _typed(given: dict[str, str]) -> dict[str, str]:
    return {name: request_params.text(given, name, longest=LONGEST) for name in KEYS}


def _tried(request: Request, given: dict[str, str], spec: FeedSpec) -> Response:
    settings, clock = request.app.state.settings, request.app.state.clock
    (checked,) = check_feeds(settings, [spec], clock=clock, with_pages=True, seconds=LOOK_SECONDS)
    look = (
        find_feeds(settings, spec, checked.page, clock=clock, seconds=LOOK_SECONDS)
        if checked.page is not None and checked.outcome is Outcome.NOT_A_FEED
        else FoundFeeds()
    )
    with read_session(settings) as session:
        led_here = session.rows("ui/feeds_at", urls=[spec.url, *filter(None, [checked.leads_to])])
    values = {
        "checked": checked,
        "led_here": led_here,
        "found": look.feeds,
        "unasked": look.unasked,
        "listed": _listed_among(settings, [spec.url, checked.leads_to, *(feed.url for feed in look.feeds)]),
        "warning": sources.warn_of_open_secrets([spec], settings.feeds_file),
        "given_feed": _typed(given),
    }
    return page(request, "new_feed.html", values, now=clock())


def _add_one(request: Request, spec: FeedSpec) -> tuple[int, dict[str, int]]:
    """Add one feed, as `_add`. Raises HTTPException, 400, if it is on this machine or network."""
    if words := blocked_place(request.app.state.settings, spec.url):
        raise HTTPException(400, f"Not added: {words}.")
    return _add(request, [spec])


def _add(request: Request, specs: list[FeedSpec]) -> tuple[int, dict[str, int]]:
    """Add feeds.

    Returns the number of new ones, and `secret` for the page's query if it is to warn of one.
    """
    settings = request.app.state.settings
    new, _ = add_feeds(settings, specs, request.app.state.clock())
    return len(new), {"secret": 1} if sources.warn_of_open_secrets(new, settings.feeds_file) else {}


def _import(request: Request, data: bytes) -> tuple[dict[str, int], dict[str, int]]:
    skipped: list[str] = []
    settings = request.app.state.settings
    known = known_feeds(settings)
    specs = sources.read_opml(
        data, "the file", known=known, on_skip=skipped.append, on_remark=lambda words: None
    )
    listed = _listed(settings)
    new = [spec for spec in specs if spec.url not in listed]
    public = [
        spec for spec in new if not spec.private and not blocked_place(settings, spec.url, by_name=False)
    ]
    added, warned = _add(request, public) if public else (0, {})
    left = len(skipped) + len(new) - len(public)
    return {"added": added, "known": len(specs) - len(new) + len(public) - added, "skipped": left}, warned


def _listed_among(settings: Settings, urls: list[str]) -> dict[str, str]:
    """Of these addresses those of listed feeds, each with the spelling that the list has."""
    listed = Spellings(_listed(settings))
    return {url: there for url in urls if url and (there := listed.of(url))}


def _listed(settings: Settings) -> set[str]:
    """Addresses of the feeds in feeds.yaml; none where there is no such file yet."""
    path = settings.feeds_file
    return {spec.url for spec in sources.load_feeds_file(path)} if path.exists() else set()
