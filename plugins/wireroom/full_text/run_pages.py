"""A run of pages without its scheduler, and how it came out in words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from wireroom.common.text.counted import agreeing, are, counted, were
from wireroom.errors import WireroomError
from wireroom.full_text.collect_pages import collect_pages
from wireroom.full_text.file_pages import file_pages
from wireroom.full_text.plan_pages import PageShard, plan_pages
from wireroom.models import Clock, Counts, PageOutcome
from wireroom.runtime.run_ends import give_up
from wireroom.runtime.this_process import ending_on_sigterm, this_process
from wireroom.settings import Settings
from wireroom.store import pages as store_pages
from wireroom.store.connection import connect
from wireroom.store.runs import close_run, run_summary

_log = logging.getLogger(__name__)
LEFT_FOR = timedelta(days=1)  # a landing file that cannot be read is tried by every run for so long


@dataclass(frozen=True, slots=True)
class PagesReport:
    """The results of a run of pages."""

    run_id: int
    outcomes: Mapping[str, int]  # by name; empty: not read
    counts: Counts
    over_budget: int = 0
    problems: tuple[str, ...] = ()

    @property
    def failure(self) -> WireroomError | None:
        """The error that makes the run fail, or None."""
        return WireroomError.of(self.problems)

    @property
    def full_text(self) -> int:
        """Number of articles that have the text of their page now."""
        return self.outcomes.get(PageOutcome.FULL_TEXT, 0)

    def in_words(self) -> list[str]:
        """Lines for people."""
        pages = sum(self.outcomes.values())
        came = agreeing(self.full_text, "has its", "have their")
        lines = [f"{counted(pages, 'page')}: {counted(self.full_text, 'article')} {came} full text now"]
        lines += [
            f"  {count:>5} {outcome or 'not read'}"
            for outcome, count in sorted(self.outcomes.items(), key=lambda each: -each[1])
        ]
        if self.over_budget:
            lines.append(f"{self.over_budget} more wait: their sites have had enough requests today")
        return [*lines, *self.problems]


def report_pages(
    settings: Settings, *, run_id: int, now: datetime, over_budget: int = 0, problems: tuple[str, ...] = ()
) -> PagesReport:
    """Add up the results of a run and close it; it fails if pages were not read or there were `problems`.

    Landed pages that earlier runs left unread for a day are given up; those still recent are fetched again.
    """
    with connect(settings.database_url) as conn:
        lost = store_pages.give_up_pages(conn, run_id, now - LEFT_FOR, now)
        problems += tuple(
            f"{counted(n, 'page')} of {uri} could not be read and {are(n)} given up"
            for uri, n in lost.items()
        )
        outcomes = store_pages.pages_of_run(conn, run_id)
        if unread := outcomes.get("", 0):
            what = f"{counted(unread, 'page')} {were(unread)} claimed or landed and not read"
            words = f"{what}: the next run reads {agreeing(unread, 'it', 'them')}"
            problems = (*problems, words)
        counts = replace(run_summary(conn, run_id).counts, outcomes={})
        close_run(conn, run_id, now, counts, failure="; ".join(problems))
    return PagesReport(run_id, outcomes, counts, over_budget, problems)


def run_pages(settings: Settings, *, key: str, clock: Clock, match: str = "") -> PagesReport:
    """Plan, fetch and file pages in this process; a shard that fails does not stop the others."""
    plan = plan_pages(settings, key=key, now=clock(), match=match, process=this_process())
    problems: list[str] = []
    try:
        with ending_on_sigterm():
            for uri, run_id in plan.leftovers:
                problems += _tried(partial(_file, settings, run_id, uri, clock))
            for shard in plan.shards:
                problems += _tried(partial(_do, settings, shard, plan.run_id, key, clock))
    except BaseException as error:
        give_up(settings, plan.run_id, clock(), error)
        raise
    return report_pages(
        settings,
        run_id=plan.run_id,
        now=clock(),
        over_budget=plan.over_budget,
        problems=tuple(problems),
    )


def _do(settings: Settings, shard: PageShard, run_id: int, key: str, clock: Clock) -> None:
    collected = collect_pages(
        settings,
        shard.article_ids,
        run_id=run_id,
        run_key=key,
        name=f"shard-{shard.number:02d}",
        clock=clock,
    )
    _file(settings, run_id, collected.uri, clock)


def _file(settings: Settings, run_id: int, uri: str, clock: Clock) -> None:
    file_pages(settings, run_id=run_id, uri=uri, clock=clock)


def _tried(work: Callable[[], None]) -> list[str]:
    """Run `work` and return its error as a list of words; empty if it succeeded."""
    try:
        work()
    except WireroomError as error:
        _log.error("%s", error)
        return [str(error)]
    return []
