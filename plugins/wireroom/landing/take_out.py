"""Remove an article from a landing file, and report the records that still name it.

Each record is a gzip member of its own, so unchanged ones are copied byte for byte. A rewritten record keeps
its id and date, and gets new lengths and digests and the header `WARC-Wireroom-Taken-Down`. The records of
the article's own page are removed.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

from upath import UPath

from wireroom.common.gzip_members import MAGIC, gunzip, members_of
from wireroom.common.storage_errors import landing_errors
from wireroom.landing.exchange_fields import OURS, read_fields
from wireroom.landing.publishing import Publication

MARK = "WARC-Wireroom-Taken-Down"
_MOST = 1 << 30  # bytes of one record
_ID = re.compile(rb"^(?:WARC-Record-ID|WARC-Concurrent-To): *(\S+)", re.MULTILINE)
_TARGET = re.compile(rb"^WARC-Target-URI: *(.*?)\r?$", re.MULTILINE)
_TYPE = re.compile(rb"^content-type: *(.*?)\r?$", re.MULTILINE | re.IGNORECASE)


class Cut(NamedTuple):
    """A body without the article; `is_page`: the whole body was the article's page.

    `is_held`: the article is in it but cannot be cut out.
    """

    body: bytes
    entries: int = 0
    is_page: bool = False
    is_held: bool = False


class Cutter(Protocol):
    """Recognises the article in bodies and records."""

    def cut(self, body: bytes, *, urls: tuple[str, ...], content_type: str | None, feed_id: int) -> Cut:
        """The body without the article; `urls` are those it was fetched from, the final one first."""

    def names(self, record: bytes) -> bool:
        """Whether the bytes name the article, in any encoding."""


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What a file had of the article; `held` and `named` are ids of records that still contain or name it."""

    entries: int = 0
    pages: int = 0
    held: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    damage: str = ""  # why the file could not be searched completely

    @property
    def is_changed(self) -> bool:
        """Whether something was removed."""
        return bool(self.entries or self.pages)


def take_out(uri: str, cutter: Cutter, *, now: datetime, dry_run: bool) -> TakenOut:
    """Rewrite the file if it contains the article, completely or not at all; not with `dry_run`.

    Raises LandingError if the storage fails.
    """
    with landing_errors(uri), closing(UPath(uri).open("rb")) as stream:
        data = stream.read()
    kept, done, packed = list[bytes](), TakenOut(), b""
    for group in _exchanges(data):
        packed = group[-1].packed
        less, done = _taken(group, cutter, done, now)
        kept.extend(less)
    done = replace(done, damage=gunzip(packed, most=_MOST).trouble)
    if done.is_changed and not dry_run:
        _publish(uri, kept)
    return done


class _Record(NamedTuple):
    packed: bytes
    head: bytes
    block: bytes

    @property
    def id(self) -> str:
        found = _ID.search(self.head)
        return found[1].decode("latin-1").strip("<>") if found else ""


def _exchanges(data: bytes) -> Iterator[list[_Record]]:
    """Each answer together with its metadata record; any other record alone."""
    answer: list[_Record] = []
    for packed, whole in members_of(data):
        head, _, block = whole.partition(b"\r\n\r\n")
        record = _Record(packed, head, block.removesuffix(b"\r\n\r\n"))
        is_more = bool(answer) and bool({*_ID.findall(head)} & {*_ID.findall(answer[0].head)})
        if answer and not is_more:
            yield answer
            answer = []
        answer.append(record)
        if not _is(head, b"response"):
            yield answer
            answer = []
    if answer:
        yield answer


def _taken(
    group: list[_Record], cutter: Cutter, done: TakenOut, now: datetime
) -> tuple[list[bytes], TakenOut]:
    first, *others = group
    cut = None
    if _is(first.head, b"response"):
        http, _, body = first.block.partition(b"\r\n\r\n")
        urls, feed_id = _asked(group)
        found = _TYPE.search(http)
        content_type = found[1].decode("latin-1") if found else None
        cut = cutter.cut(body, urls=urls, content_type=content_type, feed_id=feed_id)
        if cut.is_page:
            return [], replace(done, pages=done.pages + 1)
        if cut.entries:
            plain = _record(first.head, http, cut.body, now)
            first = _Record(gzip.compress(plain, mtime=0), first.head, http + b"\r\n\r\n" + cut.body)
            done = replace(done, entries=done.entries + cut.entries)
        if cut.is_held:
            done = replace(done, held=(*done.held, first.id))
    for record in (first, *others) if cut is None or not cut.is_held else others:
        if cutter.names(record.head + b"\r\n" + record.block + _unpacked(record.block)):
            done = replace(done, named=(*done.named, record.id))
    return [record.packed for record in (first, *others)], done


def _asked(group: list[_Record]) -> tuple[tuple[str, ...], int]:
    """The URLs of an answer, the final one first, and the feed id (0: none)."""
    found = _TARGET.search(group[0].head)
    target = found[1].decode("latin-1").strip("<>") if found else ""
    try:
        fields = dict(read_fields(group[-1].block)) if group[-1].block.startswith(OURS.encode()) else {}
    except ValueError:
        fields = {}
    urls = (fields.get("final-url", ""), target, fields.get("asked-url", ""))
    feed = fields.get(OURS, "0")
    return tuple(dict.fromkeys(filter(None, urls))), int(feed) if feed.isdecimal() else 0


def _unpacked(block: bytes) -> bytes:
    body = block.partition(b"\r\n\r\n")[2]
    return gunzip(body, most=_MOST).content if body.startswith(MAGIC) else b""


def _is(head: bytes, kind: bytes) -> bool:
    return b"\r\nWARC-Type: " + kind + b"\r\n" in head + b"\r\n"


def _record(head: bytes, http: bytes, body: bytes, now: datetime) -> bytes:
    received = [line for line in http.split(b"\r\n") if not line.lower().startswith(b"content-length:")]
    http = b"\r\n".join(received)
    block = http + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    digest = base64.b32encode(hashlib.sha256(body).digest()).decode("ascii")
    lines = [
        line
        for line in head.decode("utf-8").split("\r\n")
        if not line.lower().startswith(
            ("content-length:", "warc-payload-digest:", "warc-block-digest:", f"{MARK.lower()}:")
        )
    ]
    lines += [
        f"WARC-Payload-Digest: sha256:{digest}",
        f"{MARK}: {now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def _publish(uri: str, members: list[bytes]) -> None:
    with landing_errors(uri):
        publication = Publication(uri)
        try:
            for member in members:
                publication.file.write(member)
            publication.publish()
        except BaseException:
            publication.discard()
            raise
