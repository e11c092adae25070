"""Read the documents in a saved file, or in a member of a zip or tar, by what it holds.

rows of a table · messages · a saved page · a feed, page or text
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import IO, cast
from urllib.parse import quote

from wireroom.archive.files_origin import MemberNotes, Place
from wireroom.archive.saved import large_json, saved_mail, saved_rows
from wireroom.archive.saved.beside.beside import Beside
from wireroom.archive.saved.exports import movable_type
from wireroom.archive.saved.no_article import (
    WITHIN,
    no_article_by_content,
    no_article_by_name,
    why_no_document,
)
from wireroom.archive.saved.recoded import Rejoined, in_utf8, is_utf16
from wireroom.archive.saved.rows_within import rows_of
from wireroom.archive.saved.saved_members import Member, bz2_errors, is_archive, unpacked
from wireroom.archive.saved.saved_page import NOTHING_NOTED, SavedFrom, believed, of_the_web
from wireroom.archive.saved.saved_rows import FIRST, RowDocument, RowPlace
from wireroom.archive.saved.saved_tables import csv_rows
from wireroom.archive.saved.saved_text import row_of_text, text_documents
from wireroom.archive.saved.tables.user_columns import in_our_names, none_is_known
from wireroom.archive.saved.written_rows import CELLS, HEAD, LINES, plain_name
from wireroom.common.sniff import media_type
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument, FileUnit
from wireroom.parse import split_stream

_JSON = "application/feed+json"
_FEEDS = {f"application/{name}xml" for name in ("rss+", "rdf+", "atom+", "")}


class MemberDocuments:
    """A file or member being read, as one document or a table of them."""

    def __init__(
        self,
        member: Member,
        unit: FileUnit,
        captured: datetime,
        *,
        place: Place,
        left_out: Counter[str],
        beside: Beside,
        start: str = "",
    ) -> None:
        self._member, self._unit, self._left_out, self._max = member, unit, left_out, place.max_bytes
        self._start = RowPlace(*map(int, start.split("-"))) if member.is_file and start else FIRST
        self._place, self._has_places = member.place, False
        self._beside = beside
        self._captured = min(member.modified or captured, captured)
        self.is_alone = quote(member.name, errors="surrogateescape") == unit.name
        address = quote(member.name, errors="surrogateescape")
        self._address = f"file:{address}"
        self._uri = unit.uri if self.is_alone else f"{unit.uri}#{address}"
        self._notes = MemberNotes(place, "" if self.is_alone else member.name)

    def documents(self) -> Iterator[tuple[str, ArchivedDocument]]:
        """Each document with the place at which the file can be opened to continue.

        The place is that of the member, or of the row in a table or mailbox that is a file of its own. Raises
        DocumentError, or what its packing raises, if it is damaged.
        """
        if reason := self._member.problem or no_article_by_name(self._member.name):
            self._left_out[reason] += 1
        else:
            with bz2_errors():
                for document in self._documents():
                    yield self._place, document

    def _documents(self) -> Iterator[ArchivedDocument]:
        self._member = unpacked(self._member)
        head = self._member.stream.read(HEAD)
        self._has_places = self._member.is_file and not is_utf16(head)
        name, columns = plain_name(self._member.name), self._beside.columns
        if columns and (name.endswith(LINES) or large_json.is_json(head)):
            renamed = in_our_names(self._from(head), columns)
            self._member, self._has_places = self._member._replace(stream=renamed, is_file=False), False
            head = renamed.read(HEAD)
        if name.endswith(CELLS):
            told = self._start, self._notes.of_large, replace(columns, hear=self._notes.once)
            yield from self._rows(csv_rows(self._from(head), self._left_out, *told))
        elif name.endswith(LINES) or saved_rows.are_lines(head):
            stream, hear = self._from(head, self._start.byte), self._notes.of_large
            yield from self._rows(saved_rows.json_lines(stream, self._left_out, self._start, hear))
        elif name.endswith(".mbox") or saved_mail.is_mbox(head):
            found = saved_mail.messages(self._from(head, self._start.byte), self._max, self._start)
            yield from self._rows(saved_mail.newsletters(found, self._left_out))
        elif movable_type.is_export(head):
            yield from self._rows(movable_type.entries(self._from(head), self._left_out))
        else:
            yield from self._one(head, name)

    def _from(self, head: bytes, byte: int = 0) -> IO[bytes]:
        """The member from its start, though `head` was read; a file that is not packed, from a byte on."""
        if not self._member.is_file:
            stream = cast("IO[bytes]", io.BufferedReader(Rejoined(head, self._member.stream)))
        else:
            stream = self._member.stream
            stream.seek(byte)
        return in_utf8(stream) if is_utf16(head) else stream

    def _one(self, head: bytes, name: str) -> Iterator[ArchivedDocument]:
        body = head + self._member.stream.read(max(self._max + 1 - len(head), 0))
        if len(body) > self._max:
            yield from self._in_parts(body)
        elif row := saved_mail.message_of(body, body[:HEAD], name):
            yield self._row_with_sidecar(row, row.body)
        elif reason := no_article_by_content(body):
            self._left_out[reason] += 1
        elif (found := rows_of(body)) and any(found):
            self._left_out.update(found.left_out)
            yield from self._rows(saved_rows.all_rows(found.rows, self._left_out))
        elif found is not None:
            self._left_out["JSON without an article"] += 1
            self._notes.once(none_is_known(body[:HEAD]))
        elif large_json.is_broken_json(body):
            yield from self._rows(large_json.rows_of_broken(body, self._left_out, self._notes.of_large))
        else:
            yield from self._text(body, media_type(body))

    def _text(self, body: bytes, kind: str | None) -> Iterator[ArchivedDocument]:
        """A page, a feed or a text, with what its own head or a table says of it."""
        if kind is None:
            if (reason := why_no_document(body, self._member.name)) is None:
                raise DocumentError("holds no feed, page or text", uri=self._uri, state="damaged")
            self._left_out[reason] += 1
            return
        row = self._beside.of_text(body, kind, self._left_out)
        if row is None and kind == "text/plain":
            row = row_of_text(body, self._member.name)
        if row is not None:
            for each in text_documents(row, self._left_out) if row else ():
                yield self._row_with_sidecar(each._replace(url=each.url or self._address), b"")
            return
        is_page = kind == "text/html"
        said, body = of_the_web(body, self._member.name) if is_page else (NOTHING_NOTED, body)
        noted = self._believed(body, kind)
        at = min(noted.captured or said.captured or self._captured, self._captured)
        yield ArchivedDocument(self._uri, noted.url or said.url or self._address, body, at, kind)

    def _row_with_sidecar(self, row: RowDocument, page: bytes) -> ArchivedDocument:
        """A document with fields of its own; a sidecar's address and time of capture take precedence."""
        noted = self._believed(page, row.kind)
        return self._row(row._replace(url=noted.url or row.url, captured=noted.captured or row.captured))

    def _believed(self, body: bytes, kind: str) -> SavedFrom:
        return believed(self._beside.noted, body if kind == "text/html" else b"")

    def _in_parts(self, beginning: bytes) -> Iterator[ArchivedDocument]:
        """A feed of any size as documents of fewer entries, as far as it is complete."""
        size = f"is larger than {self._max:,} bytes"
        if reason := WITHIN if is_archive(beginning) else no_article_by_content(beginning):
            self._left_out[reason] += 1
            return
        kind = _JSON if large_json.is_object(beginning) else media_type(beginning)
        is_feed = large_json.is_large_feed(beginning) if large_json.is_object(beginning) else kind in _FEEDS
        stream = self._member.stream
        hear = self._notes.of_large, self._notes.say
        rows = None if is_feed else large_json.large_rows(beginning, stream, self._left_out, *hear)
        if not is_feed and rows is None:
            self._left_out[f"a document that {size}, and is neither a feed nor rows"] += 1
            return
        try:
            if rows is not None:
                yield from self._rows(rows)
                return
            whole = io.BufferedReader(Rejoined(beginning, stream))
            for part in split_stream(whole, is_json=kind == _JSON):
                yield ArchivedDocument(self._uri, self._address, part, self._captured, kind)
        except ValueError as error:
            words = f"{size} and damaged, what is whole is read: {error}"
            raise DocumentError(words, uri=self._uri, state="damaged") from error

    def _rows(self, rows: Iterator[RowDocument]) -> Iterator[ArchivedDocument]:
        return map(self._row, self._beside.without_texts(rows, self._left_out))

    def _row(self, row: RowDocument) -> ArchivedDocument:
        """The document of a row; without an address of its own it has that of its place in the file."""
        if self._has_places:
            self._place = "-".join(map(str, row.place))
        key = quote(row.key, safe="", errors="replace")
        return ArchivedDocument(
            f"{self._uri}#{key}",
            row.url or f"{self._address}#{key}",
            row.body,
            min(row.captured or self._captured, self._captured),
            row.kind,
        )
