"""Feeds: the database follows the operator's list."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from support.filings import NOW, article, feed, file, result, rows
from wireroom.errors import StoreError
from wireroom.models import Feed, FeedResult, FeedSelection, FeedSpec, Outcome, UnitResult
from wireroom.store.connection import Connection
from wireroom.store.feeds.claims import ClaimLimits, claim_due_feeds
from wireroom.store.feeds.feed_reads import feed_ids_matching, feeds_by_id, feeds_with_past, list_feeds
from wireroom.store.feeds.feed_sync import retiring_feeds, sync_feeds
from wireroom.store.ledger import note_units
from wireroom.store.runs import ALIVE_FOR, open_run
from wireroom.store.values import FeedChanges

ONE = FeedSpec("https://one.example/feed", title="One", category=("World", "North"), every=timedelta(hours=1))
TWO = FeedSpec("https://two.example/feed", publisher="Two Daily", country="no", private=True, family="two")
LATER = NOW + timedelta(hours=1)


def due(conn: Connection, now: datetime = NOW, *, run: str = "polls", **more: Any) -> tuple[Feed, ...]:
    """What a run takes on; the same run gets its own claims again."""
    run_id = open_run(conn, "ingest", run, now, alive_for=ALIVE_FOR)
    limits = ClaimLimits(more.pop("limit", 10), more.pop("family_share", 10), more.pop("early", timedelta()))
    but_not = more.pop("but_not", ())
    return claim_due_feeds(conn, run_id, now, FeedSelection(**more), limits, but_not=but_not)


def test_the_list_reads_back_as_it_was_written(conn: Connection) -> None:
    """Every field of a declaration comes back."""
    assert sync_feeds(conn, [ONE, TWO], NOW) == FeedChanges(added=2)
    assert {status.feed.spec for status in list_feeds(conn)} == {ONE, TWO}


def test_the_same_list_again_changes_nothing(conn: Connection) -> None:
    """`make up` syncs every time."""
    sync_feeds(conn, [ONE, TWO], NOW)
    before = rows(conn, "SELECT * FROM wireroom.feeds ORDER BY id")
    assert sync_feeds(conn, [ONE, TWO], LATER) == FeedChanges(unchanged=2)
    assert rows(conn, "SELECT * FROM wireroom.feeds ORDER BY id") == before


def test_a_feed_that_is_dropped_is_retired_and_comes_back_as_itself(conn: Connection) -> None:
    """Its number, its articles and what its polls taught stay."""
    feed_id = feed(conn, "one")
    [spec] = [status.feed.spec for status in list_feeds(conn)]
    file(conn, [article("ferry", feed_id=feed_id)], results=[result(feed_id)])
    assert sync_feeds(conn, [TWO], LATER) == FeedChanges(added=1, retired=1)
    [claimed] = due(conn, LATER)
    assert claimed.spec == TWO
    assert len(list_feeds(conn, retired=True)) == 2
    assert rows(conn, "SELECT feed FROM news.articles") == [("One",)]
    assert sync_feeds(conn, [spec, TWO], LATER) == FeedChanges(restored=1, unchanged=1)
    [restored] = feeds_by_id(conn, [feed_id])
    assert restored.validators.etag == '"one"'


def test_a_changed_declaration_is_taken_over(conn: Connection) -> None:
    """Only the feed that changed counts as changed."""
    sync_feeds(conn, [ONE, TWO], NOW)
    renamed = FeedSpec(ONE.url, title="Number One")
    assert sync_feeds(conn, [renamed, TWO], LATER) == FeedChanges(changed=1, unchanged=1)
    assert {status.feed.spec for status in list_feeds(conn)} == {renamed, TWO}


WAIT = timedelta(hours=6)


@pytest.mark.parametrize(
    ("said", "polled", "wait"),
    [
        pytest.param({"private": True}, {"failures": 1, "outcome": Outcome.BLOCKED_ADDRESS}, 0, id="private"),
        pytest.param(
            {"basic_auth": "ada:${PAID}"}, {"failures": 2, "outcome": Outcome.FORBIDDEN}, 0, id="a login"
        ),
        pytest.param(
            {"headers": {"X-Key": "${KEY}"}},
            {"failures": 1, "outcome": Outcome.RATE_LIMITED},
            6,
            id="told to wait",
        ),
        pytest.param({"title": "Else"}, {"failures": 1, "outcome": Outcome.FORBIDDEN}, 6, id="another title"),
        pytest.param({"private": True}, {}, 6, id="let in otherwise, and well"),
        pytest.param({"every": timedelta(hours=2)}, {}, 2, id="oftener"),
        pytest.param({"every": timedelta(hours=9)}, {}, 6, id="more seldom"),
        pytest.param({"every": timedelta(minutes=5)}, {"failures": 3}, 6, id="oftener, but it fails"),
        *(
            pytest.param(
                {"every": timedelta(minutes=5)},
                {"failures": 0, "outcome": outcome},
                6,
                id=f"put off: {outcome}",
            )
            for outcome in (Outcome.RATE_LIMITED, Outcome.TIMED_OUT)
        ),
        pytest.param(
            {"every": timedelta(minutes=5)},
            {"reason": "its server asked us to wait (Retry-After): 6h"},
            6,
            id="well, and told to wait",
        ),
        pytest.param({"every": timedelta(minutes=1)}, {}, 1, id="oftener than any feed is asked"),
    ],
)
def test_what_the_list_changes_is_not_waited_for(
    conn: Connection, said: dict[str, Any], polled: dict[str, Any], wait: int
) -> None:
    """Whoever does as a sick feed's message says sees within one run whether that was it."""
    feed_id = feed(conn, "waits")
    [spec] = [status.feed.spec for status in list_feeds(conn)]
    file(conn, results=[replace(result(feed_id), next_poll_at=NOW + WAIT, **polled)])
    sync_feeds(conn, [replace(spec, **said)], NOW, least=timedelta(hours=1))
    assert rows(conn, "SELECT next_poll_at FROM news.feeds") == [(NOW + timedelta(hours=wait),)]


def test_a_feed_that_is_no_longer_listed_with_every_goes_back_to_its_rhythm_soon(
    conn: Connection,
) -> None:
    """Before, what `every: 7d` had put off stayed put off for a week."""
    feed_id = feed(conn, "waits")
    [spec] = [status.feed.spec for status in list_feeds(conn)]
    weekly = replace(spec, every=timedelta(days=7))
    sync_feeds(conn, [weekly], NOW)
    file(conn, results=[replace(result(feed_id), next_poll_at=NOW + timedelta(days=7))])
    sync_feeds(conn, [spec], NOW, first=timedelta(hours=1))
    assert rows(conn, "SELECT next_poll_at FROM news.feeds") == [(NOW + timedelta(hours=1),)]


@pytest.mark.parametrize("seen", ["redirected_to", "fetch_url"])
def test_a_feed_listed_where_it_has_moved_stays_itself(conn: Connection, seen: str) -> None:
    """Whoever writes its new address into the list, by hand too, keeps what its polls taught."""
    feed_id = feed(conn, "one")
    home = "https://new.example/feed"
    file(
        conn,
        [article("ferry", feed_id=feed_id)],
        results=[result(feed_id, **{seen: home}, redirected_since=NOW if seen == "redirected_to" else None)],
    )
    assert retiring_feeds(conn, [home]).feeds == ()
    assert sync_feeds(conn, [FeedSpec(home, title="One"), TWO], LATER) == FeedChanges(
        added=1, unchanged=1, moved=1
    )
    [moved] = feeds_by_id(conn, [feed_id])
    assert (moved.spec.url, moved.fetch_url, moved.redirected_to, moved.redirected_since) == (
        home, None, None, None,
    )  # fmt: skip
    assert moved.validators.etag == '"one"'
    assert rows(conn, "SELECT count(*) FROM news.retirements") == [(0,)]


def test_the_ledger_of_a_feed_goes_where_the_feed_goes(conn: Connection) -> None:
    """Days that a backfill had closed were gaps again, and asked for again."""
    feed_id, home = feed(conn, "one"), "https://new.example/feed"
    unit = UnitResult("cdx", "https://one.example/feed", "2026-11-20", state="done")
    note_units(conn, [unit], backfill_id=None, now=NOW)
    file(conn, results=[result(feed_id, fetch_url=home)])
    sync_feeds(conn, [FeedSpec(home)], LATER)
    assert rows(conn, "SELECT encode(key, 'hex'), source, state FROM wireroom.backfill_units") == [
        (replace(unit, source=home).key.hex(), home, "done")
    ]


def test_of_two_feeds_that_lead_to_one_address_the_other_is_said_to_retire(conn: Connection) -> None:
    home = "https://new.example/feed"
    file(conn, results=[result(feed(conn, name), fetch_url=home) for name in ("one", "two")])
    assert len(retiring_feeds(conn, [home]).feeds) == 1
    assert sync_feeds(conn, [FeedSpec(home)], LATER) == FeedChanges(changed=1, retired=1, moved=1)


def test_a_feed_does_not_become_another_that_was_known(conn: Connection) -> None:
    first, second = feed(conn, "one"), feed(conn, "two")
    [there] = [s.feed.spec for s in list_feeds(conn) if s.feed.id == second]
    file(conn, results=[result(first, redirected_to=there.url, redirected_since=NOW)])
    assert [gone.url for gone in retiring_feeds(conn, [there.url]).feeds] == ["https://one.example/feed"]
    assert sync_feeds(conn, [there], LATER) == FeedChanges(retired=1, unchanged=1)


def test_the_same_address_twice_is_one_feed(conn: Connection) -> None:
    """The first counts."""
    twice = [ONE, FeedSpec(ONE.url, title="Again")]
    assert sync_feeds(conn, twice, NOW) == FeedChanges(added=1)
    assert list_feeds(conn)[0].feed.spec.title == "One"


def test_an_empty_list_retires_all(conn: Connection) -> None:
    """No special case: the database follows the list."""
    sync_feeds(conn, [ONE, TWO], NOW)
    assert sync_feeds(conn, [], LATER) == FeedChanges(retired=2)
    assert list_feeds(conn) == ()


def test_due_feeds_come_longest_overdue_first(conn: Connection) -> None:
    """One never polled is the longest overdue of all; a paused one never is."""
    late, later, new, paused, fresh = (
        feed(conn, name, paused=name == "paused") for name in ("late", "later", "new", "paused", "fresh")
    )
    file(
        conn,
        results=[
            result(late, next_poll_at=NOW - timedelta(hours=2)),
            result(later, next_poll_at=NOW - timedelta(hours=1)),
            result(paused, next_poll_at=NOW - timedelta(hours=9)),
            result(fresh, next_poll_at=NOW + timedelta(seconds=1)),
        ],
    )
    assert [f.id for f in due(conn)] == [new, late, later]
    assert [f.id for f in due(conn, limit=2)] == [new, late]
    assert {f.id for f in due(conn, even_if_not_due=True)} == {new, late, later, fresh}
    assert [f.id for f in due(conn, match="LATER")] == [later]


def test_a_feed_due_in_a_moment_is_taken_along_unless_its_publisher_said_wait(conn: Connection) -> None:
    """Runs come every five minutes: without this a feed due a second later would wait for the next."""
    soon, told_to_wait = feed(conn, "soon"), feed(conn, "told to wait")
    in_a_minute = NOW + timedelta(minutes=1)
    file(
        conn,
        results=[
            result(soon, next_poll_at=in_a_minute),
            result(told_to_wait, Outcome.RATE_LIMITED, next_poll_at=in_a_minute),
        ],
    )
    assert due(conn) == ()
    assert [f.id for f in due(conn, early=timedelta(minutes=2))] == [soon]


HEALTH = {
    "well": ({"outcome": Outcome.OK}, "Well: brings articles."),
    "not modified": ({"outcome": Outcome.NOT_MODIFIED}, "Well: answers; nothing new since the last poll."),
    "failed once": (
        {"outcome": Outcome.TIMED_OUT, "failures": 1},
        "Failed once: no answer in time. This usually passes by itself.",
    ),
    "sick": (
        {"outcome": Outcome.NOT_FOUND, "failures": 4},
        "4 polls in a row have failed; never well so far.",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("fields", "words"), HEALTH.values(), ids=HEALTH)
def test_health_is_a_sentence(conn: Connection, fields: dict[str, object], words: str) -> None:
    """How it is and what to do, for people."""
    feed_id = feed(conn, "one")
    file(conn, results=[result(feed_id, **fields)])
    [(health, cadence)] = rows(conn, "SELECT health, cadence FROM news.feeds")
    assert words in health
    assert cadence == "every 00:30:00"


def test_every_outcome_has_words(conn: Connection) -> None:
    """A new outcome needs its words too."""
    bare = rows(
        conn,
        "SELECT name FROM unnest(%s) AS name WHERE wireroom.outcome_in_words(name) = name",
        [outcome.value for outcome in Outcome],
    )
    assert bare == []


def test_every_cause_fits_into_its_sentences(conn: Connection) -> None:
    """Before: "2 feeds: refuses us", and "Sick: its address is not one: correct it in feeds.yaml"."""
    said = rows(
        conn,
        "SELECT name, wireroom.outcome_in_sentences(name), wireroom.feed_cause('sick', name) "
        "FROM unnest(%s) AS name",
        [outcome.value for outcome in Outcome],
    )
    odd = [row for row in said if not re.fullmatch(r"([^.:]|\.\w)+\.( [A-Z]([^.:]|\.\w)+\.)?", row[1])]
    assert odd == []
    whose = [row for row in said if re.match(r"(its?|is|wants|asks|takes us|refuses) ", row[2])]
    assert whose == []  # it stands after "2 feeds:"
    words = {name: sentences for name, sentences, _ in said}
    assert words["not_found"] == (
        "there is nothing at its address (404). Look for the new address if this lasts."
    )
    assert words["forbidden"] == "its server refuses us (401 or 403). Ask the publisher, or remove the feed."


def test_a_feed_not_polled_yet_says_so(conn: Connection) -> None:
    """Likewise a paused and a retired one."""
    sync_feeds(conn, [ONE], NOW)
    assert list_feeds(conn)[0].health == "New: waits for its first poll."
    sync_feeds(conn, [replace(ONE, paused=True)], NOW)
    assert list_feeds(conn)[0].health.startswith("Paused")
    sync_feeds(conn, [], NOW)
    assert list_feeds(conn, retired=True)[0].health.startswith("Retired on 2026-11-20")


def test_a_list_that_the_database_refuses_changes_nothing(conn: Connection) -> None:
    """In our words, not in psycopg2's."""
    sync_feeds(conn, [ONE], NOW)
    with pytest.raises(StoreError):
        sync_feeds(conn, [TWO, replace(TWO, url=f"https://two.example/{'x' * 2000}")], NOW)
    assert [status.feed.spec for status in list_feeds(conn)] == [ONE]


def test_a_feed_that_was_put_off_was_not_asked(conn: Connection) -> None:
    """For the sake of others of its host; put off for a week and more, it is sick, though never asked."""
    one, two = feed(conn, "one"), feed(conn, "two")
    day = timedelta(days=1)

    def put_off(feed_id: int, at: datetime) -> FeedResult:
        plain = result(feed_id, Outcome.RATE_LIMITED, at=at, failures=0, detail="put off")
        return replace(plain, exchange=replace(plain.exchange, deferred=True))

    def asked() -> list[tuple[object, ...]]:
        return rows(conn, "SELECT last_polled_at, condition FROM news.feeds ORDER BY id")

    file(conn, results=[result(one)], run="asked")
    file(conn, results=[put_off(one, NOW + day), put_off(two, NOW + day)], run="put off")
    assert asked() == [(NOW, "waiting"), (None, "new")]
    assert rows(conn, "SELECT count(*) FROM news.feeds WHERE next_poll_at > %s", NOW + day) == [(2,)]
    file(conn, results=[put_off(one, NOW - day)], run="filed late")
    assert rows(conn, "SELECT min(next_poll_at) > %s FROM news.feeds", NOW + day) == [(True,)]
    with conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.feeds SET added_at = added_at - interval '20 days'")
        cursor.execute("UPDATE wireroom.feed_states SET last_well_at = last_well_at - interval '20 days'")
    conn.commit()
    assert [row[1] for row in asked()] == ["sick", "sick"]


@pytest.mark.parametrize(
    ("match", "meant"),
    [
        ("ap", {"AP", "Japan Times", None}),
        ("publisher:AP", {"AP"}),
        ("publisher:ap", set()),
        ("publisher:", set()),
        ("feed:1", {"AP"}),
        ("feed:999999999999999999999", set()),
        ("feed: 1", {"Ham"}),
        ("", set()),
    ],
)
def test_a_publisher_or_a_feed_is_meant_to_the_letter(
    conn: Connection, match: str, meant: set[str | None]
) -> None:
    """By part of a text a backfill of AP took the Japan Times, and one of a/feed took a/feed/sport."""
    feed(conn, "one", publisher="AP")
    feed(conn, "two", publisher="Japan Times")
    feed(conn, "apple")
    specs = [status.feed.spec for status in list_feeds(conn)]
    ham = replace(ONE, url="https://one.example/feed/sport", title="Live feed: 1", publisher="Ham")
    sync_feeds(conn, [*specs, ham], NOW)
    ids = feed_ids_matching(conn, match)
    assert {each.spec.publisher for each in feeds_by_id(conn, ids)} == meant
    if match:
        polled = due(conn, match=match)
        past = feeds_with_past(conn, match=match, linked_only=False)
        assert {each.id for each in polled} == {each.id for each in past} == set(ids)
