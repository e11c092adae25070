"""Resolve a place that a run asks for below the folder of documents."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from wireroom.archive.saved.saved_files import local_path
from wireroom.common.masking import masked
from wireroom.errors import ConfigurationError


def below_documents_root(place: str, root: str) -> str:
    """The real path or URL of `place`, which may be relative to `root`, with links resolved.

    It keeps those who may start a run from reading every file of the machine. Raises ConfigurationError if
    `place` is not below `root`, or `root` does not exist.
    """
    if (folder := local_path(root)) is None:
        return _below_root_url(place, root.rstrip("/"))
    if not folder.is_dir():
        raise ConfigurationError(
            f"the folder of documents, {folder}, is not there: make it and put documents in, or name another "
            "with WIREROOM_DOCUMENTS_ROOT"
        )
    asked = local_path(place)
    if asked is None or "\0" in place:
        raise _outside(place, root)
    top = os.path.realpath(folder)
    found = os.path.realpath(Path(top) / asked)
    if os.path.commonpath((found, top)) != top:
        raise _outside(place, root)
    return found


def _below_root_url(place: str, root: str) -> str:
    """The same in object storage: other buckets, `..` and chained storages are refused."""
    if place.startswith("/"):
        raise _outside(place, root)
    named = place if urlsplit(place).scheme else f"{root}/{place}"
    parts, top = urlsplit(named), urlsplit(root)
    path = unquote(parts.path)
    is_plain = "::" not in named and ".." not in path.split("/") and not (parts.query or parts.fragment)
    same = (parts.scheme, parts.netloc) == (top.scheme, top.netloc)
    if not is_plain or not same or not f"{posixpath.normpath(path)}/".startswith(f"{unquote(top.path)}/"):
        raise _outside(place, root)
    return named


def _outside(place: str, root: str) -> ConfigurationError:
    return ConfigurationError(
        f"{masked(place)} does not lie below {root}, where the DAGs read documents: put them there, or "
        "change WIREROOM_DOCUMENTS_ROOT; `wireroom backfill run --from documents:…` reads any folder"
    )
