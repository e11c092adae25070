"""One entry as its publisher wrote it in, an article as we say it out, or why it is none.

Entry ─▶ links ─▶ body ─▶ dates ─▶ publisher ─▶ people ─▶ language ─▶ keys, fingerprint ─▶ Article
                                                                      └─ nothing identifies it ─▶ Rejection
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, replace
from typing import Final

from wireroom.common.text import storable
from wireroom.common.urls import absolute_url
from wireroom.models import (
    Article,
    Entry,
    FeedContext,
    FeedFormat,
    LanguageReading,
    Markup,
    Publisher,
    Rejection,
    Trust,
)
from wireroom.normalize import (
    clean_tags,
    detect_language,
    fingerprint,
    names_publisher,
    people,
    publisher_of,
    trust_in,
)
from wireroom.parse import why_unpublished
from wireroom.parse.written_values import seconds
from wireroom.transform.entry_attribution import entry_attribution
from wireroom.transform.entry_body import EntryBody, entry_body
from wireroom.transform.entry_context import EntryContext
from wireroom.transform.entry_dates import entry_dates
from wireroom.transform.entry_identity import entry_identity
from wireroom.transform.entry_links import EntryLinks, entry_links, entry_media
from wireroom.transform.entry_provenance import entry_provenance

MAX_RAW = 256 * 1024  # bytes of a rejected entry kept

MAX_MARKUP: Final = 2_000_000  # characters of a text; novels have as many, and 100 MB are enough for them
_PICTURE = re.compile(r"data:[\w.+/-]{1,100};base64,[A-Za-z0-9+/=]++")
_EAST_ASIAN = frozenset({"zh", "ja", "th", "lo", "km", "my"})  # written without spaces


def transform_entry(entry: Entry, around: EntryContext) -> Article | Rejection:
    """Understand one entry in its feed's surroundings; raises only what a bug raises."""
    context = around.context
    if (size := text_size(entry)) > MAX_MARKUP:
        words = f"a text of {size:,} characters, where no article has more than {MAX_MARKUP:,}"
        return reject(shortened(entry, MAX_RAW), context, "too_large", words)
    if words := why_unpublished(entry):
        return reject(entry, context, "unpublished", words)
    links = entry_links(entry, around.base_url)
    body = entry_body(entry, base_url=links.url or around.base_url)
    if not (body.title or body.cleaned.text or entry.media or links.url):
        return reject(entry, context, "no_content", "neither title, text, media nor link")
    article = _article(entry, around, links, body)
    if not article.keys:
        return reject(entry, context, "no_identity", "neither GUID, link, title nor text")
    return article


def _whole_body(entry: Entry, base_url: str | None) -> EntryBody:
    return entry_body(replace(entry, content=entry.whole), base_url=base_url)


def reject(entry: Entry, context: FeedContext, reason: str, detail: str) -> Rejection:
    """Keep the entry as read, in JSON; the same rejection gives the same key."""
    raw = json.dumps(asdict(entry), ensure_ascii=True, default=str).encode()[:MAX_RAW]
    key = hashlib.sha256(b"%d\0%s" % (context.feed_id, raw)).digest()
    return Rejection(context.feed_id, context.seen_at, reason, detail, raw, key)


def _article(entry: Entry, around: EntryContext, links: EntryLinks, body: EntryBody) -> Article:
    context, cleaned = around.context, body.cleaned
    # That more is known of a site, or less, makes no other article, and no change of it.
    whole = _whole_body(entry, links.url or around.base_url) if entry.whole else body
    dates = entry_dates(entry, around, url=links.canonical, date_line=cleaned.date_line)
    publisher, trust = _publisher(entry, around, links)
    authors, agencies = people(entry.authors, byline=cleaned.byline, publisher=publisher.name)
    language = _language(entry, context, body)
    told = seconds(entry.duration)
    pictures = entry_media(entry, base_url=links.url, in_text=cleaned.images, seconds=told)
    duration = told or pictures.seconds
    return Article(
        feed_id=context.feed_id,
        seen_at=context.seen_at,
        keys=entry_identity(entry, around, links, whole, publisher, dates, trust),
        guid=storable(entry.guid) if entry.guid else None,
        url=links.url,
        canonical_url=links.canonical,
        title=body.title,
        summary=body.summary,
        text=cleaned.text,
        html=cleaned.html,
        publisher=publisher,
        published=dates.published,
        updated=dates.updated,
        authors=tuple(map(storable, authors)),
        tags=clean_tags(tag for tag in entry.tags if tag.scheme != "section"),
        section=links.section,
        language=language.code,
        image_url=pictures.image_url,
        media=pictures.media,
        embeds=cleaned.embeds,
        attribution=entry_attribution(
            entry, cleaned.attribution, agencies, around, publisher=publisher, url=links.canonical
        ),
        word_count=_words(cleaned.text, language),
        duration_seconds=duration,
        fingerprint=fingerprint(body.title, whole.cleaned.text),
        whole_text=whole.cleaned.text if entry.whole else None,
        provenance=entry_provenance(
            around, entry, links, body, dates, publisher, language, pictures, authors, trust
        )
        | ({"duration_seconds": "feed:itunes:duration" if told else "feed:enclosure"} if duration else {}),
        trust=trust,
    )


def _publisher(entry: Entry, around: EntryContext, links: EntryLinks) -> tuple[Publisher, Trust]:
    """Whose article it is, and how far the feed is trusted with it."""
    is_sitemap = around.dialect is FeedFormat.SITEMAP  # which names its own site
    publisher = publisher_of(
        links.canonical,
        source_title=entry.source_title,
        source_url=absolute_url("/", links.canonical) if is_sitemap else entry.source_url,
        context=around.context,
    )
    trust = trust_in(publisher, around.context, links.canonical)
    return (_unnamed(publisher) if trust is Trust.STRANGER else publisher), trust


def _unnamed(publisher: Publisher) -> Publisher:
    """A stranger's feed gives its title, not another publisher's name; nor its country and language."""
    if publisher.source not in ("feed:title", "feed:source"):
        return publisher
    if publisher.name and names_publisher(publisher.name, None, publisher.domain):
        return replace(publisher, country=None, language=None)
    return Publisher(publisher.domain, source="url")


def _language(entry: Entry, context: FeedContext, body: EntryBody) -> LanguageReading:
    declared = entry.language or context.language
    return detect_language(f"{body.title}. {body.cleaned.text[:1000]}", declared=declared)


def _words(text: str, language: LanguageReading) -> int:
    """Words between spaces (clean text has one between two); characters where a script sets none."""
    if language.code in _EAST_ASIAN:
        return sum(map(str.isalpha, text))
    lines = text.count("\n") - text.count("\n\n")
    return text.count(" ") + lines + 1 if text else 0


def text_size(entry: Entry) -> int:
    """In characters of markup; exact only above MAX_MARKUP."""
    return max(map(_size, _texts(entry)), default=0)


def shortened(entry: Entry, most: int) -> Entry:
    """With at most `most` characters of each text."""
    content, summary, title = (
        replace(text, value=text.value[:most]) if text else None
        for text in (entry.content, entry.summary, entry.title)
    )
    return replace(entry, content=content, summary=summary, title=title)


def _texts(entry: Entry) -> list[str]:
    texts: tuple[Markup | None, ...] = (entry.content, entry.summary, entry.title)
    return [text.value for text in texts if text]


def _size(text: str) -> int:
    if len(text) <= MAX_MARKUP:
        return len(text)
    return len(text) - sum(found.end() - found.start() for found in _PICTURE.finditer(text))
