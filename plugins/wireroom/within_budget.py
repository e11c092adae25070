"""Work that reads documents in, done in a process apart and begun again after each document that ends it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from wireroom.budget import Refused, Watch
from wireroom.errors import ChildEndedError
from wireroom.run_apart import Tell, run_apart
from wireroom.settings import Budget

_log = logging.getLogger(__name__)


def within_budget(
    budget: Budget, work: Callable[[Watch, Tell], None], on_told: Callable[[Any], None]
) -> None:
    """Call `work(watch, tell)`, which says to `watch` what it reads, until it comes to its end.

    Where a document passes its budget, or crashes the parser, the work begins anew, told by `watch.refused`
    what to pass over: what it did before must have been kept, or may be done again. Raises what the
    work raises, and ChildEndedError where somebody else ended it.
    """
    refused = Refused()
    while True:
        watch = Watch(budget, refused)
        try:
            return run_apart(lambda tell, watch=watch: _watched(work, watch, tell), on_told)  # type: ignore[misc]
        except ChildEndedError as ended:
            stuck = watch.stuck()
            refusal = watch.refusal(stuck, ended.signal) if stuck else None
            if stuck is None or refusal is None:
                raise
            _log.warning("%s: %s; it is refused, the rest goes on", stuck.in_words(), refusal.words)
            refused.note(stuck, refusal)


def _watched(work: Callable[[Watch, Tell], None], watch: Watch, tell: Tell) -> None:
    watch.limit_memory()
    work(watch, tell)
