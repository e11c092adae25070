"""Read saved files and store all their articles; each file is read once, whatever days it holds.

plan_files ─▶ units that are to be read, in sets ─▶ file_set for each: by a task, or all by file_planned
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from wireroom.backfill.estimates.expect_files import expect_files
from wireroom.backfill.estimates.experience import NOTHING_READ, Expected
from wireroom.backfill.estimates.file_kinds import FileKinds
from wireroom.backfill.file_set import SILENT_FOR, FileSet, file_set
from wireroom.backfill.jobs import Filed, FileProblem
from wireroom.backfill.origins import article_window, open_files, wanted_part
from wireroom.backfill.plan_day import finish_day
from wireroom.backfill.read_so_far import ReadSoFar
from wireroom.common.text.counted import are, counted, were
from wireroom.errors import OriginError, StoreError
from wireroom.models import BackfillRequest, Clock, Counts, FileUnit
from wireroom.runtime.run_ends import close_dead_runs, remark_on_nothing
from wireroom.settings import Settings
from wireroom.store.backfills import end_reading, left_out, note_estimate, open_backfill
from wireroom.store.connection import Connection, connect
from wireroom.store.ledger import UnitSet, divide_units, plan_units, sets_of_backfill
from wireroom.store.runs import close_run, open_run, run_refused

MAX_SETS = 32
STOPPED_WHILE_PLANNING = "stopped before all files were listed"
_SET_BYTES = 256 * 1024 * 1024
_REFUSED_NAMED = 3  # rejected entries that are named; all are in news.rejected
_SET_FILES = 5_000


@dataclass(frozen=True, slots=True)
class FilesPlan:
    """What a backfill of files will read, in sets; files read before are left out unless asked for again."""

    request: BackfillRequest
    backfill_id: int
    run_id: int
    found: int  # files at the place
    elsewhere: int  # those of them that another backfill is reading
    sets: tuple[UnitSet, ...]
    problems: tuple[str, ...] = ()  # what must not be read, or was damaged when it was read; in words
    notes: tuple[str, ...] = ()
    expected: Expected = NOTHING_READ

    @property
    def files(self) -> int:
        """Number of files to read."""
        return sum(each.units for each in self.sets)

    @property
    def size(self) -> int:
        """Bytes of the files to read."""
        return sum(each.size for each in self.sets)


def plan_files(
    settings: Settings,
    request: BackfillRequest,
    *,
    key: str,
    now: datetime,
    again: bool = False,
    process: str | None = None,
    max_sets: int = 1,
) -> FilesPlan:
    """Record which files are to be read: those at the place that the ledger does not have as read.

    `again`: all of them. The same key continues the same backfill. `process` does the whole run, if one does.
    Raises ConfigurationError if the origin reads no files, OriginError if the place cannot be listed.
    """
    problems, notes = list[str](), list[str]()
    files = open_files(request, now=now, refused=problems, notes=notes)
    with connect(settings.database_url) as conn:
        lease = SILENT_FOR if process else timedelta(days=1)
        run_id = open_run(conn, "backfill", key, now, alive_for=lease, process=process)
        close_dead_runs(settings, conn, run_id, now)
        backfill_id = open_backfill(conn, key, request, now=now, run_id=run_id)
        kinds = FileKinds[FileUnit]()
        plan = partial(plan_units, conn, backfill_id=backfill_id, now=now, again=again)
        with _closed_on_error(settings, run_id, now):
            found, elsewhere, damaged = plan(files.list(), wanted_part(request), on_planned=kinds.add)
            remark_on_nothing(conn, run_id, "" if found else "; ".join(notes))
            sets = _divided(conn, backfill_id, max_sets, files.usual_size)
            expected = _noted(conn, backfill_id, sets, expect_files(settings, conn, files, kinds, request))
    # A second run that read nothing would turn the first one's failure into a success.
    problems += [_damaged(units, earlier) for earlier, units in damaged.items()]
    said = tuple(problems), tuple(notes)
    return FilesPlan(request, backfill_id, run_id, found, elsewhere, sets, *said, expected)


@contextmanager
def _closed_on_error(settings: Settings, run_id: int, now: datetime) -> Iterator[None]:
    """Close the run if its files cannot be listed, or the process is ended while it lists them."""
    try:
        yield
    except (OriginError, KeyboardInterrupt, SystemExit) as error:
        failure = str(error) if isinstance(error, OriginError) else STOPPED_WHILE_PLANNING
        # The planning's own connection may be in the middle of a statement.
        with suppress(StoreError), connect(settings.database_url) as conn:
            close_run(conn, run_id, now, Counts(), failure=failure)
        raise


def _damaged(units: int, earlier: int | None) -> str:
    says = f"`wireroom backfill status {earlier}` says what" if earlier else "see news.backfill_units"
    return f"{counted(units, 'file')} read before {are(units)} damaged: {says}; mended, it is read again"


def _noted(conn: Connection, backfill_id: int, sets: tuple[UnitSet, ...], expected: Expected) -> Expected:
    """Record the estimate with the backfill, for comparison with the result, and return it."""
    estimate = {
        "files": sum(each.units for each in sets),
        "bytes": sum(each.size for each in sets) or None,  # of servers that tell none, unknown
        "articles": expected.articles,
        "cpu_seconds": expected.cpu_seconds,
    }
    note_estimate(conn, backfill_id, estimate)
    return expected


def _divided(conn: Connection, backfill_id: int, max_sets: int, usual_size: int) -> tuple[UnitSet, ...]:
    """Divide the units into at most `max_sets` sets, according to the amount of work."""
    left = sets_of_backfill(conn, backfill_id)
    files, size = sum(each.units for each in left), sum(each.size for each in left)
    size = size or files * usual_size
    wished = min(max_sets, files, max(-(-size // _SET_BYTES), -(-files // _SET_FILES)))
    return divide_units(conn, backfill_id, max(wished, 1))


def file_planned(
    settings: Settings,
    plan: FilesPlan,
    *,
    clock: Clock,
    on_batch: Callable[[Counts], None] = lambda counts: None,
    on_read: Callable[[ReadSoFar], None] = lambda so_far: None,
) -> Filed:
    """Store the articles of the planned files, of the days asked for, and close the run.

    What cannot be read is a problem in the result.
    """
    filed = Filed(Counts(), tuple(FileProblem(words) for words in plan.problems), plan.notes)
    failure = "it ended early; `wireroom backfill resume` goes on"
    try:
        for each in plan.sets:
            opened = open_files(plan.request, now=clock())
            work = FileSet(plan.backfill_id, each.number, plan.run_id, opened, article_window(plan.request))
            more = file_set(settings, work, clock=clock, on_batch=on_batch, on_read=on_read)
            filed = Filed(
                filed.counts + more.counts, filed.problems + more.problems, filed.notes + more.notes
            )
        filed = Filed(filed.counts, filed.problems, (*filed.notes, *notes_on(settings, plan)))
        failure = "; ".join(problem.words for problem in filed.problems)
    finally:
        with connect(settings.database_url) as conn:
            end_reading(conn, plan.backfill_id)
        brought = finish_day(settings, run_id=plan.run_id, counts=filed.counts, failure=failure, now=clock())
    return Filed(brought, filed.problems, filed.notes)


def notes_on(settings: Settings, plan: FilesPlan) -> tuple[str, ...]:
    """What was left out and why, and how many files were read before; in words."""
    with connect(settings.database_url) as conn:
        reasons = left_out(conn, plan.backfill_id)
        refused = run_refused(conn, plan.run_id, _REFUSED_NAMED)
    notes = [f"left out: {count:,} {reason} ({example})" for reason, (count, example) in reasons.items()]
    notes += [f"rejected: {entry.words}" for entry in refused]
    if plan.elsewhere:
        notes.append(
            f"{plan.elsewhere:,} of {counted(plan.found, 'file')} {are(plan.elsewhere)} being read by "
            "another backfill: `wireroom backfill status` says how far it is"
        )
    if known := plan.found - plan.files - plan.elsewhere:
        notes.append(
            f"{known:,} of {counted(plan.found, 'file')} {were(known)} read before; --again reads all of them"
        )
    return tuple(notes)
