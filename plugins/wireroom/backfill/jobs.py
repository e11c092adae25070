"""What the tasks of a day hand to each other; small, and plain enough for XCom."""

from __future__ import annotations

from dataclasses import dataclass

ORIGINS = ("landed", "rfc5005", "documents")


@dataclass(frozen=True, slots=True)
class Job:
    """One origin's part of a day."""

    origin: str
    name: str  # what the Airflow page calls the mapped task
    cost: str  # in words, said before it starts
    feed_ids: tuple[int, ...] = ()  # of `rfc5005`: those to walk; of `landed`: those to read, none: all
    place: str = ""  # of `documents`: folder, file or fsspec URL


@dataclass(frozen=True, slots=True)
class Gathered:
    """Where a job's bytes are: landing files, and of each the URLs that matter (none: all)."""

    job: Job
    files: tuple[tuple[str, tuple[str, ...]], ...] = ()
    problems: tuple[str, ...] = ()  # what could not be had; what was reached is in `files`
