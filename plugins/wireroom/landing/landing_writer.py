"""Exchanges in, one WARC 1.1 file out that appears whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from warcio.warcwriter import WARCWriter

from wireroom import __version__
from wireroom.common.storage_errors import landing_errors
from wireroom.landing.exchange_fields import write_fields
from wireroom.landing.publishing import Publication
from wireroom.landing.warc_records import records_of
from wireroom.models import Exchange, LandedRef

END = "wireroom-end"  # field of the last record: a file without it was cut short


class LandingWriter:
    """`with LandingWriter(uri) as writer: ref = writer.add(exchange)`.

    The file is published however the block ends, with every exchange that was added whole: what a
    publisher was asked for is kept, whatever went wrong afterwards. Where nothing was added before an
    exception, nothing appears and nothing stays. Each exchange is handed to the operating system at
    once, so a killed process leaves them in its part, for `salvage`; so does a storage that refuses.
    Raises LandingError, in words, where it does.
    """

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.is_published = False
        self._exchanges = 0

    @property
    def part(self) -> Path:
        """The file that is written until it is published."""
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
        """Write one exchange; the reference holds once the file is published."""
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
    """The record that says: this is all."""
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
