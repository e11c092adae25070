"""Add up a finished run and decide whether it failed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wireroom.common.text.counted import agreeing, counted, were
from wireroom.errors import ConfigurationError, TooManyFeedsFailedError, WireroomError
from wireroom.ingest.search_wait import judge_search, unsearchable
from wireroom.models import Counts, Outcome
from wireroom.settings import Settings
from wireroom.store.articles.search_index import index_search, search_backlog
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_reads import last_outcomes
from wireroom.store.feeds.feed_sync import list_followed
from wireroom.store.landings import unasked_feeds
from wireroom.store.runs import add_remark, close_run, note_network, run_polls, run_refused, run_summary
from wireroom.store.runs import sick_feeds as sick_feeds_of
from wireroom.store.values import Cause, Poll, RefusedEntry
from wireroom.stories.cluster_stories import cluster_filed

REFUSED_NAMED = 20  # refused entries that are listed
ENOUGH_TO_JUDGE = 4  # reachable feeds; a share of fewer says nothing
INDEXED_BY_REPORT = 50_000  # articles, in less than a minute; the tasks that store articles index more
CLUSTERED_BY_REPORT = 5_000  # articles, in some ten seconds

_NAMED = 5  # feeds with one cause that get a line each; of more the first are named in one line


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did. `polls` has one row for each feed: title, outcome, detail, counts."""

    run_id: int
    counts: Counts
    polls: tuple[Poll, ...]
    expected: int  # feeds planned
    failure: WireroomError | None = None  # why the run failed
    unasked: int = 0  # planned feeds that were left for a later run on purpose
    remarks: tuple[str, ...] = ()  # other remarks for the operator, one sentence each
    refused: tuple[RefusedEntry, ...] = ()  # the first refused entries


def report_run(settings: Settings, *, run_id: int, expected: int, now: datetime) -> RunReport:
    """Add up the run from its rows, judge it and close it; also index queued articles and cluster stories."""
    with connect(settings.database_url) as conn:
        index_search(conn, most=INDEXED_BY_REPORT)
        backlog = search_backlog(conn)
        note_network(conn, run_id)
        polls = run_polls(conn, run_id)
        unasked, why = unasked_feeds(conn, run_id)
        if unasked:
            add_remark(
                conn,
                run_id,
                f"{unasked} of {counted(expected, 'feed')} {were(unasked)} not asked and "
                f"{agreeing(unasked, 'stays', 'stay')} due: {why}.",
            )
        refused = run_refused(conn, run_id, REFUSED_NAMED)
        counts = sum((poll.counts for poll in polls), Counts())
        failure = judge(
            polls,
            expected=expected - unasked,
            standing=last_outcomes(conn),
            max_failed_share=settings.max_failed_share,
        )
        failure = failure or judge_list(*list_followed(conn, run_id)) or judge_search(backlog)
        if backlog.failed:
            add_remark(conn, run_id, f"{unsearchable(backlog)}.")
        close_run(conn, run_id, now, counts, failure=str(failure or ""))
        remarks = run_summary(conn, run_id).remarks
        # Last, so that the run is closed whatever happens here.
        failed = cluster_filed(conn, settings.story_days, run_id=run_id, most=CLUSTERED_BY_REPORT)
        remarks = tuple(dict.fromkeys(remarks + failed))
    return RunReport(run_id, counts, polls, expected, failure, unasked, remarks, refused)


def sick_feeds(settings: Settings, *, run_id: int, uri: str) -> int:
    """How many feeds of this landing file, as stored by the run, need attention."""
    with connect(settings.database_url) as conn:
        return sick_feeds_of(conn, run_id, uri)


def judge_list(followed: bool, followed_before: bool) -> ConfigurationError | None:
    """The failure if neither this run nor the one before could follow the list of feeds; else None."""
    if followed or followed_before:
        return None
    return ConfigurationError(
        "the list of feeds is not followed, for the second run or longer: see news.runs and news.feed_list"
    )


def judge(
    polls: Sequence[Poll],
    *,
    expected: int,
    standing: Mapping[Outcome, int],
    max_failed_share: float,
) -> WireroomError | None:
    """The failure of a run with these polls, or None.

    WireroomError: feeds were planned but never stored. TooManyFeedsFailedError: more than
    `max_failed_share` failed, either of this run's feeds that worked before, or of all active feeds at
    their last poll (`standing`: outcome → feeds), so that a lasting failure stays visible. Feeds that could
    not be reached are not counted: without a network no feed is to blame.
    """
    missing = expected - len(polls)
    if missing > 0:
        return WireroomError(
            f"{missing} of {expected} planned feeds were not stored: open the failed task of this run, "
            "read its log, then clear it; landed bytes are kept and nothing is stored twice"
        )
    well_before = [poll for poll in polls if poll.outcome.is_reachable and _is_answer(poll)]
    newly = Counter(poll.outcome for poll in well_before)
    if _too_many(newly, max_failed_share):
        return _failure(newly, "feeds that worked before and answered have failed")
    if polls and _too_many(standing, max_failed_share):
        return _failure(standing, "feeds that answer fail at their last poll")
    return None


def _is_answer(poll: Poll) -> bool:
    """Whether it is a success or the first failure in a row; a deferred feed is neither."""
    return poll.failures == 1 or (poll.failures == 0 and poll.outcome.is_healthy)


def _too_many(outcomes: Mapping[Outcome, int], max_failed_share: float) -> bool:
    answered, failed = _answered(outcomes), _failed(outcomes)
    return answered >= ENOUGH_TO_JUDGE and sum(failed.values()) > max_failed_share * answered


def _failure(outcomes: Mapping[Outcome, int], what: str) -> TooManyFeedsFailedError:
    failed = _failed(outcomes)
    commonest = failed.most_common(1)[0][0]
    share = f"{sum(failed.values())} of {_answered(outcomes)}"
    return TooManyFeedsFailedError(f"{share} {what} (most: {commonest}): see `health` in news.feeds")


def _answered(outcomes: Mapping[Outcome, int]) -> int:
    return sum(feeds for outcome, feeds in outcomes.items() if outcome.is_reachable)


def _failed(outcomes: Mapping[Outcome, int]) -> Counter[Outcome]:
    return Counter({o: feeds for o, feeds in outcomes.items() if o.is_reachable and not o.is_healthy})


def cause_lines(polls: Iterable[Poll]) -> tuple[tuple[bool, str], ...]:
    """For each cause of failures: whether it needs attention, and a line of text.

    Causes that need attention come first, then the most common ones.
    """
    groups: dict[Cause, list[Poll]] = defaultdict(list)
    for poll in polls:
        if poll.cause and not poll.outcome.is_healthy:
            groups[Cause(poll.condition, poll.cause, poll.needs_somebody, 0)].append(poll)
    ordered = sorted(
        groups.items(), key=lambda item: (not item[0].needs_somebody, -len(item[1]), item[0].cause)
    )
    return tuple(
        (cause.needs_somebody, line) for cause, members in ordered for line in _lines(cause, members)
    )


def _lines(cause: Cause, members: list[Poll]) -> Iterator[str]:
    if cause.needs_somebody and len(members) <= _NAMED:
        for poll in members:
            yield f"{poll.title} needs attention: {cause.cause}: {poll.detail or poll.outcome}"
        return
    words = Cause(cause.condition, cause.cause, cause.needs_somebody, len(members)).words
    if cause.needs_somebody:
        named = ", ".join(poll.title for poll in members[:_NAMED])
        words += f" ({named}, and {len(members) - _NAMED} more: see news.feeds)"
    yield words
