"""One entry as its publisher wrote it in, an article as we say it out, or why it is none.

Entry ─▶ links ─▶ body ─▶ dates ─▶ publisher ─▶ people ─▶ language ─▶ keys, fingerprint ─▶ Article
                                                                      └─ nothing identifies it ─▶ Rejection
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace

from wireroom import __version__
from wireroom.models import Article, Entry, FeedContext, FeedFormat, LanguageReading, Publisher, Rejection
from wireroom.normalize import (
    RULES_VERSION,
    clean_tags,
    detect_language,
    fingerprint,
    identity_keys,
    people,
    publisher_of,
    storable,
)
from wireroom.understand_attribution import understand_attribution
from wireroom.understand_body import Body, understand_body
from wireroom.understand_dates import EntryDates, understand_dates
from wireroom.understand_links import EntryLinks, understand_links
from wireroom.understand_media import EntryMedia, understand_media

MAX_RAW = 256 * 1024  # bytes of a rejected entry kept

_EAST_ASIAN = frozenset({"zh", "ja", "th", "lo", "km", "my"})  # written without spaces


def understand_entry(
    entry: Entry, *, dialect: FeedFormat, context: FeedContext, base_url: str | None
) -> Article | Rejection:
    """`context` is the feed's, filled; `base_url` is what relative links stand against."""
    links = understand_links(entry, base_url)
    body = understand_body(entry, base_url=links.url or base_url, language=context.language)
    if not (body.title or body.cleaned.text or entry.media or links.url):
        return reject(entry, context, "no_content", "neither title, text, media nor link")
    article = _article(entry, dialect, context, links, body)
    if not article.keys:
        return reject(entry, context, "no_identity", "neither GUID, link, title nor text")
    return article


def reject(entry: Entry, context: FeedContext, reason: str, detail: str) -> Rejection:
    """Keep the entry as read, in JSON; the same rejection gives the same key."""
    raw = json.dumps(asdict(entry), ensure_ascii=True, default=str).encode()[:MAX_RAW]
    key = hashlib.sha256(b"%d\0%s" % (context.feed_id, raw)).digest()
    return Rejection(context.feed_id, context.seen_at, reason, detail, raw, key)


def _article(
    entry: Entry, dialect: FeedFormat, context: FeedContext, links: EntryLinks, body: Body
) -> Article:
    cleaned = body.cleaned
    dates = understand_dates(
        entry, dialect=dialect, context=context, url=links.canonical, date_line=cleaned.date_line
    )
    publisher = publisher_of(
        links.canonical, source_title=entry.source_title, source_url=entry.source_url, context=context
    )
    authors, agencies = people(entry.authors, byline=cleaned.byline, publisher=publisher.name)
    language = detect_language(
        f"{body.title}. {cleaned.text[:1000]}", declared=entry.language or context.language
    )
    pictures = understand_media(entry, base_url=links.url, in_text=cleaned.images)
    article = Article(
        feed_id=context.feed_id,
        seen_at=context.seen_at,
        keys=(),
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
        attribution=understand_attribution(entry, cleaned.attribution, agencies),
        word_count=_words(cleaned.text, language),
        provenance=body.origins | links.origins | _origins(publisher, language, pictures, dates),
    )
    return _identified(article, entry)


def _identified(article: Article, entry: Entry) -> Article:
    keys = identity_keys(
        feed_id=article.feed_id,
        guid=article.guid,
        guid_is_permalink=entry.guid_is_permalink,
        canonical_url=article.canonical_url,
        publisher_domain=article.publisher.domain,
        published_at=article.published.at if article.published else None,
        text=article.text,
        title=article.title,
    )
    origins = dict(article.provenance)
    if article.authors:
        origins["authors"] = "feed:author" if entry.authors else "text:byline"
    if article.tags:
        origins["tags"] = "feed:category"
    return replace(
        article, keys=keys, fingerprint=fingerprint(article.title, article.text), provenance=origins
    )


def _origins(
    publisher: Publisher, language: LanguageReading, pictures: EntryMedia, dates: EntryDates
) -> dict[str, str]:
    """Field → where from; `code` is the version that said so, `url_rules` that of the rule set."""
    said = {
        "publisher": publisher.source,
        "language": f"{language.source} {language.confidence:.2f}" if language.code else "",
        "image_url": pictures.image_source,
        "published_at": dates.published.source if dates.published and dates.published.at else "",
        "updated_at": dates.updated.source if dates.updated and dates.updated.at else "",
        "code": f"wireroom {__version__}",
        "url_rules": str(RULES_VERSION),
    }
    return {field: origin for field, origin in said.items() if origin}


def _words(text: str, language: LanguageReading) -> int:
    """Words between spaces; characters where a script sets none."""
    if language.code in _EAST_ASIAN:
        return sum(map(str.isalpha, text))
    return len(text.split())
