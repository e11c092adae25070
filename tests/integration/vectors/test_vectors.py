"""Vectors of articles: off until enabled, in step with the changes, and gone with what they are of."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from support.checkout import ROOT
from support.chunks import number_of, pieces, reserve, titles
from support.embeddings import DIMENSIONS, Endpoint, embedding_endpoint
from support.filings import NOW, feed, file, known, published, rows
from wireroom.cli.main import main
from wireroom.embed_articles import PAGE, Embedded, embed_articles, why_nothing_to_embed
from wireroom.errors import ConfigurationError, EmbeddingError
from wireroom.settings import Embedding, Settings
from wireroom.store.articles.chunk_rows import lock_chunk_model, unlock_chunk_model
from wireroom.store.backup.backups import backup, restore
from wireroom.store.backup.rewrite_dump import DumpRewriter
from wireroom.store.connection import Connection, connect
from wireroom.store.schema.chunk_tables import drop_chunks, make_chunks
from wireroom.store.schema.migrate import migrate
from wireroom.takedown.take_down import take_down

HOUR = timedelta(hours=1)
EXAMPLES = sorted((ROOT / "sql" / "examples" / "vectors").glob("*.sql"))


def test_until_they_are_enabled_nothing_is_there_and_nothing_fails(
    conn: Connection, settings: Settings
) -> None:
    file(conn, [known("ferry")])
    assert rows(conn, "SELECT extname FROM pg_extension WHERE extname = 'vector'") == []
    assert rows(conn, "SELECT to_regclass('wireroom.chunks'), to_regclass('news.chunks')") == [(None, None)]
    assert "not enabled" in why_nothing_to_embed(settings)
    assert "no endpoint" in why_nothing_to_embed(replace(settings, embedding=Embedding()))
    assert drop_chunks(conn, None, print) is False


def test_pieces_are_those_of_the_text_at_their_places(
    enabled: Connection, settings: Settings, endpoint: Endpoint
) -> None:
    said = "says that the harbour is closed until Tuesday, nobody knows why."
    paragraphs = [f"Paragraph {n} {said}" for n in range(5)]
    empty = known("empty", text="", summary="In short.")
    file(enabled, [known("ferry", text="\n\n".join(paragraphs)), empty])
    done = embed_articles(settings)
    assert (done.articles, done.chunks, done.refused) == (2, 4, {})
    assert pieces(enabled) == [
        ("Report on empty", 1, 1, ""),
        ("Report on ferry", 1, 1, "\n\n".join(paragraphs[:2])),
        ("Report on ferry", 1, 2, "\n\n".join(paragraphs[2:4])),
        ("Report on ferry", 1, 3, paragraphs[4]),
    ]
    assert "Report on empty\n\nIn short." in endpoint.texts
    assert f"Report on ferry\n\n{paragraphs[4]}" in endpoint.texts


def test_what_has_vectors_is_not_embedded_again_and_what_changed_is(
    enabled: Connection, settings: Settings, endpoint: Endpoint
) -> None:
    one = feed(enabled)
    file(enabled, [known("ferry", feed_id=one), known("bridge", feed_id=one)])
    assert embed_articles(settings).articles == 2
    assert embed_articles(settings) == Embedded()
    file(enabled, [known("ferry", feed_id=one, text="It sank.", seen_at=NOW + HOUR)], run="second")
    assert titles(enabled) == {"Report on bridge"}, "the words of another version are not shown as this one's"
    assert embed_articles(settings).articles == 1
    assert pieces(enabled)[1] == ("Report on ferry", 2, 1, "It sank.")
    assert rows(enabled, "SELECT count(*) FROM wireroom.chunks") == [(2,)], "the earlier version's are gone"
    assert len(endpoint.texts) == 3


def test_a_first_version_that_is_another_by_now_is_embedded_anew(
    enabled: Connection, settings: Settings, endpoint: Endpoint
) -> None:
    """Another feed turns out to have had it earlier: its words stand under the number that has vectors."""
    one, two = feed(enabled, "one"), feed(enabled, "two")
    file(enabled, [known("ferry", feed_id=one, text="Copied from somebody."), known("bridge", feed_id=one)])
    assert embed_articles(settings).articles == 2
    earlier = known("ferry", feed_id=two, text="It sank, and this is all.", seen_at=NOW - HOUR)
    file(enabled, [earlier], run="second")
    assert rows(enabled, "SELECT kind, version FROM news.changes() ORDER BY cursor DESC LIMIT 1") == [
        ("rewritten", 1)
    ]
    assert embed_articles(settings).articles == 1
    assert pieces(enabled)[1] == ("Report on ferry", 1, 1, "It sank, and this is all.")
    assert embed_articles(settings) == Embedded()
    assert len(endpoint.texts) == 3


def test_a_takedown_takes_them_in_the_same_breath(
    enabled: Connection, settings: Settings, database_url: str
) -> None:
    """By the role of pages, too, which has no right on them."""
    file(enabled, [known("ferry"), known("bridge"), known("tram")])
    embed_articles(settings)
    take_down(settings, str(number_of(enabled, "ferry")), reason="court", now=NOW, dry_run=False)
    assert titles(enabled) == {"Report on bridge", "Report on tram"}
    role = replace(settings, admin_database_url=f"{database_url}?options=-c%20role%3Dwireroom_takedown")
    take_down(role, str(number_of(enabled, "tram")), reason="court", now=NOW, dry_run=False)
    assert rows(enabled, "SELECT count(*) FROM wireroom.chunks") == [(1,)]
    embed_articles(settings)
    assert titles(enabled) == {"Report on bridge"}


def test_one_that_is_taken_down_while_it_is_embedded_stays_away(
    enabled: Connection, settings: Settings, endpoint: Endpoint
) -> None:
    file(enabled, [known("ferry"), known("bridge")])
    number = str(number_of(enabled, "ferry"))

    def meanwhile(texts: list[str]) -> None:
        take_down(settings, number, reason="court", now=NOW, dry_run=False)
        endpoint.disturb = lambda texts: None

    endpoint.disturb = meanwhile
    assert embed_articles(settings).articles == 2
    assert titles(enabled) == {"Report on bridge"}
    assert embed_articles(settings) == Embedded()


def test_what_is_reserved_has_none_from_the_moment_that_it_is_known(
    enabled: Connection, settings: Settings, endpoint: Endpoint
) -> None:
    file(enabled, [known("ferry"), known("bridge"), known("tram")])
    reserve(enabled, number_of(enabled, "tram"), True)
    ferry = number_of(enabled, "ferry")

    def meanwhile(texts: list[str]) -> None:
        reserve(enabled, ferry, True)
        endpoint.disturb = lambda texts: None

    endpoint.disturb = meanwhile
    embed_articles(settings)
    assert not any("tram" in text for text in endpoint.texts)
    assert titles(enabled) == {"Report on bridge"}
    reserve(enabled, number_of(enabled, "bridge"), True)
    assert rows(enabled, "SELECT count(*) FROM wireroom.chunks") == [(0,)]
    reserve(enabled, ferry, False)
    assert embed_articles(settings).articles == 1, "given up, without the article changing"
    assert titles(enabled) == {"Report on ferry"}
    assert embed_articles(settings) == Embedded()


def test_readers_may_ask_and_write_nothing(
    enabled: Connection, settings: Settings, database_url: str
) -> None:
    file(enabled, [known("ferry"), known("bridge")])
    embed_articles(settings)
    number = number_of(enabled, "ferry")
    with connect(f"{database_url}?options=-c%20role%3Dwireroom_reader") as reader:
        assert len(rows(reader, "SELECT * FROM news.similar(%s)", number)) == 1
        assert rows(reader, "SELECT count(*) FROM news.chunks") == [(2,)]
        with pytest.raises(Exception, match="permission denied"):
            rows(reader, "SELECT * FROM wireroom.chunks")


def test_a_text_that_is_refused_holds_up_no_other(
    enabled: Connection, settings: Settings, endpoint: Endpoint
) -> None:
    one = feed(enabled)
    file(enabled, [known(f"n{n}", feed_id=one) for n in range(9)] + [known("poison", feed_id=one)])
    endpoint.disturb = lambda texts: (400, {"error": "no"}, {}) if any("poison" in t for t in texts) else None
    done = embed_articles(settings)
    assert (done.articles, len(done.refused)) == (9, 1)
    [(refused,)] = rows(enabled, "SELECT refused FROM wireroom.chunk_queue")
    assert "HTTP 400" in refused
    assert embed_articles(settings) == Embedded(), "nor is it asked for again and again"
    endpoint.disturb = lambda texts: None
    file(enabled, [known("poison", feed_id=one, text="Changed.", seen_at=NOW + HOUR)], run="second")
    assert embed_articles(settings).articles == 1
    assert rows(enabled, "SELECT count(*) FROM wireroom.chunk_queue") == [(0,)]


def test_who_refuses_everything_has_another_trouble(
    enabled: Connection, settings: Settings, endpoint: Endpoint
) -> None:
    file(enabled, [known("ferry"), known("bridge")])
    endpoint.disturb = lambda texts: (400, {"error": "no such model"}, {})
    with pytest.raises(EmbeddingError, match="no such model"):
        embed_articles(settings)
    endpoint.disturb = lambda texts: None
    assert embed_articles(settings).articles == 2, "nothing was passed over"


def test_who_fails_keeps_no_lock_from_who_tries_again_at_once(
    enabled: Connection, settings: Settings, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed connection's lock is let go of a moment late: the next run said that another was at it."""
    file(enabled, [known("ferry")])
    endpoint.disturb = lambda texts: (400, {"error": "no such model"}, {})
    monkeypatch.setattr("wireroom.embed_articles.connect", lambda *_, **__: nullcontext(enabled))
    with pytest.raises(EmbeddingError, match="no such model"):
        embed_articles(settings)
    assert rows(enabled, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == [(0,)]


def test_other_dimensions_are_refused_whoever_changed_his_mind(
    enabled: Connection, settings: Settings, endpoint: Endpoint
) -> None:
    file(enabled, [known("ferry")])
    with embedding_endpoint(dimensions=65) as other:
        moved = replace(settings, embedding=replace(settings.embedding, url=other.url))
        with pytest.raises(EmbeddingError, match="65 dimensions; it was enabled with 64"):
            embed_articles(moved)
    assert rows(enabled, "SELECT count(*) FROM wireroom.chunks") == [(0,)]
    with pytest.raises(ConfigurationError, match="had 64 dimensions here and has 65 now"):
        make_chunks(enabled, "words", 65, NOW, print)
    with pytest.raises(ConfigurationError, match="4,001 dimensions"):
        make_chunks(enabled, "large", 4001, NOW, print)
    assert embed_articles(settings).articles == 1


def test_one_process_a_model(enabled: Connection, settings: Settings) -> None:
    assert lock_chunk_model(enabled, "words")
    assert embed_articles(settings).is_busy
    unlock_chunk_model(enabled, "words")
    assert not embed_articles(settings).is_busy, "before the session's end"


@pytest.mark.slow
def test_killed_in_the_middle_it_goes_on_where_it_was(
    enabled: Connection, settings: Settings, endpoint: Endpoint, database_url: str
) -> None:
    """Of what was kept nothing is embedded twice; of the page under way at most a page's worth."""
    count = 4 * PAGE
    file(enabled, [known(f"n{n}") for n in range(count)])

    def slow(texts: list[str]) -> None:
        time.sleep(0.2)

    endpoint.disturb = slow
    environment = {
        **os.environ,
        "WIREROOM_DATABASE_URL": database_url,
        "WIREROOM_HOME": str(settings.home),
        "WIREROOM_EMBEDDINGS_URL": endpoint.url,
        "WIREROOM_EMBEDDINGS_MODEL": "words",
    }
    kills = 0
    while kills < 3:
        words = [sys.executable, "-m", "wireroom.cli.main", "vectors", "fill"]
        kept = rows(enabled, "SELECT count(*) FROM wireroom.chunks")
        asked = len(endpoint.requests)
        with subprocess.Popen(words, env=environment, cwd=ROOT / "plugins") as filling:
            while filling.poll() is None and (
                len(endpoint.requests) < asked + 3
                or rows(enabled, "SELECT count(*) FROM wireroom.chunks") == kept
            ):
                time.sleep(0.02)
            filling.send_signal(signal.SIGKILL)
        kills += 1
    endpoint.disturb = lambda texts: None
    embed_articles(settings)
    assert rows(enabled, "SELECT count(*), count(DISTINCT article_id) FROM news.chunks") == [(count, count)]
    assert count <= len(endpoint.texts) <= count + kills * PAGE


def test_a_migration_that_makes_all_views_anew_puts_them_back(
    enabled: Connection, settings: Settings, database_url: str
) -> None:
    file(enabled, [known("ferry")])
    embed_articles(settings)
    with enabled.cursor() as cursor:
        cursor.execute((ROOT / "sql/queries/schema/drop_views.sql").read_text())
    enabled.commit()
    migrate(database_url)
    assert titles(enabled) == {"Report on ferry"}
    with connect(f"{database_url}?options=-c%20role%3Dwireroom_reader") as reader:
        assert rows(reader, "SELECT * FROM news.similar(%s)", number_of(enabled, "ferry")) == []


def test_a_backup_carries_them_and_the_copy_embeds_nothing_again(
    enabled: Connection,
    settings: Settings,
    endpoint: Endpoint,
    database_url: str,
    empty_database_url: str,
    tmp_path: Path,
) -> None:
    file(enabled, [known("ferry"), known("bridge")])
    embed_articles(settings)
    backup(database_url, tmp_path / "a.dump")
    assert restore(empty_database_url, tmp_path / "a.dump") == ()
    migrate(empty_database_url)
    copy = replace(settings, database_url=empty_database_url)
    with connect(empty_database_url) as back:
        assert pieces(back) == pieces(enabled)
        file(back, [known("tram")], run="after")
        assert embed_articles(copy).articles == 1
        assert len(rows(back, "SELECT * FROM news.similar(%s)", number_of(back, "tram"))) == 2
    assert len(endpoint.texts) == 3


def test_a_server_without_the_extension_gets_a_backup_without_them(
    enabled: Connection,
    settings: Settings,
    database_url: str,
    empty_database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file(enabled, [known("ferry")])
    embed_articles(settings)
    backup(database_url, tmp_path / "a.dump")
    ask = DumpRewriter.of
    monkeypatch.setattr(
        DumpRewriter, "of", lambda conn: replace(ask(conn), offered=ask(conn).offered - {"vector"})
    )
    remarks = restore(empty_database_url, tmp_path / "a.dump")
    assert any("vectors of articles are left out" in remark for remark in remarks)
    migrate(empty_database_url)
    with connect(empty_database_url) as back:
        assert rows(back, "SELECT relname FROM pg_class WHERE relname ~ 'chunk'") == []
        assert rows(back, "SELECT oid FROM pg_proc WHERE prosrc ~ 'wireroom.chunk'") == []
        file(back, [known("tram")], run="after")
        reserve(back, number_of(back, "tram"), True)
        assert rows(back, "SELECT count(*) FROM news.articles WHERE tdm_reserved") == [(1,)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_gives_rows_in_time(
    enabled: Connection, settings: Settings, database_url: str, example: Path
) -> None:
    recent = published(datetime.now(UTC) - HOUR)
    file(enabled, [known(name, published=recent, tags=("sea",)) for name in ("ferry", "bridge", "tram")])
    embed_articles(settings)
    with connect(f"{database_url}?options=-c%20role%3Dwireroom_reader") as reader:
        assert rows(reader, example.read_text(encoding="utf-8"))


def test_a_second_model_stands_beside_the_first_until_that_is_dropped(
    enabled: Connection, settings: Settings, endpoint: Endpoint
) -> None:
    file(enabled, [known("ferry"), known("bridge")])
    embed_articles(settings)
    make_chunks(enabled, 'other\'s "words"', DIMENSIONS, NOW + HOUR, print)
    second = replace(settings, embedding=replace(settings.embedding, model='other\'s "words"'))
    assert embed_articles(second).articles == 2
    ferry = number_of(enabled, "ferry")
    for model in (None, "words", 'other\'s "words"'):
        assert len(rows(enabled, "SELECT * FROM news.similar(%s, 10, %s)", ferry, model)) == 1
    assert drop_chunks(enabled, "words", print)
    assert rows(enabled, "SELECT DISTINCT model FROM wireroom.chunks") == [('other\'s "words"',)]
    assert drop_chunks(enabled, None, print)
    assert rows(enabled, "SELECT relname FROM pg_class WHERE relname ~ 'chunk'") == []
    reserve(enabled, ferry, True)  # whose trigger is gone too
    file(enabled, [known("tram")], run="after")


def test_the_commands_say_what_they_do(
    conn: Connection,
    database_url: str,
    endpoint: Endpoint,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    file(conn, [known("ferry"), known("bridge")])
    assert main(["vectors", "enable"]) == 1
    assert "WIREROOM_EMBEDDINGS_URL" in capsys.readouterr().err
    monkeypatch.setenv("WIREROOM_EMBEDDINGS_URL", endpoint.url)
    monkeypatch.setenv("WIREROOM_EMBEDDINGS_MODEL", "words")
    assert main(["vectors", "fill"]) == 1
    assert "not enabled" in capsys.readouterr().err
    for words in ("status", "enable", "enable", "fill --most 1", "status", "disable", "disable"):
        assert main(["vectors", *words.split()]) == 0
    said = capsys.readouterr().out
    assert said.startswith("not enabled\nwords, 64 dimensions; ")
    assert "done: 2 articles embedded, 2 pieces" in said
    assert "words, 64 dimensions: 2 articles in 2 pieces; 0 changes to go" in said
    assert said.endswith("gone\nthere was nothing\n")


def test_a_server_without_the_extension_is_told_so_and_left_alone(
    conn: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    state: dict[str, object] = {"offered": None, "installed": None, "is_made": False}
    monkeypatch.setattr("wireroom.store.schema.chunk_tables.fetch_one", lambda *asked: state)
    with pytest.raises(ConfigurationError, match=r"does not offer the extension vector.*nothing was made"):
        make_chunks(conn, "words", DIMENSIONS, NOW, print)
    state["offered"] = "0.7.4"
    with pytest.raises(ConfigurationError, match=r"0\.8 or newer"):
        make_chunks(conn, "words", DIMENSIONS, NOW, print)
    state |= {"offered": "0.8.6", "installed": "0.6.2"}
    with pytest.raises(ConfigurationError, match=r"has pgvector 0\.6\.2: run ALTER EXTENSION vector UPDATE"):
        make_chunks(conn, "words", DIMENSIONS, NOW, print)
    assert rows(conn, "SELECT to_regclass('wireroom.chunks')") == [(None,)]
