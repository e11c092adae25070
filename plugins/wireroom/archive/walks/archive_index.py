"""What is known of a feed's archive documents, so that the next day's run need not fetch them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

PAGE_LIFETIME = timedelta(hours=1)  # what a page holds moves on as new entries come (RFC 5005 §3)


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """One archive document or page: the dates it spans and where it leads."""

    url: str
    fetched_at: datetime
    oldest: datetime | None = None  # of its entries; None: no entry with a date
    newest: datetime | None = None
    older: str | None = None  # prev-archive or next: the document after this one on the way into the past
    permanent: bool = False  # an archive document, which must not change (RFC 5005 §4)
    size: int = 0  # bytes
    landed_uri: str | None = None  # where its bytes were kept
    origin: str = "rfc5005"  # whose walk found it

    def may_hold(self, start: datetime, end: datetime) -> bool:
        """Whether its span overlaps [start, end); True if the span is unknown."""
        return self.oldest is None or self.newest is None or (self.oldest < end and self.newest >= start)


class ArchiveIndex:
    """Known documents by URL.

    Passed in and out of a run, and stored in between by `to_rows` and `from_rows`.
    """

    def __init__(self, documents: Iterable[IndexedDocument] = ()) -> None:
        self._documents = {document.url: document for document in documents}

    def __iter__(self) -> Iterator[IndexedDocument]:
        return iter(self._documents.values())

    def __len__(self) -> int:
        return len(self._documents)

    def note(self, document: IndexedDocument) -> None:
        """Record `document`; keeps where an earlier version of it was landed."""
        known = self._documents.get(document.url)
        if known and not document.landed_uri:
            document = replace(document, landed_uri=known.landed_uri)
        self._documents[document.url] = document

    def note_landed(self, url: str, landed_uri: str) -> None:
        """Record where the bytes of `url` were landed."""
        if url in self._documents:
            self._documents[url] = replace(self._documents[url], landed_uri=landed_uri)

    def find(self, url: str, now: datetime) -> IndexedDocument | None:
        """The document at `url` if it is known and not outdated at `now`, else None."""
        document = self._documents.get(url)
        if document is None or document.permanent:
            return document
        return document if now - document.fetched_at < PAGE_LIFETIME else None

    def to_rows(self, urls: Iterable[str] | None = None) -> dict[str, dict[str, Any]]:
        """URL → fields of the document, for `urls` or for all."""
        wanted = self._documents if urls is None else urls
        return {url: asdict(self._documents[url]) for url in wanted if url in self._documents}

    @classmethod
    def from_rows(cls, rows: Mapping[str, Mapping[str, Any]]) -> ArchiveIndex:
        """The index from the result of `to_rows`."""
        return cls(IndexedDocument(**row) for row in rows.values())
