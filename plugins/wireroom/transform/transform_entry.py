"""Turn one entry as its publisher wrote it into an article, or a rejection with its reason.

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
from wireroom.models import Article, Entry, FeedContext, LanguageReading, Markup, Rejection
from wireroom.normalize import clean_tags, fingerprint
from wireroom.parse import why_unpublished
from wireroom.transform.document_context import DocumentContext
from wireroom.transform.entry_attribution import entry_attribution
from wireroom.transform.entry_body import entry_body
from wireroom.transform.entry_identity import entry_identity
from wireroom.transform.entry_links import entry_links
from wireroom.transform.entry_parts import EntryParts, entry_parts
from wireroom.transform.entry_provenance import entry_provenance

MAX_RAW = 256 * 1024  # bytes of a rejected entry that are kept
MAX_MARKUP: Final = 2_000_000  # characters of a text (a long novel); reading it takes 100 MB
_PICTURE = re.compile(r"data:[\w.+/-]{1,100};base64,[A-Za-z0-9+/=]++")
_EAST_ASIAN = frozenset({"zh", "ja", "th", "lo", "km", "my"})  # written without spaces


def transform_entry(entry: Entry, document: DocumentContext) -> Article | Rejection:
    """Make an article of one entry, in the context of its feed. An exception from here is a bug."""
    context = document.feed
    if (size := text_size(entry)) > MAX_MARKUP:
        words = f"a text of {size:,} characters, where no article has more than {MAX_MARKUP:,}"
        return reject(shortened(entry, MAX_RAW), context, "too_large", words)
    if words := why_unpublished(entry):
        return reject(entry, context, "unpublished", words)
    links = entry_links(entry, document.base_url)
    body = entry_body(entry, base_url=links.url or document.base_url)
    if not (body.title or body.cleaned.text or entry.media or links.url):
        return reject(entry, context, "no_content", "neither title, text, media nor link")
    article = _article(entry_parts(entry, document, links, body))
    if not article.keys:
        return reject(entry, context, "no_identity", "neither GUID, link, title nor text")
    return article


def reject(entry: Entry, context: FeedContext, reason: str, detail: str) -> Rejection:
    """A rejection that keeps the entry as JSON; rejecting the same entry again gives the same key."""
    raw = json.dumps(asdict(entry), ensure_ascii=True, default=str).encode()[:MAX_RAW]
    key = hashlib.sha256(b"%d\0%s" % (context.feed_id, raw)).digest()
    return Rejection(context.feed_id, context.seen_at, reason, detail, raw, key)


def _article(parts: EntryParts) -> Article:
    entry, links, body, cleaned = parts.entry, parts.links, parts.body, parts.body.cleaned
    return Article(
        feed_id=parts.document.feed.feed_id,
        seen_at=parts.document.feed.seen_at,
        keys=entry_identity(parts),
        guid=storable(entry.guid) if entry.guid else None,
        url=links.url,
        canonical_url=links.canonical,
        title=body.title,
        summary=body.summary,
        text=cleaned.text,
        html=cleaned.html,
        publisher=parts.publisher,
        published=parts.dates.published,
        updated=parts.dates.updated,
        authors=tuple(map(storable, parts.authors)),
        tags=clean_tags(tag for tag in entry.tags if tag.scheme != "section"),
        section=links.section,
        language=parts.language.code,
        image_url=parts.media.image_url,
        media=parts.media.media,
        embeds=cleaned.embeds,
        attribution=entry_attribution(parts),
        word_count=_words(cleaned.text, parts.language),
        duration_seconds=parts.seconds,
        fingerprint=fingerprint(body.title, parts.whole.cleaned.text),
        whole_text=parts.whole.cleaned.text if entry.whole else None,
        provenance=entry_provenance(parts),
        trust=parts.trust,
    )


def _words(text: str, language: LanguageReading) -> int:
    """The number of words; in languages written without spaces, the number of characters."""
    # Clean text has exactly one space or line end between two words, so counting those is enough.
    if language.code in _EAST_ASIAN:
        return sum(map(str.isalpha, text))
    lines = text.count("\n") - text.count("\n\n")
    return text.count(" ") + lines + 1 if text else 0


def text_size(entry: Entry) -> int:
    """The length of the longest text of the entry, in characters.

    In texts longer than MAX_MARKUP, pictures embedded in the markup (`data:` URLs) are not counted.
    """
    return max(map(_size, _texts(entry)), default=0)


def shortened(entry: Entry, most: int) -> Entry:
    """The entry with at most `most` characters of each of its texts."""
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
