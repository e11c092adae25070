"""Each language reads a query in its own way, and its reading finds the articles in that language alone."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import postgres
from support.filings import article, file, rows
from wireroom.store.connection import Connection, connect

# Words that some of these languages do not ask for, and words that they cut in ways of their own.
WORDS = ("war", "die", "the", "sea", "council", "walls", "harbours", "in")
LANGUAGES = ("en", "de", "es", "fr", "nb-NO", "pl", "en-GB", "xx")  # and articles without one
MORE = ("walls* war", "sea -har*", "council or die", "die", "港口 war", "nato-war council")


@pytest.fixture(scope="module")
def filed(admin_database_url: str, template_database: str) -> Iterator[Connection]:
    """Every pair of the words, each way round, in each language and in none; these tests only read."""
    texts = [*map(" ".join, itertools.permutations(WORDS, 2)), "港口 walls war", "nato-war council"]
    with postgres.database(admin_database_url, template=template_database) as url, connect(url) as conn:
        file(
            conn,
            [
                article(f"{language}-{n}", title="Report", summary="", text=text, language=language)
                for language in (*LANGUAGES, None)
                for n, text in enumerate(texts)
            ],
        )
        yield conn


def counted(conn: Connection, query: str, language: str | None = None) -> int:
    statement = "SELECT coalesce(sum(articles), 0)::int FROM news.search_count(%s, language => %s)"
    return int(rows(conn, statement, query, language)[0][0])


def by_language(conn: Connection, function: str, query: str) -> Counter[str | None]:
    """Articles found where no language is named, counted by theirs."""
    limit = ", max_results => NULL" if function == "search" else ""
    found = rows(conn, f"SELECT article_language FROM news.{function}(%s{limit})", query)
    return Counter(language for (language,) in found)


@pytest.mark.parametrize(
    ("query", "english"),
    {
        "a stop word of German": ("war council", 3),
        "another": ("die council", 2),
        "a phrase with a stop word of Spanish": ('"sea walls"', 1),
        "left out, though to German it is nothing": ("council -war", 12),
        "a stop word of its own is not asked for": ("the council", 15),
        "nothing but a stop word of its own": ("the", 0),
    }.values(),
)
def test_english_articles_have_every_word_that_english_asks_for(
    filed: Connection, query: str, english: int
) -> None:
    for function in ("search_ids", "search"):
        assert by_language(filed, function, query)["en"] == english, function


def assert_each_language_answers_for_itself(conn: Connection, query: str) -> None:
    every = by_language(conn, "search_ids", query)
    assert by_language(conn, "search", query) == every
    assert counted(conn, query) == every.total()
    # One name finds its countries too; what is in no language is read as what nobody stems.
    named = {code: counted(conn, query, code) for code in ("en", "de", "es", "fr", "nb", "pl", "xx")}
    assert every.total() - every[None] == sum(named.values())
    assert every[None] == named["xx"]


@pytest.mark.parametrize("query", MORE)
def test_a_count_is_the_sum_of_those_by_language(filed: Connection, query: str) -> None:
    assert_each_language_answers_for_itself(filed, query)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True),
    joined=st.sampled_from([" ", " or ", " -"]),
    is_phrase=st.booleans(),
)
def test_whatever_words_they_drop(filed: Connection, words: list[str], joined: str, is_phrase: bool) -> None:
    query = joined.join(words)
    assert_each_language_answers_for_itself(filed, f'"{query}"' if is_phrase else query)


def test_stop_words_are_told_of_to_those_who_named_the_language(filed: Connection) -> None:
    """Once, and of no language that nobody asked for."""
    for function in ("search", "search_ids"):
        for language, notices in (("en", 1), ("de", 0), (None, 0)):
            del filed.notices[:]
            rows(filed, f"SELECT id FROM news.{function}('the', language => %s)", language)
            assert len(filed.notices) == notices, (function, language)


def test_the_few_articles_of_a_day_are_read_alike(filed: Connection) -> None:
    """A short span is read article by article, and no index is asked."""
    for query in ("war council", "council -war", '"sea walls"', "the"):
        by_day = rows(filed, "SELECT id FROM news.search_ids(%s, since => '2000-01-01')", query)
        assert sorted(by_day) == sorted(rows(filed, "SELECT id FROM news.search_ids(%s)", query)), query
