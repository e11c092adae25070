"""A file in, its documents out, whatever is in it, and how its reading ended: it ends no other's."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator

from wireroom import store
from wireroom.archive import FilesOrigin
from wireroom.backfill.transform_archived import NO_ARTICLE
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument
from wireroom.transform.transform_landed import Transformed

_UNREAD = {
    NO_ARTICLE: "documents without an article",
    "secret_missing": "documents of feeds whose secret is not set here",
    "too_slow": "documents whose reading took too long",
    "too_large": "documents whose reading takes too much memory",
}
_FAULT = "documents that a fault kept from being read"

_log = logging.getLogger(__name__)


class UnitReading:
    """One reading of one file, from the document after the last that was filed."""

    def __init__(self, origin: FilesOrigin, unit: store.PlannedUnit) -> None:
        self._origin, self._unit = origin, unit
        self._state, self._detail = "done", ""
        self._left_out: Counter[str] = Counter()  # counted anew by each reading
        self.unread = Counter(unit.before.left_out)  # of documents that were passed, kept between readings
        self._first_unread: dict[str, str] = {}
        self._brought = unit.before.entries
        self._ahead = 0

    def documents(self) -> Iterator[tuple[int, ArchivedDocument]]:
        """With their places in the file. Never raises what a file can cause: see `ended`."""
        try:
            for place, document in enumerate(self._origin.read(self._unit.file, self._left_out)):
                if place >= self._unit.before.documents:
                    yield place, document
        except DocumentError as error:
            self._state, self._detail = error.state, str(error)
        except MemoryError:
            self._fails("reading it takes more memory than is allowed")
        except Exception as error:
            _log.exception("%s: a fault of Wireroom's while reading it", self._unit.file.uri)
            self._fails(f"a fault of Wireroom's, please report it: {type(error).__name__}: {error}")

    def read(self, document: ArchivedDocument, transformed: Transformed) -> None:
        """A part of the document was transformed."""
        self._brought += len(transformed.articles) + len(transformed.rejections)
        self._ahead += _dated_ahead(document, transformed)

    def not_read(self, reason: str, words: str) -> None:
        """A document was passed over; `reason` by name."""
        name = _UNREAD.get(reason, _FAULT)
        self.unread[name] += 1
        self._first_unread.setdefault(name, words)

    def ended(self) -> tuple[str, Counter[str], str]:
        """The state of the file, what was left out of it by reason, and what is to be said of it in words."""
        wrong = {name: count for name, count in self.unread.items() if name != _UNREAD[NO_ARTICLE]}
        if self._state == "done" and wrong:
            name = next(iter(wrong))
            why = f": {self._first_unread[name]}" if name in self._first_unread else ""
            self._state = "damaged"
            self._detail = f"{self._unit.file.uri}: {wrong[name]:,} {name}{why}; the others were filed"
        elif self._state == "done" and self.unread and not self._brought:
            self._state, self._detail = "refused", f"{self._unit.file.uri}: holds no article"
        elif self._ahead and not self._detail:
            self._detail = (
                f"{self._unit.file.name}: {self._ahead:,} pages are dated after the time of capture that "
                "it tells: it was written anew later, so their own dates stand"
            )
        return self._state, self._left_out + self.unread, self._detail

    def _fails(self, words: str) -> None:
        self._state, self._detail = "failed", f"{self._unit.file.uri}: {words}; what came before was filed"


def _dated_ahead(document: ArchivedDocument, transformed: Transformed) -> int:
    """Pages of a rewritten archive that say a date after their capture: told, not refused (decision 0064)."""
    dates = (article.published.at for article in transformed.articles if article.published)
    return sum(document.is_rewritten and at is not None and at > document.captured_at for at in dates)
