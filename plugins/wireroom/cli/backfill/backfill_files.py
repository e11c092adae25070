"""`wireroom backfill` of files: read once, with progress; Ctrl-C keeps what was read."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from wireroom.backfill.estimates.expect_files import price_place
from wireroom.backfill.origins import size_told
from wireroom.backfill.plan_files import FilesPlan, file_planned, plan_files
from wireroom.backfill.read_so_far import Pace, ReadSoFar
from wireroom.cli.console import counts_in_words, say_stopped
from wireroom.common.masking import masked
from wireroom.common.text.counted import counted, size_in_words
from wireroom.errors import StoreError
from wireroom.models import BackfillRequest, Clock, Counts
from wireroom.runtime.this_process import ending_on_sigterm, this_process
from wireroom.settings import Settings
from wireroom.store.backfills import Backfill, backfills
from wireroom.store.connection import connect


def absolute(place: str) -> str:
    """So that `resume` finds it from another folder too."""
    is_path = bool(place) and len(urlsplit(place).scheme) <= 1
    return str(Path(place).absolute()) if is_path else place


def plan(settings: Settings, request: BackfillRequest, *, now: datetime) -> None:
    """Files, bytes, how many of them were read before, and what is expected; nothing is written."""
    told = price_place(settings, request, now=now)
    print(
        f"{request.origin} of {masked(request.place)}: {told}"
        if request.place
        else f"{request.origin}: {told}"
    )


def run(settings: Settings, request: BackfillRequest, *, key: str, clock: Clock, again: bool = False) -> int:
    """Load what was not read before; says how far it is, what was left out, and what is wrong.

    The key of an earlier backfill goes on with it.
    """
    progress = _Progress(settings, key, clock)
    try:
        with ending_on_sigterm():
            plan = plan_files(settings, request, key=key, now=clock(), again=again, process=this_process())
            progress.begin(plan)
            filed = file_planned(settings, plan, clock=clock, on_batch=progress.came, on_read=progress.show)
    except (KeyboardInterrupt, SystemExit, BrokenPipeError) as ended_by:
        with suppress(StoreError):
            progress.stopped(ended_by)
        raise
    for words in (*filed.notes, *(problem.words for problem in filed.problems)):
        print(f"  {masked(words)}")
    print(f"{masked(request.place)}: {counts_in_words(filed.counts)}")
    return 1 if filed.problems else 0


class _Progress:
    """Lines on the way: n of m files, what came in, when it will be done."""

    def __init__(self, settings: Settings, key: str, clock: Clock) -> None:
        self._settings, self._key, self._clock = settings, key, clock
        self._plan: FilesPlan | None = None
        self._pace: Pace | None = None
        self._counts = Counts()

    def begin(self, plan: FilesPlan) -> None:
        self._plan = plan
        size = size_told(plan.request, plan.size, plan.files)
        what = f"{counted(plan.files, 'file')} to read, {size}"
        print(f"backfill {plan.backfill_id}: {what}; {plan.expected}")

    def came(self, counts: Counts) -> None:
        self._counts = counts

    def show(self, so_far: ReadSoFar) -> None:
        """A line, but for the first: whatever is read within seconds needs none."""
        is_first, self._pace = self._pace is None, self._pace or Pace()
        left = self._pace.left(so_far.share)
        if not is_first:
            print(f"  {so_far}; {counts_in_words(self._counts)}; {left}", flush=True)

    def stopped(self, ended_by: BaseException) -> None:
        """Say what is kept, and how to go on."""
        with connect(self._settings.database_url) as conn:
            for found in backfills(conn, now=self._clock(), key=self._key):
                goes_on = f"`wireroom backfill resume {found.id}` goes on"
                say_stopped(ended_by, f"stopped: {self._kept(found)}, {goes_on}")

    def _kept(self, found: Backfill) -> str:
        if self._plan is None:
            return "nothing was read yet"
        ended = self._plan.files - (found.units - found.ended)
        read = self._plan.size - (found.size - found.size_read)
        size = f", {size_in_words(read)} of {size_in_words(self._plan.size)}" if self._plan.size else ""
        files = counted(self._plan.files, "file")
        return f"{ended:,} of {files}{size} are read; what was stored of them is kept"
