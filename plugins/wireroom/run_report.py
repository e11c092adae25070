"""A finished run in, its counts and a verdict out: the run page must tell the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wireroom import store
from wireroom.errors import TooManyFeedsFailedError, WireroomError
from wireroom.models import Counts, Outcome
from wireroom.settings import Settings

ENOUGH_TO_JUDGE = 4  # reachable feeds; a share of fewer says nothing


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did. `polls` has one row for each feed: title, outcome, detail, counts."""

    run_id: int
    counts: Counts
    polls: tuple[store.Poll, ...]
    expected: int  # feeds planned
    failure: WireroomError | None = None  # why the run must not be green

    @property
    def unreachable(self) -> int:
        """Feeds that nothing answered for: the network may be down; they are retried."""
        return sum(not poll.outcome.is_reachable for poll in self.polls)


def report_run(settings: Settings, *, run_id: int, expected: int, now: datetime) -> RunReport:
    """Add up the run from its rows, judge it and close it."""
    with store.connect(settings.database_url) as conn:
        polls = store.run_polls(conn, run_id)
        counts = sum((poll.counts for poll in polls), Counts())
        failure = judge(polls, expected=expected, max_failed_share=settings.max_failed_share)
        store.close_run(conn, run_id, now, counts, failure=str(failure or ""))
    return RunReport(run_id, counts, polls, expected, failure)


def judge(polls: Sequence[store.Poll], *, expected: int, max_failed_share: float) -> WireroomError | None:
    """Why a run with these polls must not be green, or None.

    WireroomError: feeds were planned but never filed. TooManyFeedsFailedError: of the feeds that answered
    and were well at their last poll, more than `max_failed_share` failed. A feed that has been failing
    for long is its own row's news (`news.feeds`), not every run's; one that nothing answered for is
    counted in the report, not here: without a network no feed is to blame.
    """
    missing = expected - len(polls)
    if missing > 0:
        return WireroomError(
            f"{missing} of {expected} planned feeds were not filed: open the red task of this run, "
            "read its log, then clear it; landed bytes are kept and nothing is filed twice"
        )
    answered = [poll for poll in polls if poll.outcome.is_reachable and poll.failures <= 1]
    failed = [poll for poll in answered if not poll.outcome.is_healthy]
    if len(answered) >= ENOUGH_TO_JUDGE and len(failed) > max_failed_share * len(answered):
        return TooManyFeedsFailedError(
            f"{len(failed)} of {len(answered)} feeds that answered have newly failed "
            f"(most: {_commonest(failed)}): see `detail` in news.runs and `health` in news.feeds"
        )
    return None


def _commonest(polls: Sequence[store.Poll]) -> Outcome:
    return Counter(poll.outcome for poll in polls).most_common(1)[0][0]
