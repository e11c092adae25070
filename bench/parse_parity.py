"""Real feeds in; what feedparser reads in their entries and we do not, as rows, out.

feedparser runs with its sanitiser and its resolving of markup off, since we do neither when parsing. Text is
compared without tags, entities and white space, which the two serialise differently.
"""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from typing import Any
from urllib.parse import urljoin

import feedparser

from rows import Row
from wireroom.errors import NotAFeedError
from wireroom.models import Entry, Markup
from wireroom.parse import parse_document

_TAG = re.compile(r"<[^<>]*>")
_FIELDS = ("id", "link", "title", "date", "body", "tags", "media")


def parity_rows(bodies: list[bytes], url: str) -> list[Row]:
    """One row for what is lost, one for what differs; entries are matched by their place."""
    entries, lost, differs = 0, Counter[str](), Counter[str]()
    for body in bodies:
        for ours, theirs in _pairs(body, url):
            entries += 1
            mine, reference = _ours(ours, url), _theirs(theirs, url)
            for name in _FIELDS:
                lost[name] += bool(reference[name]) and not mine[name]
                differs[name] += bool(reference[name]) and not _agrees(name, mine[name], reference[name])
    on = f"{entries} entries of real feeds"
    said = {
        name: ", ".join(f"{key} {count}" for key, count in found.items())
        for name, found in (("lost", lost), ("differs", differs))
    }
    share = sum(differs.values()) / max(entries * len(_FIELDS), 1)
    return [
        Row("fields that feedparser reads and we do not", on, said["lost"], "", "≤ 1 in 10,000",
            sum(lost.values()) * 10_000 <= entries * len(_FIELDS)),
        Row("fields read otherwise than by feedparser", on, f"{share:.4f}: {said['differs']}", "", "≤ .01",
            share <= 0.01, "each kind explained in docs/decisions/0010-fast-parser.md"),
    ]  # fmt: skip


def _pairs(body: bytes, url: str) -> list[tuple[Entry, Any]]:
    try:
        ours = parse_document(body, url=url, max_entries=1_000_000).entries
    except NotAFeedError:
        return []
    theirs = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False).entries
    return list(zip(ours, theirs, strict=False))


def _ours(entry: Entry, url: str) -> dict[str, Any]:
    return {
        "id": entry.guid,
        "link": urljoin(url, entry.link) if entry.link else None,
        "title": _text(entry.title),
        "date": {date.text for date in entry.dates},
        "body": {_text(entry.content), _text(entry.summary)} - {""},
        "tags": {tag.term for tag in entry.tags},
        "media": {media.url for media in entry.media},
    }


def _theirs(entry: Any, url: str) -> dict[str, Any]:
    said = dict(entry)
    bodies = [body.get("value") for body in said.get("content", [])] + [said.get("summary")]
    media = [item.get("url") for key in ("media_content", "media_thumbnail") for item in said.get(key, [])]
    pages = [link for link in said.get("links", []) if link.get("rel") == "alternate"]
    link = said.get("link") if pages or "://" in said.get("link", "") else None  # else an id, taken for one
    return {
        "id": said.get("id"),
        "link": urljoin(url, link) if link else None,
        "title": _plain(said.get("title")),
        "date": {said[key] for key in ("published", "updated", "created") if said.get(key)},
        "body": {_plain(body) for body in bodies} - {""},
        "tags": {tag["term"] for tag in said.get("tags", []) if tag.get("term")},
        "media": {url for url in media if url},
    }


def _agrees(name: str, ours: Any, theirs: Any) -> bool:
    """Sets: all that feedparser has; a body: at least one of them."""
    if name == "body":
        return bool(ours & theirs)
    return theirs <= ours if isinstance(theirs, set) else ours == theirs


def _text(markup: Markup | None) -> str:
    return _plain(markup.value) if markup else ""


def _plain(value: str | None) -> str:
    return "".join(_TAG.sub("", html.unescape(html.unescape(value or ""))).split())
