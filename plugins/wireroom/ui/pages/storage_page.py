"""Storage: what each part takes, what it will take in a year, how long it is kept."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wireroom.settings import Settings
from wireroom.ui.read_session import read_session
from wireroom.ui.render import page

router = APIRouter()


@router.get("/storage")
def storage(request: Request) -> HTMLResponse:
    """Page of sizes as measured by the last maintenance, and of the disks as they are now."""
    settings: Settings = request.app.state.settings
    with read_session(settings) as session:
        parts = session.rows("ui/storage")
        a_day = sum(part["bytes_a_day"] or 0 for part in parts)
        a_year = sum(part["bytes_in_a_year"] or 0 for part in parts)
        values = {"parts": parts, "disks": _disks(settings, a_day), "a_day": a_day, "a_year": a_year}
        return page(request, "storage.html", values, now=request.app.state.clock(), session=session)


def _disks(settings: Settings, a_day: int) -> list[dict[str, object]]:
    """The disks of the folders on this machine; object storage has no known limit."""
    folders = {str(settings.home)}
    parts = urlsplit(settings.landing_url)
    if parts.scheme == "file":
        folders.add(unquote(parts.path))
    found, seen = [], set()
    for folder in sorted(folders):
        if Path(folder).exists() and (device := Path(folder).stat().st_dev) not in seen:
            seen.add(device)
            usage = shutil.disk_usage(folder)
            days = usage.free // a_day if a_day else None
            found.append({"folder": folder, "total": usage.total, "free": usage.free, "days": days})
    return found
