"""What went wrong in; a page, or JSON for a list as JSON, that says so and what to do out.

What was typed into a form stays on that page, to be sent again: after a new login, or put right.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.routing import Match

from wireroom.errors import ConfigurationError, StoreTimeoutError, StoreUnavailableError, WireroomError
from wireroom.ui.actions.form_fields import fields
from wireroom.ui.gateway import is_from_here
from wireroom.ui.render import page

_TITLES = {
    400: "Not done",
    401: "Please log in",
    403: "Not allowed",
    404: "Not here",
    405: "Not like this",
    409: "Not done",
    413: "Not done",
    503: "The database does not answer",
    504: "This took too long",
}
TYPED = {"reason": "Reason", "confirmed": "Number, typed to confirm", "url": "Address"}  # can be put right
_AS_SHOWN = frozenset(("digest", "to"))  # what a page showed, and is refused because it is another by now
_SEND_LATER = frozenset((401, 409, 503, 504))  # as it is: what was in the way will be over
_MOST_SENT = 32 * 1024  # bytes of a form that is read though nobody is logged in


def handle(app: FastAPI) -> None:
    """Register handlers that turn errors into pages, or into JSON for lists in JSON."""

    @app.exception_handler(StarletteHTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        words = "There is no such page." if error.detail == "Not Found" else str(error.detail)
        return await _failure(request, error.status_code, words)

    @app.exception_handler(WireroomError)
    async def failed(request: Request, error: WireroomError) -> Response:
        return await _failure(request, *_of(error))

    @app.exception_handler(ValueError)
    async def unread(request: Request, error: ValueError) -> Response:
        """Raised before any route is chosen, by numbers of over 4,300 digits, which Python does not parse."""
        if isinstance(request.scope.get("route"), APIRoute):
            raise error
        return await _failure(request, 404, "There is nothing with such a number.")


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
    return address if is_page and (address != here or request.method != "GET") else ""


async def _sent(request: Request, status: int) -> dict[str, str] | None:
    """Fields of the form to offer again; None where there is none, and for a form that is not of our pages.

    Another site's would be ours once it stood on our page, and a press sent it with the visitor's rights.
    """
    length = request.headers.get("content-length", "")
    if (
        request.method != "POST"
        or status not in _SEND_LATER | {400}
        or not is_from_here(request)
        or not (length.isdecimal() and int((length.lstrip("0") or "0")[:9]) <= _MOST_SENT)
        or request.headers.get("content-type", "").startswith("multipart/")  # a file, which no page can keep
    ):
        return None
    try:
        given = await fields(request)
    except (StarletteHTTPException, RuntimeError):  # no form, or one that could not be read the first time
        return None
    if status == 400:
        return given if given.keys() & TYPED.keys() else None
    if status == 409:
        return given if given and not given.keys() & _AS_SHOWN else None
    return given


async def _failure(request: Request, status: int, words: str) -> Response:
    title = _TITLES.get(status, "Something went wrong")
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": title, "words": words}, status)
    values: dict[str, Any] = {"title": title, "words": words, "status": status}
    values["asked_by_get"] = request.method == "GET"  # else to load it anew asks whether to send it
    values |= {"came_from": _came_from(request), "sent": await _sent(request, status), "typed": TYPED}
    return page(request, "failure.html", values, now=request.app.state.clock(), status=status)
