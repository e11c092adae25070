"""Versions and settings, without secrets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wireroom import __version__
from wireroom.common.masking import masked
from wireroom.settings import Settings
from wireroom.ui.read_session import read_session
from wireroom.ui.render import page
from wireroom.ui.template_filters import span

router = APIRouter()
HIDDEN = {"admin_database_url", "airflow_database_url", "environment", "airflow_connection", "alerting"}
FIXED = {"min_interval", "max_interval"}
VARIABLES = {
    "waiting": "WIREROOM_WAITING_MINUTES",
    "shard_time": "WIREROOM_SHARD_MINUTES",
    "budget.document_seconds": "WIREROOM_DOCUMENT_SECONDS",
    "budget.entry_seconds": "WIREROOM_ENTRY_SECONDS",
    "budget.megabytes": "WIREROOM_DOCUMENT_MEGABYTES",
    **{
        f"retention.{what}": f"WIREROOM_KEEP_{what.upper()}_DAYS"
        for what in ("landed", "polls", "runs", "rejected", "logs")
    },
}


@router.get("/about")
def about(request: Request) -> HTMLResponse:
    """Page of versions and settings."""
    settings: Settings = request.app.state.settings
    with read_session(settings) as session:
        server = session.row("ui/server") or {}
        versions = {
            "Wireroom": __version__,
            **request.app.state.gateway.about(),
            "PostgreSQL": server.get("postgres", ""),
        }
        values = {
            "versions": versions,
            "server": server,
            "settings": shown_settings(settings),
            "roles_apart": settings.reader_database_url != settings.database_url,
        }
        return page(request, "about.html", values, now=request.app.state.clock(), session=session)


def shown_settings(settings: Settings) -> Mapping[str, str]:
    """Variable (or name, if it has none) → value of each setting; passwords and tokens are masked."""
    return dict(_said(settings))


def _said(settings: Any, above: str = "") -> Iterator[tuple[str, str]]:
    for field in fields(settings):
        name, value = above + field.name, getattr(settings, field.name)
        if name in HIDDEN:
            continue
        if is_dataclass(value):
            yield from _said(value, f"{name}.")
        else:
            unset = "for ever" if above == "retention." else ""
            said = unset if value is None else masked(_in_words(value))
            yield VARIABLES.get(name, name if above or name in FIXED else f"WIREROOM_{name.upper()}"), said


def _in_words(value: Any) -> str:
    """The value as an operator would write it."""
    if isinstance(value, timedelta):
        return span(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={said}" for name, said in value.items())
    if isinstance(value, tuple):
        return " ".join("=".join(each) if isinstance(each, tuple) else str(each) for each in value)
    return str(value)
