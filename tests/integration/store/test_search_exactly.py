"""Exact counts and ids, words beside other scripts, beginnings of words, misspelt words; no query fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import postgres
from support.filings import NOW, article, file, published, rows
from wireroom.models import Publisher
from wireroom.store.articles.search_index import index_search
from wireroom.store.connection import Connection, connect

POST = Publisher("post.example", name="The Post", source="url")
TEXTS = {
    "mixed": ("zh", "北约NATO峰会", "北约NATO峰会今天在港口开幕，1904年建成的码头。"),
    "german": ("de", "Schifffahrt im Hafen", "Die Donaudampfschifffahrtsgesellschaft fährt wieder."),
    "polish": ("pl", "Promy stoją w porcie", "Promy nie wypłynęły z portu z powodu sztormu."),
    "english": ("en", "Chancellor Katarzyna Wisniewska visits harbour", "She ran the ferries by moonlight."),
    "marks": ("fr", "À propos", "«Bonjour», dit-il à l’école… “lanternes” — «phares»—feux 🔥braise €50."),
    "again": ("en", "Chancellor Katarzyna Wisniewska leaves", "The ferries are not running."),
}


@pytest.fixture(scope="module")
def filed(admin_database_url: str, template_database: str) -> Iterator[Connection]:
    """One article each; these tests only read."""
    with postgres.database(admin_database_url, template=template_database) as url, connect(url) as conn:
        file(
            conn,
            [
                article(name, title=title, text=text, summary="", language=language)
                for name, (language, title, text) in TEXTS.items()
            ],
        )
        yield conn


def ids(conn: Connection, query: str | None, language: str | None = None) -> set[str]:
    statement = """
        SELECT a.guid FROM news.search_ids(%s, language => %s) AS found
        JOIN news.articles AS a ON a.id = found.id
    """
    return {row[0] for row in rows(conn, statement, query, language)}


@pytest.mark.parametrize(
    ("query", "names"),
    {
        "nato": ("NATO", {"mixed"}),
        "nato with its neighbours": ("NATO峰会", {"mixed"}),
        "a year": ("1904", {"mixed"}),
        "a year with its letter": ("1904年", {"mixed"}),
        "a year that is not there": ("1905年", set()),
        "the beginning of a compound": ("donaudampf*", {"german"}),
        "the beginning of a short word": ("schiff*", {"german"}),
        "polish by its beginning": ("prom*", {"polish"}),
        "accents do not matter at the beginning": ("wypłyn*", {"polish"}),
        "a beginning and a word": ("ferr* moonlight", {"english"}),
        "a beginning left out": ("ferries -moon*", {"again"}),
        "a phrase with a star is a phrase": ('"not running*"', {"again"}),
        "without a star it is a word": ("donaudampf", set()),
    }.values(),
)
def test_found(filed: Connection, query: str, names: set[str]) -> None:
    assert ids(filed, query) == names


def test_ids_are_what_the_ranked_search_finds(filed: Connection) -> None:
    for query in ("ferries", "promy", "港口", "chancellor -leaves", '"not running"', "harbour or porcie"):
        ranked = rows(filed, "SELECT id FROM news.search(%s)", query)
        exact = rows(filed, "SELECT id FROM news.search_ids(%s)", query)
        assert sorted(ranked) == sorted(exact), query


def test_misspelt_words_and_names_are_found(filed: Connection) -> None:
    assert rows(filed, "SELECT news.did_you_mean('Chancelor wisnievska ferries \"x y\" -no')") == [
        ('chancellor wisniewska ferries "x y" -no',)
    ]
    found = rows(filed, "SELECT title FROM news.search_fuzzy('katarzina wisniewksa')")
    assert len(found) == 2


def test_an_article_counts_once_however_often_it_is_made_searchable(conn: Connection) -> None:
    """Else every typing error is a known word after an upgrade, which indexes all anew, or one revision."""
    file(conn, [article("a", title="Harbourmster resigns"), article("b", title="Harbourmaster resigns")])
    file(conn, [article("c", title="Harbourmaster returns")])
    for _ in range(2):
        with conn.cursor() as cursor:
            cursor.execute("INSERT INTO wireroom.search_queue (article_id) SELECT id FROM wireroom.articles")
        conn.commit()
        assert index_search(conn) == 3
    assert rows(conn, "SELECT news.did_you_mean('harbourmster')") == [("harbourmaster",)]


@pytest.mark.parametrize("publisher", ["\\", "The Post\\", "%\\", "'"])
@pytest.mark.parametrize("function", ["search", "search_ids", "search_count", "search_fuzzy"])
def test_no_publisher_is_an_error(conn: Connection, function: str, publisher: str) -> None:
    file(conn, [article("p", text="A ferry.", publisher=POST)])
    assert rows(conn, f"SELECT count(*) FROM news.{function}('ferry', publisher => %s)", publisher) == [(0,)]


def test_counts_by_day_and_publisher_are_exact_beyond_the_cap(conn: Connection) -> None:
    articles = [
        article(f"n{n}", text=f"Ferry number {n}.", published=published(NOW - timedelta(days=n % 3)))
        for n in range(30)
    ]
    file(conn, [*articles, article("p", text="A ferry.", publisher=POST, published=None)])
    counted = rows(conn, "SELECT day::text, publisher_domain, articles FROM news.search_count('ferry')")
    assert sorted(counted, key=str) == sorted(
        [
            ("2026-11-18", "harbour-post.example", 10),
            ("2026-11-19", "harbour-post.example", 10),
            ("2026-11-20", "harbour-post.example", 10),
            (None, "post.example", 1),
        ],
        key=str,
    )
    assert rows(conn, "SELECT sum(articles) FROM news.search_count('ferry', publisher => 'the post')") == [
        (1,)
    ]
    with conn.cursor() as cursor:
        cursor.execute("SET news.search_cap = 7")
    assert rows(conn, "SELECT count(*) FROM news.search('ferry', max_results => 1000)") == [(7,)]
    assert rows(conn, "SELECT count(*) FROM news.search_ids('ferry')") == [(31,)]
    with conn.cursor() as cursor:
        cursor.execute("SET news.search_cap = 'plenty'")
    assert rows(conn, "SELECT count(*) FROM news.search('ferry', max_results => 1000)") == [(31,)]


FUNCTIONS = ("search", "search_ids", "search_count", "search_fuzzy", "did_you_mean")


def ask_all(conn: Connection, query: Any) -> None:
    for function in FUNCTIONS:
        rows(conn, f"SELECT count(*) FROM news.{function}(%s)", query)


@pytest.mark.parametrize(
    "query",
    [
        None,
        "",
        " ",
        "*",
        "-*",
        "**",
        "a*",
        "'*",
        "\\*",
        "''':*",
        "-'ab*",
        "ab* cd* -ef*",
        '"ab*',
        "ab:*",
        "%*_*",
        "x" * 30_000 + "*",
        "word " * 20_000,
        "wor* " * 20_000,
        "-wor* " * 20_000,
        "港*",
        "() & | !ab*",
    ],
    ids=lambda query: repr(query)[:20],
)
def test_no_query_is_an_error(filed: Connection, query: str | None) -> None:
    ask_all(filed, query)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(st.sampled_from([*"ab*-\"'\\:&|!()<> %_港年ü1or"]), max_size=30))
def test_no_mixture_of_marks_is_an_error(filed: Connection, query: str) -> None:
    ask_all(filed, query)


def test_a_query_is_read_once_however_many_articles_its_days_hold(filed: Connection) -> None:
    """It was read anew for each: a count over 60 days of a small table took seconds."""
    read = """
        SELECT coalesce(sum(calls), 0) FROM pg_stat_xact_user_functions WHERE funcname = 'readings_in_all'
    """
    for since in (None, NOW - timedelta(days=60)):
        with filed.cursor() as cursor:
            cursor.execute("SET LOCAL track_functions = 'all'; SET LOCAL enable_bitmapscan = off")
            cursor.execute(read)
            ((before,),) = cursor.fetchall()
            cursor.execute("SELECT * FROM news.search_count('ferries -gone', since => %s)", (since,))
            assert len(cursor.fetchall()) == 1
            cursor.execute(read)
            assert cursor.fetchall() == [(before + 1,)]
        filed.rollback()


@pytest.mark.parametrize(
    ("word", "hours", "found"),
    {
        "at any time": ("harbour", None, 0),
        "of days that hold all articles": ("harbour", 9_000, 0),
        "of hours that hold few of those that say it": ("ferry", 20, 19),
    }.values(),
)
def test_a_count_reads_what_the_index_finds_or_its_few_hours_hold(
    conn: Connection, word: str, hours: int | None, found: int
) -> None:
    """The planner takes the table for small, since vectors lie apart, and had every one of them read."""
    with conn.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wireroom.article_search (article_id, published_at, language, search)"
            " SELECT n, now() - n * interval '1 hour', 'en',"
            " array_to_tsvector(array_agg(md5(n || '-' || w)) || '{ferri}'::text[])"
            " FROM generate_series(1, 3000) AS n, generate_series(1, 100) AS w GROUP BY n"
        )
        cursor.execute("ANALYZE wireroom.article_search")
    conn.commit()
    read = """
        SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int
        FROM pg_stat_xact_all_tables AS s
        JOIN pg_class AS c ON c.oid = 'wireroom.article_search'::regclass
        WHERE s.relid IN (c.oid, c.reltoastrelid)
    """
    with conn.cursor() as cursor:
        cursor.execute(read)
        ((before,),) = cursor.fetchall()
        cursor.execute(
            "SELECT count(*) FROM news.search_ids(%s, since => now() - %s * interval '1 hour')", (word, hours)
        )
        assert cursor.fetchall() == [(found,)]
        cursor.execute(read)
        ((after,),) = cursor.fetchall()
    assert after - before <= 1_100  # rows and pieces of vectors; 1,001 to see that the hours hold few
