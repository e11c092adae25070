"""Read from an export's tables what they say of the files that hold the texts, by file name.

posts.csv: 143001.ferry-runs-again,2024-05-02,…     posts/143001.ferry-runs-again.html   (Substack)
metadata_0_to_20.json: {"slug": "ferry-18f", …}     content/ferry-18f.html               (Omnivore)

A row names its file by a column for that, or by its `id` or `slug`: the name, with its suffix or without, and
perhaps folders. Which of two rows or files is meant nobody knows: then none is.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from pathlib import PurePosixPath
from typing import NamedTuple

from wireroom.archive.saved.row_fields import files_named
from wireroom.archive.saved.written_rows import Row

_TEXTS = (".html", ".htm", ".xhtml", ".md", ".txt")  # the first that is there holds the text

Texts = dict[str, dict[str, list[str]]]  # stem → folder below the table's, or none → files, from there


class Claim(NamedTuple):
    """A row that names a file."""

    row: Row
    is_note: bool  # beside the one that holds the text


Claims = dict[str, list[Claim]]  # of a file; more than one, of which two are kept: nobody knows which


def stem_of_text(name: str) -> str:
    """A file's name as a row may give it, without the suffix; empty if it holds no text."""
    path = PurePosixPath(name)
    return path.name[: -len(path.suffix)] if path.suffix.lower() in _TEXTS else ""


def texts_of(names: Iterable[str]) -> Texts:
    """Text files by stem and folder."""
    found: Texts = {}
    for name in names:
        if stem := stem_of_text(name):
            found.setdefault(stem, {}).setdefault(name.rpartition("/")[0], []).append(name)
    return found


def files_of(row: Row, texts: Texts) -> list[str]:
    """The files that a row names, also by folder if it names that; empty if they are too many to be sure."""
    found: dict[str, None] = {}
    for *above, stem in files_named(row):
        by_folder = texts.get(stem, {})
        lists = [by_folder.get(each, []) for each in (above[-1], "")] if above else by_folder.values()
        found |= dict.fromkeys(islice(chain.from_iterable(lists), len(_TEXTS) + 1))
    return list(found) if len(found) <= len(_TEXTS) else []


def claims_of(rows: Iterable[Row], texts: Texts) -> Claims:
    """Claims by file, of the rows that name one text, and perhaps notes beside it."""
    found: Claims = {}
    for row in rows:
        files = files_of(row, texts)
        suffixes = {file: PurePosixPath(file).suffix.lower() for file in files}
        first = next((suffix for suffix in _TEXTS if suffix in suffixes.values()), "")
        if sum(suffix == first for suffix in suffixes.values()) != 1:
            continue
        for file in files:
            claims, claim = found.setdefault(file, []), Claim(row, suffixes[file] != first)
            if len(claims) < 2 and claim not in claims:
                claims.append(claim)
    return found
