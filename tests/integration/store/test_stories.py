"""Stories: copies of a text find each other, whatever the order, and part when they differ again."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from support.filings import NOW, article, file, published, rows
from wireroom.models import Article, DateReading, Precision, Publisher
from wireroom.store.articles import story_rows, takedown
from wireroom.store.articles.partitions import ensure_partitions
from wireroom.store.connection import Connection, connect
from wireroom.stories.cluster_stories import cluster_stories

DAYS = 14


def dispatch(seed: int, words: int = 120) -> str:
    chooser = random.Random(seed)
    return " ".join(f"word{chooser.randrange(5000)}" for _ in range(words))


def copy(name: str, text: str, *, days: float = 1, **fields: Any) -> Article:
    """An article of a publisher of its own."""
    domain = f"{name}.example"
    return article(
        name,
        text=text,
        title=f"{name} has this report today",
        publisher=Publisher(domain, name=name, source="url"),
        url=f"https://{domain}/{name}",
        published=published(NOW - timedelta(days=days)),
        **fields,
    )


def stories(conn: Connection) -> set[frozenset[str]]:
    """Each story by the titles of its articles."""
    found = rows(
        conn,
        "SELECT array_agg(a.title) FROM news.stories s "
        "JOIN news.articles a ON a.story_id = s.id GROUP BY s.id",
    )
    return {frozenset(title.split()[0] for title in titles) for (titles,) in found}


def cluster(conn: Connection) -> None:
    while cluster_stories(conn, DAYS):
        pass


def number(conn: Connection, name: str) -> int:
    return int(rows(conn, "SELECT id FROM news.articles WHERE title LIKE %s", f"{name} %")[0][0])


@pytest.fixture
def three(conn: Connection) -> Connection:
    """Two copies and a text of its own."""
    file(conn, [copy("wire", dispatch(1)), copy("post", f"By wire. {dispatch(1)}", days=0.5)])
    file(conn, [copy("times", dispatch(2))])
    cluster(conn)
    return conn


def test_copies_are_one_story_and_who_was_first_is_known(three: Connection) -> None:
    (story,) = rows(
        three,
        "SELECT members, publishers, independent_sources, common_share, first_article_id, article_ids "
        "FROM news.stories",
    )
    wire, post = number(three, "wire"), number(three, "post")
    assert story[:3] == (2, 2, 2)
    assert story[3] == pytest.approx(1)
    assert story[4:] == (wire, [wire, post])
    assert rows(three, "SELECT count(*) FROM news.articles WHERE story_id IS NULL") == [(0,)]
    assert rows(three, "SELECT count(DISTINCT story_id) FROM news.articles") == [(2,)]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_filing_does_not_matter(conn: Connection, seed: int) -> None:
    articles = [
        copy(f"n{n}c{c}", dispatch(n) + f" tail{c}", days=n + c / 10) for n in range(5) for c in range(4)
    ]
    random.Random(seed).shuffle(articles)
    for start in range(0, len(articles), 3):
        file(conn, articles[start : start + 3])
        cluster(conn)
    assert stories(conn) == {frozenset(f"n{n}c{c}" for c in range(4)) for n in range(5)}


def test_the_same_text_weeks_apart_is_another_story(conn: Connection) -> None:
    file(conn, [copy("now", dispatch(1)), copy("past", dispatch(1), days=16)])
    cluster(conn)
    assert stories(conn) == set()


def test_a_window_is_not_cut_at_a_fortnight(conn: Connection) -> None:
    """Dates on every second day of two months: each day is near the next."""
    file(conn, [copy(f"d{day}", dispatch(1), days=day) for day in range(1, 60, 13)])
    cluster(conn)
    assert stories(conn) == {frozenset(f"d{day}" for day in range(1, 60, 13))}


def test_a_revision_that_says_something_else_leaves_the_story(three: Connection) -> None:
    file(three, [copy("post", dispatch(3), seen_at=NOW + timedelta(hours=1))])
    cluster(three)
    assert stories(three) == set()
    file(three, [copy("post", dispatch(1), seen_at=NOW + timedelta(hours=2))])
    cluster(three)
    assert stories(three) == {frozenset({"wire", "post"})}


@pytest.mark.parametrize("revised", ["tail", "other"])
def test_a_story_outlives_a_revision_of_those_that_held_it_together(conn: Connection, revised: str) -> None:
    """Each copy is linked to the first three alone; those are revised, with the same text or with another."""
    names = "ABCDEFGH"
    for name in names:
        file(conn, [copy(name, dispatch(1))])
        cluster(conn)
    assert stories(conn) == {frozenset(names)}
    text = {"tail": f"{dispatch(1)} more", "other": dispatch(7)}[revised]
    file(conn, [copy(name, text, seen_at=NOW + timedelta(hours=1)) for name in "ABC"])
    cluster(conn)
    assert (
        stories(conn)
        == {"tail": {frozenset(names)}, "other": {frozenset("ABC"), frozenset("DEFGH")}}[revised]
    )
    assert story_rows.story_backlog(conn) == 0


def test_a_takedown_takes_the_article_out_and_parts_what_it_held_together(conn: Connection) -> None:
    one, two = dispatch(1, 80), dispatch(2, 80)
    file(conn, [copy("left", one), copy("both", f"{one} {two}"), copy("right", two)])
    cluster(conn)
    assert stories(conn) == {frozenset({"left", "both", "right"})}
    gone = number(conn, "both")
    takedown.take_down(conn, [gone], keys=[], rejected=[], reason="court", now=NOW)
    cluster(conn)
    assert stories(conn) == set()
    for table in ("story_members", "story_bands"):
        assert rows(conn, f"SELECT count(*) FROM wireroom.{table} WHERE article_id = %s", gone) == [(0,)]
    assert rows(conn, "SELECT count(*) FROM wireroom.story_links") == [(0,)]


def test_filing_the_same_again_queues_nothing(three: Connection) -> None:
    file(three, [copy("wire", dispatch(1))])
    assert story_rows.story_backlog(three) == 0


def test_an_article_taken_out_stays_out_until_it_is_undone(three: Connection) -> None:
    post = number(three, "post")
    assert story_rows.leave_alone(three, post, alone=True)
    three.commit()
    for _ in range(2):
        story_rows.queue_again(three)
        cluster(three)
        assert stories(three) == set()
    story_rows.leave_alone(three, post, alone=False)
    three.commit()
    story_rows.queue_again(three, [post])
    cluster(three)
    assert stories(three) == {frozenset({"wire", "post"})}


def test_what_is_undone_is_on_the_queue_again(conn: Connection, database_url: str) -> None:
    """As after a kill: the server rolls back."""
    file(conn, [copy("wire", dispatch(1)), copy("post", dispatch(1))])
    with connect(database_url) as killed:
        assert story_rows.begin_stories(killed)
        assert len(story_rows.claim_stories(killed, 10)) == 2
        assert cluster_stories(conn, DAYS) == 0, "the other process has the lock"
        killed.rollback()
    cluster(conn)
    assert stories(conn) == {frozenset({"wire", "post"})}


def test_filing_does_not_wait_for_stories(conn: Connection, database_url: str) -> None:
    file(conn, [copy("wire", dispatch(1))])
    with connect(database_url) as other:
        story_rows.begin_stories(other)
        story_rows.claim_stories(other, 10)
        file(conn, [copy("wire", dispatch(4), seen_at=NOW + timedelta(hours=1)), copy("post", dispatch(4))])
        other.commit()
    cluster(conn)
    assert stories(conn) == {frozenset({"wire", "post"})}


@pytest.mark.slow
def test_many_at_once_make_the_same_stories_as_one(conn: Connection, database_url: str) -> None:
    articles = [copy(f"n{n}c{c}", dispatch(n)) for n in range(30) for c in range(3)]

    def work(number: int) -> None:
        with connect(database_url) as own:
            for start in range(number, len(articles), 3):
                file(own, [articles[start]], run=f"r{number}")
                cluster_stories(own, DAYS)

    ensure_partitions(conn, articles)
    workers = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    cluster(conn)
    assert stories(conn) == {frozenset(f"n{n}c{c}" for c in range(3)) for n in range(30)}


def test_a_line_that_a_thousand_articles_share_costs_no_more_than_one_that_twenty_do(
    conn: Connection,
) -> None:
    """What is looked at is bounded, so the cost of an article stays flat."""
    line = "Subscribe to our newsletter and read all the news of the harbour every morning"
    file(conn, [copy(f"p{n}", f"{line} {dispatch(n, 30)}") for n in range(300)])
    cluster(conn)
    assert stories(conn) == set()
    pairs = story_rows.find_copies(conn, [number(conn, "p7")], timedelta(days=DAYS))
    assert 0 < len(pairs) <= story_rows.CANDIDATES


def test_stories_of_a_week_are_found_without_the_others(conn: Connection) -> None:
    """Thirty years of stories, of which a week is asked for: it took as long as all of them together."""
    with conn.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wireroom.story_members"
            " (article_id, story_id, published_at, publisher_id, fortnight, bands, grouped)"
            " SELECT n, n - mod(n, 2), %s::timestamptz - n / 2 * interval '6 hours', mod(n, 2), 0, '{}', true"
            " FROM generate_series(2, 100001) AS n",
            (NOW,),
        )
        cursor.execute("ANALYZE wireroom.story_members")
        week = (
            "EXPLAIN (ANALYZE, BUFFERS, FORMAT json) SELECT * FROM news.stories WHERE first_published_at > %s"
        )
        cursor.execute(week, (NOW - timedelta(days=7),))
        cursor.execute(week, (NOW - timedelta(days=7),))  # the first reads the catalogues
        [[[told]]] = cursor.fetchall()
    assert told["Plan"]["Actual Rows"] == 27
    assert told["Plan"]["Shared Hit Blocks"] + told["Plan"]["Shared Read Blocks"] < 600


def test_a_story_begins_with_its_earliest_date_and_is_had_first_by_who_says_a_time(
    three: Connection,
) -> None:
    """A date without a time of day stands at its midnight, and tells nothing of who was first."""
    wire, post = number(three, "wire"), number(three, "post")
    with three.cursor() as cursor:
        cursor.execute(
            "UPDATE wireroom.story_members"
            " SET exact_at = NULL, published_at = published_at - interval '12 hours',"
            " latest_at = published_at + interval '12 hours'"
            " WHERE article_id = %s RETURNING published_at",
            (post,),
        )
        ((begun,),) = cursor.fetchall()
    found = rows(three, "SELECT first_article_id, first_published_at, article_ids FROM news.stories")
    assert found == [(wire, begun, [wire, post])]


DAY = datetime(2026, 11, 18, tzinfo=UTC)
MONTH = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "precision", "other", "first"),
    {
        "a day that was over": (DAY, Precision.DAY, DAY + timedelta(hours=34), "timeless"),
        "a day that ended as the other came": (DAY, Precision.DAY, DAY + timedelta(hours=24), "timeless"),
        "the same day": (DAY, Precision.DAY, DAY + timedelta(hours=23), "timed"),
        "the day after": (DAY, Precision.DAY, DAY - timedelta(hours=1), "timed"),
        "the first of a month is a day": (MONTH, Precision.DAY, MONTH + timedelta(days=2), "timeless"),
        "a month is not over on its second day": (MONTH, Precision.MONTH, MONTH + timedelta(days=2), "timed"),
    }.values(),
)
def test_a_date_without_a_time_counts_as_the_end_of_its_day(
    conn: Connection, at: datetime, precision: Precision, other: datetime, first: str
) -> None:
    text = dispatch(5)
    told = DateReading("as written", "feed:pubDate", at, precision)
    timeless = replace(copy("timeless", text), published=told)
    file(conn, [timeless, replace(copy("timed", text), published=published(other))])
    cluster(conn)
    ((number_of_first, ids),) = rows(conn, "SELECT first_article_id, article_ids FROM news.stories")
    assert (number_of_first, ids[0]) == (number(conn, first), number(conn, first))
    assert rows(conn, "SELECT first_article_id FROM news.events") == [(number(conn, first),)]
    assert story_rows.story_of(conn, ids[0])[0]["id"] == number(conn, first)
