"""Exchanges in, one WARC 1.1 file out that appears whole or not at all."""

from __future__ import annotations

import io
from types import TracebackType
from typing import Self

from warcio.warcwriter import WARCWriter

from wireroom import __version__
from wireroom.landing.fields import write_fields
from wireroom.landing.in_words import in_words
from wireroom.landing.publishing import Publication
from wireroom.landing.records import records_of
from wireroom.models import Exchange, LandedRef

END = "wireroom-end"  # field of the last record: a file without it was cut short


class LandingWriter:
    """`with LandingWriter(uri) as writer: ref = writer.add(exchange)`.

    The file is published when the block ends well. When it ends by an exception, nothing appears at the
    URI and no temporary file stays. Raises LandingError, in words, where the storage refuses.
    """

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self._exchanges = 0

    def __enter__(self) -> Self:
        with in_words(self.uri):
            self._publication = Publication(self.uri)
            self._writer = WARCWriter(self._publication.file, gzip=True, warc_version="WARC/1.1")
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
        return self

    def add(self, exchange: Exchange) -> LandedRef:
        """Write one exchange; the reference holds once the file is published."""
        record_id = ""
        with in_words(self.uri):
            for record in records_of(exchange, self._writer):
                self._writer.write_record(record)
                record_id = record.rec_headers.get_header("WARC-Record-ID")
        self._exchanges += 1
        return LandedRef(self.uri, record_id)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._publication.discard()
            return
        with in_words(self.uri):
            try:
                self._end()
                self._publication.publish()
            finally:
                self._publication.discard()

    def _end(self) -> None:
        block = write_fields([(END, str(self._exchanges))])
        self._writer.write_record(
            self._writer.create_warc_record(
                "urn:wireroom:end",
                "metadata",
                payload=io.BytesIO(block),
                length=len(block),
                warc_content_type="application/warc-fields",
            )
        )
