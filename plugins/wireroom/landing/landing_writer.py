"""Write exchanges to a WARC 1.1 file that appears complete or not at all."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote

from warcio.recordbuilder import RecordBuilder
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from wireroom import __version__
from wireroom.common.storage_errors import landing_errors
from wireroom.landing.exchange_fields import exchange_fields, http_block, write_fields
from wireroom.landing.publishing import Publication
from wireroom.models import Exchange, LandedRef, Outcome

END = "wireroom-end"  # field of the last record; a file without it is truncated


class LandingWriter:
    """`with LandingWriter(uri) as writer: ref = writer.add(exchange)`.

    The file is published even if the block raises, with every exchange that was completely added: what was
    fetched is kept, whatever went wrong afterwards. If nothing was added before an exception, no file appears
    and none is left. Each exchange is passed to the operating system at once, so if the process is killed or
    the storage fails, they are left in the part file, for `salvage`. Raises LandingError if storage fails.
    """

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.is_published = False
        self._exchanges = 0

    @property
    def part(self) -> Path:
        """The temporary file that is written until it is published."""
        return self._publication.part

    def __enter__(self) -> Self:
        with landing_errors(self.uri):
            self._publication = Publication(self.uri)
            self._writer = _warc_writer(self._publication.file)
            try:
                self._begin()
            except BaseException:
                self._publication.discard()
                raise
        return self

    def add(self, exchange: Exchange) -> LandedRef:
        """Write one exchange; the returned reference is valid once the file is published."""
        record_id = ""
        with landing_errors(self.uri):
            for record in records_of(exchange, self._writer):
                self._writer.write_record(record)
                record_id = record.rec_headers.get_header("WARC-Record-ID")
            self._whole = self._flushed()
        self._exchanges += 1
        return LandedRef(self.uri, record_id)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and not self._exchanges:
            self._publication.discard()
            return
        with landing_errors(self.uri):
            if kind is not None:
                self._publication.cut(self._whole)
            write_end(self._publication.file, self._exchanges)
            self._publication.publish()
        self.is_published = True

    def _begin(self) -> None:
        self._writer.write_record(
            self._writer.create_warcinfo_record(
                self.uri.rpartition("/")[2],
                {
                    "software": f"Wireroom/{__version__}",
                    "format": "WARC File Format 1.1",
                    "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
                },
            )
        )
        self._whole = self._flushed()

    def _flushed(self) -> int:
        self._publication.file.flush()
        return self._publication.file.tell()


def write_end(file: IO[bytes], exchanges: int) -> None:
    """Write the last record, which shows that the file is complete."""
    block = write_fields([(END, str(exchanges))])
    writer = _warc_writer(file)
    writer.write_record(
        writer.create_warc_record(
            "urn:wireroom:end",
            "metadata",
            payload=io.BytesIO(block),
            length=len(block),
            warc_content_type="application/warc-fields",
        )
    )


def _warc_writer(file: IO[bytes]) -> WARCWriter:
    return WARCWriter(file, gzip=True, warc_version="WARC/1.1")


_PROFILES = {  # WARC 1.1 §6.7
    Outcome.UNCHANGED: "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    Outcome.NOT_MODIFIED: "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
}
_URI_SAFE = "%:/?#[]@!$&'()*+,;=~-._"


def records_of(exchange: Exchange, build: RecordBuilder) -> Iterator[ArcWarcRecord]:
    """The records in the order they are written; the last is the metadata record.

    A body, and any OK, gives a `response`; 304 and an unchanged body a `revisit` without a body; a
    failure only its metadata.
    """
    answer = _answer_record(exchange, build)
    concurrent = {}
    if answer is not None:
        yield answer
        concurrent["WARC-Concurrent-To"] = answer.rec_headers.get_header("WARC-Record-ID")
    block = write_fields(exchange_fields(exchange, answered=answer is not None))
    yield build.create_warc_record(
        _uri(exchange),
        "metadata",
        payload=io.BytesIO(block),
        length=len(block),
        warc_content_type="application/warc-fields",
        warc_headers_dict={**_warc_headers(exchange), **concurrent},
    )


def _answer_record(exchange: Exchange, build: RecordBuilder) -> ArcWarcRecord | None:
    profile = _PROFILES.get(exchange.outcome)
    if profile and exchange.status is not None and not exchange.body:
        digest = {"WARC-Payload-Digest": _digest(exchange.body_sha256)} if exchange.body_sha256 else {}
        kind, headers = "revisit", {"WARC-Profile": profile, **digest}
    elif exchange.body or exchange.outcome is Outcome.OK:
        sha256 = hashlib.sha256(exchange.body).digest()
        torn = {"WARC-Truncated": "disconnect"} if exchange.outcome is Outcome.TRUNCATED else {}  # §5.13
        kind, headers = "response", {"WARC-Payload-Digest": _digest(sha256), **torn}
    else:
        return None
    line, pairs = http_block(exchange.status or 200, exchange.headers, len(exchange.body))
    return build.create_warc_record(
        _uri(exchange),
        kind,
        payload=io.BytesIO(exchange.body) if kind == "response" else None,
        length=len(exchange.body),
        http_headers=_LatinHeaders(line, pairs, protocol="HTTP/1.1"),
        warc_headers_dict={**_warc_headers(exchange), **headers},
    )


class _LatinHeaders(StatusAndHeaders):  # type: ignore[misc] # warcio has no types
    """Headers written as they came, in Latin-1; warcio would percent-encode them irreversibly."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self.to_bytes(encoding="latin-1")


def _warc_headers(exchange: Exchange) -> dict[str, str]:
    return {"WARC-Date": exchange.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}


def _uri(exchange: Exchange) -> str:
    """The URL that answered, as an ASCII URI, so that it cannot break a header line."""
    return (
        quote((exchange.final_url or exchange.url).encode("utf-8", "replace"), safe=_URI_SAFE)
        or "about:blank"
    )


def _digest(sha256: bytes) -> str:
    return "sha256:" + base64.b32encode(sha256).decode("ascii")
