"""Fixtures for every test: a real PostgreSQL, and a migrated database of one's own."""

from __future__ import annotations

import functools
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import hypothesis
import psutil
import pytest
from psycopg2.extensions import connection as Connection  # noqa: N812 - a class, badly named upstream

from support import postgres
from wireroom.normalize import load_language_model
from wireroom.settings import PROJECT_ROOT
from wireroom.store.connection import connect
from wireroom.store.schema.migrate import migrate

PROJECT = Path(__file__).resolve().parents[1]

# Whole walks, servers that are started and ended, kills: none of it takes but a moment.
_SLOW = (
    "faults",
    "integration/backup",
    "integration/export",
    "integration/maintain",
    "integration/path",
    "integration/stack",
    "integration/ui",
)

# The longest of the whole stack's files: given out last it ran on alone.
_FIRST = "test_upgrade.py"

_ENDS_WITHIN = 60  # seconds; a stack takes some to go down

# The same examples each time: a red test must be somebody's change. `make fuzz` looks for new ones.
# How long an example takes by the clock is the machine's business: a busy one failed a property that holds.
hypothesis.settings.register_profile(
    "wireroom",
    derandomize="WIREROOM_FUZZ" not in os.environ,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("wireroom")


def pytest_xdist_auto_num_workers() -> int:
    """One more than cores: tests wait for servers, browsers and processes a good part of their time."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name != _FIRST)
    slow = tuple(str(PROJECT / "tests" / folder) + os.sep for folder in _SLOW)
    for item in items:
        if str(item.path).startswith(slow):
            item.add_marker(pytest.mark.slow)


def pytest_configure(config: pytest.Config) -> None:
    """SIGTERM ends the session in order: by its default the servers that its fixtures had started ran on."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, functools.partial(_end_session, config, os.getpid()))


def _end_session(config: pytest.Config, session: int, number: int, frame: FrameType | None) -> None:
    """The workers of xdist are told too, and have time for their fixtures' ends before it kills them.

    In a child that a test has forked, `session` is another process: its fixtures are not the child's to end.
    """
    if os.getpid() != session:
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        return
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one would break that off
    workers = getattr(config.pluginmanager.get_plugin("dsession"), "nodemanager", None)
    if workers is not None:
        workers.EXIT_TIMEOUT = _ENDS_WITHIN
        for worker in psutil.Process().children():
            worker.send_signal(signal.SIGTERM)
    pytest.exit("ended by SIGTERM", returncode=128 + number)


@pytest.fixture(scope="session")
def admin_database_url() -> Iterator[str]:
    """URL of a superuser on a server of this session (one for each xdist worker)."""
    with postgres.admin_url(in_memory=True) as url:
        yield url


@pytest.fixture(scope="session")
def template_database(admin_database_url: str) -> Iterator[str]:
    """Name of a database migrated once; every test gets a clone of it.

    Who has a database files articles, each time in a process forked from this one: what that would load anew
    (.4 CPU seconds) it finds here.
    """
    load_language_model()
    with postgres.database(admin_database_url) as url:
        migrate(url)
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


@pytest.fixture
def sql_copy(tmp_path: Path) -> Path:
    """A copy of sql/ that a test may add to or spoil."""
    for name in ("migrations", "views"):
        shutil.copytree(PROJECT_ROOT / "sql" / name, tmp_path / name)
    return tmp_path


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
    connection = connect(database_url)
    yield connection
    connection.close()
