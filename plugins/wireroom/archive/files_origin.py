"""What origins of files share: the files at a place, each a unit of the ledger, read one after the other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, NamedTuple, cast
from urllib.parse import quote

from wireroom.archive.origin import Cost
from wireroom.archive.saved.saved_files import SavedFile, local_path, saved_files
from wireroom.common.masking import masked
from wireroom.common.text.counted import are, counted
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument, FileUnit

_TOLD = "told once"  # what `Place.kept` calls it
MAX_BYTES = 32 * 1024 * 1024  # of one document, unpacked


class Bookmark(NamedTuple):
    """How far a file was read."""

    documents: int = 0  # of it that came before: given, or the same as one that was given
    place: str = ""  # where the origin opens it to go on, in its own words; empty: at its start


class FilePart(NamedTuple):
    """A file, or a member of one that can be read by itself."""

    name: str
    size: int  # bytes that it takes in the file
    place: str = ""  # of the bookmark at which reading begins
    begins: int = 0  # byte of the file


@dataclass(frozen=True, slots=True)
class FilesOrigin(ABC):
    """The files at a place; each kind of file has a subclass that reads it."""

    place: Place
    usual_size: ClassVar[int] = 0  # bytes of a file whose size nobody tells, to divide them by; never said

    @abstractmethod
    def read(self, unit: FileUnit, left_out: Counter[str]) -> Iterator[ArchivedDocument]:
        """The documents of a file, always in the same order.

        `left_out` counts what is no document, by reason. Raises DocumentError if the file cannot be read, or
        after what is complete of it.
        """

    def read_on(
        self, unit: FileUnit, left_out: Counter[str], after: Bookmark
    ) -> Iterator[tuple[Bookmark, ArchivedDocument | None]]:
        """As `read`, but only what follows `after`; `left_out` counts from there too.

        Each document comes with the bookmark to continue after it; None instead of a document only moves the
        bookmark. Subclasses that can open a file in the middle override this, which reads from the start.
        """
        for count, document in enumerate(self.read(unit, left_out), start=1):
            if count > after.documents:
                yield Bookmark(count), document
            else:
                left_out.clear()

    def parts(self, unit: FileUnit) -> list[FilePart]:
        """The members of a file that may hold documents, if reading can begin at each; else none."""
        return []

    def unit(self, file: SavedFile) -> FileUnit:
        """The file as a unit of the ledger; in a folder that was moved, files are other units."""
        name = quote(file.name, errors="surrogateescape")
        uri = file.path.as_uri()
        source = uri[: -len(name) - 1] if uri.endswith(f"/{name}") else self.place.path
        return FileUnit(source, name, uri, file.size, f"{file.size}-{file.stamp}")

    def is_wanted(self, file: SavedFile) -> bool:
        """Whether a file is to be read, by its name."""
        return True

    def list(self) -> Iterator[FileUnit]:
        """The files, by name, without opening them. Raises OriginError if the place cannot be listed."""
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
        """Number and bytes of the files, which are all read for any day; no requests."""
        files = size = 0
        for file in saved_files(self.place.path, self.place.origin):
            if not file.trouble and self.is_wanted(file):
                files, size = files + 1, size + file.size
        return Cost(0, self.told_size(size, files), counted(files, "file"))

    def told_size(self, size: int, files: int) -> int | None:
        """The bytes of so many files; None where they lie on a server that tells no sizes."""
        return size if size or not files or local_path(self.place.path) is not None else None

    def documents(self, day: date | None) -> Iterator[ArchivedDocument]:
        """The documents of all files; what is left out or cannot be read is reported to the place."""
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
    """A file, a folder, or an fsspec URL such as `s3://bucket/saved/`, with everything below it.

    `refused` is called for each file that cannot be read, and the walk goes on; `note` with what was rightly
    left out, in words; `on_read` with the position in a file. `now` is used as the time of capture if the
    storage has none.
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


class MemberNotes:
    """Notes on a file, or on the member called `name` of one."""

    def __init__(self, place: Place, name: str) -> None:
        self._note, self._name = place.note, name
        self._told = cast("set[str]", place.kept.setdefault(_TOLD, set()))
        self._has_large = False

    def say(self, words: str) -> None:
        """In any case."""
        self._note(f"{self._name}: {words}" if self._name else words)

    def once(self, words: str) -> None:
        """Of the first file of which it is true: an export may have thousands alike."""
        if words not in self._told:
            self._told.add(words)
            self.say(words)

    def of_large(self, words: str) -> None:
        """Of the first row of the file that is too large: how many there are is counted."""
        if not self._has_large:
            self._has_large = True
            self.say(words)
