"""The origins of `archive/`, wired to fetching, landing, parsing and the store."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime

from wireroom import store
from wireroom.archive import (
    ArchiveIndex,
    IndexedDocument,
    LandedOrigin,
    Rfc5005Origin,
    below_documents_root,
)
from wireroom.errors import LandingError, NotAFeedError
from wireroom.landing import landed_size, list_landed, read_landed
from wireroom.models import Exchange, Feed
from wireroom.normalize import read_date
from wireroom.parse import parse_document
from wireroom.settings import Settings

Span = tuple[datetime | None, datetime | None]


def landed_origin(settings: Settings, feed_ids: Collection[int] = ()) -> LandedOrigin:
    """Our own landing files: what these feeds brought, all where none is named."""
    return LandedOrigin(
        list_files=lambda day: list_landed(settings.landing_url, day),
        read_file=read_landed,
        size_of=landed_size,
        feed_ids=feed_ids,
    )


def documents_below_root(settings: Settings, place: str | None) -> str | None:
    """The folder of documents that a DAG's form names, below `documents_root`; None where it names none.

    Raises ConfigurationError where it lies elsewhere.
    """
    return below_documents_root(place, settings.documents_root) if place else None


def rfc5005_origin(
    feed: Feed, known: store.Documents, *, get: Callable[[str], Exchange], now: datetime
) -> Rfc5005Origin:
    """One feed's history, of which `known` is known already; `get` asks for one URL more."""

    def span_of(body: bytes, url: str) -> Span:
        return dates_spanned(feed, body, url, now)

    return Rfc5005Origin(
        subscription=feed.spec.url,
        get=get,
        span_of=span_of,
        now=now,
        archive=feed.archive_url or feed.spec.archive,
        index=ArchiveIndex.from_rows(known),
        recall=recall_landed,
        feed_id=feed.id,
    )


def dates_spanned(feed: Feed, body: bytes, url: str, now: datetime) -> Span:
    """Oldest and newest date of a document's entries; (None, None) where nothing is dated.

    Only to know which days a document may hold: every date that can be read counts, of whatever.
    """
    try:
        parsed = parse_document(body, url=url)
    except NotAFeedError:
        return None, None
    spec = feed.spec
    dates = []
    for entry in parsed.entries:
        readings = (
            read_date(
                raw.text,
                source=raw.field,
                now=now,
                language=spec.language or parsed.language,
                country=spec.country,
                timezone=spec.timezone,
                day_first=feed.day_first,
            ).at
            for raw in entry.dates
        )
        dates += [at for at in readings if at is not None]
    return (min(dates), max(dates)) if dates else (None, None)


def recall_landed(document: IndexedDocument) -> bytes | None:
    """The bytes of an archive document that an earlier run landed; None where they are gone."""
    if not document.landed_uri:
        return None
    with suppress(LandingError):  # removed, or damaged: it is fetched again
        for landed in read_landed(document.landed_uri):
            if landed.exchange.url == document.url:
                return landed.exchange.body or None
    return None
