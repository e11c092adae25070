"""Nothing in, whether the pages can be served out: the one route that needs no login."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from wireroom.errors import StoreError
from wireroom.ui.reading import reading

router = APIRouter()
_KEPT_FOR = 10.0  # seconds: whoever asks without a login makes no more sessions than one in that time


@router.get("/health")
def health(request: Request) -> JSONResponse:
    """200 where the database answers, else 503; nothing about what is in it."""
    app, now = request.app, request.app.state.clock()
    at, well = getattr(app.state, "health", (None, False))
    if at is None or (now - at).total_seconds() > _KEPT_FOR:
        well = _database_answers(request)
        app.state.health = (now, well)
    return JSONResponse({"database": "answers" if well else "does not answer"}, 200 if well else 503)


def _database_answers(request: Request) -> bool:
    try:
        with reading(request.app.state.settings) as reader:
            return reader.row("page_server") is not None
    except StoreError:
        return False
