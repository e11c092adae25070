"""Write exchanges to a WARC 1.1 file that appears complete or not at all."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self
from urllib.parse import quote

from wireroom import __version__
from wireroom.common.storage_errors import landing_errors
from wireroom.landing.exchange_fields import exchange_fields, http_head, write_fields
from wireroom.landing.publishing import Publication
from wireroom.landing.warc_record import write_record
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
            try:
                self._begin()
            except BaseException:
                self._publication.discard()
                raise
        return self

    def add(self, exchange: Exchange) -> LandedRef:
        """Write one exchange; the returned reference is valid once the file is published."""
        with landing_errors(self.uri):
            record_id = write_exchange(self._publication.file, exchange)
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
        about = {
            "software": f"Wireroom/{__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        }
        names = {"WARC-Filename": self.uri.rpartition("/")[2], "WARC-Date": _date(datetime.now(UTC))}
        block = write_fields(about.items())
        write_record(self._publication.file, "warcinfo", names, block, content_type=_FIELDS)
        self._whole = self._flushed()

    def _flushed(self) -> int:
        self._publication.file.flush()
        return self._publication.file.tell()


def write_end(file: IO[bytes], exchanges: int) -> None:
    """Write the last record, which shows that the file is complete."""
    names = {"WARC-Target-URI": "urn:wireroom:end", "WARC-Date": _date(datetime.now(UTC))}
    write_record(file, "metadata", names, write_fields([(END, str(exchanges))]), content_type=_FIELDS)


_FIELDS: Final = "application/warc-fields"
_HTTP: Final = "application/http; msgtype=response"
_PROFILES = {  # WARC 1.1 §6.7
    Outcome.UNCHANGED: "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    Outcome.NOT_MODIFIED: "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
}
_URI_SAFE = "%:/?#[]@!$&'()*+,;=~-._"


def write_exchange(file: IO[bytes], exchange: Exchange) -> str:
    """Write its records; the id of the last, the metadata record.

    A body, and any OK, gives a `response`; 304 and an unchanged body a `revisit` without a body; a
    failure only its metadata.
    """
    names = {"WARC-Target-URI": _uri(exchange), "WARC-Date": _date(exchange.fetched_at)}
    answer = _write_answer(file, exchange, names)
    if answer is not None:
        names["WARC-Concurrent-To"] = answer
    block = write_fields(exchange_fields(exchange, answered=answer is not None))
    return write_record(file, "metadata", names, block, content_type=_FIELDS)


def _write_answer(file: IO[bytes], exchange: Exchange, names: Mapping[str, str]) -> str | None:
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
    head = http_head(exchange.status or 200, exchange.headers, len(exchange.body))
    return write_record(file, kind, {**names, **headers}, head, exchange.body, content_type=_HTTP)


def _date(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _uri(exchange: Exchange) -> str:
    """The URL that answered, as an ASCII URI, so that it cannot break a header line."""
    return (
        quote((exchange.final_url or exchange.url).encode("utf-8", "replace"), safe=_URI_SAFE)
        or "about:blank"
    )


def _digest(sha256: bytes) -> str:
    return "sha256:" + base64.b32encode(sha256).decode("ascii")
