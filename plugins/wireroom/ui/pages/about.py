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
from wireroom.common.text.counted import size_in_words
from wireroom.settings import Settings
from wireroom.ui.read_session import read_session
from wireroom.ui.render import page
from wireroom.ui.template_filters import span

router = APIRouter()
HIDDEN = {"admin_database_url", "airflow_database_url", "environment", "airflow_connection", "alerting"}
FIXED = {"turns_folder", "reader_limits", "min_interval", "max_interval"}
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
    **{
        f"embedding.{what}": f"WIREROOM_EMBEDDINGS_{what.upper()}"
        for what in ("url", "model", "key", "batch", "tokens")
    },
}
# Behind a number; one that is none of these says by its own name of what it is one: a port, shards, threads.
UNITS = {
    "family_pause": "s between two requests to one family",
    "cdx_pause": "s between two requests",
    "pages_a_day": "of one family",
    "max_failed_share": "of reachable feeds",
    "max_retired_share": "of feeds with articles",
    "budget.document_seconds": "s of CPU time",
    "budget.entry_seconds": "s of CPU time",
    "budget.megabytes": "MB",
    "story_days": "days",
    "embedding.batch": "pieces a request",
    "embedding.tokens": "tokens a piece",
    "limits.connect_timeout": "s",
    "limits.read_timeout": "s",
    "limits.total_timeout": "s, redirects included",
    "limits.max_ratio": "times what was received, once unpacked",
    "limits.slow_after": "s",
    "limits.min_rate": "bytes a second",
    "limits.host_share": "s of slow answers a run",
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
            said = unset if value is None else masked(_in_words(value, name))
            yield VARIABLES.get(name, name if above or name in FIXED else f"WIREROOM_{name.upper()}"), said


def _in_words(value: Any, name: str) -> str:
    """The value as an operator would write it, with its unit."""
    if name.endswith("max_bytes"):
        return size_in_words(value)
    if isinstance(value, int | float):
        return f"{value:g} {UNITS.get(name, '')}".rstrip()
    if isinstance(value, timedelta):
        return span(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={said}" for name, said in value.items())
    if isinstance(value, tuple):
        return " ".join("=".join(each) if isinstance(each, tuple) else str(each) for each in value)
    return str(value)
