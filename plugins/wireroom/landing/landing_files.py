"""Where landing files lie: what one belongs to in, its URI out; a day or a run in, its files out."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, date, datetime

from upath import UPath

from wireroom.landing.landing_errors import landing_errors

SUFFIX = ".warc.gz"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 120  # characters of one name: many file systems stop at 255 bytes, and temporary names are longer


def landing_uri(root: str, kind: str, when: datetime, run_key: str, name: str) -> str:
    """`{root}/{kind}/2026/11/23/{run_key}/{name}.warc.gz`, the day being that of `when` in UTC.

    `kind`: `ingest`, `archive`, …; `run_key`: the run, as Airflow names it. Characters that some file
    system or object store would not take are replaced, and a checksum keeps such names apart. The same
    arguments give the same URI, and publishing there again replaces the file: put the number of the
    try into `name` where that would lose something.
    """
    return f"{root.rstrip('/')}/{run_folder(kind, when, run_key)}/{_safe(name)}{SUFFIX}"


def run_folder(kind: str, when: datetime, run_key: str) -> str:
    """`{kind}/2026/11/23/{run_key}`, below the root."""
    return f"{_safe(kind)}/{when.astimezone(UTC):%Y/%m/%d}/{_safe(run_key)}"


def _safe(name: str) -> str:
    safe = _UNSAFE.sub("-", name).strip(".-")[:_LONGEST]
    if safe and safe == name:
        return name
    return f"{safe or 'unnamed'}-{zlib.crc32(name.encode('utf-8', 'surrogatepass')):08x}"


def list_landed(root: str, day: date, *, but_not: str = "") -> list[str]:
    """URIs of all landing files of `day` (UTC), of whatever kind `but_not` that one, sorted.

    A root that is not there yet holds none. Raises LandingError where the storage refuses.
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
    """The landing file is there. Raises LandingError where the storage refuses."""
    with landing_errors(uri):
        return bool(UPath(uri).exists())


def _folders(top: UPath) -> list[UPath]:
    return [path for path in top.iterdir() if path.is_dir()] if top.exists() else []


def _files(root: str, top: UPath, folder: str) -> list[str]:
    """By position below the root, so that listed URIs equal those that `landing_uri` made."""
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
    """Bytes, packed as they lie there. Raises LandingError where the storage refuses."""
    with landing_errors(uri):
        return int(UPath(uri).stat().st_size)
