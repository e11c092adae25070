"""Collect what an entry says about the origin and rights of its text."""

from __future__ import annotations

from collections.abc import Sequence

from wireroom.common.text import plain_text
from wireroom.common.urls import absolute_url
from wireroom.models import Attribution, Entry, Publisher
from wireroom.normalize import names_publisher, publisher_domain
from wireroom.transform.document_context import DocumentContext
from wireroom.transform.entry_parts import EntryParts
from wireroom.transform.stated_rights import stated_rights


def entry_attribution(parts: EntryParts) -> tuple[Attribution, ...]:
    """Notices in the text, agencies in the byline, the entry's <source>, and its rights or else its feed's.

    - What the entry says about licence or copyright takes precedence over its feed (RFC 4287 §4.2.10).
    - The rights of a feed do not apply to an entry whose <source> is another publisher.
    - A <source> that is the article's own publisher is not listed as its original: news sitemaps name their
      own outlet there.
    """
    entry, document, url = parts.entry, parts.document, parts.links.canonical
    found = list(parts.body.cleaned.attribution)
    named = {item.name.casefold() for item in found if item.name}
    found.extend(
        Attribution("agency", name=name, text=name) for name in parts.agencies if name.casefold() not in named
    )
    source = plain_text(entry.source_title or "")
    if source and source.casefold() not in named and not _is_own(entry, parts.publisher, url):
        found.append(Attribution("original", source, absolute_url(entry.source_url, None), source))
    of_feed = () if source and _is_carried(entry, document, url) else document.rights
    return (*found, *_rights(found, entry, of_feed, url))


def _rights(
    found: Sequence[Attribution], entry: Entry, of_feed: Sequence[Attribution], base_url: str | None
) -> list[Attribution]:
    """Licence and copyright, each from the entry, or from the feed if neither text nor entry states it."""
    own = stated_rights(entry.rights, entry.links, base_url)
    said = {item.kind for item in (*found, *own)}
    known = {each for item in found if item.kind == "licence" for each in (item.name, item.url) if each}
    new = [item for item in own if not known & {item.name, item.url}]
    return [*new, *(item for item in of_feed if item.kind not in said)]


def _is_carried(entry: Entry, document: DocumentContext, url: str | None) -> bool:
    """Whether the entry's <source> belongs to another publisher than the feed."""
    houses = {publisher_domain(each) for each in (document.feed.site_url, document.feed.url) if each}
    return publisher_domain(absolute_url(entry.source_url, None) or url or document.feed.url) not in houses


def _is_own(entry: Entry, publisher: Publisher, url: str | None) -> bool:
    """Whether the entry's <source> is the article's publisher.

    Not if the publisher was taken from that <source> and the URL is on another domain, an aggregator's.
    """
    if publisher.source == "feed:source" and url and publisher_domain(url) != publisher.domain:
        return False
    return names_publisher(entry.source_title or "", entry.source_url, publisher.domain, publisher.name)
