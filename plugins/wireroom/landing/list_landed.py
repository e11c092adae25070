"""A landing root and a day in, the landing files of that day out."""

from __future__ import annotations

from datetime import date, datetime

from upath import UPath

from wireroom.landing.in_words import in_words
from wireroom.landing.landing_uri import SUFFIX, run_folder


def list_landed(root: str, day: date) -> list[str]:
    """URIs of all landing files of `day` (UTC), of whatever kind, sorted.

    A root that is not there yet holds none. Raises LandingError where the storage refuses.
    """
    with in_words(root):
        top = UPath(root)
        kinds = (path.name for path in _folders(top))
        return sorted(uri for kind in kinds for uri in _files(root, top, f"{kind}/{day:%Y/%m/%d}"))


def list_run(root: str, kind: str, when: datetime, run_key: str) -> list[str]:
    """URIs of the landing files that a run of that kind left on the day of `when` (UTC), sorted."""
    with in_words(root):
        return sorted(_files(root, UPath(root), run_folder(kind, when, run_key)))


def is_landed(uri: str) -> bool:
    """The landing file is there. Raises LandingError where the storage refuses."""
    with in_words(uri):
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
