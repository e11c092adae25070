"""Estimate how many articles files hold, and how long reading them takes, from samples.

First one file of each kind (same ending and number of digits of the size) is looked into, then, as time
allows, others. That is done in a child process; nothing is written. Only files on this machine are sampled.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from wireroom.archive.files_origin import FilesOrigin
from wireroom.backfill.estimates.file_kinds import FileKind, KindName, Sample
from wireroom.backfill.estimates.look_into import FileLook
from wireroom.errors import ChildEndedError
from wireroom.models import DayRange, FileUnit
from wireroom.runtime.run_in_child import Tell, run_in_child
from wireroom.settings import Settings
from wireroom.store.connection import connect

_KINDS = 32  # sampled kinds, the largest
_SECONDS = 2.0  # of CPU time for all samples, after which only kinds of which nothing is known are looked at
_HARD_SECONDS = 8  # of CPU time, after which the kernel ends the process


def sample_files(
    settings: Settings,
    origin: FilesOrigin,
    kinds: Iterable[FileKind[FileUnit]],
    *,
    window: DayRange | None,
    now: datetime,
) -> dict[KindName, Sample]:
    """Samples by kind; none of kinds that were not reached or are not on this machine."""
    here = [kind for kind in kinds if all(unit.uri.startswith("file:") for unit in kind.some)][:_KINDS]
    found: dict[KindName, Sample] = {}

    def work(tell: Tell) -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (_HARD_SECONDS, _HARD_SECONDS))
        with connect(settings.database_url) as conn:
            look = FileLook(conn, settings, origin, window, now)
            for name, sample in _looked(look, here):
                tell((name, sample))

    def hear(told: tuple[KindName, Sample]) -> None:
        name, sample = told
        found[name] = found.get(name, Sample()) + sample

    if here:
        with suppress(ChildEndedError):  # a document exceeded its budget; it is refused when it is stored
            run_in_child(work, hear)
    return found


def _looked(look: FileLook, kinds: list[FileKind[FileUnit]]) -> Iterable[tuple[KindName, Sample]]:
    """One file of each kind, then the others; each gets an equal part of the time that is left."""
    files = [(kind.name, unit) for kind in kinds for unit in kind.some[:1]]
    files += [(kind.name, unit) for kind in kinds for unit in kind.some[1:]]
    end = time.process_time() + _SECONDS
    for place, (name, unit) in enumerate(files):
        now = time.process_time()
        if place < len(kinds) or now < end:
            yield name, look.into(unit, now + max(end - now, 0) / (len(files) - place))
