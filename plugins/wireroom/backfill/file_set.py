"""Read a set of files and store their articles, with the line of each file in the ledger.

    units of the set ─▶ read each ─▶ transform its documents ─▶ batch ─┐ one transaction:
                                                                        ▼ articles and lines of the ledger
If it is killed and started again, it continues after the last document that was stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from wireroom.archive.files_origin import FilesOrigin
from wireroom.backfill.jobs import Filed, FileProblem
from wireroom.backfill.ledger_lines import UnitTally
from wireroom.backfill.load_archived import load_archived
from wireroom.backfill.read_so_far import ReadSoFar, SetProgress
from wireroom.backfill.transform_archived import ArchiveReading, transform_one
from wireroom.backfill.unit_reading import UnitReading
from wireroom.common.masking import masked
from wireroom.errors import StoreError
from wireroom.load import in_batches
from wireroom.models import ArchivedDocument, Clock, Counts, DayRange, LoadItem, PlannedWrite
from wireroom.normalize import load_language_model
from wireroom.runtime.document_budget import Watchdog
from wireroom.runtime.run_in_child import Tell, within_budget
from wireroom.settings import Settings
from wireroom.store.articles.search_index import index_search
from wireroom.store.backfills import begin_reading
from wireroom.store.connection import FILING, Connection, connect
from wireroom.store.ledger import PlannedUnit, note_position, note_units, units_of_set
from wireroom.store.runs import sign_of_life
from wireroom.stories.cluster_stories import cluster_filed
from wireroom.transform.site_boilerplate import SiteBoilerplate

_PER_UNIT = 1 << 32  # documents of a unit are numbered from its position times this
# A file of gigabytes may be read for a long time without a wanted article.
SILENT_FOR = timedelta(hours=2)
_SILENT = 100  # units in a row without an article, after which the ledger is written anyway


@dataclass(frozen=True, slots=True)
class FileSet:
    """The units to read, and how."""

    backfill_id: int
    number: int
    run_id: int
    origin: FilesOrigin
    window: DayRange | None = None


def file_set(
    settings: Settings,
    work: FileSet,
    *,
    clock: Clock,
    on_batch: Callable[[Counts], None] = lambda counts: None,
    on_read: Callable[[ReadSoFar], None] = lambda so_far: None,
) -> Filed:
    """Store what is left of a set; may be repeated.

    `on_batch` is called with the counts so far after each transaction, `on_read` every few seconds with the
    progress. Raises StoreError, after which a retry may succeed.
    """
    total = Counts()
    problems: dict[FileProblem, None] = {}
    notes: dict[str, None] = {}
    units = _begun(settings, work, clock())

    def hear(told: FileProblem | ReadSoFar | str | Counts) -> None:
        nonlocal total
        if isinstance(told, FileProblem):
            problems[told] = None
        elif isinstance(told, ReadSoFar):
            _note_position(settings, told, clock())
            on_read(told)
        elif isinstance(told, str):
            notes[told] = None
        else:
            total += told
            on_batch(total)

    def child(watch: Watchdog, tell: Tell) -> None:
        with connect(settings.database_url, limits=FILING) as conn:
            left = units_of_set(conn, work.backfill_id, work.number)  # an earlier child may have filed some
            _Reader(conn, settings, work, watch=watch, tell=tell, clock=clock).file(
                units, {unit.before.key: unit for unit in left}
            )
            index_search(conn)
            cluster_filed(conn, settings.story_days)

    load_language_model()  # once for all children: each took 0.4 CPU seconds to unpack it
    within_budget(settings.budget, child, hear)
    return Filed(total, tuple(problems), tuple(notes))


def _begun(settings: Settings, work: FileSet, now: datetime) -> tuple[PlannedUnit, ...]:
    """The units that are left of the set; its reading time counts from now on."""
    with connect(settings.database_url) as conn:
        begin_reading(conn, work.backfill_id, now=now)
        return units_of_set(conn, work.backfill_id, work.number)


def _note_position(settings: Settings, so_far: ReadSoFar, now: datetime) -> None:
    """Record the progress for display; if the database is not available, storing will report it, not this."""
    with suppress(StoreError), connect(settings.database_url) as conn:
        note_position(conn, so_far.key, so_far.position, now=now)


class _Reader:
    """Reads units and stores their articles, in the child process."""

    def __init__(
        self,
        conn: Connection,
        settings: Settings,
        work: FileSet,
        *,
        watch: Watchdog,
        tell: Tell,
        clock: Clock,
    ) -> None:
        self._conn, self._work = conn, work
        self._tell, self._clock = tell, clock
        self._tally = UnitTally()
        self._boilerplate = SiteBoilerplate(conn, clock)
        self._reading = ArchiveReading(conn, settings, watch, work.window, clock(), self._boilerplate)

    def file(self, units: Sequence[PlannedUnit], left: Mapping[bytes, PlannedUnit]) -> None:
        """Store those `units` that are `left`, in batches; documents are numbered by positions in `units`."""

        def on_written(writes: Sequence[PlannedWrite]) -> None:
            lines = self._tally.filed(writes)
            note_units(self._conn, lines, backfill_id=self._work.backfill_id, now=self._clock())

        for batch in in_batches(self._transformed(units, left)):
            sign_of_life(self._conn, self._work.run_id, self._clock(), alive_for=SILENT_FOR)
            self._tell(load_archived(self._conn, self._work.run_id, batch, on_written=on_written))
        on_written(())  # units at the end without an article
        self._boilerplate.save()
        self._conn.commit()

    def _transformed(
        self, units: Sequence[PlannedUnit], left: Mapping[bytes, PlannedUnit]
    ) -> Iterator[LoadItem]:
        silent, progress = 0, SetProgress(list(left.values()), self._tell)
        for place, unit in enumerate(units):
            if (found := left.get(unit.before.key)) is None:
                continue
            silent += 1
            for transformed in self._unit(place * _PER_UNIT, found, progress):
                silent = 0
                yield transformed
            progress.passed(found)
            if silent == _SILENT:
                silent = 0
                yield LoadItem()

    def _unit(self, first: int, unit: PlannedUnit, progress: SetProgress) -> Iterator[LoadItem]:
        """Read and transform what is not stored yet of a unit."""
        key = self._tally.begin(unit.before)
        reading = UnitReading(self._work.origin, unit, progress.heard)
        for bookmark, document in reading.documents():
            transformed = None
            for transformed in self._one(document, first + bookmark.documents, reading):
                self._tally.read(key, transformed)
                yield transformed
            self._tally.passed(key, bookmark, reading.left_out())
            if transformed is None:  # so that the ledger is written from time to time
                yield LoadItem()
        state, left_out, said = reading.ended()
        detail = masked(said)
        if detail and state != "refused":
            self._tell(detail if state == "done" else FileProblem(detail))
        elif reading.notes:  # a file refused may be read once its user says how
            self._tell(masked(reading.notes))
        self._tally.end(key, state, left_out, detail)

    def _one(
        self, document: ArchivedDocument | None, number: int, reading: UnitReading
    ) -> Iterator[LoadItem]:
        if document is None:
            return
        for transformed in transform_one(
            replace(self._reading, now=self._clock()),
            document,
            number,
            on_unread=reading.not_read,
            on_other_days=reading.of_other_days,
        ):
            reading.read(document, transformed)
            yield transformed
