"""A file and the folders about it in; what a sidecar or a row tells of it out, and which of its own rows are
told with the files of their texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol

from wireroom.archive.saved.beside.rows_of_files import Claim, Claims, Texts, files_of, stem_of_text
from wireroom.archive.saved.no_article import no_article_by_content, no_article_by_name
from wireroom.archive.saved.row_fields import address_of, instant, said_by_row
from wireroom.archive.saved.saved_page import NOTHING_NOTED, SavedFrom
from wireroom.archive.saved.saved_rows import RowDocument
from wireroom.archive.saved.written_rows import Row
from wireroom.common.sniff import media_type
from wireroom.common.text.encoding import decode

ELSEWHERE = "a row whose text lies in a file beside it"
A_NOTE = "a note beside the text of an article"
_BODIES = {"text/html": "content_html", "text/plain": "content_text"}
_PAGE = re.compile(rb"<(?:html|head|!doctype)\b", re.I)
_HEAD = 4096  # bytes looked at for one


class Folder(Protocol):
    """A folder, or a zip, whose folders go by their names."""

    def claims_in(self, folder: str = "") -> Claims:
        """What its tables say of the files in it and in the folders in it, by their names from there."""

    def texts_near(self, folder: str = "") -> Texts:
        """Those files."""

    def read_at_most(self, name: str, most: int) -> bytes:
        """The beginning of such a file; empty where it cannot be read."""

    def within(self, folder: str, below: str) -> tuple[Folder, str]:
        """The folder `below` that lies in `folder`."""


class Near(NamedTuple):
    """A folder in which, or in whose folder, a file lies."""

    folder: Folder
    name: str  # of the folder, in a zip
    file: str  # from there

    @property
    def claims(self) -> list[Claim]:
        """By the tables in it."""
        return self.folder.claims_in(self.name).get(self.file, []) if stem_of_text(self.file) else []


class Beside:
    """What is told of one file, by a sidecar and by tables, and which texts of its own rows lie in files.
    `near` is its folder and the one above.
    """

    def __init__(self, near: list[Near], told: SavedFrom = NOTHING_NOTED) -> None:
        self._near, self._told = near, told

    @property
    def told(self) -> SavedFrom:
        """By its sidecar, or else by the row that names it."""
        claim = _claim(self._near) if self._told == NOTHING_NOTED else None
        said = said_by_row(claim.row) if claim else {}
        return SavedFrom(address_of(said.get("url")), instant(said.get("captured"))) if said else self._told

    def of_text(self, body: bytes, kind: str, left_out: Counter[str]) -> Row | None:
        """The row that names the file, with its text; empty where it is a note beside that, which is counted.
        None: there is none, or the file is a whole page, which says more of itself.
        """
        claim = _claim(self._near) if kind in _BODIES and not _is_page(body) else None
        if claim and claim.is_note:
            left_out[A_NOTE] += 1
            return {}
        return {**claim.row, _BODIES[kind]: decode(body, None).text} if claim else None

    def without_texts(self, rows: Iterable[RowDocument], left_out: Counter[str]) -> Iterator[RowDocument]:
        """Those of this file but for such as are told with the file of their text."""
        for row in rows:
            if row.written is not None and self._near and self._is_told_with_text(dict(row.written)):
                left_out[ELSEWHERE] += 1
            else:
                yield row

    def _is_told_with_text(self, row: Row) -> bool:
        """A file gets this row as the reading of that file does, and no other."""
        folder, name, _ = self._near[0]
        for file in files_of(row, folder.texts_near(name)):
            if _claim(self._near_of(file)) == Claim(row, is_note=False):
                path = f"{name}/{file}" if name else file
                return _is_part_of_article(path, folder.read_at_most(path, _HEAD))
        return False

    def _near_of(self, file: str) -> list[Near]:
        """Of a file of this folder or of one in it."""
        here, below = self._near[0]._replace(file=file), file.rpartition("/")[0]
        if below:
            return [Near(*here.folder.within(here.name, below), file.rpartition("/")[2]), here]
        above = (each._replace(file=f"{PurePosixPath(each.file).parent}/{file}") for each in self._near[1:])
        return [here, *above]


def _claim(near: list[Near]) -> Claim | None:
    """Of the only row that names the file, or of a draft, where all of them are that."""
    claims = [claim for each in near for claim in each.claims]
    if any(claim != claims[0] for claim in claims):
        return claims[0] if all(said_by_row(claim.row).get("is_draft") for claim in claims) else None
    return claims[0] if claims else None


def _is_page(body: bytes) -> bool:
    return _PAGE.search(body, 0, _HEAD) is not None


def _is_part_of_article(name: str, head: bytes) -> bool:
    """It is read as a text, and not as a page of its own."""
    is_none = not head.strip() or no_article_by_name(name) or no_article_by_content(head)
    return not is_none and media_type(head) in _BODIES and not _is_page(head)
