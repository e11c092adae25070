"""Values that the tasks of a day pass to each other; all but the allowance are small enough for XCom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from wireroom.common.masking import masked
from wireroom.common.text.counted import size_in_words
from wireroom.errors import OriginError
from wireroom.models import Action, Counts


@dataclass(frozen=True, slots=True)
class DayRequest:
    """What is asked for of a day: of which origins, and of which feeds or from which place."""

    day: date | None  # None: all days
    origins: Sequence[str]
    match: str = ""  # selects feeds, for origins that have feeds
    place: str | None = None  # where origins of files find them
    full_text: bool = False  # whether fetch_pages fetches the pages of new articles


@dataclass(frozen=True, slots=True)
class Job:
    """One origin's part of a day."""

    origin: str  # its name in the register
    name: str  # name of the mapped task in Airflow
    requests: int | None = None  # to other people's servers; None: unknown before it is done
    size: int | None = None  # bytes to read, likewise
    note: str = ""  # what the two are based on, in words
    feed_ids: tuple[int, ...] = ()  # to walk, or to read from landing files, where none means all
    place: str = ""  # for origins that read files: folder, file or fsspec URL

    @property
    def cost(self) -> str:
        """The estimated cost in words."""
        return cost_in_words(self.requests, self.size, self.note)


def cost_in_words(requests: int | None, size: int | None, note: str = "") -> str:
    """Requests and bytes in words; None is shown as unknown."""
    asked = "unknown" if requests is None else f"{requests:,}"
    read = "unknown" if size is None else size_in_words(size)
    return f"requests: {asked}, to read: {read}" + (f" ({note})" if note else "")


class Allowance:
    """A limit on the requests to other people's servers, shared by all walks of a command."""

    def __init__(self, most: int | None = None) -> None:
        self.most = most  # None: no limit
        self.made = 0

    @property
    def is_spent(self) -> bool:
        """Whether no more requests may be made."""
        return self.most is not None and self.made >= self.most

    def take(self, origin: str) -> None:
        """Count one request. Raises OriginError if no more may be made."""
        if self.is_spent:
            raise OriginError(f"the limit of {self.most:,} requests is reached", origin=origin)
        self.made += 1


@dataclass(frozen=True, slots=True)
class FeedWalk:
    """The result of walking one feed's archive."""

    feed_id: int
    requests: int = 0  # to other people's servers
    size: int = 0  # bytes that they sent
    failure: str = ""  # what could not be fetched, in words
    uncovered: str = ""  # why the origin does not cover the day, in words; not a failure
    left_out: dict[str, int] = field(default_factory=dict)  # reason → how many
    cpu_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Gathered:
    """Where the documents of a job are: landing files, and the URLs to read from each."""

    job: Job
    files: tuple[tuple[str, tuple[str, ...]], ...] = ()
    problems: tuple[str, ...] = ()  # what could not be fetched; the rest is in `files`
    walks: tuple[FeedWalk, ...] = ()
    notes: tuple[str, ...] = ()  # other remarks
    uncovered: str = ""  # why nothing was there for this day, in words; not a failure

    @property
    def left_out(self) -> Counter[str]:
        """Reason → number of documents left out, over all walks."""
        return sum((Counter(walk.left_out) for walk in self.walks), Counter[str]())


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something that could not be read, in words; the rest was stored."""

    words: str
    feed_id: int = 0  # the feed it belongs to; 0: unknown

    def __post_init__(self) -> None:
        """Mask passwords and tokens in the words, which may contain URLs of files."""
        object.__setattr__(self, "words", masked(self.words))


Hear = Callable[[FileProblem | str], None]  # called with a problem, or a note on what was rightly left out


@dataclass(frozen=True, slots=True)
class LoadedDay:
    """What a day came to, over all its jobs."""

    counts: Counts
    problems: Sequence[str] = ()
    requests: int = 0
    cpu_seconds: float = 0.0
    left_out: Mapping[str, int] = field(default_factory=dict)  # reason → how many
    sources: int = 0  # that were there to be asked


class Filed(NamedTuple):
    """What was stored, what could not be read, and other remarks."""

    counts: Counts
    problems: tuple[FileProblem, ...]
    notes: tuple[str, ...] = ()
    nothing: str = ""  # why there was nothing to read, in words


ByFeed = Counter[tuple[int, Action]]  # feed id (0: no feed) and action → number of articles
