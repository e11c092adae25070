"""Work out a feed's next state from one poll: outcome, time of the next poll, validators, address.

habits_after: how the feed publishes; unchanged by a failure
outcome_after ─▶ healthy:  poll_interval ──┐
              ├▶ failed:   after_failure ──┼▶ next_poll (Retry-After, jitter)
              └▶ deferred: after_deferral ─┘
validators_after, moved: what to send with the next request, and to which URL
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from wireroom.common.urls import absolute_url
from wireroom.decide.poll.habits import habits_after, published_in
from wireroom.decide.poll.hub_of import hub_of
from wireroom.decide.poll.moved_feed import moved
from wireroom.decide.poll.next_poll import after_deferral, after_failure, next_poll, reason_of
from wireroom.decide.poll.next_request import polls_since_full_after, validators_after
from wireroom.decide.poll.poll_interval import FIRST_INTERVAL, poll_interval
from wireroom.decide.poll.window import longest_wait, missed_between
from wireroom.models import (
    Exchange,
    Feed,
    FeedResult,
    LandedRef,
    Outcome,
    ParsedFeed,
    PolledDocument,
    PollLimits,
    Validators,
)


def feed_result(
    feed: Feed,
    exchange: Exchange,
    ref: LandedRef,
    document: PolledDocument,
    limits: PollLimits,
    *,
    now: datetime,
    random: Callable[[], float],
) -> FeedResult:
    """The result of one poll of `feed`, landed as `ref`. `random` gives 0 ≤ x < 1, for jitter."""
    parsed = document.parsed
    outcome, detail = outcome_after(exchange.outcome, exchange.detail, document)
    failures = _failures(feed, exchange, outcome)
    habits = habits_after(feed, exchange, document, is_healthy=outcome.is_healthy, now=now)
    interval = feed.interval or feed.spec.every or max(FIRST_INTERVAL, limits.min_interval)
    retry_after = exchange.retry_after
    if exchange.deferred:
        wait = after_deferral(retry_after, interval)
        retry_after = wait.wait
    elif failures:
        wait = after_failure(outcome, failures, interval, longest_wait(habits.window, now=now))
    else:
        wait = poll_interval(feed, exchange, parsed, habits, limits, now=now)
    hub_url, topic_url = hub_of(feed, exchange, parsed)
    place = moved(feed, exchange, outcome, failures)
    return FeedResult(
        feed_id=feed.id,
        exchange=exchange,
        ref=ref,
        outcome=outcome,
        detail=detail,
        validators=_validators(feed, exchange, outcome, document, now),
        next_poll_at=next_poll(
            wait.wait,
            retry_after=retry_after,
            failed=failures > 0 or exchange.deferred,
            at_least=limits.min_interval,
            now=now,
            random=random,
        ),
        interval=wait.interval,
        failures=failures,
        polls_since_full=polls_since_full_after(feed, exchange, outcome, habits.rhythm, now=now),
        entries=len(parsed.entries) if parsed else 0,
        title=parsed.title if parsed else None,
        site_url=parsed.link if parsed else None,
        language=parsed.language if parsed else None,
        format=str(parsed.format) if parsed else None,
        day_first=feed.day_first if document.day_first is None else document.day_first,
        archive_url=_archive_url(exchange, parsed) or feed.archive_url,
        hub_url=hub_url,
        topic_url=topic_url,
        fetch_url=place.fetch_url,
        redirected_to=place.redirected_to,
        redirected_since=place.redirected_since,
        redirected_polls=place.redirected_polls,
        move_note=place.note,
        window=habits.window,
        rhythm=habits.rhythm,
        wish=habits.wish,
        reason=reason_of(wait, retry_after),
        readers=document.readers or replace(feed.readers, disagreement=None),
        missed=missed_between(feed.window, habits.window, published_in(document)),
    )


def _validators(
    feed: Feed, exchange: Exchange, outcome: Outcome, document: PolledDocument, now: datetime
) -> Validators:
    """The validators to send next; none while a change of reader awaits confirmation by another body."""
    if document.readers and document.readers.fuller:
        return Validators()
    return validators_after(feed.validators, exchange, outcome, now=now)


def _failures(feed: Feed, exchange: Exchange, outcome: Outcome) -> int:
    """How many polls in a row have failed; a feed that was not asked has not failed."""
    if exchange.deferred:
        return feed.failures
    return 0 if outcome.is_healthy else feed.failures + 1


def _archive_url(exchange: Exchange, parsed: ParsedFeed | None) -> str | None:
    """The URL of the feed's newest archive document, else of its second page (RFC 5005 §4, §3)."""
    links = {link.rel: link.href for link in (parsed.links if parsed else ())}
    href = links.get("prev-archive") or links.get("next")
    return absolute_url(href, exchange.final_url or exchange.url)


def outcome_after(fetched: Outcome, detail: str, document: PolledDocument) -> tuple[Outcome, str]:
    """Outcome and detail of a poll: those of the exchange (`fetched`, `detail`) or of a faulty document."""
    parsed, refused = document.parsed, document.refused
    if fetched is Outcome.TRUNCATED:  # takes precedence: faults of the document may be due to the missing end
        return fetched, f"{detail} ({refused})" if refused else detail
    if fetched is not Outcome.OK:
        return fetched, detail
    if refused is not None:
        return document.refused_as, refused
    if parsed is None:
        return Outcome.UNPARSABLE, detail or "the document could not be read"
    words = "; ".join(parsed.problems)
    if not parsed.entries:
        return Outcome.EMPTY, words or "a feed without entries"
    if parsed.left_out:
        return Outcome.CAPPED, words
    return (Outcome.MALFORMED if parsed.is_damaged else Outcome.OK), words or detail
