"""Answer one request of `inspect` about a feed, date, link, markup or page.

Both are JSON objects, for debugging and for measuring in bulk. A request that cannot be read raises
RequestError; bytes that are no feed have a response like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Final

from wireroom.clean import clean_html
from wireroom.common.dates import read_date
from wireroom.common.urls import registrable_domain
from wireroom.decide import outcome_after
from wireroom.errors import NotAFeedError, RequestError
from wireroom.inspection.request import (
    Request,
    base64_field,
    content_type_of,
    now_field,
    optional,
    rules_field,
    text_field,
)
from wireroom.inspection.response import (
    Response,
    entry_response,
    feed_response,
    iso,
    left_out_response,
    reading_response,
)
from wireroom.models import Article, FeedContext, Outcome, PageHints, ParsedFeed, PolledDocument
from wireroom.normalize import canonical_url, unwrap_url
from wireroom.normalize.same_text import likeness, text_print
from wireroom.transform.document_context import DocumentContext, document_context
from wireroom.transform.read_document import read_document
from wireroom.transform.safe_fields import safe_feed
from wireroom.transform.transform_document import transform_entries


def inspect_feed(request: Request, now: datetime) -> Response:
    """In: url, body (base64), headers, now?, keep?, drop? · out: outcome, detail, feed, entries (each)."""
    return _document(request, base64_field(request, "body"), now, or_page=False)


def inspect_page(request: Request, now: datetime) -> Response:
    """In: url, html (base64), summary? · out: outcome and, where there is an article, an entry's fields.

    `summary`: what the feed says of the article, by which its standfirst is known.
    """
    response = _document(request, base64_field(request, "html"), now, or_page=True)
    entry = response["entries"][0] if len(response["entries"]) == 1 else {}
    return {"outcome": response["outcome"], "detail": response["detail"], **entry}


def inspect_date(request: Request, now: datetime) -> Response:
    """In: text, language?, country?, timezone?, day_first?, now? · out: at, precision, reader, note."""
    day_first = request.get("day_first")
    reading = read_date(
        text_field(request, "text"),
        source=optional(request, "source") or "text",
        now=now_field(request, now),
        language=optional(request, "language"),
        country=optional(request, "country"),
        timezone=optional(request, "timezone"),
        day_first=day_first if isinstance(day_first, bool) else None,
    )
    return {
        **reading_response(reading),
        "at": iso(reading.at),
        "precision": str(reading.precision) if reading.precision else None,
        "reader": reading.reader,
        "note": reading.note,
        "reason": reading.note if reading.at is None else None,
    }


def inspect_url(request: Request, now: datetime) -> Response:
    """In: url · out: canonical_url, unwrapped, domain."""
    url = text_field(request, "url")
    canonical = canonical_url(url)
    return {
        "canonical_url": canonical,
        "unwrapped": unwrap_url(url),
        "domain": registrable_domain(canonical) if canonical else None,
    }


def inspect_html(request: Request, now: datetime) -> Response:
    """In: html, base_url?, title? · out: html, text, embeds, attribution, and so on."""
    cleaned = clean_html(
        text_field(request, "html"),
        base_url=optional(request, "base_url"),
        title=optional(request, "title"),
    )
    return {
        "html": cleaned.html,
        "text": cleaned.text,
        "embeds": [asdict(embed) for embed in cleaned.embeds],
        "attribution": [asdict(item) for item in cleaned.attribution],
        "images": list(cleaned.images),
        "byline": cleaned.byline,
        "date_line": cleaned.date_line,
    }


def inspect_dup(request: Request, now: datetime) -> Response:
    """In: a and b, each title, text, url, language · out: same, score (0.5 on: same), share, within.

    Raises RequestError where they are not two objects.
    """
    sides = [side for name in ("a", "b") if isinstance(side := request.get(name), Mapping)]
    if len(sides) != 2:
        raise RequestError("`a` and `b` must be two objects with title, text and url")
    urls = [canonical_url(optional(side, "url") or "") for side in sides]
    if urls[0] is not None and urls[0] == urls[1]:
        return {"same": True, "score": 1.0, "share": None, "within": False}
    domains = [(registrable_domain(url) if url else None) or "" for url in urls]
    prints = [
        text_print(optional(side, "title") or "", optional(side, "text") or "", domain)
        for side, domain in zip(sides, domains, strict=True)
    ]
    return asdict(likeness(*prints))


HANDLERS: Final[dict[str, Callable[[Request, datetime], Response]]] = {
    "feed": inspect_feed,
    "date": inspect_date,
    "url": inspect_url,
    "html": inspect_html,
    "page": inspect_page,
    "dup": inspect_dup,
}


def _document(request: Request, body: bytes, now: datetime, *, or_page: bool) -> Response:
    url = optional(request, "url") or ""
    context = FeedContext(
        feed_id=0,
        url=url,
        seen_at=now_field(request, now),
        language=optional(request, "language"),
        country=optional(request, "country"),
        timezone=optional(request, "timezone"),
        keep=rules_field(request, "keep"),
        drop=rules_field(request, "drop"),
        hints=PageHints(summary=optional(request, "summary") or ""),
    )
    try:
        parsed = read_document(body, context, content_type=content_type_of(request), or_page=or_page)
    except NotAFeedError as error:
        return {"outcome": str(Outcome.NOT_A_FEED), "detail": str(error), "feed": None, "entries": []}
    outcome, detail = outcome_after(Outcome.OK, "", PolledDocument(parsed))
    return {
        "outcome": str(outcome),
        "detail": detail,
        "feed": feed_response(safe_feed(parsed, url)),
        "entries": _entries(parsed, document_context(parsed, context)),
    }


def _entries(parsed: ParsedFeed, document: DocumentContext) -> list[Response]:
    transformed = transform_entries(parsed, document)
    return [
        entry_response(item) if isinstance(item, Article) else left_out_response(item, entry)
        for item, entry in zip(transformed, parsed.entries, strict=True)
    ]
