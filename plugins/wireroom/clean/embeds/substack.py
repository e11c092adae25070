"""Read what an element of Substack's editor embeds: it is described as JSON in `data-attrs`."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from bs4 import Tag

from wireroom.clean.embeds.platform_register import SUBSTACK
from wireroom.clean.embeds.quoted_post import without_trailing_links
from wireroom.clean.embeds.read_address import read_address
from wireroom.common.elements import attribute
from wireroom.common.http_headers import http_date
from wireroom.common.text import plain_text, tidied
from wireroom.common.urls import absolute_url
from wireroom.models import Embed

_LONGEST_JSON: Final = 20_000  # characters of JSON
_FIELD = re.compile(r"\{(\w+)\}")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\dT")


def read_substack(element: Tag) -> Embed | None:
    """The post or player that `data-attrs` describes; None if there is none or its address is not known."""
    fields = _fields(attribute(element, "data-attrs"))
    address = _address(fields, (attribute(element, "class") or "").split())
    found = read_address(address) if address else None
    if found is None or found.kind == "video":
        return found
    return Embed(
        kind=found.kind,
        platform=found.platform,
        url=found.url,
        author=_line(fields, "name") or _line(fields, "authorName") or _line(fields, "author_name"),
        handle=(_line(fields, "username") or _line(fields, "authorHandle")).lstrip("@") or found.handle,
        date=_date(_line(fields, "date") or _line(fields, "createdAt")),
        text=_words(fields.get("full_text") or fields.get("text")),
    )


def _fields(written: str | None) -> dict[str, Any]:
    if not written or len(written) > _LONGEST_JSON:
        return {}
    try:
        fields = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _address(fields: dict[str, Any], names: list[str]) -> str | None:
    template = next((SUBSTACK[name] for name in names if name in SUBSTACK), "{url}")
    return absolute_url(_FIELD.sub(lambda field: _line(fields, field[1]), template), None)


def _words(written: object) -> str | None:
    """The text of a post as plain text; from X it is HTML that ends with short links to its pictures."""
    text = plain_text(written) if isinstance(written, str) else ""
    return without_trailing_links(text) or None


def _line(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return tidied(" ".join(value.split())) if isinstance(value, str) else ""


def _date(written: str) -> str | None:
    """ISO 8601 from `2026-03-23T19:36:25.000Z`, or `Thu Feb 08 12:00:45 +0000 2018` in older letters."""
    if _ISO_DAY.match(written):
        return written
    try:
        weekday, month, day, clock, zone, year = written.split()
    except ValueError:
        return None
    at = http_date(f"{weekday}, {day} {month} {year} {clock} {zone}")
    return at.isoformat() if at else None
