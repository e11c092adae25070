"""Saved documents as an origin: feeds, pages, texts, tables and mail, in folders, zips and tars.

file ─▶ members ─▶ by what each holds: see `member_documents`
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import cast
from urllib.parse import unquote

from upath import UPath

from wireroom.archive.files_origin import Bookmark, FilePart, FilesOrigin
from wireroom.archive.saved.beside.beside import Beside, Near
from wireroom.archive.saved.beside.folder_sidecars import FolderSidecars, columns_for
from wireroom.archive.saved.beside.sidecars import (
    A_PART,
    TELLS_OF_OTHERS,
    Sidecars,
    may_have_sidecars,
    pages_of_part,
)
from wireroom.archive.saved.beside.zip_sidecars import ZipSidecars, why_of_another
from wireroom.archive.saved.member_documents import MemberDocuments
from wireroom.archive.saved.no_article import no_article_by_name
from wireroom.archive.saved.saved_files import open_saved, path_of
from wireroom.archive.saved.saved_members import BROKEN, Member, members, time_of
from wireroom.archive.saved.saved_page import NOTHING_NOTED
from wireroom.archive.saved.tables.user_columns import Columns
from wireroom.archive.zip_parts import zip_parts
from wireroom.common.masking import masked
from wireroom.common.storage_errors import storage_advice
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument, FileUnit

_FOLDERS = 64  # whose names are kept at once
_log = logging.getLogger(__name__)


class DocumentsOrigin(FilesOrigin):
    """Every article below a place; files that are none are counted by reason."""

    def parts(self, unit: FileUnit) -> list[FilePart]:
        """As `FilesOrigin.parts`: the members of a zip."""
        return zip_parts(path_of(unit.uri))

    def read(self, unit: FileUnit, left_out: Counter[str]) -> Iterator[ArchivedDocument]:
        """The documents of a file, with addresses relative to the place."""
        for _, document in self.read_on(unit, left_out, Bookmark()):
            yield document

    def read_on(
        self, unit: FileUnit, left_out: Counter[str], after: Bookmark
    ) -> Iterator[tuple[Bookmark, ArchivedDocument]]:
        """As `FilesOrigin.read_on`. Zips and unpacked tars are opened at the member of the last document.

        Tables and mailboxes that are files of their own are opened at its row.
        """
        name = unquote(unit.name, errors="surrogateescape")
        if reason := no_article_by_name(name):
            left_out[reason] += 1
            raise DocumentError(f"holds no article: {reason}", uri=unit.uri, state="refused")
        member, _, before = after.place.rpartition(" ")
        count = of_others = int(before or 0)
        damaged: list[str] = []
        for place, document in self._documents(unit, name, left_out, damaged, member):
            if place != member:
                member, of_others = place, count
            count += 1
            if count > after.documents:
                # who goes on behind a damaged member would not know of it
                yield Bookmark(count, f"{member} {of_others}" if member and not damaged else ""), document
            else:
                left_out.clear()
        if damaged:
            words = f"{len(damaged)} of its documents cannot be read: {damaged[0]}"
            raise DocumentError(words, uri=unit.uri, state="damaged")
        if not count and left_out:
            raise DocumentError(f"holds no article: {next(iter(left_out))}", uri=unit.uri, state="refused")

    def _documents(
        self, unit: FileUnit, name: str, left_out: Counter[str], damaged: list[str], start: str
    ) -> Iterator[tuple[str, ArchivedDocument]]:
        """Documents from the member or row `start` on, each with its place.

        Members that cannot be read are added to `damaged`; for a file of its own DocumentError is raised.
        """
        path = path_of(unit.uri)
        try:
            if self._is_part(unit, path):
                left_out[A_PART] += 1
                return
            columns = columns_for(self.place.path, unit, path, self._listed)
            file, beside = path.name, self._beside(unit, path)
            if beside and beside.is_only_sidecar(file):
                left_out[TELLS_OF_OTHERS] += 1
                return
            with open_saved(path, on_read=self.place.on_read) as stream:
                captured = self._captured(unit)
                for member in members(stream, name, unit.uri, start):
                    if member.name != name:
                        beside, file = self._within(member, name, beside, columns), member.name
                        if beside and (reason := why_of_another(beside, file)):
                            left_out[reason] += 1
                            continue
                    one = MemberDocuments(
                        member,
                        unit,
                        captured,
                        place=self.place,
                        left_out=left_out,
                        beside=self._around(unit, path, beside, file, columns),
                        start=start,
                    )
                    yield from _of_member(one, member.name, damaged)
        except DocumentError:
            raise
        except BROKEN as error:
            raise DocumentError(f"is not whole: {error}", uri=unit.uri, state="damaged") from error
        except Exception as error:
            words = storage_advice(error)
            if words is None:
                raise
            raise DocumentError(f"cannot be read: {words}", uri=unit.uri) from error

    def _beside(self, unit: FileUnit, path: UPath) -> Sidecars | None:
        """The sidecars in the file's folder.

        None for a single file elsewhere, beside which nothing is read.
        """
        if unit.uri == self.place.path or not may_have_sidecars(path.name):
            return None
        return self._listed(path.parent)

    def _is_part(self, unit: FileUnit, path: UPath) -> bool:
        """Whether the file is part of a saved page (a frame, a picture) that lies below the place too."""
        name = unquote(unit.name, errors="surrogateescape")
        return any(self._listed(path.parents[above]).has(page) for above, page in pages_of_part(name))

    def _listed(self, folder: UPath) -> FolderSidecars:
        if (name := str(folder)) not in self.place.kept:
            if len(self.place.kept) >= _FOLDERS:
                self.place.kept.clear()
            self.place.kept[name] = FolderSidecars(folder)
        return cast("FolderSidecars", self.place.kept[name])

    def _around(
        self, unit: FileUnit, path: UPath, beside: Sidecars | None, file: str, columns: Columns
    ) -> Beside:
        """What is beside the document: sidecars, tables, and what a user says of columns."""
        noted = beside.of(file) if beside else NOTHING_NOTED
        return Beside(self._near(unit, path, beside, file), noted, columns)

    def _near(self, unit: FileUnit, path: UPath, beside: Sidecars | None, file: str) -> list[Near]:
        """The folder of a file and, if it is below the place, the one above."""
        if isinstance(beside, ZipSidecars):
            folder = file.rpartition("/")[0]
            folders = dict.fromkeys((folder, folder.rpartition("/")[0]))
            return [Near(beside, each, file[len(each) + 1 if each else 0 :]) for each in folders]
        if beside is None:
            return []
        near = [Near(beside, "", path.name)]
        if "/" in unit.name:
            near.append(Near(self._listed(path.parent.parent), "", f"{path.parent.name}/{path.name}"))
        return near

    def _within(
        self, member: Member, file: str, beside: Sidecars | None, columns: Columns
    ) -> Sidecars | None:
        """The sidecars in the member's zip; None for a tar, which has no list of members."""
        if member.packed is None or isinstance(beside, ZipSidecars):
            return beside if member.packed else None
        folder, slash, _ = file.rpartition("/")
        return ZipSidecars(member.packed, f"{folder}{slash}", columns)

    def _captured(self, unit: FileUnit) -> datetime:
        return time_of(getattr(path_of(unit.uri).stat(), "st_mtime", 0)) or self.place.now


def _of_member(one: MemberDocuments, name: str, damaged: list[str]) -> Iterator[tuple[str, ArchivedDocument]]:
    """The documents of a member.

    If it cannot be read, even by a fault of ours, that is added to `damaged`.
    """
    try:
        yield from one.documents()
    except (DocumentError, *BROKEN) as error:
        if one.is_alone:
            raise
        damaged.append(f"{name}: {error}")
    except (ArithmeticError, LookupError, TypeError, AttributeError) as error:
        if one.is_alone:
            raise
        _log.exception("%s: a fault of Wireroom's while reading it", masked(name))
        fault = f"{type(error).__name__}: {error}"
        damaged.append(f"{name}: a fault of Wireroom's, please report it: {fault}")
