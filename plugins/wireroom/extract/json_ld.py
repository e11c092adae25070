"""A page in, the schema.org article among its JSON-LD out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import BeautifulSoup

Json = Mapping[str, Any]
MAX_DEPTH = 6


def article_of(page: BeautifulSoup) -> Json:
    """Give the first object whose type ends in Article, Posting or Report; empty where there is none."""
    for script in page.select("script[type*='ld+json']"):
        try:
            data = json.loads(script.string or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _objects(data, MAX_DEPTH):
            if any(str(kind).endswith(("Article", "Posting", "Report")) for kind in _many(node.get("@type"))):
                return node
    return {}


def text_of(value: object) -> str | None:
    """Give a plain value as text: the first of a list, the name of an object."""
    for item in _many(value):
        if isinstance(item, str) and item.strip():
            return " ".join(item.split())
        if isinstance(item, Mapping):
            return text_of(item.get("name"))
    return None


def names(value: object) -> tuple[str, ...]:
    """Give the names of persons or organisations."""
    return tuple(name for item in _many(value) if (name := text_of(item)) and "://" not in name)


def _objects(data: object, depth: int) -> Iterator[Json]:
    if depth == 0:
        return
    for item in _many(data):
        if isinstance(item, Mapping):
            yield item
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _objects(item.get(key), depth - 1)


def _many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
