"""Pages of changes are embedded in portions and kept article by article, whoever fails or refuses."""

from __future__ import annotations

from datetime import timedelta

import psycopg2
import pytest

from support.chunks import number_of, reserve, titles
from support.embeddings import Endpoint
from support.filings import feed, file, known, rows
from wireroom import embed_articles as use_case
from wireroom.embed_articles import PAGE, PIECES, Embedded, embed_articles
from wireroom.errors import ConfigurationError, EmbeddingError, StoreError
from wireroom.settings import Settings
from wireroom.store.articles import chunk_rows
from wireroom.store.connection import Connection, connect
from wireroom.store.queries import execute
from wireroom.store.schema.chunk_tables import drop_chunks

SAID = "harbour ferry storm crew coast wind wave night rescue boat captain sailor"
LONG = "\n\n".join(f"{SAID} {SAID} {SAID} a{n}" for n in range(90))


def test_what_is_embedded_is_kept_before_more_is_asked_for(
    enabled: Connection, settings: Settings, endpoint: Endpoint
) -> None:
    """A page of long articles was one insert, beyond the limits of its session: each run paid again."""
    one = feed(enabled)
    file(enabled, [known(f"n{n}", feed_id=one, text=LONG) for n in range(6)])
    unkept = []

    def look(texts: list[str]) -> None:
        [(kept,)] = rows(enabled, "SELECT count(*) FROM wireroom.chunks")
        unkept.append(len(endpoint.texts) - kept)

    endpoint.disturb = look
    assert embed_articles(settings).articles == 6
    assert 0 < max(unkept) < PIECES
    endpoint.texts.clear()
    with enabled.cursor() as cursor:
        cursor.execute("UPDATE wireroom.chunk_models SET position = 0; DELETE FROM wireroom.chunks")
    enabled.commit()
    endpoint.disturb = lambda texts: (401, {}, {}) if len(endpoint.texts) > 300 else None
    with pytest.raises(EmbeddingError, match="401"):
        embed_articles(settings)
    [(kept,)] = rows(enabled, "SELECT count(DISTINCT article_id) FROM wireroom.chunks")
    assert kept == 2
    endpoint.disturb = lambda texts: None
    assert embed_articles(settings).articles == 6 - kept


def test_its_limits_are_those_of_filings(
    enabled: Connection, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(enabled, [known("ferry")])
    kept, limits = chunk_rows.keep_chunks, []

    def keep(conn: Connection, *given: object) -> None:
        limits.extend(rows(conn, "SELECT current_setting('statement_timeout')"))
        kept(conn, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(use_case.chunk_rows, "keep_chunks", keep)
    embed_articles(settings)
    assert limits == [("10min",)]


def test_an_article_that_is_being_kept_holds_up_no_reservation_of_others(
    enabled: Connection, database_url: str
) -> None:
    file(enabled, [known("ferry"), known("bridge")])
    ferry, bridge = number_of(enabled, "ferry"), number_of(enabled, "bridge")
    with connect(f"{database_url}?options=-c%20lock_timeout%3D500ms") as other:
        execute(enabled, "vectors/begin_chunks", {"id": ferry})
        reserve(other, bridge, True)
        with pytest.raises(psycopg2.errors.LockNotAvailable):
            reserve(other, ferry, True)
        other.rollback()
        enabled.commit()
        reserve(other, ferry, True)


def test_a_model_that_is_disabled_meanwhile_ends_it(
    enabled: Connection, settings: Settings, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing of a page was to embed it began again, for ever."""
    file(enabled, [known("ferry"), known("bridge")])

    def nothing(*asked: object) -> list[chunk_rows.ChunkText]:
        assert drop_chunks(enabled, "words", print), "looked at twice"
        return []

    monkeypatch.setattr(use_case.chunk_rows, "chunk_texts", nothing)
    with pytest.raises(StoreError, match="disabled vectors by words meanwhile"):
        embed_articles(settings)
    assert endpoint.texts == []


@pytest.mark.slow
def test_who_refuses_all_but_a_harmless_text_is_not_asked_for_ever(
    enabled: Connection, settings: Settings, endpoint: Endpoint
) -> None:
    one = feed(enabled)
    file(enabled, [known(f"n{n}", feed_id=one, text=LONG) for n in range(2 * PAGE)])
    endpoint.disturb = lambda texts: (
        None if texts == ["News of the day."] else (400, {"error": "too long"}, {})
    )
    with pytest.raises(EmbeddingError, match=r"50 articles one after the other are refused: .*too long"):
        embed_articles(settings)
    assert len(endpoint.requests) <= 3 * PAGE


def test_an_article_is_refused_at_its_first_piece_that_is(
    enabled: Connection, settings: Settings, endpoint: Endpoint
) -> None:
    one = feed(enabled)
    bad = LONG.replace("a7\n", "poison\n")
    file(enabled, [known(name, feed_id=one, text=text) for name, text in (("good", LONG), ("bad", bad))])
    endpoint.disturb = lambda texts: (400, {}, {}) if any("poison" in text for text in texts) else None
    done = embed_articles(settings)
    assert (done.articles, len(done.refused)) == (1, 1)
    assert titles(enabled) == {"Report on good"}
    assert len(endpoint.requests) < 12
    assert embed_articles(settings) == Embedded()


def test_a_long_backlog_is_left_to_the_next_run_when_the_time_is_up(
    enabled: Connection, settings: Settings, endpoint: Endpoint
) -> None:
    file(enabled, [known("ferry"), known("bridge")])
    said: list[str] = []
    assert embed_articles(settings, within=timedelta(0), tell=said.append) == Embedded()
    assert said == ["its time is up; the next run goes on from here"]
    assert endpoint.texts == []
    assert embed_articles(settings, within=timedelta(hours=1)).articles == 2


def test_what_others_made_of_them_is_named_and_nothing_removed(
    enabled: Connection, settings: Settings
) -> None:
    file(enabled, [known("ferry")])
    embed_articles(settings)
    with enabled.cursor() as cursor:
        cursor.execute("CREATE SCHEMA marts; CREATE VIEW marts.mine AS SELECT words FROM news.chunks")
    enabled.commit()
    with pytest.raises(ConfigurationError, match=r"drop those first: view marts\.mine depends on view"):
        drop_chunks(enabled, None, print)
    assert titles(enabled) == {"Report on ferry"}
