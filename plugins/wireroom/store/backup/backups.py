"""Copy a database to one file in pg_dump's custom format, and restore it to an empty one on any server.

    pg_restore ─▶ script without what this server does not know ─▶ psql: one transaction, with a new epoch

The file may come from a newer server, by a newer program, or from one whose operator owns the extensions.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from wireroom.common.file_part import locked_part
from wireroom.errors import StoreError
from wireroom.store.backup.postgres_programs import find_program, program_call, program_error, run_program
from wireroom.store.backup.rewrite_dump import DumpRewriter
from wireroom.store.connection import MIGRATING, QUICK, check_server, connect
from wireroom.store.queries import fetch_one, query

_PIECE = 1 << 20  # bytes
_NO_ROLE = re.compile(r'role "([^"]+)" does not exist')

_LOCK_WAIT = "600s"  # for a session that alters a table; reading and loading do not matter


def restore(url: str, path: Path) -> tuple[str, ...]:
    """Restore the file to a database without anything of ours, in one transaction.

    Returns in words what this server cannot take. Cursors of `news.changes` from before are refused from then
    on. Raises StoreError.
    """
    if not path.is_file():
        raise StoreError(f"there is no backup {path}")
    program = find_program("pg_restore")
    psql, fitter = _prepare(url)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="wireroom-") as entries:
        entries.write(fitter.entries(run_program(program, "--list", str(path))))
        entries.flush()
        reading = [str(program), "--file=-", "--no-owner", f"--use-list={entries.name}", str(path)]
        try:
            _replay(reading, psql, url, fitter)
        except StoreError as error:
            raise StoreError("; ".join([str(error), *_advice(str(error)), *fitter.lost])) from error
    return tuple(fitter.lost)


def _prepare(url: str) -> tuple[Path, DumpRewriter]:
    """Make the roles that get rights; return psql, and what the server knows. Refuses a database in use."""
    with connect(url, application="wireroom restore", limits=MIGRATING) as conn:
        check_server(conn)
        psql = find_program("psql", tls=conn.info.ssl_in_use)
        if fetch_one(conn, "backup/holds_wireroom")["is_there"]:
            raise StoreError(
                f"the database {conn.info.dbname} holds a warehouse already: restore into an empty one "
                "(createdb), then let WIREROOM_DATABASE_URL lead there; where an earlier restore has brought "
                "it, `wireroom migrate` is all that is left to do"
            )
        with conn.cursor() as cursor:
            cursor.execute(query("backup/make_roles"))
        conn.commit()
        return psql, DumpRewriter.of(conn)


def _replay(reading: list[str], psql: Path, url: str, fitter: DumpRewriter) -> None:
    """Run the script in one transaction, committed only if pg_restore has ended without an error."""
    database, environment = program_call(url)
    writing = [str(psql), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-", database]
    with tempfile.TemporaryFile() as reader_said, tempfile.TemporaryFile() as writer_said:
        with (
            subprocess.Popen(reading, stdout=subprocess.PIPE, stderr=reader_said) as reader,
            subprocess.Popen(
                writing,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=writer_said,
            ) as writer,
        ):
            try:
                _pump(reader, cast(IO[bytes], writer.stdin), fitter)
            except BrokenPipeError:  # psql has ended, and said why
                reader.kill()
                with suppress(BrokenPipeError):
                    cast(IO[bytes], writer.stdin).close()
        if writer.returncode:
            raise program_error(psql, _read(writer_said))
        if reader.returncode:
            raise program_error(Path(reading[0]), _read(reader_said))


def _pump(reader: subprocess.Popen[bytes], psql: IO[bytes], fitter: DumpRewriter) -> None:
    script = cast(IO[bytes], reader.stdout)
    psql.write(b"BEGIN;\n")
    psql.writelines(fitter.lines(script))
    shutil.copyfileobj(script, psql, _PIECE)
    if reader.wait() == 0:
        psql.write(f"\n{query('schema/begin_epoch')}\nCOMMIT;\n".encode())
    psql.close()


def _advice(said: str) -> list[str]:
    found = _NO_ROLE.search(said)
    if found is None:
        return []
    return [f'rights were given to {found[1]}: make it (CREATE ROLE "{found[1]}"), then restore again']


def _read(said: IO[bytes]) -> str:
    said.seek(0)
    return said.read().decode("utf-8", "replace")


def backup(url: str, path: Path) -> int:
    """Write the database to `path`, which appears whole or not at all; its size in bytes.

    Loads go on meanwhile. Raises StoreError if pg_dump fails or none fits the server, FileBusyError if
    another backup is writing this file.
    """
    with connect(url, application="wireroom backup", limits=QUICK) as conn:
        server, tls = conn.server_version // 10_000, conn.info.ssl_in_use
    program = find_program("pg_dump", at_least=server, tls=tls)
    database, environment = program_call(url)
    with locked_part(path, mode=0o600) as (part, lock):  # it contains credentials of feeds
        words = ("--format=custom", "--no-owner", f"--lock-wait-timeout={_LOCK_WAIT}", "--file", str(part))
        # If we are killed, pg_dump goes on: the file is busy as long as that writes.
        run_program(program, *words, database, environment=environment, holding=(lock,))
        part.replace(path)
    return path.stat().st_size
