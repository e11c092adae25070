"""Settings, a door and a clock in, the web application out that Airflow mounts under `/wireroom`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter, Depends, FastAPI

from wireroom.settings import Settings
from wireroom.ui import actions, failures, health, static_files
from wireroom.ui.door import Door, allow_change, log_in
from wireroom.ui.headers import SafeHeaders
from wireroom.ui.pages import about, article, articles, feed, feeds, overview, quarantine, runs


def build_app(settings: Settings, door: Door, clock: Callable[[], datetime]) -> FastAPI:
    """Every route but the health probe behind the login; those that change something behind a right too."""
    app = FastAPI(title="Wireroom", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.settings, app.state.door, app.state.clock = settings, door, clock
    app.add_middleware(SafeHeaders)
    app.include_router(health.router)
    inside = APIRouter(dependencies=[Depends(log_in)])
    for part in (static_files, overview, feeds, feed, articles, article, quarantine, runs, about):
        inside.include_router(part.router)
    inside.include_router(actions.router, dependencies=[Depends(allow_change)])
    app.include_router(inside)
    failures.handle(app)
    return app
