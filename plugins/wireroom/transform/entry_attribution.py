"""What body, bylines and feed say of a text's origin in; the same out, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence

from wireroom.common.text import plain_text
from wireroom.common.urls import absolute_url
from wireroom.models import Attribution, Entry, Publisher
from wireroom.normalize import names_publisher, publisher_domain
from wireroom.transform.entry_context import EntryContext
from wireroom.transform.stated_rights import stated_rights


def entry_attribution(
    entry: Entry,
    in_text: Sequence[Attribution],
    agencies: Sequence[str],
    around: EntryContext,
    *,
    publisher: Publisher,
    url: str | None,
) -> tuple[Attribution, ...]:
    """Join notices in the text with agencies of the byline, the entry's <source>, its rights or its feed's.

    What the entry says of licence or copyright outranks what its feed says (RFC 4287 §4.2.10); the rights of
    a feed that carries others' texts are not those of the texts. A <source> that published at `url` itself
    is no other's original: news sitemaps name their own outlet.
    """
    found = list(in_text)
    named = {item.name.casefold() for item in found if item.name}
    found.extend(
        Attribution("agency", name=name, text=name) for name in agencies if name.casefold() not in named
    )
    source = plain_text(entry.source_title or "")
    if source and source.casefold() not in named and not _is_own(entry, publisher, url):
        found.append(Attribution("original", source, absolute_url(entry.source_url, None), source))
    of_feed = () if source and _is_carried(entry, around, url) else around.rights
    return (*found, *_rights(found, entry, of_feed, url))


def _rights(
    found: Sequence[Attribution], entry: Entry, of_feed: Sequence[Attribution], base_url: str | None
) -> list[Attribution]:
    """By kind, from the nearest that says anything: the text and the entry, else the feed."""
    own = stated_rights(entry.rights, entry.links, base_url)
    said = {item.kind for item in (*found, *own)}
    known = {each for item in found if item.kind == "licence" for each in (item.name, item.url) if each}
    new = [item for item in own if not known & {item.name, item.url}]
    return [*new, *(item for item in of_feed if item.kind not in said)]


def _is_carried(entry: Entry, around: EntryContext, url: str | None) -> bool:
    """Its <source> is of another house than the feed."""
    houses = {publisher_domain(each) for each in (around.context.site_url, around.context.url) if each}
    return publisher_domain(absolute_url(entry.source_url, None) or url or around.context.url) not in houses


def _is_own(entry: Entry, publisher: Publisher, url: str | None) -> bool:
    """Not so on an aggregator's page, whose publisher is known by the <source> alone."""
    if publisher.source == "feed:source" and url and publisher_domain(url) != publisher.domain:
        return False
    return names_publisher(entry.source_title or "", entry.source_url, publisher.domain, publisher.name)
