"""A place in, the files below it and their names there out, sorted; one folder's names at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from upath import UPath

from wireroom.common.storage_trouble import storage_trouble
from wireroom.errors import OriginError

_HIDDEN = (".", "__MACOSX", "Thumbs.db")  # left by editors and file managers, never documents


class SavedFile(NamedTuple):
    """A file, and how it is called below the place that was asked for: `2024/may/ferry.html`."""

    path: UPath
    name: str


def saved_files(place: str) -> Iterator[SavedFile]:
    """Every file below a folder or fsspec URL, or the one file; depth first, by name.

    Raises OriginError where `place` is not there or cannot be listed.
    """
    root = UPath(place) if _is_remote(place) else UPath(Path(place).absolute())
    try:
        if root.is_file():
            yield SavedFile(root, root.name)
        elif root.is_dir():
            yield from _below(root, "")
        else:
            raise OriginError(f"{place}: there is no such file or folder", origin="documents")
    except Exception as error:
        words = storage_trouble(error)
        if words is None:
            raise
        raise OriginError(f"{place}: cannot be listed: {words}", origin="documents") from error


def _below(folder: UPath, above: str) -> Iterator[SavedFile]:
    """Links to folders are not followed: they may lead in a circle."""
    if isinstance(folder, Path):
        with os.scandir(folder) as listing:
            names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in listing)
    else:
        names = sorted((path.name, path.is_dir()) for path in folder.iterdir())
    for name, is_folder in names:
        if not name.startswith(_HIDDEN):
            path = folder / name
            if is_folder:
                yield from _below(path, f"{above}{name}/")
            elif not isinstance(path, Path) or path.is_file():
                yield SavedFile(path, above + name)


def _is_remote(place: str) -> bool:
    return len(urlsplit(place).scheme) > 1  # one letter is a drive of Windows
