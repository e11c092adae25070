"""Turn the result of a transformation into plain JSON objects."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from wireroom.common.text import inert, plain_text, storable
from wireroom.common.urls import absolute_url
from wireroom.models import Article, DateReading, DroppedEntry, Entry, ParsedFeed, Rejection

Response = dict[str, Any]


def iso(at: datetime | None) -> str | None:
    """ISO 8601 in UTC with `Z`; microseconds only where there are any."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def feed_response(parsed: ParsedFeed) -> Response:
    """The feed itself: what the publisher said of it."""
    return {
        "title": plain_text(parsed.title or ""),
        "link": parsed.link,
        "language": parsed.language,
        "format": str(parsed.format),
        "version": parsed.version,
        "encoding": parsed.encoding,
        "description": plain_text(parsed.description or ""),
        "image_url": parsed.image_url,
        "generator": plain_text(parsed.generator or ""),
        "ttl_minutes": parsed.ttl_minutes,
        "links": [asdict(link) for link in parsed.links],
        "problems": list(parsed.problems),
    }


def reading_response(reading: DateReading | None) -> Response:
    """A date as `published_at`, `_source`, `_precision`, `_raw` and `_note`; `_at` is null if refused."""
    return {
        "published_at": iso(reading.at) if reading else None,
        "published_source": reading.source if reading else None,
        "published_precision": str(reading.precision) if reading and reading.precision else None,
        "published_raw": reading.raw if reading else None,
        "published_note": reading.note if reading else None,
    }


def entry_response(article: Article) -> Response:
    """An article; `id` is its GUID, else its address, else a URN of our own identity key."""
    return {
        "id": article.guid or article.url or f"urn:wireroom:{article.keys[0].hex()}",
        "url": article.url,
        "canonical_url": article.canonical_url,
        "title": article.title,
        "authors": list(article.authors),
        **reading_response(article.published),
        "updated_at": iso(article.updated.at) if article.updated else None,
        "summary": article.summary,
        "text": article.text,
        "html": article.html,
        "language": article.language,
        "publisher": asdict(article.publisher),
        "section": article.section,
        "image_url": article.image_url,
        "media": [dict(item) for item in article.media],
        "embeds": [asdict(embed) for embed in article.embeds],  # spans are [start, end] in the text
        "attribution": [asdict(item) for item in article.attribution],
        "tags": list(article.tags),
        "word_count": article.word_count,
        "provenance": dict(article.provenance),
    }


def left_out_response(left_out: Rejection | DroppedEntry, entry: Entry) -> Response:
    """An entry that became no article, refused or dropped by a rule, so that every entry has its response."""
    url = absolute_url(entry.link, None)
    if isinstance(left_out, DroppedEntry):
        why: Response = {"dropped": left_out.rule}
        title, key = left_out.title, b""
    else:
        why = {"rejected": left_out.reason, "detail": left_out.detail}
        title, key = "", left_out.key
    return {
        "id": inert(storable(entry.guid or "")) or url or f"urn:wireroom:{key.hex()}",
        "url": url,
        "title": title,
        "authors": [],
        **reading_response(None),
        "summary": "",
        "text": "",
        "html": "",
        "language": None,
        "embeds": [],
        "attribution": [],
        "tags": [],
        **why,
    }
