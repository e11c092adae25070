"""A place in, the origin of its files opened out."""

from __future__ import annotations

from datetime import datetime

from wireroom.archive import FilesOrigin, FromPlace, Place, origin_named
from wireroom.backfill.filed import Window
from wireroom.errors import ConfigurationError, DocumentError


def open_files(
    origin: str,
    path: str,
    *,
    now: datetime,
    hosts: tuple[str, ...] = (),
    window: Window | None = None,
    refused: list[str] | None = None,
    notes: list[str] | None = None,
) -> FilesOrigin:
    """The origin of files, opened. Raises ConfigurationError where it reads none."""
    opener = origin_named(origin)
    if not isinstance(opener, FromPlace):
        raise ConfigurationError(f"the origin {origin} reads no files; name days with --since")

    def refuse(error: DocumentError) -> None:
        (refused if refused is not None else []).append(str(error))

    note = (notes if notes is not None else []).append
    place = path or opener.default_place
    return opener.open(Place(place, refuse, now, note=note, hosts=hosts, window=window))


def article_window(origin: str, window: Window | None) -> Window | None:
    """The days that articles must be of; None where the days that were named choose files."""
    opener = origin_named(origin)
    return None if isinstance(opener, FromPlace) and opener.days_choose_files else window
