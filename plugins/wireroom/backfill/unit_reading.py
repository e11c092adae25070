"""Read the documents of one file, and record how that ended; a bad file does not affect others."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from wireroom.archive.files_origin import Bookmark, FilesOrigin
from wireroom.backfill.transform_archived import NO_ARTICLE
from wireroom.common.masking import masked
from wireroom.common.text.counted import are, counted
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument, LoadItem
from wireroom.store.ledger import PlannedUnit

_UNREAD = {
    NO_ARTICLE: "documents without an article",
    "secret_missing": "documents of feeds whose secret is not set here",
    "too_slow": "documents whose reading took too long",
    "too_large": "documents whose reading takes too much memory",
}
_FAULT = "documents that a fault kept from being read"
_OTHER_DAYS = "articles of other days than were asked for, or of none"
_WRONG = {*_UNREAD.values(), _FAULT} - {_UNREAD[NO_ARTICLE]}

_log = logging.getLogger(__name__)


class UnitReading:
    """One reading of one file, from the document after the last that was stored."""

    def __init__(
        self,
        origin: FilesOrigin,
        unit: PlannedUnit,
        on_read: Callable[[UnitReading], None] = lambda reading: None,
    ) -> None:
        self._said: dict[str, None] = {}  # notes about the file
        place = replace(origin.place, note=lambda words: self._said.setdefault(words), on_read=self._came_to)
        self._origin, self.unit = replace(origin, place=place), unit
        self._on_read = on_read
        self.position = 0  # byte of the file that has been reached
        self.count = unit.before.documents  # documents so far
        self._state, self._detail = "done", ""
        self._left_out: Counter[str] = Counter()  # in this reading
        self._unread: Counter[str] = Counter()
        self._first_unread: dict[str, str] = {}
        self._brought = unit.before.entries
        self._ahead = 0

    def documents(self) -> Iterator[tuple[Bookmark, ArchivedDocument | None]]:
        """The documents, each with a bookmark after it. Errors in the file do not raise: see `ended`."""
        before = self.unit.before
        after = Bookmark(before.documents, before.bookmark)
        try:
            for bookmark, document in self._origin.read_on(self.unit.file, self._left_out, after):
                self.count = bookmark.documents
                yield bookmark, document
        except DocumentError as error:
            self._state, self._detail = error.state, str(error)
        except MemoryError:
            self._fails("reading it takes more memory than is allowed")
        except Exception as error:
            _log.exception("%s: a fault of Wireroom's while reading it", masked(self.unit.file.uri))
            self._fails(f"a fault of Wireroom's, please report it: {type(error).__name__}: {error}")

    def read(self, document: ArchivedDocument, transformed: LoadItem) -> None:
        """Count a part of a document that was transformed."""
        self._brought += len(transformed.articles) + len(transformed.rejections)
        self._ahead += _dated_ahead(document, transformed)

    def not_read(self, reason: str, words: str) -> None:
        """Count a document that was not read; `reason` as in `transform_one`."""
        name = _UNREAD.get(reason, _FAULT)
        self._unread[name] += 1
        self._first_unread.setdefault(name, words)

    def of_other_days(self, articles: int) -> None:
        """Count articles of a document that are outside the wanted days."""
        if articles:
            self._unread[_OTHER_DAYS] += articles

    def left_out(self) -> Counter[str]:
        """Reason → number left out so far, including earlier readings."""
        return Counter(self.unit.before.left_out) + self._left_out + self._unread

    def ended(self) -> tuple[str, Counter[str], str]:
        """The state of the file, what was left out of it by reason, and remarks in words."""
        left_out = self.left_out()
        wrong = {name: count for name, count in left_out.items() if name in _WRONG}
        if self._state == "done" and wrong:
            name = next(iter(wrong))
            why = f": {self._first_unread[name]}" if name in self._first_unread else ""
            self._state = "damaged"
            self._detail = f"{self.unit.file.uri}: {wrong[name]:,} {name}{why}; the others were stored"
        elif self._state == "done" and left_out[_UNREAD[NO_ARTICLE]] and not self._brought:
            self._state, self._detail = "refused", f"{self.unit.file.uri}: holds no article"
        elif self._ahead and not self._detail:
            self._detail = (
                f"{self.unit.file.name}: {counted(self._ahead, 'page')} "
                f"{are(self._ahead)} dated after the time of capture that "
                "it tells: it was written anew later, so the pages' own dates stand"
            )
        return self._state, left_out, "; ".join(filter(None, (self._detail, self.notes)))

    @property
    def notes(self) -> str:
        """What the origin noted about the file, in words."""
        return "; ".join(f"{self.unit.file.name}: {words}" for words in self._said)

    def _came_to(self, position: int) -> None:
        self.position = position
        self._on_read(self)

    def _fails(self, words: str) -> None:
        self._state, self._detail = "failed", f"{self.unit.file.uri}: {words}; what came before was stored"


def _dated_ahead(document: ArchivedDocument, transformed: LoadItem) -> int:
    """The number of pages in a rewritten archive dated after their capture (not refused: decision 0064)."""
    dates = (article.published.at for article in transformed.articles if article.published)
    return sum(document.is_rewritten and at is not None and at > document.captured_at for at in dates)
