"""An endpoint on loopback, a database with vectors by it, and settings as tasks have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.embeddings import DIMENSIONS, Endpoint, embedding_endpoint
from support.filings import NOW
from wireroom.settings import Embedding, Settings
from wireroom.store.connection import Connection
from wireroom.store.schema.chunk_tables import make_chunks


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with embedding_endpoint() as listening:
        yield listening


@pytest.fixture
def settings(database_url: str, endpoint: Endpoint, tmp_path: Path) -> Settings:
    """As tasks connect: with the rights of a loader."""
    return Settings(
        database_url=f"{database_url}?options=-c%20role%3Dwireroom_loader",
        admin_database_url=database_url,
        home=tmp_path,
        landing_url=(tmp_path / "landing").as_uri(),
        embedding=Embedding(url=endpoint.url, model="words", tokens=60),
    )


@pytest.fixture
def enabled(conn: Connection) -> Connection:
    make_chunks(conn, "words", DIMENSIONS, NOW, print)
    return conn
