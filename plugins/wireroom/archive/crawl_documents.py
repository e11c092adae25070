"""Records of a crawl in, the pages and feeds that they hold out, or why they hold none."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from io import BytesIO
from typing import NamedTuple

from warcio.bufferedreaders import BufferedReader, ChunkedDataReader

from wireroom.archive.crawl_records import ArchiveRecord
from wireroom.archive.files_origin import Place
from wireroom.archive.saved.no_article import no_article_by_content, no_article_by_name
from wireroom.common.sniff import media_type
from wireroom.common.urls import host_of
from wireroom.models import ArchivedDocument

AGAIN = "the same bytes of the same address again"
_DATE_LINE = re.compile(rb"\s{0,20}date[ :]{1,3}\d{4}-\d\d-\d\d\b", re.I)  # what saved texts begin with
_MOST_TYPES = 50  # of a file that are told apart
_LONGEST_TYPE, _LONGEST_HEADER = 60, 1_000
_LATE = timedelta(days=1)  # a crawl's file is begun before its captures; by more than a clock is wrong
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})", re.I)
_MOST_CODINGS = 4  # one upon the other; each is a reader around the last
_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "br": "br"}


class CrawlDocuments:
    """Of one file, whose `begun` its warcinfo says; the same bytes of an address are given once."""

    def __init__(self, uri: str, place: Place) -> None:
        self._uri, self._place = uri, place
        self._seen: set[bytes] = set()
        self._types: set[str] = set()  # that were left out
        self.begun: datetime | None = None

    def of(self, record: ArchiveRecord) -> ArchivedDocument | str:
        """The document, or why there is none; nothing of a record that is about the file."""
        if record.kind == "warcinfo":
            self.begun = record.at
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
            return f"of {self._type_named(content_type)}, no page or feed"
        if reason := no_article_by_content(body):
            return reason
        key = hashlib.blake2b(record.url.encode("utf-8", "replace") + b"\n" + body, digest_size=16).digest()
        if key in self._seen:
            return AGAIN
        self._seen.add(key)
        captured = min(record.at or self._place.now, self._place.now)
        return ArchivedDocument(
            f"{self._uri}#{record.id}",
            record.url,
            body,
            captured,
            content_type or None,
            is_rewritten=self.begun is not None and self.begun > captured + _LATE,
        )

    def _type_named(self, content_type: str) -> str:
        """In few words and few kinds: servers write what they like there, and each is a reason of its own."""
        plain = "".join(each for each in content_type[:_LONGEST_HEADER] if each.isprintable())
        name = f"type {plain.partition(';')[0].strip().lower()[:_LONGEST_TYPE] or 'unknown'}"
        if len(self._types) < _MOST_TYPES:
            self._types.add(name)
        return name if name in self._types else "other types"

    def _is_wanted(self, url: str, *, is_file: bool) -> bool:
        """`is_file`: kept as a file, without an HTTP answer, by whatever address."""
        host, hosts = host_of(url), self._place.hosts
        if is_file and url and not hosts:
            return True
        is_web = url.lower().startswith(("http://", "https://")) and bool(host)
        return is_web and (not hosts or any(host == one or host.endswith(f".{one}") for one in hosts))


def _is_saved_text(record: ArchiveRecord, body: bytes) -> bool:
    """A plain text is an article where it was put in as a file, or says its date first."""
    is_text = record.kind == "resource" or _DATE_LINE.match(body) is not None
    return is_text and not no_article_by_name(record.url.partition("?")[0])


class HttpAnswer(NamedTuple):
    """`body` holds one byte more than was asked for where there is more."""

    status: int
    content_type: str
    body: bytes


def http_answer(block: bytes, max_bytes: int) -> HttpAnswer | None:
    """Undo the codings that the head names; None: no HTTP answer, or a coding that nobody here knows.

    Many crawlers keep the body decoded and the head as it was: what is not chunked or packed, though the
    head says so, is taken as it is.
    """
    end = _HEAD_END.search(block, 0, 256 * 1024)
    head = block[: end.start()] if end else block
    status = _STATUS.match(head)
    if status is None:
        return None
    headers = _headers(head)
    codings = [word for word in re.split(r"[,\s]+", headers.get("content-encoding", "").lower()) if word]
    packed = [word for word in codings if word != "identity"]
    if len(packed) > _MOST_CODINGS or any(word not in _CODINGS for word in packed):
        return None
    stream: BufferedReader | BytesIO = BytesIO(block[end.end() :] if end else b"")
    if "chunked" in headers.get("transfer-encoding", "").lower():
        stream = ChunkedDataReader(stream)
    for word in reversed(packed):
        stream = BufferedReader(stream, decomp_type=_CODINGS[word], read_all_members=True)
    return HttpAnswer(int(status[1]), headers.get("content-type", ""), stream.read(max_bytes + 1))


def _headers(head: bytes) -> dict[str, str]:
    pairs = (line.partition(":") for line in head.decode("latin-1").splitlines()[1:])
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
