"""Turn records of a crawl into pages and feeds, or tell why a record is neither."""

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
    """The documents of one file; `begun` is the time in its warcinfo.

    Equal bytes of an address count once.
    """

    def __init__(self, uri: str, place: Place) -> None:
        self._uri, self._place = uri, place
        self._seen: set[bytes] = set()
        self._types: set[str] = set()  # that were left out
        self.begun: datetime | None = None

    def of(self, record: ArchiveRecord) -> ArchivedDocument | str:
        """The document of a record, or the reason why it has none.

        Empty for a record about the file itself.
        """
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
        """A short name for a content type.

        Rare ones share one, since each is counted as a reason of its own.
        """
        plain = "".join(each for each in content_type[:_LONGEST_HEADER] if each.isprintable())
        name = f"type {plain.partition(';')[0].strip().lower()[:_LONGEST_TYPE] or 'unknown'}"
        if len(self._types) < _MOST_TYPES:
            self._types.add(name)
        return name if name in self._types else "other types"

    def _is_wanted(self, url: str, *, is_file: bool) -> bool:
        """Whether a URL is of the wanted hosts.

        A record stored as a file (`is_file`) may have any, if none is named.
        """
        host, hosts = host_of(url), self._place.hosts
        if is_file and url and not hosts:
            return True
        is_web = url.lower().startswith(("http://", "https://")) and bool(host)
        return is_web and (not hosts or any(host == one or host.endswith(f".{one}") for one in hosts))


def _is_saved_text(record: ArchiveRecord, body: bytes) -> bool:
    """Whether a plain text is an article: it was stored as a file, or begins with its date."""
    is_text = record.kind == "resource" or _DATE_LINE.match(body) is not None
    return is_text and not no_article_by_name(record.url.partition("?")[0])


class HttpAnswer(NamedTuple):
    """An HTTP response; `body` has one byte more than the limit if it is longer."""

    status: int
    content_type: str
    body: bytes


def http_answer(block: bytes, max_bytes: int) -> HttpAnswer | None:
    """Parse an HTTP response and undo its transfer and content codings; None if it is none or one is unknown.

    Many crawlers store the body decoded and the head unchanged: a body that is not chunked or packed, though
    the head says so, is taken as it is.
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
