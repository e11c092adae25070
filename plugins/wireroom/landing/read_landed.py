"""Read the exchanges of a landing file in order, or a single body by its URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from upath import UPath

from wireroom.common.storage_errors import landing_errors
from wireroom.errors import LandingError
from wireroom.landing.exchange_fields import OURS, Headers, exchange_of, read_fields, received_headers
from wireroom.landing.landing_writer import END
from wireroom.models import Landed, LandedRef

_Answer = tuple[str, Headers, bytes]  # record id, headers as received, body


def read_landed(uri: str) -> Iterator[Landed]:
    """Every exchange that `LandingWriter` wrote; records of other origin are skipped.

    Of a damaged or truncated file everything complete is yielded first, then LandingError is raised, so that
    the caller can keep that but knows that something is missing.
    """
    with landing_errors(uri), closing(UPath(uri).open("rb")) as stream:
        yield from (landed for _, landed in _exchanges(uri, ArchiveIterator(stream, parse_http=False)))


class LandedBodies:
    """Finds bodies in landing files by URL: a file is scanned once, then read where the body begins."""

    def __init__(self) -> None:
        self._places: dict[str, dict[str, int]] = {}  # file → URL → where its last answer begins

    def body(self, uri: str, url: str) -> bytes | None:
        """The last body for `url` in the file at `uri`; None if the file is gone or does not have it."""
        with suppress(LandingError):
            place = self._places_in(uri).get(url)
            if place is None:
                return None
            with landing_errors(uri), closing(UPath(uri).open("rb")) as stream:
                stream.seek(place)
                for _, landed in _exchanges(uri, ArchiveIterator(stream, parse_http=False)):
                    return landed.exchange.body or None
        return None

    def _places_in(self, uri: str) -> dict[str, int]:
        if uri not in self._places:
            places = self._places[uri] = {}  # of a damaged file, what is complete
            with suppress(LandingError), landing_errors(uri), closing(UPath(uri).open("rb")) as stream:
                for place, landed in _exchanges(uri, ArchiveIterator(stream, parse_http=False)):
                    if landed.exchange.has_document:
                        places[landed.exchange.url] = place
        return self._places[uri]


def _exchanges(uri: str, records: ArchiveIterator) -> Iterator[tuple[int, Landed]]:
    """Each exchange with the position in the file at which it begins."""
    answer: _Answer = ("", (), b"")
    ours = ended = False
    record, begins = None, 0
    for record in records:
        block = record.reader.read()
        if len(block) != record.content_length:
            raise LandingError("ends in the middle of a record; what came before it is whole", uri=uri)
        if record.record_type in (WarcRecordType.response, WarcRecordType.revisit):
            answer, begins = _answer(record.record_id or "", block), record.stream_pos
        elif record.record_type == WarcRecordType.warcinfo:
            ours = ours or block.startswith(b"software: Wireroom/")
        elif record.record_type == WarcRecordType.metadata:
            ended = ended or block.startswith(END.encode())
            landed = _landed(uri, record, block, answer)
            if landed is not None:
                yield begins, landed
    if record is None or (ours and not ended):
        raise LandingError("is cut short: its last record is missing; what came before is whole", uri=uri)


def _landed(uri: str, record: WarcRecord, block: bytes, answer: _Answer) -> Landed | None:
    """The exchange of a metadata record; None if it was not written by us."""
    if not block.startswith(OURS.encode()):
        return None
    _, headers, body = answer if answer[0] == record.headers.get("WARC-Concurrent-To") else ("", (), b"")
    try:
        exchange = exchange_of(read_fields(block), headers, body)
    except (ValueError, KeyError) as error:
        raise LandingError(f"record {record.record_id} is damaged: {error}", uri=uri) from error
    return Landed(exchange, LandedRef(uri, record.record_id or ""))


def _answer(record_id: str, block: bytes) -> _Answer:
    head, _, body = block.partition(b"\r\n\r\n")
    return record_id, received_headers(head.split(b"\r\n")[1:]), body
