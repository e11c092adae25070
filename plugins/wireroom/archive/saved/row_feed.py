"""Write what a row says of an article as a JSON Feed with this one entry."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from wireroom.archive.saved.row_fields import address_of, date_of, text_of

_OF_A_READER = re.compile(r"user/[^/]+/(?:label/(?P<label>.+)|state/.+)")


def feed_of_one(said: Mapping[str, Any], url: str, key: str, *, html: str, text: str) -> bytes:
    """A JSON Feed with one entry made of the row's fields, without empty ones."""
    item = {
        "id": url or key,
        "url": url or None,
        "title": text_of(said.get("title")),
        "summary": text_of(said.get("summary")),
        "content_html": html,
        "content_text": None if html else text,
        "date_published": date_of(said.get("date_published")),
        "authors": [{"name": name} for name in _names(said.get("authors"))],
        "tags": list(dict.fromkeys(filter(None, map(_tag, _names(said.get("tags")))))),
        "language": text_of(said.get("language")),
        "image": address_of(said.get("image")),
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{k: v for k, v in item.items() if v}]}
    return json.dumps(feed).encode()


def _tag(name: str) -> str:
    """The name of a tag: the label in `user/1/label/Boats`, and empty for a state such as
    `user/-/state/…/read`.
    """
    found = _OF_A_READER.fullmatch(name)
    return (found["label"] or "") if found else name


def _names(said: Any) -> list[str]:
    """Names from a list, or from one text: separated by semicolons, or a list in JSON or Python.

    No numbers.
    """
    if isinstance(said, str):
        text = said.strip()
        if text.startswith("[") and text.endswith("]"):
            said = [part.strip(" '\"") for part in text[1:-1].split(",")]
        else:
            said = text.split(";")
    named = said if isinstance(said, list) else [said]
    names = (" ".join(text_of(each).split()) for each in named)
    return [name for name in names if name and not name.isdigit()]
