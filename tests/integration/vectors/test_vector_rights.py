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
from wireroom import store
from wireroom.embed_articles import embed_articles
from wireroom.settings import Settings
from wireroom.store.backup.backups import backup, restore
from wireroom.store.schema.chunk_tables import make_chunks

EXTENSIONS = ("pg_trgm", "unaccent", "vector")


@contextlib.contextmanager
def managed_database(admin: str) -> Iterator[str]:
    """URL of its owner."""
    with postgres.database(admin) as url:
        name = urlsplit(url).path.lstrip("/")
        with store.connect(url) as conn, conn.cursor() as cursor:
            for extension in EXTENSIONS:
                cursor.execute(f"CREATE EXTENSION {extension}")
            cursor.execute(f"ALTER DATABASE {name} OWNER TO tenant")
        parts = urlsplit(url)
        yield urlunsplit(parts._replace(netloc=f"tenant@{parts.netloc.rpartition('@')[2]}"))


@pytest.fixture
def tenant(admin_database_url: str, template_database: str) -> Iterator[None]:
    """Who may log in, and owns databases; the roles of ours are there (`template_database`)."""
    with store.connect(admin_database_url) as conn, conn.cursor() as cursor:
        cursor.execute("CREATE ROLE tenant LOGIN")
        cursor.execute("GRANT wireroom_loader, wireroom_reader TO tenant")
    yield
    with store.connect(admin_database_url) as conn, conn.cursor() as cursor:
        cursor.execute("DROP ROLE tenant")


@pytest.mark.usefixtures("tenant")
def test_an_owner_who_is_no_superuser_enables_migrates_and_restores(
    admin_database_url: str, settings: Settings, tmp_path: Path
) -> None:
    """The definition of news.similar had a setting in it that only superusers may name."""
    with managed_database(admin_database_url) as url, managed_database(admin_database_url) as other:
        store.migrate(url)
        with store.connect(url) as conn:
            make_chunks(conn, "words", DIMENSIONS, NOW, print)
            file(conn, [known("ferry"), known("bridge")])
        assert embed_articles(replace(settings, database_url=url)).articles == 2
        assert store.migrate(url).applied == ()
        backup(url, tmp_path / "a.dump")
        assert restore(other, tmp_path / "a.dump") == ()
        store.migrate(other)
        for place in (url, other):
            with store.connect(f"{place}?options=-c%20role%3Dwireroom_reader") as reader:
                number = number_of(reader, "ferry")
                assert titles(reader) == {"Report on bridge", "Report on ferry"}
                found = rows(reader, "SELECT title FROM news.similar(%s)", number)
                assert found == [("Report on bridge",)]
