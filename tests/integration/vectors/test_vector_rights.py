"""A managed server: the owner of the database is no superuser, the extensions are the provider's."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from support import postgres
from support.chunks import number_of, titles
from support.embeddings import DIMENSIONS
from support.filings import NOW, file, known, rows
from wireroom.embed_articles import embed_articles
from wireroom.settings import Settings
from wireroom.store.backup.backups import backup, restore
from wireroom.store.backup.rewrite_dump import DumpRewriter
from wireroom.store.connection import connect
from wireroom.store.schema.chunk_tables import make_chunks
from wireroom.store.schema.migrate import migrate

EXTENSIONS = ("pg_trgm", "unaccent", "vector")


@contextlib.contextmanager
def managed_database(admin: str) -> Iterator[str]:
    """URL of its owner."""
    with postgres.database(admin) as url:
        name = urlsplit(url).path.lstrip("/")
        with connect(url) as conn, conn.cursor() as cursor:
            for extension in EXTENSIONS:
                cursor.execute(f"CREATE EXTENSION {extension}")
            cursor.execute(f"ALTER DATABASE {name} OWNER TO tenant")
        parts = urlsplit(url)
        yield urlunsplit(parts._replace(netloc=f"tenant@{parts.netloc.rpartition('@')[2]}"))


@pytest.fixture
def tenant(admin_database_url: str, template_database: str) -> Iterator[None]:
    """Who may log in, and owns databases; the roles of ours are there (`template_database`)."""
    with connect(admin_database_url) as conn, conn.cursor() as cursor:
        cursor.execute("CREATE ROLE tenant LOGIN")
        cursor.execute("GRANT wireroom_loader, wireroom_reader TO tenant")
    yield
    with connect(admin_database_url) as conn, conn.cursor() as cursor:
        cursor.execute("DROP ROLE tenant")


@pytest.mark.usefixtures("tenant")
def test_an_owner_who_is_no_superuser_enables_migrates_and_restores(
    admin_database_url: str, settings: Settings, tmp_path: Path
) -> None:
    """The definition of news.similar had a setting in it that only superusers may name."""
    with managed_database(admin_database_url) as url, managed_database(admin_database_url) as other:
        migrate(url)
        with connect(url) as conn:
            make_chunks(conn, "words", DIMENSIONS, NOW, print)
            file(conn, [known("ferry"), known("bridge")])
        assert embed_articles(replace(settings, database_url=url)).articles == 2
        assert migrate(url).applied == ()
        backup(url, tmp_path / "a.dump")
        assert restore(other, tmp_path / "a.dump") == ()
        migrate(other)
        for place in (url, other):
            with connect(f"{place}?options=-c%20role%3Dwireroom_reader") as reader:
                number = number_of(reader, "ferry")
                assert titles(reader) == {"Report on bridge", "Report on ferry"}
                found = rows(reader, "SELECT title FROM news.similar(%s)", number)
                assert found == [("Report on bridge",)]


def test_an_owner_whose_name_holds_chunk_loses_nothing() -> None:
    """Only what is of vectors is left out, where the server offers no extension for them."""
    nowhere: frozenset[str] = frozenset()
    rewriter = DumpRewriter(settings=nowhere, present=nowhere, offered=nowhere, dictionaries=nowhere)
    ours = "\n".join(
        f"{number}; 1259 16385 {entry} chunky"
        for number, entry in enumerate(
            (
                "TABLE wireroom articles",
                "TABLE DATA wireroom articles_2026_11",
                "ACL news TABLE articles",
                "VIEW news articles",
            )
        )
    )
    assert rewriter.entries(ours) == f"{ours}\n"
    for entry in (
        *(
            "TABLE wireroom chunks",
            "TABLE DATA wireroom chunk_queue",
            "VIEW news chunks",
            "ACL news TABLE chunks",
        ),
        *("FUNCTION wireroom reserve_chunks()", "TRIGGER wireroom pages reserve_chunks"),
        *("FK CONSTRAINT wireroom chunks chunks_model_fkey", "INDEX wireroom chunks_0123456789ab"),
        *("COMMENT news COLUMN chunks.words", "FUNCTION news similar(bigint, integer, text)"),
        *('ACL news FUNCTION "similar"(article bigint, most integer)', "COMMENT news VIEW chunks"),
    ):
        assert rewriter.entries(f"7; 1259 16385 {entry} operator") == "", entry
