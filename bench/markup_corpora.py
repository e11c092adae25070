"""The corpora that cleaning is measured on, as (address, markup) pairs."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser

PAGES = ("seb", "trafilatura", "fundus", "wcxb", "waddle", "htmldate", "postlight")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a corpus file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def pages(corpora: Path) -> Iterator[tuple[str, str]]:
    """Address and markup of every saved page."""
    for name in PAGES:
        for row in rows(corpora / "pages" / f"{name}.jsonl.gz"):
            yield str(row.get("url")), base64.b64decode(row["html"]).decode("utf-8", "replace")


def feed_bodies(corpora: Path) -> Iterator[tuple[str, str]]:
    """The longest body of each entry, as feedparser reads it, its own sanitising off."""
    for row in rows(corpora / "feeds" / "real.jsonl.gz"):
        parsed = feedparser.parse(
            base64.b64decode(row["body"]), sanitize_html=False, resolve_relative_uris=False
        )
        for entry in parsed.entries:
            written = [part.get("value") or "" for part in entry.get("content", [])]
            yield str(entry.get("link")), max([*written, entry.get("summary") or ""], key=len)
