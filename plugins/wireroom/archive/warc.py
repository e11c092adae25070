"""WARC, ARC and WACZ files of any crawl in, their pages and feeds out with URL and time of capture."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import IO

from wireroom.archive.crawl_records import ArchiveRecord, archive_records, http_answer
from wireroom.archive.files_origin import FilesOrigin, Place
from wireroom.archive.saved.no_article import no_article_by_content, no_article_by_name
from wireroom.archive.saved.saved_files import SavedFile, open_saved, path_of
from wireroom.common.sniff import media_type
from wireroom.common.storage_errors import storage_advice
from wireroom.common.urls import host_of
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument, FileUnit

_NAMES = re.compile(r"\.(w?arc(\.gz)?|wacz)$", re.I)
_IN_WACZ = re.compile(r"\.warc(\.gz)?$", re.I)
_DATE_LINE = re.compile(rb"\s{0,20}date[ :]{1,3}\d{4}-\d\d-\d\d\b", re.I)  # what saved texts begin with
_LATE = timedelta(days=1)  # a crawl's file is begun before its captures; by more than a clock is wrong


class WarcOrigin(FilesOrigin):
    """Every page and feed that was answered with 200 in the WARC and ARC files at a place."""

    def unit(self, file: SavedFile) -> FileUnit:
        """Named from the folder that it lies in: what it holds has addresses of its own."""
        unit = FilesOrigin.unit(self, file)
        folder, _, name = unit.uri.rpartition("/")
        return FileUnit(folder, name, unit.uri, unit.size, unit.fingerprint)

    def is_wanted(self, file: SavedFile) -> bool:
        """A file that was named itself may be called anything."""
        return bool(_NAMES.search(file.name)) or self.place.path.rstrip("/").endswith(f"/{file.name}")

    def read(self, unit: FileUnit, left_out: Counter[str]) -> Iterator[ArchivedDocument]:
        """In the order of the file; the same bytes of an address once."""
        yield from _WarcFile(unit, self.place, left_out).documents()


class _WarcFile:
    """One file on the way through, with what was left out of it."""

    def __init__(self, unit: FileUnit, place: Place, left_out: Counter[str]) -> None:
        self._uri, self._place, self._left_out = unit.uri, place, left_out
        self._seen: set[bytes] = set()
        self._begun: datetime | None = None  # as its warcinfo says

    def documents(self) -> Iterator[ArchivedDocument]:
        """Raises DocumentError where the file cannot be read, or is torn, after what is whole."""
        try:
            with open_saved(path_of(self._uri)) as stream:
                yield from self._parts(stream)
        except DocumentError:
            raise
        except zipfile.BadZipFile as error:
            raise DocumentError(f"is not whole: {error}", uri=self._uri, state="damaged") from error
        except Exception as error:
            words = storage_advice(error)
            if words is None:
                raise
            raise DocumentError(f"cannot be read: {words}", uri=self._uri) from error

    def _parts(self, stream: IO[bytes]) -> Iterator[ArchivedDocument]:
        """Of a WACZ each WARC file in it: one that is torn costs the others nothing."""
        damaged: list[DocumentError] = []
        for name, part in _warc_files(stream):
            uri, self._begun = f"{self._uri}#{name}" if name else self._uri, None
            try:
                for record in archive_records(part, uri, self._place.max_bytes):
                    document = self._document(record)
                    if isinstance(document, ArchivedDocument):
                        yield document
                    elif document:
                        self._left_out[document] += 1
            except DocumentError as error:
                damaged.append(error)
        if damaged:
            raise damaged[0]

    def _document(self, record: ArchiveRecord) -> ArchivedDocument | str:
        """The document, or why there is none; nothing of a record that is about the file."""
        if record.kind == "warcinfo":
            self._begun = record.at
            return ""
        if not self._is_wanted(record.url, is_file=record.kind == "resource"):
            return "of other hosts, or of none"
        if record.kind == "revisit":
            return "revisits, whose bytes stand elsewhere"
        if record.block is None:
            return "too large"
        content_type, body = record.content_type, record.block
        if record.kind == "response":
            answer = http_answer(record.block, self._place.max_bytes)
            if answer is None:
                return "no HTTP answers, or packed in an unknown way"
            if answer.status != 200:
                return f"answered with {answer.status}"
            content_type, body = answer.content_type, answer.body
        return self._checked(record, content_type, body)

    def _checked(self, record: ArchiveRecord, content_type: str, body: bytes) -> ArchivedDocument | str:
        if len(body) > self._place.max_bytes:
            return "too large"
        kind = media_type(body)
        is_script = kind == "text/plain" and not _is_saved_text(record, body)  # or robots.txt, a table, …
        if kind is None or is_script:
            return f"of type {content_type.partition(';')[0].strip().lower() or 'unknown'}, no page or feed"
        if reason := no_article_by_content(body):
            return reason
        key = hashlib.blake2b(record.url.encode("utf-8", "replace") + b"\n" + body, digest_size=16).digest()
        if key in self._seen:
            return "the same bytes of the same address again"
        self._seen.add(key)
        captured = min(record.at or self._place.now, self._place.now)
        return ArchivedDocument(
            f"{self._uri}#{record.id}",
            record.url,
            body,
            captured,
            content_type or None,
            is_rewritten=self._begun is not None and self._begun > captured + _LATE,
        )

    def _is_wanted(self, url: str, *, is_file: bool) -> bool:
        """`is_file`: kept as a file, without an HTTP answer, by whatever address."""
        host, hosts = host_of(url), self._place.hosts
        if is_file and url and not hosts:
            return True
        is_web = url.lower().startswith(("http://", "https://")) and bool(host)
        return is_web and (not hosts or any(host == one or host.endswith(f".{one}") for one in hosts))


def _warc_files(stream: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    """The file itself, without a name, or the WARC files in a WACZ, which is a zip."""
    head = stream.read(4)
    stream.seek(0)
    if head != b"PK\x03\x04":
        yield "", stream
        return
    with zipfile.ZipFile(stream) as packed:
        names = [name for name in packed.namelist() if _IN_WACZ.search(name)]
        if not names:
            raise zipfile.BadZipFile("a zip without a WARC file in it; saved documents are `documents:`")
        for name in names:
            with packed.open(name) as part:
                yield name, part


def _is_saved_text(record: ArchiveRecord, body: bytes) -> bool:
    """A plain text is an article where it was put in as a file, or says its date first."""
    is_text = record.kind == "resource" or _DATE_LINE.match(body) is not None
    return is_text and not no_article_by_name(record.url.partition("?")[0])
