"""Open the origins of `archive/` with what they need: fetching, landing, dates and the store."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime

from wireroom.archive.files_origin import FilesOrigin, Place
from wireroom.archive.landed import LandedFiles
from wireroom.archive.register import FromPlace, origin_named
from wireroom.archive.saved.documents_root import below_documents_root
from wireroom.archive.walks.archive_index import ArchiveIndex
from wireroom.archive.walks.feed_history import ArchiveServer, FeedHistory
from wireroom.common.dates import read_date
from wireroom.common.masking import conceal, masked, references
from wireroom.common.text.counted import size_in_words
from wireroom.errors import ConfigurationError, DocumentError
from wireroom.landing import (
    PAGES,
    POLLS,
    PUSHES,
    LandedBodies,
    days_with_landing,
    is_of_kind,
    landed_size,
    list_landed,
    no_landing_within,
    read_landed,
)
from wireroom.models import BackfillRequest, DayRange, Exchange, Feed, OriginPart, ParsedFeed, RawDate
from wireroom.models.backfill import part_of
from wireroom.settings import Settings
from wireroom.store.feeds.feed_reads import Documents


def landed_files(settings: Settings, feed_ids: Collection[int] = ()) -> LandedFiles:
    """Our own landing files, of these feeds or of all if none is given.

    Pages are left out: they were read as versions of articles; as documents they would become copies of
    their own.
    """
    return LandedFiles(
        list_files=lambda day: list_landed(settings.landing_url, day, but_not=PAGES),
        read_file=read_landed,
        size_of=landed_size,
        list_days=lambda: days_with_landing(settings.landing_url, but_not=PAGES),
        feed_ids=feed_ids,
        is_poll=lambda uri: is_of_kind(settings.landing_url, uri, POLLS, PUSHES),
    )


def nothing_landed(settings: Settings, since: date | None, until: date | None) -> str:
    """That there is no landing file to read for these days (UTC, both included), in words; else empty."""
    root, days_after = settings.landing_url, landed_files(settings).days_after
    words = no_landing_within(root, since, until, but_not=PAGES, days_after=days_after)
    return words and f"{words} (nobody polled then, or it was pruned)"


def documents_below_root(settings: Settings, place: str | None) -> str | None:
    """The folder of documents that a DAG's form names, below `documents_root`; None if it names none.

    Raises ConfigurationError if it is elsewhere.
    """
    return below_documents_root(place, settings.documents_root) if place else None


def feed_history(
    settings: Settings,
    feed: Feed,
    known: Documents,
    *,
    get: Callable[[str], Exchange],
    now: datetime,
    note: Callable[[str], None] = lambda words: None,
) -> FeedHistory:
    """The history of one feed; `known` are its documents fetched before, `get` requests another URL."""
    spec, bodies = feed.spec, LandedBodies()
    own = {**spec.secrets, **_filled(spec.url, settings)}

    def date_of(raw: RawDate, parsed: ParsedFeed) -> datetime | None:
        return read_date(
            raw.text,
            source=f"feed:{raw.field}",
            now=now,
            language=spec.language or parsed.language,
            country=spec.country,
            timezone=spec.timezone,
            day_first=feed.day_first,
        ).at

    return FeedHistory(
        subscription=spec.url,
        get=get,
        date_of=date_of,
        now=now,
        archive=feed.archive_url or spec.archive,
        index=ArchiveIndex.from_rows(known),
        recall=lambda document: bodies.body(document.landed_uri or "", document.url),
        feed_id=feed.id,
        note=note,
        conceal=lambda url: conceal(url, own) if own else url,
        user_agent=settings.user_agent,
        is_private=spec.private,
        archive_server=ArchiveServer(settings.cdx_url, settings.cdx_playback, settings.cdx_pause),
        wait=lambda seconds: time.sleep(max(seconds - settings.family_pause, 0.0)),
    )


def _filled(url: str, settings: Settings) -> dict[str, str]:
    """Reference → value, for each `${NAME}` in the URL that is set."""
    named = {f"${{{name}}}": settings.environment.get(name, "") for name in references(url)}
    return {reference: value for reference, value in named.items() if value}


def open_files(
    request: BackfillRequest,
    *,
    now: datetime,
    refused: list[str] | None = None,
    notes: list[str] | None = None,
) -> FilesOrigin:
    """Open an origin of files; problems and notes are appended to `refused` and `notes`.

    Raises ConfigurationError if the origin reads no files.
    """
    opener = origin_named(request.origin)
    if not isinstance(opener, FromPlace):
        raise ConfigurationError(f"the origin {request.origin} reads no files; name days with --since")

    def refuse(error: DocumentError) -> None:
        (refused if refused is not None else []).append(masked(str(error)))

    def note(words: str) -> None:
        (notes if notes is not None else []).append(masked(words))

    path = request.place or opener.default_place
    place = Place(
        path, refuse, now, note=note, hosts=request.hosts, origin=request.origin, window=request.window
    )
    return opener.open(place)


def size_told(request: BackfillRequest, size: int, files: int) -> str:
    """The bytes of so many files, in words; those on a server that tells none are not called empty."""
    told = open_files(request, now=datetime.min.replace(tzinfo=UTC)).told_size(size, files)
    return "size unknown" if told is None else size_in_words(told)


def article_window(request: BackfillRequest) -> DayRange | None:
    """The days that articles must be of; None if the origin uses the given days to choose files."""
    opener = origin_named(request.origin)
    return None if isinstance(opener, FromPlace) and opener.days_choose_files else request.window


def wanted_part(request: BackfillRequest) -> OriginPart:
    """What is read of the origin's files, by which the ledger knows it."""
    return OriginPart(request.origin, part_of(article_window(request), request.hosts))
