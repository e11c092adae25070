"""A database in, one file of pg_dump's custom format out."""

from __future__ import annotations

from pathlib import Path

from wireroom.store.connection import QUICK, connect
from wireroom.store.copies.postgres_programs import find_program, program_call, run_program

_LOCK_WAIT = "600s"  # for whoever alters a table just now; reading and loading are no trouble


def backup(url: str, path: Path) -> int:
    """Write all of the database to `path`, which appears whole or not at all; its bytes.

    Loads go on meanwhile. Raises StoreError where pg_dump fails, or none fits the server.
    """
    with connect(url, application="wireroom backup", limits=QUICK) as conn:
        server, tls = conn.server_version // 10_000, conn.info.ssl_in_use
    program = find_program("pg_dump", at_least=server, tls=tls)
    database, environment = program_call(url)
    part = path.with_name(f".{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        part.touch(mode=0o600)  # what feeds are asked with is in it
        words = ("--format=custom", "--no-owner", f"--lock-wait-timeout={_LOCK_WAIT}", "--file", str(part))
        run_program(program, *words, database, environment=environment)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path.stat().st_size
