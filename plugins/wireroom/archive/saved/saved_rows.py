"""Rows of articles in (JSON lines, JSON), each as a page, a text or a feed of one entry out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import IO, Any, NamedTuple

from wireroom.archive.saved.saved_members import since_the_web

# What exports call their columns: news-please, Fundus, Media Cloud, tables of Kaggle and Hugging Face.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "url": ("url", "link", "uri", "source_url", "canonical_url", "article_url", "loc"),
    "html": ("html", "content_html", "raw_html", "body_html"),
    "text": ("text", "content_text", "maintext", "plaintext", "content", "body", "article", "article_text"),
    "title": ("title", "headline"),
    "summary": ("summary", "description", "abstract", "lead"),
    "date_published": (
        *("date_published", "published_at", "published", "publish_date", "date_publish", "publication_date"),
        *("publishing_date", "pubdate", "published_date", "datetime", "date", "timestamp"),
    ),
    "authors": ("authors", "author", "byline", "creator"),
    "tags": ("tags", "keywords", "topics", "categories", "category", "section"),
    "language": ("language", "lang"),
    "image": ("image", "image_url", "top_image"),
    "id": ("id", "guid", "_id"),
    "captured": (
        *(
            "captured_at",
            "captured",
            "date_download",
            "fetched_at",
            "crawl_date",
            "crawled_at",
            "downloaded_at",
        ),
        *("saved_at", "retrieved_at", "accessed_at"),
    ),
}
_BY_NAME = {name: field for field, names in _NAMES.items() for name in names}
_SAYS = ("html", "text", "title", "summary")
_LONGEST = 32 * 1024 * 1024  # bytes of a row


class RowPlace(NamedTuple):
    """Where a row begins, in a file that is not packed."""

    byte: int = 0
    number: int = 1


FIRST = RowPlace()


class RowDocument(NamedTuple):
    """One row as bytes that the reading knows."""

    key: str  # its `id`, else its number in the file
    url: str | None
    body: bytes
    kind: str
    captured: datetime | None
    place: RowPlace = FIRST


def json_lines(stream: IO[bytes], left_out: Counter[str], start: RowPlace = FIRST) -> Iterator[RowDocument]:
    """A row a line; a line that is no object is counted. `start` is where the stream stands."""
    for number, (byte, line) in enumerate(_lines(stream, left_out, start.byte), start=start.number):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        for document in row_documents(row, number, left_out):
            yield document._replace(place=RowPlace(byte, number))


def json_rows(body: bytes, left_out: Counter[str]) -> Iterator[RowDocument]:
    """A list of rows, or a single one."""
    said = json.loads(body)
    for number, row in enumerate(said if isinstance(said, list) else [said], start=1):
        yield from row_documents(row, number, left_out)


def is_row(said: object) -> bool:
    """An object with an article's fields."""
    return isinstance(said, dict) and any(field_of(name) in _SAYS for name in said)


def field_of(name: object) -> str | None:
    """What a column is, by the name that somebody gave it; None: nothing that is known."""
    return _BY_NAME.get(str(name).strip().lower())


def _lines(stream: IO[bytes], left_out: Counter[str], byte: int) -> Iterator[tuple[int, bytes]]:
    """Each with the byte at which it begins."""
    while line := stream.readline(_LONGEST):
        if len(line) < _LONGEST or line.endswith(b"\n"):
            yield byte, line
        else:
            left_out[f"a line of more than {_LONGEST:,} bytes"] += 1
            while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
                byte += len(rest)
            byte += len(rest)
        byte += len(line)


def row_documents(row: Any, number: int, left_out: Counter[str]) -> Iterable[RowDocument]:
    """The row's document, if it says anything; else why not is counted."""
    said = said_by_row(row) if isinstance(row, dict) else {}
    url = next((str(said[name]) for name in ("url",) if str(said.get(name, "")).startswith("http")), None)
    if not says_something(said):
        left_out["an address without a text" if url else "no article: a row without text or title"] += 1
        return ()
    key = str(said.get("id") or number)
    captured = instant(said.get("captured"))
    html, text = str(said.get("html") or ""), str(said.get("text") or "")
    if "<html" in html[:4096].lower() or html[:15].lower().startswith("<!doctype html"):
        return (RowDocument(key, url, html.encode("utf-8", "replace"), "text/html", captured),)
    if text and not any(said.get(name) for name in ("html", "title", "summary", "date_published")):
        return (RowDocument(key, url, text.encode("utf-8", "replace"), "text/plain", captured),)
    body = _feed_of_one(said, url or "", key)
    return (RowDocument(key, url, body, "application/feed+json", captured),)


def said_by_row(row: Mapping[Any, Any]) -> dict[str, Any]:
    """By our names; of several columns for one thing the first that is filled, in the order of preference."""
    found = {str(name).strip().lower(): value for name, value in row.items() if value not in (None, "", [])}
    return {
        field: next(found[name] for name in names if name in found)
        for field, names in _NAMES.items()
        if any(name in found for name in names)
    }


def says_something(said: Mapping[str, Any]) -> bool:
    """Of an article; `said` goes by our names."""
    return any(said.get(name) for name in _SAYS)


def _feed_of_one(said: Mapping[str, Any], url: str, key: str) -> bytes:
    item = {
        "id": url or key,
        "url": url or None,
        "title": said.get("title"),
        "summary": said.get("summary"),
        "content_html": said.get("html"),
        "content_text": None if said.get("html") else said.get("text"),
        "date_published": said.get("date_published"),
        "authors": [{"name": name} for name in _names(said.get("authors"))],
        "tags": _names(said.get("tags")),
        "language": said.get("language"),
        "image": said.get("image"),
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{k: v for k, v in item.items() if v}]}
    return json.dumps(feed, default=str).encode()


def _names(said: Any) -> list[str]:
    """A list, or names in one text; tables hold lists written as JSON or Python."""
    if isinstance(said, str):
        text = said.strip()
        if text.startswith("[") and text.endswith("]"):
            return [part.strip(" '\"") for part in text[1:-1].split(",") if part.strip(" '\"")]
        return [part.strip() for part in text.split(";") if part.strip()]
    if isinstance(said, dict):
        said = [said]
    named = said if isinstance(said, list) else []
    return [str(each.get("name", "") if isinstance(each, dict) else each) for each in named]


def instant(said: Any) -> datetime | None:
    """What is written as ISO 8601, in UTC; so it is taken where it names no zone."""
    try:
        at = datetime.fromisoformat(str(said))
        return since_the_web(at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC))
    except (ValueError, OverflowError):  # the first and the last day have no UTC in every zone
        return None
