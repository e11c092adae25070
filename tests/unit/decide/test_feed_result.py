"""What a poll teaches: the next poll, validators, back-off, where the feed lives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.decide import feed_result
from wireroom.decide.poll.next_request import SUSPECTED
from wireroom.fetch.poll_next import conditional_headers
from wireroom.models import (
    FULL_EVERY,
    Article,
    DateReading,
    Entry,
    Exchange,
    Feed,
    FeedFormat,
    FeedResult,
    FeedSpec,
    LandedRef,
    Outcome,
    ParsedFeed,
    PolledDocument,
    PollLimits,
    Publisher,
    Validators,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MIN, MAX = timedelta(minutes=5), timedelta(hours=24)
FEED = Feed(id=1, spec=FeedSpec(url="https://e.example/feed"), validators=Validators('"old"', None, b"old"))
PARSED = ParsedFeed(format=FeedFormat.RSS, title="E", entries=(Entry(position=0),))
OK = Exchange(1, "https://e.example/feed", NOW, Outcome.OK, status=200)


def poll(
    feed: Feed = FEED,
    exchange: Exchange = OK,
    parsed: ParsedFeed | None = PARSED,
    hours: tuple[float, ...] = (),
    random: float = 0.5,
    **more: Any,
) -> FeedResult:
    """One poll at NOW; `hours` ago its entries were published; without jitter by default."""
    articles = [
        Article(
            1, NOW, (b"k",), None, None, None, "t", "", "", "", Publisher("e.example"),
            published=DateReading("", "feed:pubDate", at=NOW - timedelta(hours=ago)),
        )
        for ago in hours
    ]  # fmt: skip
    return feed_result(
        feed,
        exchange,
        LandedRef("file:///x", "r"),
        PolledDocument(parsed, articles, **more),
        PollLimits(MIN, MAX, timedelta(minutes=20)),
        now=NOW,
        random=lambda: random,
    )


def failed(outcome: Outcome, *, failures: int = 0, **more: Any) -> FeedResult:
    feed = replace(FEED, interval=timedelta(hours=1), failures=failures)
    return poll(feed, replace(OK, outcome=outcome, **more), None)


def wait(result: FeedResult) -> timedelta:
    return result.next_poll_at - NOW


def test_a_busy_feed_is_asked_often_and_a_sleeping_one_seldom() -> None:
    busy = poll(hours=tuple(n / 4 for n in range(40)))
    sleeping = poll(replace(FEED, last_new_at=NOW - timedelta(days=200)), hours=(24.0 * 200, 24.0 * 230))
    assert MIN <= busy.interval <= timedelta(minutes=30)
    assert "new entries are expected" in busy.reason
    assert sleeping.interval == timedelta(days=7)
    assert "nothing published since 2025-08-13" in sleeping.reason


def test_a_feed_whose_dates_are_old_and_whose_entries_are_new_is_not_asleep() -> None:
    """One pinned entry of 2015 among undated ones had it asked once a week, from the first poll on."""
    for feed in (FEED, replace(FEED, last_new_at=NOW - timedelta(days=1))):
        result = poll(feed, hours=(24.0 * 365 * 11,))
        assert result.interval <= timedelta(hours=2)
        assert "no date of its entries is later than 2015" in result.reason


def test_a_feed_without_dates_that_was_quiet_comes_back_to_its_pace() -> None:
    """After a quiet weekend it was asked once a day for ever, whatever left its document in between."""
    feed, unchanged = FEED, replace(OK, outcome=Outcome.NOT_MODIFIED, status=304)
    for _ in range(20):
        feed = replace(feed, interval=poll(feed, unchanged, None).interval)
    assert feed.interval == MAX
    for _ in range(5):
        feed = replace(feed, interval=poll(feed).interval)
    assert feed.interval == timedelta(hours=1)
    assert poll(feed).interval == feed.interval, "one that always changes: no more often than at first"


def test_a_wish_of_the_document_is_kept_where_an_answer_brings_none() -> None:
    """With a 304 comes no ttl, and the publisher was asked again too soon."""
    hours = tuple(n / 4 for n in range(60))
    read = poll(parsed=replace(PARSED, ttl_minutes=90), hours=hours)
    feed = replace(FEED, rhythm=read.rhythm, window=read.window, wish=read.wish)
    unchanged = poll(feed, replace(OK, outcome=Outcome.NOT_MODIFIED, status=304), None)
    assert wait(read) == wait(unchanged) == timedelta(minutes=90)
    assert "wishes 1h30m" in unchanged.reason
    assert poll(feed, hours=hours).wish is None, "a document that says nothing ends it"


def test_every_decision_says_why() -> None:
    every = replace(FEED, spec=replace(FEED.spec, every=timedelta(hours=3)))
    assert poll(every).reason == "every 3h, as listed"
    assert "carry no dates" in poll().reason
    assert "in half of that" in poll(hours=tuple(n / 60 for n in range(1, 11))).reason
    assert failed(Outcome.SERVER_ERROR).reason.startswith("its last poll failed")
    assert failed(Outcome.SERVER_ERROR, failures=4).reason.startswith("5 polls in a row have failed")
    assert "in full" in failed(Outcome.TRUNCATED, body=b"<rss>").reason
    assert failed(Outcome.GONE, failures=2).reason.endswith("as gone for good: looked for again in 30d")
    assert failed(Outcome.NOT_FOUND, failures=99).reason.endswith("1d, no oftener while that goes on")
    limited = failed(Outcome.RATE_LIMITED, retry_after=timedelta(days=2))
    assert limited.reason == "its server asked us to wait (Retry-After): 2d"
    assert "for the sake of others" in failed(Outcome.RATE_LIMITED, deferred=True).reason


def test_the_operators_interval_is_obeyed() -> None:
    feed = replace(FEED, spec=replace(FEED.spec, every=timedelta(hours=3)))
    assert poll(feed, hours=(0.1, 0.2)).interval == timedelta(hours=3)


@pytest.mark.parametrize(
    ("headers", "ttl"),
    [
        pytest.param((("Cache-Control", "public, max-age=7200"),), None, id="max-age"),
        pytest.param((("Expires", "Sun, 01 Mar 2026 14:00:00 GMT"),), None, id="Expires"),
        pytest.param((), 120, id="ttl"),
    ],
)
def test_what_the_publisher_asks_for_is_waited_for(headers: Any, ttl: int | None) -> None:
    hours = tuple(float(n) for n in range(1, 41))
    plain = poll(hours=hours)
    asked = poll(exchange=replace(OK, headers=headers), parsed=replace(PARSED, ttl_minutes=ttl), hours=hours)
    assert plain.interval < timedelta(hours=2) == asked.interval


def test_a_wish_never_makes_entries_leave_unseen() -> None:
    """A document that holds three hours of entries is asked within half of that, whatever max-age says."""
    year = replace(OK, headers=(("cache-control", "max-age=31536000"),))
    assert poll(exchange=year, hours=(0.1, 1.0, 3.0)).interval <= timedelta(hours=1.5)


def test_an_unchanged_feed_slows_down_and_is_healthy() -> None:
    feed = replace(FEED, interval=timedelta(hours=1), failures=3)
    result = poll(feed, replace(OK, outcome=Outcome.NOT_MODIFIED, conditional=True), None)
    assert result.interval == timedelta(minutes=75)
    assert (result.failures, result.polls_since_full) == (0, 1)


def test_after_a_torn_body_the_whole_is_asked_for_soon_and_nothing_is_believed() -> None:
    """Its ETag is the whole's: kept, it would bring 304 and never the rest."""
    torn = failed(Outcome.TRUNCATED, headers=(("ETag", '"new"'),), body_sha256=b"torn")
    assert wait(torn) == MIN
    assert torn.validators == Validators()
    assert (torn.failures, torn.interval) == (1, timedelta(hours=1))


def test_a_server_that_always_tears_is_asked_no_oftener_than_others() -> None:
    waits = [wait(failed(Outcome.TRUNCATED, failures=n)) for n in range(30)]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(hours=1)


@pytest.mark.parametrize("failures", [0, 2])
@pytest.mark.parametrize("outcome", [Outcome.RATE_LIMITED, Outcome.TIMED_OUT])
@pytest.mark.parametrize(
    ("told", "at_least", "at_most"),
    [
        pytest.param(timedelta(seconds=99_999_999), 15, 23, id="years"),
        pytest.param(timedelta(minutes=8), 8, 13, id="minutes"),
        pytest.param(timedelta(0), 5, 5, id="nothing"),
        pytest.param(None, 7, 23, id="not how long"),
    ],
)
def test_a_feed_put_off_for_a_siblings_sake_has_not_failed_and_waits_minutes(
    outcome: Outcome, failures: int, told: timedelta | None, at_least: int, at_most: int
) -> None:
    feed = replace(FEED, interval=timedelta(hours=1), failures=failures)
    exchange = replace(OK, outcome=outcome, retry_after=told, deferred=True, status=None)
    for random in (0.0, 0.5, 0.999):
        result = poll(feed, exchange, None, random=random)
        assert timedelta(minutes=at_least) <= wait(result) <= timedelta(minutes=at_most)
        assert (result.failures, result.interval) == (failures, feed.interval)
        assert result.validators == feed.validators


def test_a_feed_that_is_put_off_is_asked_no_later_than_usual() -> None:
    feed = replace(FEED, interval=MIN)
    exchange = replace(OK, outcome=Outcome.RATE_LIMITED, retry_after=timedelta(days=9), deferred=True)
    assert wait(poll(feed, exchange, None, random=0.5)) <= 1.1 * MIN


def test_who_was_told_keeps_the_date() -> None:
    told = failed(Outcome.RATE_LIMITED, retry_after=timedelta(seconds=99_999_999))
    assert wait(told) >= timedelta(days=7)


def test_a_feed_that_says_304_while_entries_are_overdue_is_asked_in_full() -> None:
    """FreshRSS#1020: 304 for ever. One entry every hour, and none for ten hours; one a day, two ago."""
    hourly = poll(hours=tuple(float(n) for n in range(10, 300))).rhythm
    same = replace(OK, outcome=Outcome.NOT_MODIFIED, conditional=True)
    counts = [
        poll(replace(FEED, rhythm=rhythm, polls_since_full=before), same, None).polls_since_full
        for rhythm in (hourly, poll(hours=tuple(n * 24.0 for n in range(2, 30))).rhythm)
        for before in (0, 3)
    ]
    assert counts == [1, FULL_EVERY, 1, 4]


def test_a_full_body_resets_the_count_of_conditional_polls() -> None:
    assert poll(replace(FEED, polls_since_full=9)).polls_since_full == 0


@pytest.mark.parametrize(
    ("outcome", "failures", "in_full"),
    [
        (Outcome.CLIENT_ERROR, 0, True),
        (Outcome.SERVER_ERROR, 1, False),
        (Outcome.SERVER_ERROR, 2, True),
        (Outcome.CONNECTION_FAILED, 2, True),
        (Outcome.RATE_LIMITED, 9, False),
    ],
)
def test_a_condition_that_a_server_stumbles_over_is_not_sent_for_ever(
    outcome: Outcome, failures: int, in_full: bool
) -> None:
    """412 to If-None-Match at each poll, for months; and 500."""
    asked = failed(outcome, failures=failures, conditional=True)
    assert (asked.polls_since_full >= FULL_EVERY) is in_full
    assert failed(outcome, failures=failures).polls_since_full == 0, "there was none"


def polls_of(feed: Feed, answer: Callable[[int, bool], Outcome], count: int) -> list[Outcome]:
    """`answer(number, conditional)` is how the feed's server answers each poll."""
    found = []
    for number in range(count):
        conditional = bool(conditional_headers(feed, now=NOW))
        outcome = answer(number, conditional)
        exchange = replace(OK, outcome=outcome, conditional=conditional, headers=(("ETag", '"a"'),))
        result = poll(feed, exchange, PARSED if outcome is Outcome.OK else None)
        feed = replace(
            feed,
            validators=result.validators,
            failures=result.failures,
            polls_since_full=result.polls_since_full,
        )
        found.append(result.outcome)
    return found


@pytest.mark.parametrize(
    ("outcome", "fails"),
    [(Outcome.CLIENT_ERROR, 1), (Outcome.SERVER_ERROR, 3), (Outcome.CONNECTION_FAILED, 3)],
)
def test_a_server_that_fails_each_conditional_request_is_asked_without_until_it_may_be_mended(
    outcome: Outcome, fails: int
) -> None:
    """Every second poll failed for ever; or three of four."""
    found = polls_of(FEED, lambda number, conditional: outcome if conditional else Outcome.OK, 300)
    assert found[: fails + 123] == [outcome] * fails + [Outcome.OK, outcome] + [Outcome.OK] * 120 + [outcome]
    assert found.count(outcome) == fails + 3, "and tried again once in 120 polls"


@pytest.mark.parametrize("down", [3, 4, 9])
def test_a_server_that_was_down_is_asked_with_a_condition_again(down: int) -> None:
    """As soon as it has answered one without."""
    conditions: list[bool] = []

    def answer(number: int, conditional: bool) -> Outcome:
        conditions.append(conditional)
        if number < down:
            return Outcome.SERVER_ERROR
        return Outcome.NOT_MODIFIED if conditional else Outcome.OK

    polls_of(FEED, answer, down + 20)
    assert conditions == [True] * 3 + [False] * (down - 2) + [True] * 19


@pytest.mark.parametrize("well", [Outcome.NOT_MODIFIED, Outcome.OK])
def test_one_failure_later_on_is_blamed_on_no_condition(well: Outcome) -> None:
    conditions: list[bool] = []

    def answer(number: int, conditional: bool) -> Outcome:
        conditions.append(conditional)
        return Outcome.SERVER_ERROR if number in (0, 1, 2, 5) else well if conditional else Outcome.OK

    polls_of(FEED, answer, 20)
    assert conditions == [True] * 3 + [False] + [True] * 16


def test_a_deferral_says_nothing_of_a_condition() -> None:
    put_off = replace(OK, outcome=Outcome.CONNECTION_FAILED, deferred=True)
    doubted = replace(FEED, polls_since_full=SUSPECTED)
    assert poll(doubted, put_off, None).polls_since_full == SUSPECTED


@pytest.mark.parametrize(
    ("outcome", "failures", "expected"),
    [
        (Outcome.SERVER_ERROR, 0, timedelta(hours=1)),
        (Outcome.SERVER_ERROR, 4, timedelta(hours=5)),
        (Outcome.NOT_FOUND, 0, timedelta(hours=1)),
        (Outcome.NOT_FOUND, 1000, timedelta(hours=24)),
        (Outcome.FORBIDDEN, 0, timedelta(hours=2)),
        (Outcome.GONE, 0, timedelta(days=1)),
        (Outcome.GONE, 1, timedelta(days=7)),
        (Outcome.GONE, 99, timedelta(days=30)),
    ],
)
def test_back_off_is_linear_and_nothing_is_for_ever(
    outcome: Outcome, failures: int, expected: timedelta
) -> None:
    result = failed(outcome, failures=failures)
    assert wait(result) == expected
    assert result.failures == failures + 1


@pytest.mark.parametrize(
    ("asked", "least"),
    [(timedelta(hours=3), timedelta(hours=3)), (timedelta(days=400), timedelta(days=7))],
)
def test_retry_after_is_kept_within_a_week(asked: timedelta, least: timedelta) -> None:
    waited = wait(failed(Outcome.RATE_LIMITED, retry_after=asked))
    assert least <= waited <= least * 1.1


@given(st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True))
def test_feeds_that_fail_together_come_back_apart(one: float, other: float) -> None:
    """commafeed#2181."""
    feed = replace(FEED, interval=timedelta(hours=4))
    down = replace(OK, outcome=Outcome.TIMED_OUT)
    first, second = (poll(feed, down, None, random=random) for random in (one, other))
    assert timedelta(hours=2) <= wait(first) <= timedelta(hours=6)
    assert abs((wait(first) - wait(second)).total_seconds() - 4 * 3600 * (one - other)) < 1


def headers(**named: str) -> tuple[tuple[str, str], ...]:
    return tuple((name.replace("_", "-"), value) for name, value in named.items())


@pytest.mark.parametrize(
    ("exchange", "kept"),
    [
        pytest.param(
            replace(
                OK,
                headers=headers(ETag='"n"', Last_Modified="Sun, 01 Mar 2026 10:00:00 GMT"),
                body_sha256=b"n",
            ),
            Validators('"n"', "Sun, 01 Mar 2026 10:00:00 GMT", b"n"),
            id="both are kept, verbatim",
        ),
        pytest.param(
            replace(
                OK,
                headers=headers(ETag='"n"', Last_Modified="Thu, 01 Jan 2041 00:00:00 GMT"),
                body_sha256=b"n",
            ),
            Validators('"n"', None, b"n"),
            id="FreshRSS#1020: a future Last-Modified gives 304 for ever",
        ),
        pytest.param(
            replace(OK, headers=headers(ETag='"n"', Expires="0"), body_sha256=b"n"),
            Validators(None, None, b"n"),
            id="Expires: 0 voids them",
        ),
        pytest.param(
            replace(OK, outcome=Outcome.NOT_MODIFIED, headers=headers(ETag='"n"')),
            Validators('"n"', None, b"old"),
            id="a 304 brings a new one",
        ),
        pytest.param(
            replace(OK, outcome=Outcome.NOT_MODIFIED),
            Validators('"old"', None, b"old"),
            id="a 304 brings none",
        ),
        pytest.param(
            replace(OK, outcome=Outcome.SERVER_ERROR, headers=headers(ETag='"n"')),
            Validators('"old"', None, b"old"),
            id="a failure teaches none",
        ),
    ],
)
def test_validators_are_kept_from_every_good_answer(exchange: Exchange, kept: Validators) -> None:
    parsed = PARSED if exchange.outcome is Outcome.OK else None
    assert poll(exchange=exchange, parsed=parsed).validators == kept


def test_a_body_that_did_not_parse_is_not_believed_to_be_had() -> None:
    page = replace(OK, headers=headers(ETag='"n"'), body_sha256=b"n")
    result = poll(exchange=page, parsed=None, refused="gave no feed but html")
    assert (result.outcome, result.detail) == (Outcome.NOT_A_FEED, "gave no feed but html")
    assert result.validators == FEED.validators


@pytest.mark.parametrize(
    ("parsed", "outcome"),
    [
        (PARSED, Outcome.OK),
        (replace(PARSED, entries=()), Outcome.EMPTY),
        (replace(PARSED, is_damaged=True), Outcome.MALFORMED),
        (replace(PARSED, problems=("mended: x",)), Outcome.OK),
        (None, Outcome.UNPARSABLE),
    ],
)
def test_parsing_may_worsen_the_outcome(parsed: ParsedFeed | None, outcome: Outcome) -> None:
    assert poll(parsed=parsed).outcome is outcome


@given(
    st.lists(st.floats(-1e5, 1e6), max_size=60),
    st.sampled_from(list(Outcome)),
    st.integers(0, 10_000),
    st.integers(0, 10**9),
    st.floats(0, 1, exclude_max=True),
)
def test_the_next_poll_is_always_ahead_and_never_lost(
    hours: list[float], outcome: Outcome, failures: int, ttl: int, random: float
) -> None:
    parsed = replace(PARSED, ttl_minutes=ttl) if outcome is Outcome.OK else None
    result = poll(
        replace(FEED, failures=failures), replace(OK, outcome=outcome), parsed, tuple(hours), random
    )
    assert MIN <= wait(result) <= timedelta(days=45)
