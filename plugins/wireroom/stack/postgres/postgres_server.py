"""Create the PostgreSQL cluster, start its server on loopback, wait for it, and end orphaned servers."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg2

from wireroom.errors import StackError
from wireroom.stack.paths import write_private
from wireroom.stack.ports import HOST
from wireroom.stack.postgres.postgres_install import Install
from wireroom.stack.process import Command, clean_environment, wait_until
from wireroom.stack.state import ProcessRecord
from wireroom.stack.terminate import cluster_processes, terminate

NAME = "postgres"
START_TIMEOUT = 180.0  # seconds; recovery after a crash may take some
# Of a hundred, for loading and for Airflow, which hold some thirty at their busiest.
RESERVED_CONNECTIONS = 40
SUPERUSER = "postgres"

# Written to postgresql.conf once, for the operator to change: modest, since one small machine holds all.
_SETTINGS = {
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",  # short queries: compiling them costs more than it gives
    "max_locks_per_transaction": "256",  # a query over all monthly partitions locks each of them
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}
# Letters compare by code point and change case by Unicode's rules on every system alike: an index
# never breaks because the system's C library sorts differently after an upgrade.
_LOCALE = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the server answers."""

    port: int
    host: str = HOST

    def url(self, role: str, password: str, database: str, driver: str = "postgresql") -> str:
        """A libpq URL, or with `driver` one for SQLAlchemy; passwords are URL-safe (`Credentials`)."""
        return f"{driver}://{role}:{password}@{self.host}:{self.port}/{database}"


def server_command(install: Install, port: int) -> Command:
    """The command that starts the server, with only the settings that postgresql.conf must not change.

    No Unix socket: its path may hold 107 bytes, and a checkout may lie deeper than that. Loopback
    with a password serves us and BI tools alike, and what these leave open may not keep us out.
    """
    settings = {
        "port": str(port),
        "listen_addresses": HOST,
        "unix_socket_directories": "",
        "reserved_connections": str(RESERVED_CONNECTIONS),
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    arguments = (str(install.binaries / "postgres"), "-D", str(install.data), *options)
    return Command(NAME, arguments, clean_environment(), Path("/"), install.account)


def wait_for_server(record: ProcessRecord, address: ServerAddress, password: str) -> None:
    """Return when it lets its superuser in; crash recovery is part of the start."""
    url = address.url(SUPERUSER, password, "postgres")
    wait_until(lambda: answers(url), what="PostgreSQL", process=record, timeout=START_TIMEOUT, pause=0.1)


def answers(url: str) -> bool | None:
    """True when a connection can be made, None while the server is not ready.

    Raises StackError where it refuses our password.
    """
    try:
        psycopg2.connect(url, connect_timeout=5).close()
    except psycopg2.OperationalError as error:
        if "password authentication failed" in str(error):
            raise StackError(
                "PostgreSQL runs, and refuses the password of credentials.json: the data folder is from "
                "another installation. Restore the credentials, or `make clean DATA=1` (it deletes all)."
            ) from error
        return None
    return True


def create_cluster(install: Install, password: str) -> bool:
    """`initdb`, unless the cluster is there; True when one was made.

    It is made beside its final place and moved there when complete: a folder half made by a crash
    is never taken for a cluster.
    """
    if install.data.exists():
        return False
    draft = install.folder / "data.draft"
    shutil.rmtree(draft, ignore_errors=True)
    password_file = install.folder / "password.draft"
    write_private(password_file, password + "\n")
    try:
        if install.account:
            account = install.account  # whose folder it is: a link there must lead nowhere
            os.chown(password_file, account.uid, account.gid, follow_symlinks=False)
        _initdb(install, draft, password_file)
    finally:
        password_file.unlink(missing_ok=True)
    draft.rename(install.data)
    return True


def _initdb(install: Install, target: Path, password_file: Path) -> None:
    command: list[str] = [str(install.binaries / "initdb"), "--pgdata", str(target), *_LOCALE]
    command += ["--username", SUPERUSER, "--pwfile", str(password_file), "--auth", "scram-sha-256"]
    for name, value in _SETTINGS.items():
        command += ["--set", f"{name}={value}"]
    identity = install.account.popen_arguments() if install.account else {}
    done = subprocess.run(
        command, cwd="/", env=clean_environment(), capture_output=True, text=True, check=False, **identity
    )
    if done.returncode != 0:
        raise StackError(f"initdb could not make {target}:\n{done.stderr.strip() or done.stdout.strip()}")


def end_orphans(data: Path) -> bool:
    """End a server that our records do not know (after a crash, say); True if there was one.

    SIGINT is Postgres's fast shutdown. Backends whose leader was killed hold the shared memory that
    the next start needs: they see its end within seconds, and are helped.
    """
    found = terminate(cluster_processes(data), ask=signal.SIGINT) if data.exists() else 0
    _remove_stale_pid_file(data)
    return found > 0


def _remove_stale_pid_file(data: Path) -> None:
    """After a power cut another program may have the old pid, and Postgres would refuse to start.

    A pid that nobody has is left to Postgres, which also looks at the shared memory.
    """
    pid_file = data / "postmaster.pid"
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError, psutil.Error):
        pid = int(pid_file.read_text(encoding="utf-8").splitlines()[0])
        if psutil.Process(pid).cwd() != str(data.resolve()):
            pid_file.unlink()
