"""What went wrong in; a page, or JSON for a list as JSON, that says so and what to do out."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.routing import Match

from wireroom.errors import ConfigurationError, StoreTimeoutError, StoreUnavailableError, WireroomError
from wireroom.ui.render import page

_TITLES = {
    401: "Please log in",
    403: "Not allowed",
    404: "Not here",
    405: "Not like this",
    409: "Not done",
    503: "The database does not answer",
    504: "This took too long",
}


def handle(app: FastAPI) -> None:
    """Register handlers that turn errors into pages, or into JSON for lists in JSON."""

    @app.exception_handler(StarletteHTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        words = "There is no such page." if error.detail == "Not Found" else str(error.detail)
        return _failure(request, error.status_code, words)

    @app.exception_handler(WireroomError)
    async def failed(request: Request, error: WireroomError) -> Response:
        return _failure(request, *_of(error))

    @app.exception_handler(ValueError)
    async def unread(request: Request, error: ValueError) -> Response:
        """Raised before any route is chosen, by numbers of over 4,300 digits, which Python does not parse."""
        if isinstance(request.scope.get("route"), APIRoute):
            raise error
        return _failure(request, 404, "There is nothing with such a number.")


def _of(error: WireroomError) -> tuple[int, str]:
    if isinstance(error, StoreUnavailableError):
        return 503, "`make status` says what runs. The pages come back by themselves once it answers."
    if isinstance(error, StoreTimeoutError):
        return 504, "The database took longer than a page may wait. Narrow the search, by date or publisher."
    if isinstance(error, ConfigurationError):
        return 409, str(error)
    return 500, str(error)


def _came_from(request: Request) -> str:
    """The page of ours that led here, without a host; empty if it is not known, or is this one."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    root = request.scope.get("root_path", "")
    address = before.path + (f"?{before.query}" if before.query else "")
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    asked = {"type": "http", "method": "GET", "path": before.path, "root_path": root}
    is_ours = before.netloc == request.headers.get("Host") and before.path.startswith(f"{root}/")
    is_page = is_ours and any(route.matches(asked)[0] is Match.FULL for route in request.app.routes)
    return address if is_page and address != here else ""


def _failure(request: Request, status: int, words: str) -> Response:
    title = _TITLES.get(status, "Something went wrong")
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": title, "words": words}, status)
    values = {"title": title, "words": words, "status": status, "came_from": _came_from(request)}
    return page(request, "failure.html", values, now=request.app.state.clock(), status=status)
