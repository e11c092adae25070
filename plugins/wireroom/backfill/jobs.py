"""What the tasks of a day hand to each other; small, and plain enough for XCom but for the allowance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from wireroom.common.masking import masked
from wireroom.common.text.counted import size_in_words
from wireroom.errors import OriginError
from wireroom.models import Action, Counts


@dataclass(frozen=True, slots=True)
class Job:
    """One origin's part of a day."""

    origin: str  # its name in the register
    name: str  # what the Airflow page calls the mapped task
    requests: int | None = None  # to other people's servers; None: unknown before it is done
    size: int | None = None  # bytes to read, likewise
    note: str = ""  # what the two rest on, in words
    feed_ids: tuple[int, ...] = ()  # to walk, or to read of what was landed; there none means all
    place: str = ""  # of an origin that reads files: folder, file or fsspec URL

    @property
    def cost(self) -> str:
        """In words, said before it starts."""
        return cost_in_words(self.requests, self.size, self.note)


def cost_in_words(requests: int | None, size: int | None, note: str = "") -> str:
    """Requests and bytes as people read them; what is not known is called unknown."""
    asked = "unknown" if requests is None else f"{requests:,}"
    read = "unknown" if size is None else size_in_words(size)
    return f"requests: {asked}, to read: {read}" + (f" ({note})" if note else "")


class Allowance:
    """Requests that may still be made to other people's servers, shared by all walks of a command."""

    def __init__(self, most: int | None = None) -> None:
        self.most = most  # None: no limit
        self.made = 0

    @property
    def is_spent(self) -> bool:
        """None may be made any more."""
        return self.most is not None and self.made >= self.most

    def take(self, origin: str) -> None:
        """One request is made. Raises OriginError where none may be: what was read before is kept."""
        if self.is_spent:
            raise OriginError(f"the limit of {self.most:,} requests is reached", origin=origin)
        self.made += 1


@dataclass(frozen=True, slots=True)
class FeedWalk:
    """What walking one feed's past came to."""

    feed_id: int
    requests: int = 0  # to other people's servers
    size: int = 0  # bytes that they sent
    failure: str = ""  # what could not be had, in words
    uncovered: str = ""  # why the origin does not reach the day, in words; nothing is wrong
    left_out: dict[str, int] = field(default_factory=dict)  # reason → how many
    cpu_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Gathered:
    """Where a job's bytes are: landing files, and of each the URLs that matter (none: all)."""

    job: Job
    files: tuple[tuple[str, tuple[str, ...]], ...] = ()
    problems: tuple[str, ...] = ()  # what could not be had; what was reached is in `files`
    walks: tuple[FeedWalk, ...] = ()
    notes: tuple[str, ...] = ()  # what there is to say besides

    @property
    def left_out(self) -> Counter[str]:
        """Of all walks: reason → how many."""
        return sum((Counter(walk.left_out) for walk in self.walks), Counter[str]())


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something that could not be read, in words; the rest was filed."""

    words: str
    feed_id: int = 0  # whose it was; 0: nobody knows

    def __post_init__(self) -> None:
        """Addresses of files may hold passwords and tokens: no words of it show them."""
        object.__setattr__(self, "words", masked(self.words))


Hear = Callable[[FileProblem | str], None]  # a problem, or a note on what was left out as it should be
Window = tuple[date, date]  # first and last day, UTC


class Filed(NamedTuple):
    """What came in, what could not be read, and what there is to say besides."""

    counts: Counts
    problems: tuple[FileProblem, ...]
    notes: tuple[str, ...] = ()


ByFeed = Counter[tuple[int, Action]]  # feed and what became of its articles → how many; feed 0: of none
