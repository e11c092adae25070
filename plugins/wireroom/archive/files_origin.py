"""What origins of files share: the files at a place, each a unit of the ledger, read one after the other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import quote

from wireroom.archive.origin import Cost
from wireroom.archive.saved.saved_files import SavedFile, saved_files
from wireroom.common.masking import masked
from wireroom.common.text.counted import are, counted
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument, FileUnit

MAX_BYTES = 32 * 1024 * 1024  # of one document, unpacked


class Bookmark(NamedTuple):
    """How far a file was read."""

    documents: int = 0  # of it that came before: given, or the same as one that was given
    place: str = ""  # where the origin opens it to go on, in its own words; empty: at its start


@dataclass(frozen=True, slots=True)
class FilesOrigin(ABC):
    """Files at a place; a new kind says how one is read."""

    place: Place

    @abstractmethod
    def read(self, unit: FileUnit, left_out: Counter[str]) -> Iterator[ArchivedDocument]:
        """The documents of a file, always in the same order; `left_out` counts by reason what is none.

        Raises DocumentError where the file cannot be read, or after what is whole of it.
        """

    def read_on(
        self, unit: FileUnit, left_out: Counter[str], after: Bookmark
    ) -> Iterator[tuple[Bookmark, ArchivedDocument | None]]:
        """As `read`, of what lies behind `after`; `left_out` counts from there too.

        Each with how far the file is read once it is filed; None: so far without a document. An origin that
        can open a file in the middle says how; here it is read from its start.
        """
        for count, document in enumerate(self.read(unit, left_out), start=1):
            if count > after.documents:
                yield Bookmark(count), document
            else:
                left_out.clear()

    def unit(self, file: SavedFile) -> FileUnit:
        """The file as a unit: a folder that is moved holds other units."""
        name = quote(file.name, errors="surrogateescape")
        uri = file.path.as_uri()
        source = uri[: -len(name) - 1] if uri.endswith(f"/{name}") else self.place.path
        return FileUnit(source, name, uri, file.size, f"{file.size}-{file.stamp}")

    def is_wanted(self, file: SavedFile) -> bool:
        """By its name; it is not opened."""
        return True

    def list(self) -> Iterator[FileUnit]:
        """The files, by name; none is opened. Raises OriginError where the place cannot be listed."""
        found = others = 0
        first = ""
        for file in saved_files(self.place.path, self.place.origin):
            if file.trouble:
                self.place.refused(DocumentError(file.trouble, uri=file.path.as_uri()))
            elif self.is_wanted(file):
                found += 1
                yield self.unit(file)
            else:
                others, first = others + 1, first or file.name
        if others:
            self.place.note(f"{counted(others, 'file')} {are(others)} of another kind, by name ({first})")
        if not found:
            self.place.note(f"{masked(self.place.path)}: holds no file that `{self.place.origin}:` reads")

    def cost(self, day: date | None) -> Cost:
        """No requests; how many files, and their bytes, all of which are read whatever the day."""
        files = size = 0
        for file in saved_files(self.place.path, self.place.origin):
            if not file.trouble and self.is_wanted(file):
                files, size = files + 1, size + file.size
        return Cost(0, size, counted(files, "file"))

    def documents(self, day: date | None) -> Iterator[ArchivedDocument]:
        """Of all files; what a file left out, and what cannot be read, is told to the place."""
        for unit in self.list():
            left_out: Counter[str] = Counter()
            try:
                yield from self.read(unit, left_out)
            except DocumentError as error:
                self.place.refused(error)
            if left_out:
                reasons = ", ".join(f"{count:,} {reason}" for reason, count in left_out.most_common())
                self.place.note(f"{unit.name}: left out: {reasons}")


@dataclass(frozen=True, slots=True)
class Place:
    """Everything below `path`: a file, a folder or an fsspec URL such as `s3://bucket/saved/`.

    `refused` is told of each file that cannot be read, and the walk goes on; `note` hears in words what was
    left out as it should be, `on_read` at which byte of a file the reading is. `now` stands for the time of
    capture where the storage keeps none.
    """

    path: str
    refused: Callable[[DocumentError], None]
    now: datetime
    note: Callable[[str], None] = lambda words: None
    on_read: Callable[[int], None] = lambda position: None
    hosts: tuple[str, ...] = ()  # pages of these hosts and those below them; none: all
    max_bytes: int = MAX_BYTES
    origin: str = "documents"  # whose place it is, for what is said of it
    window: tuple[date, date] | None = None  # first and last day, of an origin whose files go by days
    kept: dict[str, object] = field(default_factory=dict, compare=False)  # of it, from file to file
