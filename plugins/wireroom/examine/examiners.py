"""One question about a feed, date, link, markup or page in, one plain answer out: what `inspect` shows.

Questions and answers are JSON objects, for debugging and for measuring in bulk. A question that cannot
be read raises QuestionError; bytes that are no feed are an answer like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Final

from wireroom.clean import clean_html
from wireroom.common.dates import read_date
from wireroom.common.urls import registrable_domain
from wireroom.decide import outcome_after
from wireroom.errors import NotAFeedError
from wireroom.examine.answers import (
    Answer,
    embed_answer,
    entry_answer,
    feed_answer,
    iso,
    reading_answer,
    rejection_answer,
)
from wireroom.examine.question import (
    Question,
    base64_field,
    content_type_of,
    instant_field,
    optional,
    text_field,
)
from wireroom.models import Article, FeedContext, Outcome, ParsedFeed
from wireroom.normalize import canonical_url, unwrap_url
from wireroom.understand import Surroundings, read_document, safe_feed, understand_entries, understand_feed


def examine_feed(question: Question, now: datetime) -> Answer:
    """In: url, body (base64), headers, now? · out: outcome, detail, feed, entries (one for each)."""
    return _document(question, base64_field(question, "body"), now, or_page=False)


def examine_page(question: Question, now: datetime) -> Answer:
    """In: url, html (base64) · out: outcome and, where there is an article, the fields of an entry."""
    answer = _document(question, base64_field(question, "html"), now, or_page=True)
    entry = answer["entries"][0] if len(answer["entries"]) == 1 else {}
    return {"outcome": answer["outcome"], "detail": answer["detail"], **entry}


def examine_date(question: Question, now: datetime) -> Answer:
    """In: text, language?, country?, timezone?, day_first?, now? · out: at, precision, reader, note."""
    day_first = question.get("day_first")
    reading = read_date(
        text_field(question, "text"),
        source=optional(question, "source") or "text",
        now=instant_field(question, "now", now),
        language=optional(question, "language"),
        country=optional(question, "country"),
        timezone=optional(question, "timezone"),
        day_first=day_first if isinstance(day_first, bool) else None,
    )
    return {
        **reading_answer(reading, "published"),
        "at": iso(reading.at),
        "precision": str(reading.precision) if reading.precision else None,
        "reader": reading.reader,
        "note": reading.note,
        "reason": reading.note if reading.at is None else None,
    }


def examine_url(question: Question, now: datetime) -> Answer:
    """In: url · out: canonical_url, unwrapped, domain."""
    url = text_field(question, "url")
    canonical = canonical_url(url)
    return {
        "canonical_url": canonical,
        "unwrapped": unwrap_url(url),
        "domain": registrable_domain(canonical) if canonical else None,
    }


def examine_html(question: Question, now: datetime) -> Answer:
    """In: html, base_url?, title?, language? · out: html, text, embeds, attribution, and so on."""
    cleaned = clean_html(
        text_field(question, "html"),
        base_url=optional(question, "base_url"),
        title=optional(question, "title"),
        language=optional(question, "language"),
    )
    return {
        "html": cleaned.html,
        "text": cleaned.text,
        "embeds": [embed_answer(embed) for embed in cleaned.embeds],
        "attribution": [asdict(item) for item in cleaned.attribution],
        "images": list(cleaned.images),
        "byline": cleaned.byline,
        "date_line": cleaned.date_line,
    }


EXAMINERS: Final[dict[str, Callable[[Question, datetime], Answer]]] = {
    "feed": examine_feed,
    "date": examine_date,
    "url": examine_url,
    "html": examine_html,
    "page": examine_page,
}


def _document(question: Question, body: bytes, now: datetime, *, or_page: bool) -> Answer:
    url = optional(question, "url") or ""
    context = FeedContext(
        feed_id=0,
        url=url,
        seen_at=instant_field(question, "now", now),
        language=optional(question, "language"),
        country=optional(question, "country"),
        timezone=optional(question, "timezone"),
    )
    try:
        parsed = read_document(body, url=url, content_type=content_type_of(question), or_page=or_page)
    except NotAFeedError as error:
        return {"outcome": str(Outcome.NOT_A_FEED), "detail": str(error), "feed": None, "entries": []}
    outcome, detail = outcome_after(Outcome.OK, "", parsed)
    return {
        "outcome": str(outcome),
        "detail": detail,
        "feed": feed_answer(safe_feed(parsed, url)),
        "entries": _entries(parsed, understand_feed(parsed, context)),
    }


def _entries(parsed: ParsedFeed, around: Surroundings) -> list[Answer]:
    understood = understand_entries(parsed, around)
    return [
        entry_answer(item) if isinstance(item, Article) else rejection_answer(item, entry)
        for item, entry in zip(understood, parsed.entries, strict=True)
    ]
