"""Versions and settings, without secrets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wireroom import __version__
from wireroom.common.masking import masked
from wireroom.settings import Settings
from wireroom.ui.reading import reading
from wireroom.ui.render import page

router = APIRouter()
HIDDEN = {"admin_database_url", "airflow_database_url", "environment", "airflow_connection", "alerting"}


@router.get("/about")
def about(request: Request) -> HTMLResponse:
    """What runs here, in which version, with which settings."""
    settings: Settings = request.app.state.settings
    with reading(settings) as reader:
        server = reader.row("page_server") or {}
        versions = {
            "Wireroom": __version__,
            **request.app.state.door.about(),
            "PostgreSQL": server.get("postgres", ""),
        }
        values = {
            "versions": versions,
            "server": server,
            "settings": shown_settings(settings),
            "roles_apart": settings.reader_database_url != settings.database_url,
        }
        return page(request, "about.html", values, now=request.app.state.clock(), reader=reader)


def shown_settings(settings: Settings) -> Mapping[str, str]:
    """Each setting's variable and value; passwords and tokens are masked."""
    return {
        f"WIREROOM_{field.name.upper()}": masked(str(getattr(settings, field.name)))
        for field in fields(settings)
        if field.name not in HIDDEN
    }
