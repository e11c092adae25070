"""Find what sidecars and tables in its folders say about a saved file.

Also which of the file's own rows are read with the files of their texts.
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
from wireroom.archive.saved.tables.user_columns import Columns
from wireroom.archive.saved.written_rows import Row
from wireroom.common.sniff import media_type
from wireroom.common.text.encoding import decode

ELSEWHERE = "a row whose text lies in a file beside it"
A_NOTE = "a note beside the text of an article"
_BODIES = {"text/html": "content_html", "text/plain": "content_text"}
_PAGE = re.compile(rb"<(?:html|head|!doctype)\b", re.I)
_HEAD = 4096  # bytes looked at for one
_NONE = Columns()


class Folder(Protocol):
    """Interface to a folder, or to the folders in a zip by their names."""

    def claims_in(self, folder: str = "") -> Claims:
        """What tables in `folder` say of files in it and its subfolders: relative name → claims."""

    def texts_near(self, folder: str = "") -> Texts:
        """The text files in `folder` and its subfolders."""

    def read_at_most(self, name: str, most: int) -> bytes:
        """The first `most` bytes of a file; empty if it cannot be read."""

    def within(self, folder: str, below: str) -> tuple[Folder, str]:
        """The subfolder `below` of `folder`, with its name in that `Folder`."""


class Near(NamedTuple):
    """The folder of a file, or the one above, with the file's name relative to it."""

    folder: Folder
    name: str  # of the folder, in a zip
    file: str  # from there

    @property
    def claims(self) -> list[Claim]:
        """The claims about the file by the tables in the folder."""
        return self.folder.claims_in(self.name).get(self.file, []) if stem_of_text(self.file) else []


class Beside:
    """What a sidecar and tables say of a file, and which of its own rows have their texts in other files.

    `near` has its folder and the one above.
    """

    def __init__(self, near: list[Near], noted: SavedFrom = NOTHING_NOTED, columns: Columns = _NONE) -> None:
        self._near, self._noted = near, noted
        self.columns = columns  # of the file, if it is a table

    @property
    def noted(self) -> SavedFrom:
        """Address and time of capture from the file's sidecar, or else from the row that names the file."""
        claim = _claim(self._near) if self._noted == NOTHING_NOTED else None
        said = said_by_row(claim.row) if claim else {}
        return SavedFrom(address_of(said.get("url")), instant(said.get("captured"))) if said else self._noted

    def of_text(self, body: bytes, kind: str, left_out: Counter[str]) -> Row | None:
        """The row that names the file, with the file's text.

        None if there is none or the file is a whole page. Empty if the file is only a note beside the text,
        which is counted in `left_out`.
        """
        claim = _claim(self._near) if kind in _BODIES and not _is_page(body) else None
        if claim and claim.is_note:
            left_out[A_NOTE] += 1
            return {}
        return {**claim.row, _BODIES[kind]: decode(body, None).text} if claim else None

    def without_texts(self, rows: Iterable[RowDocument], left_out: Counter[str]) -> Iterator[RowDocument]:
        """The file's rows, except those that are read with the file of their text, which are counted."""
        for row in rows:
            if row.written is not None and self._near and self._is_read_with_text(dict(row.written)):
                left_out[ELSEWHERE] += 1
            else:
                yield row

    def _is_read_with_text(self, row: Row) -> bool:
        """Whether some file, when it is read, gets exactly this row."""
        folder, name, _ = self._near[0]
        for file in files_of(row, folder.texts_near(name)):
            if _claim(self._near_of(file)) == Claim(row, is_note=False):
                path = f"{name}/{file}" if name else file
                return _is_part_of_article(path, folder.read_at_most(path, _HEAD))
        return False

    def _near_of(self, file: str) -> list[Near]:
        """The folders near a file in this folder or a subfolder."""
        here, below = self._near[0]._replace(file=file), file.rpartition("/")[0]
        if below:
            return [Near(*here.folder.within(here.name, below), file.rpartition("/")[2]), here]
        above = (each._replace(file=f"{PurePosixPath(each.file).parent}/{file}") for each in self._near[1:])
        return [here, *above]


def _claim(near: list[Near]) -> Claim | None:
    """The claim of the only row that names the file.

    Of several different ones the first, if all are drafts.
    """
    claims = [claim for each in near for claim in each.claims]
    if any(claim != claims[0] for claim in claims):
        return claims[0] if all(said_by_row(claim.row).get("is_draft") for claim in claims) else None
    return claims[0] if claims else None


def _is_page(body: bytes) -> bool:
    return _PAGE.search(body, 0, _HEAD) is not None


def _is_part_of_article(name: str, head: bytes) -> bool:
    """Whether a file is read as a text of an article, and not as a page of its own."""
    is_none = not head.strip() or no_article_by_name(name) or no_article_by_content(head)
    return not is_none and media_type(head) in _BODIES and not _is_page(head)
