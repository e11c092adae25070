"""Estimate how many articles the unread files of a place hold, and how long reading them takes."""

from __future__ import annotations

from datetime import datetime

from wireroom.archive.files_origin import FilesOrigin
from wireroom.backfill.estimates.experience import Expected, Experience
from wireroom.backfill.estimates.file_kinds import FileKinds
from wireroom.backfill.estimates.sample_files import sample_files
from wireroom.backfill.jobs import cost_in_words
from wireroom.backfill.origins import article_window, open_files, wanted_part
from wireroom.backfill.plan_day import check_origins
from wireroom.common.text.counted import counted, were
from wireroom.models import BackfillRequest, FileUnit
from wireroom.settings import Settings
from wireroom.store.connection import Connection, connect
from wireroom.store.ledger import units_read


def expect_files(
    settings: Settings,
    conn: Connection,
    files: FilesOrigin,
    kinds: FileKinds[FileUnit],
    request: BackfillRequest,
) -> Expected:
    """The estimate for files of these kinds."""
    largest = kinds.largest()
    samples = sample_files(settings, files, largest, window=article_window(request), now=files.place.now)
    return Experience.of(conn, request.origin).of_files(wanted_part(request).part, largest, samples)


def price_place(settings: Settings, request: BackfillRequest, *, now: datetime) -> str:
    """The cost in words: requests, bytes, how many files were read before, and an estimate for the others.

    Nothing is written. Raises ConfigurationError for a wrong origin, OriginError if its place cannot be
    listed.
    """
    check_origins([request.origin], request.place)
    files = open_files(request, now=now)
    cost, kinds = files.cost(None), FileKinds[FileUnit]()
    with connect(settings.database_url) as conn:
        found, read = units_read(conn, files.list(), wanted_part(request), on_left=kinds.add)
        expected = expect_files(settings, conn, files, kinds, request)
    words = cost_in_words(cost.requests, cost.size, cost.note)
    return f"{words}; {read:,} of {counted(found, 'file')} {were(read)} read before; {expected}"
