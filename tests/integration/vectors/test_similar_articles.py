"""`news.similar`: as many as were asked for, each in its present version, by the model that has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from support.chunks import number_of
from support.embeddings import DIMENSIONS
from support.filings import NOW, feed, file, known, rows
from wireroom.embed_articles import embed_articles
from wireroom.settings import Settings
from wireroom.store.connection import Connection
from wireroom.store.schema.chunk_tables import make_chunks

HOUR = timedelta(hours=1)


def similar(conn: Connection, name: str, *more: object) -> list[str]:
    """Names of the articles, the nearest first."""
    marks = ", %s" * len(more)
    found = rows(conn, f"SELECT url FROM news.similar(%s{marks})", number_of(conn, name), *more)
    return [url.rpartition("/")[2] for (url,) in found]


def test_similar_articles_come_nearest_first_and_by_the_index(
    enabled: Connection, settings: Settings
) -> None:
    words = "harbour ferry storm crew coast"
    file(
        enabled,
        [
            known("one", title="A", text=words),
            known("two", title="A", text=f"{words} tonight"),
            known("three", title="A", text="harbour ferry budget vote council"),
            known("four", title="Z", text="football cup final goal"),
            *(known(f"n{n}", title="N", text=f"other{n} thing{n} again{n}") for n in range(40)),
        ],
    )
    embed_articles(settings)
    found = rows(enabled, "SELECT url, similarity FROM news.similar(%s, 3)", number_of(enabled, "one"))
    assert [url.rpartition("/")[2] for url, _ in found[:2]] == ["two", "three"]
    assert 1 > found[0][1] > found[1][1] > found[2][1]
    assert rows(enabled, "SELECT * FROM news.similar(%s)", 0) == []
    assert rows(enabled, "SELECT * FROM news.similar(%s, 3, 'nobody')", number_of(enabled, "one")) == []
    with enabled.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off; SET enable_sort = off")
        cursor.execute(
            "EXPLAIN SELECT article_id FROM news.chunks WHERE model = 'words'"
            " ORDER BY embedding::halfvec(64) <=> (SELECT embedding::halfvec(64) FROM news.chunks LIMIT 1)"
            " LIMIT 5"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    enabled.rollback()
    assert "Index Scan using chunks_" in plan


@pytest.mark.parametrize("by_index", [False, True])
def test_long_articles_crowd_out_nobody(enabled: Connection, settings: Settings, by_index: bool) -> None:
    """Four of 200 pieces each lie nearer than all that was looked at: two were found of ten."""
    said = "harbour ferry storm crew coast wind wave night rescue boat captain sailor"
    paragraphs = [f"{said} {said} {said} a{n}" for n in range(200)]
    one = feed(enabled)
    file(enabled, [known(f"long{n}", feed_id=one, text="\n\n".join(paragraphs)) for n in range(4)])
    file(
        enabled, [known(f"short{n}", feed_id=one, text=f"harbour thing{n}") for n in range(40)], run="second"
    )
    assert embed_articles(settings).chunks > 4 * 150
    if by_index:
        with enabled.cursor() as cursor:
            cursor.execute("SET enable_seqscan = off; SET enable_sort = off")
    for most in (3, 10, 15):
        assert len(similar(enabled, "long0", most)) == most
    assert set(similar(enabled, "long0", 3)) == {"long1", "long2", "long3"}
    assert similar(enabled, "long0", 0) == []


def test_an_earlier_version_is_neither_shown_nor_asked_by(enabled: Connection, settings: Settings) -> None:
    one = feed(enabled)
    names = ("ferry", "boat", "cup")
    texts = dict(zip(names, ("harbour storm", "harbour storm wind", "football final"), strict=True))
    file(enabled, [known(name, feed_id=one, title="", text=text) for name, text in texts.items()])
    embed_articles(settings)
    assert similar(enabled, "boat", 1) == ["ferry"]
    file(
        enabled,
        [known("ferry", feed_id=one, title="", text="football goal", seen_at=NOW + HOUR)],
        run="second",
    )
    assert similar(enabled, "boat", 5) == ["cup"], "what it says now is not known yet"
    assert similar(enabled, "ferry", 5) == []
    embed_articles(settings)
    assert similar(enabled, "ferry", 1) == ["cup"]


def test_a_model_that_is_only_beginning_takes_nothing_away(enabled: Connection, settings: Settings) -> None:
    """And one that is enabled again is the newest again."""
    file(enabled, [known("ferry"), known("bridge")])
    embed_articles(settings)
    make_chunks(enabled, "second", DIMENSIONS, NOW + HOUR, print)
    assert similar(enabled, "ferry") == ["bridge"]
    assert similar(enabled, "ferry", 5, "second") == []
    embed_articles(replace(settings, embedding=replace(settings.embedding, model="second")))
    with enabled.cursor() as cursor:
        cursor.execute(
            "DELETE FROM wireroom.chunks WHERE model = 'words' AND article_id = %s",
            (number_of(enabled, "bridge"),),
        )
    enabled.commit()
    assert similar(enabled, "ferry") == ["bridge"], "by the second"
    make_chunks(enabled, "words", DIMENSIONS, NOW + 2 * HOUR, print)
    assert similar(enabled, "ferry") == [], "by the first again, in which the other has none"


def test_what_it_sets_is_for_pgvector_and_the_transaction_alone(
    enabled: Connection, settings: Settings
) -> None:
    file(enabled, [known("ferry"), known("bridge")])
    embed_articles(settings)
    number = number_of(enabled, "ferry")
    with enabled.cursor() as cursor:
        cursor.execute("SET jit = on")
        enabled.commit()
        cursor.execute("SELECT count(*) FROM news.similar(%s)", (number,))
        assert cursor.fetchone() == (1,)
        enabled.commit()
        cursor.execute("SELECT current_setting('hnsw.ef_search'), current_setting('jit')")
        assert cursor.fetchone() == ("40", "on")
