"""Filing against a real Postgres: what is written, what is not, and what happens when rows are bad."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from support.filings import NOW, article, feed, file, key, partition_of, published, rejection, result, rows
from wireroom.decide import plan_batch
from wireroom.errors import StoreError
from wireroom.models import (
    Article,
    Attribution,
    Counts,
    Embed,
    FeedSpec,
    LoadBatch,
    Outcome,
    Publisher,
    Trust,
    Validators,
)
from wireroom.store.articles.loader import loading
from wireroom.store.connection import Connection, connect
from wireroom.store.feeds.feed_reads import feeds_by_id
from wireroom.store.feeds.feed_sync import sync_feeds
from wireroom.store.runs import open_run

CONTENT = "SELECT * FROM wireroom.articles ORDER BY id"


def test_a_new_article_reads_back_as_it_was_filed(conn: Connection) -> None:
    """Every field that an analyst sees comes out as it went in."""
    feed_id = feed(conn)
    new = article("ferry", feed_id=feed_id, authors=("Ada Holm", 'B "Bo" \\ Lind'), tags=("sea", "a,b{c}"))
    file(conn, [new])
    [row] = rows(
        conn,
        "SELECT title, text, authors, tags, published_at, published_source, published_precision,"
        " published_raw, publisher, publisher_domain, feed, feed_id, first_seen_at, updated_at,"
        " last_seen_at, version"
        " FROM news.articles",
    )
    at = NOW - timedelta(days=1)
    assert row == (
        *("Report on ferry", "Everything about ferry.", ["Ada Holm", 'B "Bo" \\ Lind'], ["sea", "a,b{c}"]),
        *(at, "feed:pubDate", "second", "as written", "Harbour Post", "harbour-post.example"),
        *("Harbour", feed_id, NOW, NOW, NOW, 1),
    )


def test_the_length_of_an_episode_stays_where_a_new_version_says_none(conn: Connection) -> None:
    feed_id = feed(conn)
    lengths = "SELECT duration_seconds, version FROM news.articles"
    file(conn, [article("ferry", feed_id=feed_id, duration_seconds=3723)])
    assert rows(conn, lengths) == [(3723, 1)]
    file(
        conn,
        [
            article(
                "ferry",
                feed_id=feed_id,
                text="Another text.",
                fingerprint=b"2",
                seen_at=NOW + timedelta(hours=1),
            )
        ],
    )
    assert rows(conn, lengths) == [(3723, 2)]


def test_the_same_bytes_twice_change_nothing_but_counters(conn: Connection) -> None:
    """Promise 2: nothing twice."""
    feed_id = feed(conn)
    batch = [article(name, feed_id=feed_id) for name in ("a", "b", "c")]
    first = file(conn, batch)
    before = rows(conn, CONTENT), rows(conn, "SELECT * FROM wireroom.article_heads ORDER BY id")
    again = file(conn, batch)
    assert (first.inserted, again.inserted, again.revised, again.unchanged) == (3, 0, 0, 3)
    assert (rows(conn, CONTENT), rows(conn, "SELECT * FROM wireroom.article_heads ORDER BY id")) == before
    assert rows(conn, "SELECT DISTINCT times FROM wireroom.sightings") == [(2,)]


def test_a_changed_article_gets_a_version_and_keeps_the_old_one(conn: Connection) -> None:
    """Promise 4: nothing overwritten; what changed is named."""
    file(conn, [article("ferry", text="The ferry is late.")])
    counts = file(conn, [article("ferry", text="The ferry is here.", seen_at=NOW + timedelta(hours=1))])
    assert counts.revised == 1
    versions = rows(
        conn, "SELECT version, text, changed, is_current, change_reason FROM news.revisions ORDER BY version"
    )
    assert versions == [
        (1, "The ferry is late.", [], False, "published"),
        (2, "The ferry is here.", ["text"], True, "corrected"),
    ]


def test_older_bytes_never_overwrite_newer_ones(conn: Connection) -> None:
    """A replay of last week must not undo this week; it is the version that was there before."""
    file(conn, [article("ferry", text="Today's text.")])
    file(conn, [article("ferry", text="Last week's text.", seen_at=NOW - timedelta(days=7))])
    assert rows(conn, "SELECT text, version FROM news.articles") == [("Today's text.", 2)]
    assert rows(conn, "SELECT version, text FROM news.revisions ORDER BY 1") == [
        (1, "Last week's text."),
        (2, "Today's text."),
    ]


def test_a_version_without_a_date_keeps_the_date(conn: Connection) -> None:
    """A known date is not lost because a later copy does not repeat it."""
    file(conn, [article("ferry", text="One.")])
    file(conn, [article("ferry", text="Two.", published=None, seen_at=NOW + timedelta(hours=1))])
    assert rows(conn, "SELECT published_at, published_raw FROM news.articles") == [
        (NOW - timedelta(days=1), "as written")
    ]


def test_a_corrected_date_moves_the_row_to_its_month(conn: Connection) -> None:
    """The row lies where a condition on published_at looks for it."""
    file(conn, [article("ferry", text="One.")])
    march = datetime(2026, 3, 5, tzinfo=UTC)
    file(
        conn,
        [article("ferry", text="Two.", published=published(march), seen_at=NOW + timedelta(hours=1))],
        run="later",
    )
    assert rows(conn, "SELECT tableoid::regclass::text, published_at FROM wireroom.articles") == [
        (f"wireroom.{partition_of(march)}", march)
    ]


def test_numbers_are_drawn_for_new_articles_only(conn: Connection) -> None:
    feed_id = feed(conn)
    known = [article(f"ferry {n}", feed_id=feed_id) for n in range(20)]
    file(conn, known)
    file(conn, [*known, article("the 21st", feed_id=feed_id)], run="second")
    file(conn, [*known, article("the 22nd", feed_id=feed_id)], run="third")
    assert rows(conn, "SELECT count(*), max(id) - min(id) FROM news.articles") == [(22, 21)]


def test_two_articles_of_a_batch_that_share_a_key_are_one(conn: Connection) -> None:
    """The first is the article, the copy in another feed is a sighting of it."""
    one, two = feed(conn, "one"), feed(conn, "two")
    counts = file(
        conn,
        [
            article("ferry", feed_id=one, keys=(key("guid"), key("url"))),
            article("ferry again", feed_id=two, keys=(key("url"), key("other"))),
        ],
    )
    assert (counts.inserted, counts.unchanged) == (1, 1)
    assert rows(conn, "SELECT title FROM news.articles") == [("Report on ferry",)]
    assert rows(conn, "SELECT feed_id FROM wireroom.sightings ORDER BY 1") == [(one,), (two,)]
    assert rows(conn, "SELECT count(*) FROM wireroom.article_keys") == [(3,)]


def test_versions_of_an_article_in_one_batch_follow_each_other(conn: Connection) -> None:
    """An archive brings several states of the same feed at once."""
    states = [
        article("ferry", text=f"State {hour}.", seen_at=NOW + timedelta(hours=hour)) for hour in range(4)
    ]
    counts = file(conn, states)
    assert (counts.inserted, counts.revised) == (1, 3)
    assert rows(conn, "SELECT version, text FROM news.revisions ORDER BY 1") == [
        (number + 1, f"State {number}.") for number in range(4)
    ]


def test_a_new_guid_of_a_known_article_is_remembered(conn: Connection) -> None:
    """GUIDs flip between http and https (FreshRSS issue 5151): each form leads to the same article."""
    file(conn, [article("ferry", keys=(key("http"), key("url")))])
    file(conn, [article("ferry", keys=(key("https"), key("url")))], run="second")
    counts = file(conn, [article("ferry", keys=(key("https"),))], run="third")
    assert (counts.inserted, counts.unchanged) == (0, 1)


@pytest.mark.parametrize(
    "text",
    ["nul \x00 inside", "lone \ud800 surrogate", "tab\tand\\N and \\. end\r\n\\.\n", "\\x00", "\U0001f600"],
    ids=["nul", "surrogate", "copy-syntax", "backslash-x", "astral"],
)
def test_hostile_characters_cost_no_row(conn: Connection, text: str) -> None:
    """What Postgres' text cannot hold is replaced one for one, so that spans stay right."""
    counts = file(
        conn,
        [
            article(
                "odd",
                title=text,
                text=text,
                authors=(text,),
                embeds=(Embed("post", "x", text=text),),
                provenance={"title": text},
                media=({"url": text, "length": float("nan")},),
            )
        ],
    )
    assert (counts.inserted, counts.rejected) == (1, 0)
    [(stored, embeds)] = rows(conn, "SELECT text, embeds FROM news.articles")
    assert len(stored) == len(text) == len(embeds[0]["text"])


def test_one_refused_article_loses_no_other(conn: Connection) -> None:
    """Promise 5: the guilty row is found and put into quarantine, the rest is filed."""
    batch = [article(str(number)) for number in range(20)]
    batch[13] = article("13", word_count=-1)
    counts = file(conn, batch)
    assert (counts.inserted, counts.rejected, counts.entries) == (19, 1, 20)
    [(reason, detail, raw)] = rows(
        conn, "SELECT reason, detail, convert_from(raw, 'UTF8') FROM news.rejected"
    )
    assert reason == "store_refused"
    assert "word_count" in detail
    assert "Report on 13" in raw


def test_an_article_without_any_key_is_refused(conn: Connection) -> None:
    """Without identity it would be inserted again with every poll."""
    counts = file(conn, [article("nameless", keys=()), article("named")])
    assert (counts.inserted, counts.rejected) == (1, 1)


def test_the_same_rejection_is_one_row(conn: Connection) -> None:
    """A bad entry comes with every poll until its publisher mends it."""
    file(conn, rejections=[rejection("bad"), rejection("bad")])
    file(conn, rejections=[rejection("bad", seen_at=NOW + timedelta(hours=1))])
    assert rows(conn, "SELECT times, first_seen_at, last_seen_at FROM news.rejected") == [
        (3, NOW, NOW + timedelta(hours=1))
    ]


def test_feed_state_is_saved_with_the_articles(conn: Connection) -> None:
    """Promise 1: validators and next poll time in the same transaction."""
    feed_id = feed(conn)
    counts = file(conn, [article("ferry", feed_id=feed_id)], results=[result(feed_id, entries=1)])
    [known] = feeds_by_id(conn, [feed_id])
    assert known.validators == Validators('"one"', None, b"b" * 32)
    assert (known.last_polled_at, known.last_new_at) == (NOW, NOW)
    assert known.next_poll_at == NOW + timedelta(minutes=30)
    assert counts == Counts(feeds=1, entries=1, inserted=1, outcomes={"ok": 1})


@pytest.mark.parametrize("outcome", Outcome, ids=str)
def test_only_a_whole_body_says_anew_what_the_last_body_was(conn: Connection, outcome: Outcome) -> None:
    """Before, a failed poll left no entries: the next reading of half as many was in no doubt."""
    feed_id = feed(conn)
    known = {"title": "Bay", "site_url": "https://bay.example/", "language": "nb", "format": "rss"}
    first = result(feed_id, entries=9, day_first=True, archive_url="https://bay.example/old", **known)
    file(conn, results=[first])
    file(conn, results=[result(feed_id, outcome, at=NOW + timedelta(hours=1))], run="second")
    [(entries, *others)] = rows(
        conn,
        "SELECT entries, title, site_url, language, format, day_first, archive_url, last_well_at "
        "FROM wireroom.feed_states",
    )
    has_body = outcome.is_healthy and outcome not in (Outcome.NOT_MODIFIED, Outcome.UNCHANGED)
    assert entries == (0 if has_body else 9)
    assert others == [
        *known.values(),
        True,
        "https://bay.example/old",
        NOW + timedelta(hours=outcome.is_healthy),
    ]


def test_a_filing_that_fails_leaves_nothing_behind(conn: Connection) -> None:
    """Neither articles without state nor state without articles."""
    feed_id = feed(conn)
    run_id = open_run(conn, "ingest", "broken", NOW)

    def file_and_fail() -> None:
        with loading(conn, plan_batch) as filing:
            filing.apply(LoadBatch(run_id, (article("ferry", feed_id=feed_id),), (), (result(feed_id),)))
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        file_and_fail()
    assert rows(conn, "SELECT count(*) FROM news.articles") == [(0,)]
    assert feeds_by_id(conn, [feed_id])[0].next_poll_at is None


def test_an_older_poll_filed_late_does_not_undo_a_newer_one(conn: Connection) -> None:
    """A retried shard may finish after its successor."""
    feed_id = feed(conn)
    file(conn, results=[result(feed_id, at=NOW, failures=0)])
    file(conn, results=[result(feed_id, Outcome.TIMED_OUT, at=NOW - timedelta(hours=1))], run="late")
    [known] = feeds_by_id(conn, [feed_id])
    assert (known.failures, known.last_polled_at) == (0, NOW)


def test_two_filings_at_once_insert_an_article_once(database_url: str) -> None:
    """Two shards carry the same story at the same moment."""
    counts: list[Counts] = []
    start = threading.Barrier(2)

    def shard(number: int) -> None:
        with connect(database_url) as own:
            start.wait(timeout=60)
            counts.append(file(own, [article(str(n)) for n in range(50)], run=f"shard {number}"))

    threads = [threading.Thread(target=shard, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(count.inserted for count in counts) == [0, 50]


def test_own_text_leaves_out_posts_and_notices(conn: Connection) -> None:
    """They stay in text; own_text is what the author wrote."""
    text = "First.\n\n“Quoted post” (@ada)\n\nLast.\n\nAdapted from the original."
    post, notice = text.index("“"), text.index("Adapted")
    file(
        conn,
        [
            article(
                "quoting",
                text=text,
                embeds=(Embed("post", "x", text="Quoted post", span=(post, post + 20)),),
                attribution=(Attribution("adapted", text="Adapted", span=(notice, len(text))),),
            )
        ],
    )
    assert rows(conn, "SELECT text, own_text FROM news.articles") == [(text, "First.\n\nLast.")]


def test_what_the_operator_says_of_a_publisher_outranks_what_a_feed_says(conn: Connection) -> None:
    """And a fact once known is never emptied."""
    domain = "harbour-post.example"
    said = [
        Publisher(domain, source="url"),
        Publisher(domain, name="harbourpost", source="feed:source"),
        Publisher(domain, name="The Harbour Post", country="no", source="outlets"),
        Publisher(domain, name="HP", source="feed:source"),
    ]
    for number, publisher in enumerate(said):
        file(conn, [article(str(number), publisher=publisher)], run=str(number))
    assert rows(conn, "SELECT name, country, source FROM news.publishers") == [
        ("The Harbour Post", "no", "outlets")
    ]


def test_what_the_operator_puts_right_of_a_publisher_is_right(conn: Connection) -> None:
    """The first name that was known stayed for ever, a table's or a misspelt one."""
    domain = "harbour-post.example"

    def news(number: int, **declared: str) -> list[tuple[object, ...]]:
        said = Publisher(domain, name=declared["publisher"], country=declared["country"], source="feeds.yaml")
        spec = FeedSpec("https://harbour-post.example/feed", title="T", **declared)
        sync_feeds(conn, [spec, *others], NOW)
        file(conn, [article(str(number), publisher=said)], run=str(number))
        return rows(conn, "SELECT name, country, source FROM news.publishers")

    others: list[FeedSpec] = []
    table = Publisher(domain, name="Harbour", country="dk", source="outlets")
    file(conn, [article("0", publisher=table)], run="0")
    assert news(1, publisher="Harbur Post", country="dk") == [("Harbur Post", "dk", "feeds.yaml")]
    assert news(2, publisher="Harbour Post", country="no") == [("Harbour Post", "no", "feeds.yaml")]
    others = [FeedSpec("https://b.example/", title="B", publisher="Harbour Post", country="no")]
    assert news(3, publisher="The Post", country="no") == [("Harbour Post", "no", "feeds.yaml")], "no turns"
    assert news(4, publisher="Harbour Post", country="se") == [("Harbour Post", "no", "feeds.yaml")]
    file(conn, [article("5", publisher=table)], run="5")
    assert rows(conn, "SELECT name, country FROM news.publishers") == [("Harbour Post", "no")]


def test_two_names_on_one_domain_take_no_turns(conn: Connection) -> None:
    """Country and language went with whoever was polled last, under the name of the other."""
    domain = "broadcaster.example"
    said = {"Broadcaster News": ("gb", "en"), "Broadcaster Mundo": ("mx", "es")}
    specs = [
        FeedSpec(f"https://{domain}/{place}", title=name, publisher=name, country=place, language=tongue)
        for name, (place, tongue) in said.items()
    ]
    sync_feeds(conn, specs, NOW)
    for number in range(6):
        name, (country, language) = [*said.items()][number % 2]
        publisher = Publisher(domain, name, country, language, "feeds.yaml")
        file(conn, [article(str(number), publisher=publisher)], run=str(number))
        found = rows(conn, "SELECT name, country, language FROM news.publishers")
        assert found == [("Broadcaster News", "gb", "en")], f"after {number + 1} filings"
    sync_feeds(conn, specs[1:], NOW)
    file(conn, [article("7", publisher=publisher)], run="7")
    found = rows(conn, "SELECT name, country, language FROM news.publishers")
    assert found == [("Broadcaster Mundo", "mx", "es")], "no listed feed says the old any more"


def test_a_server_that_goes_away_is_a_store_error(conn: Connection, database_url: str) -> None:
    """Not psycopg2's own: callers catch one tree."""
    pid = conn.info.backend_pid

    def file_and_lose_the_server() -> None:
        with loading(conn, plan_batch) as filing:
            with connect(database_url) as other, other.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", (pid,))
            filing.apply(LoadBatch(1, (article("ferry"),)))

    with pytest.raises(StoreError, match="connection"):
        file_and_lose_the_server()
    with pytest.raises(StoreError, match="runs/open_run"):
        open_run(conn, "ingest", "after", NOW)


def test_loaders_file_late_captures_and_readers_see_disagreements(conn: Connection) -> None:
    """With their own rights alone: versions are made anew, and what others say is shown, not open."""
    one, two = feed(conn, "one"), feed(conn, "two")
    with conn.cursor() as cursor:
        cursor.execute("SET ROLE wireroom_loader")
    conn.commit()
    file(conn, [article("ferry", text="Today's.", feed_id=one)], partitions=False)
    late = [
        article("ferry", text="Last week's.", feed_id=one, seen_at=NOW - timedelta(days=7)),
        article("ferry", text="Sunk. " * 90, feed_id=two, trust=Trust.STRANGER),
    ]
    file(conn, late, run="late", partitions=False)
    with conn.cursor() as cursor:
        cursor.execute("SET ROLE wireroom_reader")
    conn.commit()
    assert rows(conn, "SELECT text, trust FROM news.disagreements") == [("Sunk. " * 90, "stranger")]
    assert rows(conn, "SELECT count(*) FROM news.sightings") == [(2,)]
    assert rows(conn, "SELECT text FROM news.revisions ORDER BY version") == [
        ("Last week's.",),
        ("Today's.",),
    ]


def test_when_bytes_were_captured_and_when_they_were_filed_are_two_facts(conn: Connection) -> None:
    """A page saved years ago is filed today."""
    saved = NOW - timedelta(days=4000)
    before = datetime.now(UTC)
    file(conn, [article("ferry", seen_at=saved)])
    file(conn, [article("ferry", text="New.", seen_at=saved + timedelta(days=1))], run="second")
    shown = rows(conn, "SELECT captured_at, filed_at FROM news.revisions ORDER BY version")
    assert [captured for captured, _ in shown] == [saved, saved + timedelta(days=1)]
    first, second = (filed for _, filed in shown)
    assert before - timedelta(seconds=5) <= first < second <= datetime.now(UTC) + timedelta(seconds=5)
    assert rows(conn, "SELECT captured_at, filed_at, first_seen_at FROM news.articles") == [
        (saved + timedelta(days=1), second, saved)
    ]


@pytest.mark.parametrize("hours", [3, -1, 1], ids=["the next", "the first", "between"])
def test_versions_filed_before_copies_were_kept_stay(conn: Connection, hours: int) -> None:
    """A database that was filled by earlier code goes on, wherever the next capture belongs."""
    feed_id = feed(conn)

    def state(hour: int) -> Article:
        at = NOW + timedelta(hours=hour)
        return article("ferry", text=f"State {hour}.", feed_id=feed_id, seen_at=at, authors=("Ada",))

    file(conn, [state(0)])
    file(conn, [state(2)], run="second")
    with conn.cursor() as cursor:
        cursor.execute("TRUNCATE wireroom.copies")
        cursor.execute("UPDATE wireroom.article_heads SET trust = NULL, has_copies = false")
        cursor.execute("UPDATE wireroom.revisions SET trust = NULL")
        cursor.execute("UPDATE wireroom.sightings SET trust = NULL")
    conn.commit()
    assert file(conn, [state(2)], run="again").revised == 0
    assert file(conn, [state(hours)], run="third").revised == 1
    told = sorted([0, 2, hours])
    assert rows(conn, "SELECT version, text FROM news.revisions ORDER BY 1") == [
        (number, f"State {hour}.") for number, hour in enumerate(told, start=1)
    ]
    assert rows(conn, "SELECT text, authors, trust FROM news.articles") == [
        (f"State {told[-1]}.", ["Ada"], "own")
    ]
    assert file(conn, [state(hour) for hour in told], run="all again").revised == 0
