"""One poll in; what it teaches about its feed out: outcome, next poll, validators, address.

window_after: how long an entry stays in the document; unchanged by an answer without a body
outcome_after ─▶ healthy:  poll_interval ─┐
              ├▶ failed:   back_off ──────┼▶ next_poll (Retry-After, jitter)
              └▶ deferred: deferral ──────┘
validators_after, moved: what to send with the next request, and where to
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from wireroom.common.duration import write_duration as in_words
from wireroom.common.urls import absolute_url
from wireroom.decide.poll.hub_of import hub_of
from wireroom.decide.poll.moved_feed import moved
from wireroom.decide.poll.next_poll import LONGEST, LONGEST_RETRY_AFTER, back_off, deferral, next_poll
from wireroom.decide.poll.next_request import polls_since_full_after, validators_after
from wireroom.decide.poll.poll_interval import FIRST_INTERVAL, poll_interval, wish_after
from wireroom.decide.poll.rhythm import rhythm_after
from wireroom.decide.poll.window import longest_wait, missed_between, window_after
from wireroom.models import (
    Article,
    DroppedEntry,
    Exchange,
    Feed,
    FeedResult,
    LandedRef,
    Outcome,
    ParsedFeed,
    ReaderState,
    Validators,
)


def feed_result(
    feed: Feed,
    exchange: Exchange,
    ref: LandedRef,
    *,
    parsed: ParsedFeed | None,
    now: datetime,
    random: Callable[[], float],
    min_interval: timedelta,
    max_interval: timedelta,
    waiting: timedelta,
    articles: Sequence[Article] = (),
    dropped: Sequence[DroppedEntry] = (),
    refused: str | None = None,
    refused_as: Outcome = Outcome.NOT_A_FEED,
    day_first: bool | None = None,
    readers: ReaderState | None = None,
) -> FeedResult:
    """Judge one poll. `parsed` is None if nothing was parsed: after 304, a failure, or a refusal.

    `refused` is why the document was refused, `refused_as` the outcome of that. `articles` show when the feed
    publishes, with `dropped` also how long entries stay in it. `waiting` is how long new entries may wait for
    the next poll, added up. `random` gives 0 ≤ x < 1. `readers`: whom to believe after this document, if any.
    """
    outcome, detail = outcome_after(exchange.outcome, exchange.detail, parsed, refused, refused_as)
    failures = _failures(feed, exchange, outcome)
    dates = [article.published for article in articles if article.published is not None]
    unwanted = [entry.published for entry in dropped if entry.published is not None]
    published = [date.at for date in (*dates, *unwanted) if date.at is not None]
    window, rhythm, wish = feed.window, feed.rhythm, feed.wish
    if outcome.is_healthy:
        if parsed is not None and parsed.entries:
            window = window_after(window, published, now=now, seen_at=exchange.fetched_at)
        rhythm = rhythm_after(rhythm, dates, now=now)
        wish = wish_after(wish, parsed)
    interval = feed.interval or feed.spec.every or max(FIRST_INTERVAL, min_interval)
    retry_after = exchange.retry_after
    if exchange.deferred:
        wait = retry_after = deferral(retry_after, interval)
        reason = f"put off for the sake of others of its host: {in_words(wait)}"
    elif failures:
        wait = back_off(outcome, failures, interval, longest_wait(window, now=now))
        reason = _reason_of_failure(outcome, failures, wait)
    else:
        wait, interval, reason = poll_interval(
            feed,
            exchange,
            parsed=parsed,
            rhythm=rhythm,
            window=window,
            wish=wish,
            now=now,
            waiting=waiting,
            min_interval=min_interval,
            max_interval=max_interval,
        )
    if retry_after is not None and retry_after > wait:
        reason = (
            f"its server asked us to wait (Retry-After): {in_words(min(retry_after, LONGEST_RETRY_AFTER))}"
        )
    hub_url, topic_url = hub_of(feed, exchange, parsed)
    place = moved(feed, exchange, outcome, failures)
    return FeedResult(
        feed_id=feed.id,
        exchange=exchange,
        ref=ref,
        outcome=outcome,
        detail=detail,
        validators=_validators(feed, exchange, outcome, readers, now),
        next_poll_at=next_poll(
            wait,
            retry_after=retry_after,
            failed=failures > 0 or exchange.deferred,
            at_least=min_interval,
            now=now,
            random=random,
        ),
        interval=interval,
        failures=failures,
        polls_since_full=polls_since_full_after(feed, exchange, outcome, rhythm, now=now),
        entries=len(parsed.entries) if parsed else 0,
        title=parsed.title if parsed else None,
        site_url=parsed.link if parsed else None,
        language=parsed.language if parsed else None,
        format=str(parsed.format) if parsed else None,
        day_first=feed.day_first if day_first is None else day_first,
        archive_url=_archive_url(exchange, parsed) or feed.archive_url,
        hub_url=hub_url,
        topic_url=topic_url,
        fetch_url=place.fetch_url,
        redirected_to=place.redirected_to,
        redirected_since=place.redirected_since,
        redirected_polls=place.redirected_polls,
        move_note=place.note,
        window=window,
        rhythm=rhythm,
        wish=wish,
        reason=reason,
        readers=readers or replace(feed.readers, disagreement=None),
        missed=missed_between(feed.window, window, published),
    )


def _reason_of_failure(outcome: Outcome, failures: int, wait: timedelta) -> str:
    if outcome is Outcome.TRUNCATED:
        return f"its answer broke off: asked again in full in {in_words(wait)}"
    in_a_row = "its last poll failed" if failures == 1 else f"{failures} polls in a row have failed"
    if outcome is Outcome.GONE:
        return f"{in_a_row}, as gone for good: looked for again in {in_words(wait)}"
    later = "longer if that goes on, a day at most" if wait < LONGEST else "no oftener while that goes on"
    return f"{in_a_row}: {in_words(wait)}, {later}"


def _validators(
    feed: Feed, exchange: Exchange, outcome: Outcome, readers: ReaderState | None, now: datetime
) -> Validators:
    """The validators to send next; none while a change of reader needs another body to be confirmed."""
    if readers and readers.fuller:
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


def outcome_after(
    fetched: Outcome,
    detail: str,
    parsed: ParsedFeed | None,
    refused: str | None = None,
    refused_as: Outcome = Outcome.NOT_A_FEED,
) -> tuple[Outcome, str]:
    """Outcome and detail of a poll: those of its exchange, or worse if the document is not in order.

    `fetched` and `detail` are the exchange's. `refused` is why the parser refused the document (the words of
    NotAFeedError), or why it may not be read; `refused_as` is the outcome of that.
    """
    if fetched is Outcome.TRUNCATED:  # whatever is wrong with the beginning, the end is missing
        return fetched, f"{detail} ({refused})" if refused else detail
    if fetched is not Outcome.OK:
        return fetched, detail
    if refused is not None:
        return refused_as, refused
    if parsed is None:
        return Outcome.UNPARSABLE, detail or "the document could not be read"
    words = "; ".join(parsed.problems)
    if not parsed.entries:
        return Outcome.EMPTY, words or "a feed without entries"
    if parsed.left_out:
        return Outcome.CAPPED, words
    return (Outcome.MALFORMED if parsed.is_damaged else Outcome.OK), words or detail
