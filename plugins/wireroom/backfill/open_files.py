"""A place in, the origin of its files opened out."""

from __future__ import annotations

from datetime import datetime

from wireroom.archive import FilesOrigin, FromPlace, Place, origin_named
from wireroom.errors import ConfigurationError, DocumentError


def open_files(
    origin: str,
    path: str,
    *,
    now: datetime,
    hosts: tuple[str, ...] = (),
    refused: list[str] | None = None,
    notes: list[str] | None = None,
) -> FilesOrigin:
    """The origin of files, opened. Raises ConfigurationError where it reads none."""
    opener = origin_named(origin)
    if not isinstance(opener, FromPlace):
        raise ConfigurationError(f"the origin {origin} reads no files; name days with --since")

    def refuse(error: DocumentError) -> None:
        (refused if refused is not None else []).append(str(error))

    return opener.open(
        Place(path, refuse, now, note=(notes if notes is not None else []).append, hosts=hosts)
    )
