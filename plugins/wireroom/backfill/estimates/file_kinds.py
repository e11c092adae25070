"""Files, or the members of one, by kind, with some of each drawn by lot; and what was seen in these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Generic, NamedTuple, Protocol, TypeVar

_DRAWN = 3  # of a kind
_AS_BYTES = 20_000  # what it costs to read a file, however small
_FILING = 0.002  # CPU seconds to store an article, which is not part of a look
_ENDING = re.compile(r"\.([0-9a-z]{1,8})(?:\.(?:gz|bz2|xz))?$", re.I)

KindName = tuple[str, int]


class _Named(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int: ...


F = TypeVar("F", bound=_Named)


@dataclass
class FileKind(Generic[F]):
    """Files with the same ending, whose sizes have the same number of digits."""

    ending: str
    digits: int
    files: int = 0
    size: int = 0
    some: list[F] = field(default_factory=list)

    @property
    def name(self) -> KindName:
        """By which it is known."""
        return self.ending, self.digits


class FileKinds(Generic[F]):
    """The files to read, by kind; its size does not depend on the number of files."""

    def __init__(self) -> None:
        self._kinds: dict[KindName, FileKind[F]] = {}
        self._draw = Random(0)  # noqa: S311 - which files are looked into is no secret

    def add(self, file: F) -> None:
        """Add a file; each file of a kind has the same chance of being drawn."""
        found = _ENDING.search(file.name)
        name = found[1].lower() if found else "", len(str(file.size))
        kind = self._kinds.setdefault(name, FileKind(*name))
        kind.files, kind.size = kind.files + 1, kind.size + file.size
        if len(kind.some) < _DRAWN:
            kind.some.append(file)
        elif (place := self._draw.randrange(kind.files)) < _DRAWN:
            kind.some[place] = file

    def largest(self) -> list[FileKind[F]]:
        """The kinds, those with the most to read first."""
        return sorted(self._kinds.values(), key=lambda kind: -kind.size - _AS_BYTES * kind.files)


class Sample(NamedTuple):
    """What files hold, as far as a look tells."""

    files: int = 0
    size: int = 0  # bytes
    documents: float = 0.0
    articles: float = 0.0
    cpu_seconds: float = 0.0  # to read and transform them

    def __add__(self, more: tuple[object, ...]) -> Sample:
        """The sum of two samples, field by field."""
        return Sample(*(mine + other for mine, other in zip(self, more, strict=True)))  # type: ignore[operator,arg-type]

    def like(self, files: int, size: int) -> Sample:
        """What so many files of this size hold if they are as these are: of single documents by number."""
        by_number = self.documents <= self.files
        times = files / max(self.files, 1) if by_number else size / max(self.size, 1)
        return Sample(files, size, self.documents * times, self.articles * times, self.cpu_seconds * times)

    @property
    def cpu_to_store(self) -> float:
        """CPU seconds to read, transform and store everything."""
        return self.cpu_seconds + self.articles * _FILING


def nearest(samples: Mapping[KindName, Sample], kind: KindName) -> Sample | None:
    """The sample of the kind; if it was not reached, that of files a digit of size larger or smaller.

    None if there is none, or a look could not tell.
    """
    ending, digits = kind
    of = (kind,) if kind in samples else ((ending, digits - 1), (ending, digits + 1))
    return next((sample for name in of if (sample := samples.get(name)) and sample.files), None)
