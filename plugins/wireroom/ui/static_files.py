"""The name of one of our own style sheets, scripts or pictures in, its bytes out."""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

router = APIRouter()
_FOLDER = files("wireroom.ui") / "static"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@router.get("/static/{name}")
def static_file(name: str) -> Response:
    """One of the files of the folder `static`; no path leads out of it."""
    found = next((file for file in _FOLDER.iterdir() if file.name == name), None)
    kind = _KINDS.get(name[name.rfind(".") :])
    if found is None or kind is None:
        raise HTTPException(404, "There is no such file.")
    return Response(found.read_bytes(), media_type=kind, headers={"Cache-Control": "private, max-age=300"})
