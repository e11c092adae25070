"""A landing file and what tells an article in, the file without it out; every other record byte for byte.

Each record is a gzip member of its own, so what is not touched is copied as it lies there. A rewritten record
keeps its id and date, gets new lengths and digests and the header `WARC-Wireroom-Taken-Down`; a page's goes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

from upath import UPath

from wireroom.common.gzip_members import members_of
from wireroom.landing.landing_errors import landing_errors
from wireroom.landing.publishing import Publication
from wireroom.landing.without_entry import IsIt, without_entry

MARK = "WARC-Wireroom-Taken-Down"
_PAGE = re.compile(rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(rb"^WARC-Target-URI: *(.*?)\r?$", re.MULTILINE)
_ID = re.compile(rb"^(?:WARC-Record-ID|WARC-Concurrent-To): *(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What a file held of it."""

    entries: int = 0
    pages: int = 0


def take_out(uri: str, is_it: IsIt, *, now: datetime, dry_run: bool) -> TakenOut:
    """Rewrite the file where it holds the article; it appears whole or stays as it was.

    Raises LandingError where the storage refuses.
    """
    with landing_errors(uri), closing(UPath(uri).open("rb")) as stream:
        data = stream.read()
    kept: list[bytes] = []
    entries = 0
    pages: set[bytes] = set()  # ids of their records
    for packed, record in members_of(data):
        head, _, block = record.partition(b"\r\n\r\n")
        if _is(head, b"metadata") and not pages.isdisjoint(_ID.findall(head)):
            continue
        http, _, body = block.removesuffix(b"\r\n\r\n").partition(b"\r\n\r\n")
        if not _is(head, b"response"):
            kept.append(packed)
        elif _PAGE.match(body) and is_it(_target(head)):
            pages.update(_ID.findall(head))
        else:
            less, count = without_entry(body, is_it)
            entries += count
            kept.append(gzip.compress(_record(head, http, less, now), mtime=0) if count else packed)
    if (entries or pages) and not dry_run:
        _publish(uri, kept)
    return TakenOut(entries, len(pages))


def _is(head: bytes, kind: bytes) -> bool:
    return b"\r\nWARC-Type: " + kind + b"\r\n" in head + b"\r\n"


def _target(head: bytes) -> str:
    found = _NAME.search(head)
    return found[1].decode("latin-1").strip("<>") if found else ""


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
