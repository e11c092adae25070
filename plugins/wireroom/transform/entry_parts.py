"""Gather everything derived from an entry that its article is made from."""

from __future__ import annotations

from dataclasses import replace

from wireroom.common.urls import absolute_url
from wireroom.models import Entry, FeedContext, FeedFormat, LanguageReading, Publisher, Trust
from wireroom.models.value import value
from wireroom.normalize import detect_language, names_publisher, people, publisher_of, trust_in
from wireroom.parse.written_values import seconds
from wireroom.transform.document_context import DocumentContext
from wireroom.transform.entry_body import EntryBody, entry_body
from wireroom.transform.entry_dates import EntryDates, entry_dates
from wireroom.transform.entry_links import EntryLinks, EntryMedia, entry_media


@value
class EntryParts:
    """An entry and everything derived from it."""

    entry: Entry
    document: DocumentContext
    links: EntryLinks
    body: EntryBody
    whole: EntryBody  # used for identity: includes text that the site's other pages repeat
    dates: EntryDates
    publisher: Publisher
    trust: Trust
    authors: tuple[str, ...]
    agencies: tuple[str, ...]
    language: LanguageReading
    media: EntryMedia
    stated_seconds: int | None  # duration of its recording, as stated by the entry itself

    @property
    def seconds(self) -> int | None:
        """The duration of its recording, as stated by the entry, else by the enclosure; else None."""
        return self.stated_seconds or self.media.seconds


def entry_parts(entry: Entry, document: DocumentContext, links: EntryLinks, body: EntryBody) -> EntryParts:
    """Derive the remaining parts of an entry from its links and body."""
    # Identity must not change as more is learned about the text that a site's pages repeat.
    whole = replace(entry, content=entry.whole) if entry.whole else None
    publisher, trust = _publisher(entry, document, links)
    authors, agencies = people(entry.authors, byline=body.cleaned.byline, publisher=publisher.name)
    stated = seconds(entry.duration)
    return EntryParts(
        entry=entry,
        document=document,
        links=links,
        body=body,
        whole=entry_body(whole, base_url=links.url or document.base_url) if whole else body,
        dates=entry_dates(entry, document, url=links.canonical, date_line=body.cleaned.date_line),
        publisher=publisher,
        trust=trust,
        authors=authors,
        agencies=agencies,
        language=_language(entry, document.feed, body),
        media=entry_media(entry, base_url=links.url, in_text=body.cleaned.images, seconds=stated),
        stated_seconds=stated,
    )


def _publisher(entry: Entry, document: DocumentContext, links: EntryLinks) -> tuple[Publisher, Trust]:
    """Who publishes the article, and how far the feed that carries it is trusted about that."""
    is_sitemap = document.dialect is FeedFormat.SITEMAP  # a sitemap lists pages of its own site
    publisher = publisher_of(
        links.canonical,
        source_title=entry.source_title,
        source_url=absolute_url("/", links.canonical) if is_sitemap else entry.source_url,
        context=document.feed,
    )
    trust = trust_in(publisher, document.feed, links.canonical)
    return (_unnamed(publisher) if trust is Trust.STRANGER else publisher), trust


def _unnamed(publisher: Publisher) -> Publisher:
    """The publisher without what a stranger's feed may not claim: country, language, an unrelated name."""
    if publisher.source not in ("feed:title", "feed:source"):
        return publisher
    if publisher.name and names_publisher(publisher.name, None, publisher.domain):
        return replace(publisher, country=None, language=None)
    return Publisher(publisher.domain, source="url")


def _language(entry: Entry, context: FeedContext, body: EntryBody) -> LanguageReading:
    declared = entry.language or context.language
    return detect_language(f"{body.title}. {body.cleaned.text[:1000]}", declared=declared)
