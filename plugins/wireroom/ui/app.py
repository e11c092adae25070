"""Settings, a gateway and a clock in, the web application out that Airflow mounts under `/wireroom`.

Every answer's headers let a browser run and load nothing but ours; no route but the probe is without a login.
"""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wireroom.errors import StoreError
from wireroom.models import Clock
from wireroom.settings import Settings
from wireroom.store.queries import read_all_queries
from wireroom.ui import error_pages, metrics, request_params
from wireroom.ui.actions import (
    alert_actions,
    backfill_actions,
    feed_actions,
    list_actions,
    takedown_actions,
)
from wireroom.ui.gateway import Gateway, allow_admin, allow_change, log_in
from wireroom.ui.pages import (
    about,
    alerts,
    articles,
    coverage,
    document_page,
    feeds,
    lists_as_json,
    overview,
    quarantine,
    runs_page,
    storage_page,
    takedown_page,
)
from wireroom.ui.read_session import read_session
from wireroom.ui.render import read_all_templates

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
)
_FOLDER = files("wireroom.ui") / "static"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_KEPT_FOR = 10.0  # seconds: whoever asks without a login makes no more sessions than one in that time
PAGES = (
    overview,
    alerts,
    feeds,
    document_page,
    articles,
    runs_page,
    quarantine,
    coverage,
    storage_page,
    about,
    lists_as_json,
)
_open, _inside = APIRouter(), APIRouter()


def build_app(settings: Settings, gateway: Gateway, clock: Clock) -> FastAPI:
    """Build the application: all routes but the health probe need a login, those that change something a
    right.
    """
    app = FastAPI(title="Wireroom", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.settings, app.state.gateway, app.state.clock = settings, gateway, clock
    app.add_middleware(SafeHeaders)
    app.include_router(_open)
    app.include_router(metrics.router, dependencies=[Depends(metrics.log_in_or_token)])
    inside = APIRouter(dependencies=[Depends(log_in), Depends(refuse_large_numbers)])
    inside.include_router(_inside)
    for part in PAGES:
        inside.include_router(part.router)
    for change in (list_actions, feed_actions, alert_actions, backfill_actions):
        inside.include_router(change.router, dependencies=[Depends(allow_change)])
    inside.include_router(takedown_page.router, dependencies=[Depends(allow_admin)])
    admins = [Depends(allow_change), Depends(allow_admin)]
    inside.include_router(takedown_actions.router, dependencies=admins)
    app.include_router(inside)
    error_pages.handle(app)
    read_all_queries()  # now: `git pull` may move them under a server that runs
    read_all_templates()
    return app


def refuse_large_numbers(request: Request) -> None:
    """Answer 404 to numbers too large for Postgres, which no row has."""
    if any(
        isinstance(value, int) and value > request_params.HIGHEST for value in request.path_params.values()
    ):
        raise HTTPException(404, "There is nothing with such a number.")


@_open.get("/health")
def health(request: Request) -> JSONResponse:
    """Health probe: 200 if the database answers, else 503, with nothing about its content."""
    app, now = request.app, request.app.state.clock()
    at, well = getattr(app.state, "health", (None, False))
    if at is None or (now - at).total_seconds() > _KEPT_FOR:
        well = _database_answers(app.state.settings)
        app.state.health = (now, well)
    return JSONResponse({"database": "answers" if well else "does not answer"}, 200 if well else 503)


def _database_answers(settings: Settings) -> bool:
    try:
        with read_session(settings) as session:
            return session.row("ui/server") is not None
    except StoreError:
        return False


@_inside.get("/static/{name}")
def static_file(name: str) -> Response:
    """A file of the folder `static`; only names listed there are served."""
    found = next((file for file in _FOLDER.iterdir() if file.name == name), None)
    kind = _KINDS.get(name[name.rfind(".") :])
    if found is None or kind is None:
        raise HTTPException(404, "There is no such file.")
    return Response(found.read_bytes(), media_type=kind, headers={"Cache-Control": "private, max-age=300"})


class SafeHeaders:
    """ASGI middleware that adds security headers, unless a route sets its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers when the response starts."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
                headers.setdefault("Cache-Control", "no-store")
                headers.setdefault("X-Frame-Options", "SAMEORIGIN")
            await send(message)

        await self.app(scope, receive, send_safely if scope["type"] == "http" else send)
