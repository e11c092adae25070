"""Fixtures for every test: a real PostgreSQL, and a migrated database of one's own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import pytest
from psycopg2.extensions import connection as Connection  # noqa: N812 - a class, badly named upstream

from support import postgres
from wireroom import store

PROJECT = Path(__file__).resolve().parents[1]

# How long an example takes by the clock is the machine's business: a busy one failed a property that holds.
hypothesis.settings.register_profile(
    "wireroom", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("wireroom")


def pytest_xdist_auto_num_workers() -> int:
    """One more than cores: tests wait for servers, browsers and processes a good part of their time."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def admin_database_url() -> Iterator[str]:
    """URL of a superuser on a server of this session (one for each xdist worker)."""
    with postgres.admin_url() as url:
        yield url


@pytest.fixture(scope="session")
def template_database(admin_database_url: str) -> Iterator[str]:
    """Name of a database migrated once; every test gets a clone of it."""
    with postgres.database(admin_database_url) as url:
        store.migrate(url)
        yield urlsplit(url).path.lstrip("/")


@pytest.fixture
def database_url(admin_database_url: str, template_database: str) -> Iterator[str]:
    """URL of a migrated, empty database that only this test sees."""
    with postgres.database(admin_database_url, template=template_database) as url:
        yield url


@pytest.fixture
def empty_database_url(admin_database_url: str) -> Iterator[str]:
    """URL of a database with nothing in it, for tests of migrating."""
    with postgres.database(admin_database_url) as url:
        yield url


@pytest.fixture(scope="session")
def open_root() -> Iterator[Path]:
    """A folder that other accounts may enter. Not under pytest's own root: the next session of pytest that
    begins on this machine closes that one to others."""
    with tempfile.TemporaryDirectory(prefix="wireroom-tests-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def open_folder(open_root: Path) -> Path:
    """An empty folder that other accounts may enter, as /home or /srv would be: a server that root
    starts drops to an account of its own."""
    folder = Path(tempfile.mkdtemp(dir=open_root))
    folder.chmod(0o755)
    return folder


@pytest.fixture
def conn(database_url: str) -> Iterator[Connection]:
    """A connection to this test's database."""
    connection = store.connect(database_url)
    yield connection
    connection.close()
