"""A landing root in, its days and what they hold out; whole days removed, file by file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from upath import UPath

from wireroom.landing.landing_errors import landing_errors
from wireroom.landing.landing_files import SUFFIX


@dataclass(frozen=True, slots=True)
class LandedDay:
    """All that was landed of one kind on one day (UTC)."""

    kind: str
    day: date
    files: int
    bytes: int


def landed_days(root: str, *, before: date | None = None) -> Iterator[LandedDay]:
    """Each day of each kind, the oldest first; only those before `before` where given.

    Raises LandingError where the storage refuses.
    """
    with landing_errors(root):
        for kind, day in _days(UPath(root), before):
            sizes = _sizes(UPath(root) / f"{kind}/{day:%Y/%m/%d}").values()
            yield LandedDay(kind, day, len(sizes), sum(sizes))


def remove_day(root: str, day: LandedDay, *, keep: Collection[str] = ()) -> tuple[int, int]:
    """Remove a day's landing files but those of the URIs `keep`; how many files and bytes.

    May be killed and called again. Raises LandingError where the storage refuses.
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
    """None: folders of somebody else's, which are numbered too."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _folders(folder: UPath) -> list[UPath]:
    return [path for path in folder.iterdir() if path.is_dir()] if folder.exists() else []


def _numbered(folder: UPath) -> list[UPath]:
    return [path for path in _folders(folder) if path.name.isdecimal()]


def _sizes(folder: UPath) -> dict[str, int]:
    """Path → bytes of the landing files below."""
    if not folder.exists():
        return {}
    found = folder.fs.find(folder.fs._strip_protocol(folder.path), detail=True)
    return {path: int(about["size"] or 0) for path, about in found.items() if path.endswith(SUFFIX)}


def _remove_empty(folder: UPath, top: UPath) -> None:
    """Folders that hold nothing any more, from those of runs up to the kind's; object stores have none."""
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
