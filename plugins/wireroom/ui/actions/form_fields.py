"""A request that changes something in, the fields of its form out, and the way back to a page."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import HTTPException, Request
from fastapi.responses import RedirectResponse
from starlette.datastructures import UploadFile

FILE_BYTES = 5 * 1024 * 1024  # of an OPML file: 20,000 feeds


async def fields(request: Request) -> dict[str, str]:
    """The text fields of the form, stripped; of a field given twice, the last value."""
    form = await request.form(max_files=1, max_fields=50)
    return {name: value.strip() for name, value in form.items() if isinstance(value, str)}


async def uploaded(request: Request, name: str) -> bytes:
    """The bytes of one file of the form. Raises HTTPException: 400 without it, 413 for one too large."""
    form = await request.form(max_files=1, max_fields=50)
    file = form.get(name)
    if not isinstance(file, UploadFile) or not file.filename:
        raise HTTPException(400, "Choose a file first.")
    data = await file.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise HTTPException(413, "The file is larger than 5 MB; `wireroom feeds import` takes it.")
    return data


def back(request: Request, path: str, **values: object) -> RedirectResponse:
    """Redirect to a page of ours, with `values` in its query, which say what was done."""
    root = request.scope.get("root_path", "")
    query = f"?{urlencode(values)}" if values else ""
    return RedirectResponse(f"{root}{path}{query}", status_code=303)
