"""Estimate how many articles the unread files of a place hold, and how long reading them takes."""

from __future__ import annotations

from datetime import datetime

from wireroom import store
from wireroom.archive import FilesOrigin
from wireroom.backfill.experience import Expected, Experience
from wireroom.backfill.jobs import Window, cost_in_words
from wireroom.backfill.origins import article_window, open_files
from wireroom.backfill.plan_day import check_origins
from wireroom.backfill.sample_files import FileKinds, sample_files
from wireroom.common.text.counted import counted, were
from wireroom.models.backfill import part_of
from wireroom.settings import Settings


def expect_files(
    settings: Settings, conn: store.Connection, files: FilesOrigin, kinds: FileKinds, *, part: str
) -> Expected:
    """The estimate for files of these kinds, of whose articles `part` is wanted."""
    place = files.place
    largest = kinds.largest()
    window = article_window(place.origin, place.window)
    samples = sample_files(settings, files, largest, window=window, now=place.now)
    return Experience.of(conn, place.origin).of_files(part, largest, samples)


def price_place(
    settings: Settings,
    origin: str,
    path: str,
    *,
    now: datetime,
    window: Window | None = None,
    hosts: tuple[str, ...] = (),
) -> str:
    """The cost in words: requests, bytes, how many files were read before, and an estimate for the others.

    Nothing is written. Raises ConfigurationError for a wrong origin, OriginError if `path` cannot be listed.
    """
    check_origins([origin], path)
    files = open_files(origin, path, now=now, hosts=hosts, window=window)
    cost, kinds = files.cost(None), FileKinds()
    part = part_of(article_window(origin, window), hosts)
    with store.connect(settings.database_url) as conn:
        found, read = store.units_read(conn, files.list(), origin=origin, part=part, on_left=kinds.add)
        expected = expect_files(settings, conn, files, kinds, part=part)
    words = cost_in_words(cost.requests, cost.size, cost.note)
    return f"{words}; {read:,} of {counted(found, 'file')} {were(read)} read before; {expected}"
