"""Name, list and remove landing files, which are ordered by kind, day and run."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from upath import UPath

from wireroom.common.storage_errors import landing_errors

SUFFIX = ".warc.gz"
# Kinds of landing files: the folders below the root. Pushes of hubs are read like polls.
POLLS, PUSHES, PAGES, ARCHIVES = "ingest", "websub", "pages", "archive"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 120  # characters of a name: many file systems allow 255 bytes, and temporary names are longer


def landing_uri(root: str, kind: str, when: datetime, run_key: str, name: str) -> str:
    """`{root}/{kind}/2026/11/23/{run_key}/{name}.warc.gz`, the day being that of `when` in UTC.

    `kind`: `ingest`, `archive`, …; `run_key`: the run, as Airflow names it. Characters that some file
    system or object store does not accept are replaced, and a checksum keeps such names distinct. The same
    arguments give the same URI, and publishing there again replaces the file: put the number of the
    attempt into `name` if that would lose something.
    """
    return f"{root.rstrip('/')}/{run_folder(kind, when, run_key)}/{_safe(name)}{SUFFIX}"


def run_folder(kind: str, when: datetime, run_key: str) -> str:
    """`{kind}/2026/11/23/{run_key}`, below the root."""
    return f"{_safe(kind)}/{when.astimezone(UTC):%Y/%m/%d}/{_safe(run_key)}"


def _safe(name: str) -> str:
    safe = _UNSAFE.sub("-", name).strip(".-")[:_LONGEST_NAME]
    if safe and safe == name:
        return name
    return f"{safe or 'unnamed'}-{zlib.crc32(name.encode('utf-8', 'surrogatepass')):08x}"


def is_of_kind(root: str, uri: str, *kinds: str) -> bool:
    """Whether a landing file below the root is of one of these kinds, such as `POLLS`."""
    return any(f"/{kind}/" in uri.removeprefix(root) for kind in kinds)


def list_landed(root: str, day: date, *, but_not: str = "") -> list[str]:
    """URIs of all landing files of `day` (UTC), except those of the kind `but_not`, sorted.

    There are none if the root does not exist yet. Raises LandingError if the storage fails.
    """
    with landing_errors(root):
        top = UPath(root)
        kinds = (path.name for path in _folders(top) if path.name != but_not)
        return sorted(uri for kind in kinds for uri in _files(root, top, f"{kind}/{day:%Y/%m/%d}"))


def list_run(root: str, kind: str, when: datetime, run_key: str) -> list[str]:
    """URIs of the landing files that a run of that kind left on the day of `when` (UTC), sorted."""
    with landing_errors(root):
        return sorted(_files(root, UPath(root), run_folder(kind, when, run_key)))


def is_landed(uri: str) -> bool:
    """Whether the landing file exists. Raises LandingError if the storage fails."""
    with landing_errors(uri):
        return bool(UPath(uri).exists())


def _folders(top: UPath) -> list[UPath]:
    return [path for path in top.iterdir() if path.is_dir()] if top.exists() else []


def _files(root: str, top: UPath, folder: str) -> list[str]:
    """URIs of the files below `folder`, spelled as `landing_uri` made them."""
    base = top / folder
    if not base.exists():
        return []
    prefix = base.fs._strip_protocol(base.path)
    found = base.fs.find(prefix)
    return [
        f"{root.rstrip('/')}/{folder}/{path[len(prefix) :].lstrip('/')}"
        for path in found
        if path.endswith(SUFFIX)
    ]


def landed_size(uri: str) -> int:
    """The size of the compressed file in bytes. Raises LandingError if the storage fails."""
    with landing_errors(uri):
        return int(UPath(uri).stat().st_size)


@dataclass(frozen=True, slots=True)
class LandedDay:
    """The landing files of one kind of one day (UTC)."""

    kind: str
    day: date
    files: int
    bytes: int


def days_with_landing(root: str, *, but_not: str = "") -> list[date]:
    """Each day (UTC) with a folder of another kind than `but_not`, the oldest first; no file is looked at.

    Raises LandingError if the storage fails.
    """
    with landing_errors(root):
        return sorted({day for kind, day in _days(UPath(root), None) if kind != but_not})


def landed_days(root: str, *, before: date | None = None) -> Iterator[LandedDay]:
    """Each day of each kind, the oldest first; only days before `before`, if given.

    Raises LandingError if the storage fails.
    """
    with landing_errors(root):
        for kind, day in _days(UPath(root), before):
            sizes = _sizes(UPath(root) / f"{kind}/{day:%Y/%m/%d}").values()
            yield LandedDay(kind, day, len(sizes), sum(sizes))


def remove_day(root: str, day: LandedDay, *, keep: Collection[str] = ()) -> tuple[int, int]:
    """Remove a day's landing files except those in `keep`; returns the number of files and bytes removed.

    It may be repeated after a kill. Raises LandingError if the storage fails.
    """
    files = size = 0
    with landing_errors(root):
        base = UPath(root) / f"{day.kind}/{day.day:%Y/%m/%d}"
        prefix = base.fs._strip_protocol(base.path)
        kept = {uri.removeprefix(f"{root.rstrip('/')}/{day.kind}/{day.day:%Y/%m/%d}/") for uri in keep}
        for path, bytes_ in _sizes(base).items():
            if path[len(prefix) :].lstrip("/") not in kept:
                base.fs.rm_file(path)
                files, size = files + 1, size + bytes_
        _remove_empty(base, UPath(root))
    return files, size


def _days(top: UPath, before: date | None) -> list[tuple[str, date]]:
    found = [
        (kind.name, found_day)
        for kind in _folders(top)
        for year in _numbered(kind)
        if before is None or int(year.name) <= before.year
        for month in _numbered(year)
        for day in _numbered(month)
        if (found_day := _date(year.name, month.name, day.name))
    ]
    return sorted((pair for pair in found if before is None or pair[1] < before), key=lambda pair: pair[::-1])


def _date(year: str, month: str, day: str) -> date | None:
    """The date, or None for numbered folders that are not ours."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _numbered(folder: UPath) -> list[UPath]:
    return [path for path in _folders(folder) if path.name.isdecimal()]


def _sizes(folder: UPath) -> dict[str, int]:
    """Path → bytes of the landing files below."""
    if not folder.exists():
        return {}
    found = folder.fs.find(folder.fs._strip_protocol(folder.path), detail=True)
    return {path: int(about["size"] or 0) for path, about in found.items() if path.endswith(SUFFIX)}


def _remove_empty(folder: UPath, top: UPath) -> None:
    """Remove empty folders, from those of runs up to that of the kind; object stores have no folders."""
    if folder.protocol not in ("", "file", "local"):
        return
    for run in _folders(folder):
        _remove_if_empty(run)
    while folder.path != top.path and _remove_if_empty(folder):
        folder = folder.parent


def _remove_if_empty(folder: UPath) -> bool:
    if not folder.exists() or any(folder.iterdir()):
        return False
    folder.rmdir()
    return True
