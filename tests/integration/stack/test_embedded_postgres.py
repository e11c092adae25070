"""Our own PostgreSQL starts from nothing, wherever the checkout lies, and after every kind of crash."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg2
import pytest

from wireroom.settings import Settings
from wireroom.stack.down import bring_down
from wireroom.stack.ports import HOST, free_port
from wireroom.stack.postgres.databases import Databases, bring_up_embedded_postgres
from wireroom.stack.postgres.postgres_server import ServerAddress
from wireroom.stack.stack import Stack, open_stack
from wireroom.store.schema.migrate import migrate
from wireroom.store.schema.reader_limits import READER_LIMITS

WISHED = 25432


@pytest.fixture
def home(open_folder: Path) -> Path:
    return open_folder / "home"


@pytest.fixture
def stack(home: Path) -> Iterator[Stack]:
    yield from opened(home)


@pytest.fixture(scope="module")
def running(open_root: Path) -> Iterator[tuple[Stack, Databases]]:
    """With its databases, for tests that look and change nothing."""
    for stack in opened(open_root / "running"):
        yield stack, bring_up_embedded_postgres(stack)


def opened(home: Path) -> Iterator[Stack]:
    remarks: list[str] = []
    settings = Settings(home=home, postgres_port=free_port(WISHED))
    with open_stack(settings, remarks.append, needed_room=0) as stack:
        yield stack
        bring_down(stack)
        assert list(data_of(stack).glob("postmaster.pid")) == []


def ask(url: str, sql: str = "select 1") -> object:
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]  # type: ignore[index]


def data_of(stack: Stack) -> Path:
    return Path(stack.state.notes["postgres_folder"]) / "data"


def test_readers_are_limited_and_stay_in_their_database(stack: Stack) -> None:
    """All of it without a remark: the owner of our own server has every right that it takes."""
    databases = bring_up_embedded_postgres(stack)
    migrated = migrate(databases.admin_url)
    assert migrated.applied
    assert migrated.remarks == ()
    for name, value in READER_LIMITS.items():
        assert ask(databases.reader_url, f"show {name}") == value
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(databases.reader_url, "select lo_creat(-1)")
    for other in ("postgres", "template1", "airflow"):
        with pytest.raises(psycopg2.OperationalError, match="permission denied"):
            ask(databases.reader_url.rpartition("/")[0] + f"/{other}")


def test_analysts_who_take_every_connection_keep_neither_loaders_nor_airflow_out(stack: Stack) -> None:
    """A pool of a BI tool, say. Before, loading and Airflow stood still until it gave them back."""
    databases = bring_up_embedded_postgres(stack)
    migrate(databases.admin_url)
    refused = ""
    with ExitStack() as pool:
        while not refused:
            try:
                pool.enter_context(closing(psycopg2.connect(databases.reader_url)))
            except psycopg2.OperationalError as error:
                refused = str(error)
        assert "remaining connection slots" in refused
        airflow_url = databases.airflow_url.replace("+psycopg2", "")
        for url in (databases.loader_url, databases.admin_url, airflow_url):
            assert ask(url) == 1


def kill(stack: Stack) -> None:
    os.kill(stack.state.processes["postgres"].pid, signal.SIGKILL)
    while stack.record_of("postgres"):
        pass


def test_every_role_is_let_into_its_own_database(running: tuple[Stack, Databases]) -> None:
    _, databases = running
    urls = (databases.admin_url, databases.loader_url, databases.reader_url, databases.takedown_url)
    for url in urls:
        assert ask(url, "select current_database()") == "wireroom"
    assert ask(databases.airflow_url.replace("+psycopg2", ""), "select current_database()") == "airflow"
    assert ask(databases.loader_url, "select rolsuper from pg_roles where rolname = current_user") is False


def test_nobody_comes_in_without_the_password(running: tuple[Stack, Databases]) -> None:
    stack, databases = running
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        ask(databases.reader_url.replace(stack.credentials.wireroom_reader, "guess"))


def test_roles_do_not_enter_each_others_databases(running: tuple[Stack, Databases]) -> None:
    _, databases = running
    with pytest.raises(psycopg2.OperationalError, match="permission denied"):
        ask(databases.reader_url.removesuffix("wireroom") + "airflow")


def test_the_second_time_nothing_is_started(stack: Stack) -> None:
    bring_up_embedded_postgres(stack)
    first = stack.state.processes["postgres"]
    bring_up_embedded_postgres(stack)
    assert stack.state.processes["postgres"] == first


def test_it_listens_on_loopback_alone_and_on_no_socket_file(running: tuple[Stack, Databases]) -> None:
    stack, _ = running
    superuser = ServerAddress(stack.state.ports["postgres"]).url(
        "postgres", stack.credentials.postgres, "postgres"
    )
    assert ask(superuser, "show listen_addresses") == HOST
    assert ask(superuser, "show unix_socket_directories") == ""


def test_data_survive_a_kill_and_a_restart(stack: Stack) -> None:
    databases = bring_up_embedded_postgres(stack)
    with closing(psycopg2.connect(databases.admin_url)) as connection, connection.cursor() as cursor:
        cursor.execute("create table kept as select 42 as answer")
        connection.commit()
    kill(stack)
    assert (data_of(stack) / "postmaster.pid").exists()
    assert ask(bring_up_embedded_postgres(stack).admin_url, "select answer from kept") == 42


def test_a_pid_file_that_names_another_program_is_no_obstacle(stack: Stack) -> None:
    bring_up_embedded_postgres(stack)
    kill(stack)
    pid_file = data_of(stack) / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert ask(bring_up_embedded_postgres(stack).admin_url) == 1


def test_a_server_that_our_records_forgot_is_found_and_ended(stack: Stack) -> None:
    bring_up_embedded_postgres(stack)
    forgotten = stack.state.processes.pop("postgres")
    assert ask(bring_up_embedded_postgres(stack).admin_url) == 1
    assert stack.state.processes["postgres"].pid != forgotten.pid


def test_the_port_is_kept_and_left_only_when_somebody_has_it(stack: Stack) -> None:
    bring_up_embedded_postgres(stack)
    port = stack.state.ports["postgres"]
    bring_down(stack)
    bring_up_embedded_postgres(stack)
    assert stack.state.ports["postgres"] == port
    bring_down(stack)
    with closing(socket.socket()) as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind((HOST, port))
        other.listen()
        assert ask(bring_up_embedded_postgres(stack).admin_url) == 1
    assert stack.state.ports["postgres"] > port


@pytest.mark.parametrize(
    "name", ["with spaces and ünïcode", "deep/" + "/".join(["folder"] * 20)], ids=["odd", "deep"]
)
def test_it_starts_in_any_folder(home: Path, name: str) -> None:
    for stack in opened(home / name):
        assert ask(bring_up_embedded_postgres(stack).admin_url) == 1


def test_a_half_made_cluster_is_not_taken_for_one(stack: Stack) -> None:
    bring_up_embedded_postgres(stack)
    bring_down(stack)
    data = data_of(stack)
    data.rename(data.with_name("data.draft"))  # as a crash in the middle of initdb leaves it
    assert ask(bring_up_embedded_postgres(stack).admin_url) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must drop its rights")
class TestAsRoot:
    def test_the_server_runs_as_an_account_of_its_own(self, stack: Stack) -> None:
        bring_up_embedded_postgres(stack)
        assert Path(f"/proc/{stack.state.processes['postgres'].pid}").stat().st_uid != 0
        assert data_of(stack).stat().st_mode & 0o077 == 0

    def test_a_checkout_that_this_account_cannot_enter_stays_closed(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        closed, shared = home.parent / "closed", home.parent / "shared"
        closed.mkdir(mode=0o700)
        monkeypatch.setattr("wireroom.stack.postgres.databases.SHARED_ROOT", shared)
        for stack in opened(closed / "home"):
            assert ask(bring_up_embedded_postgres(stack).admin_url) == 1
            assert data_of(stack).is_relative_to(shared)
            assert closed.stat().st_mode & 0o077 == 0

    def test_binaries_that_this_account_cannot_read_are_copied(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shared = home.parent / "shared"
        monkeypatch.setattr("wireroom.stack.postgres.databases.SHARED_ROOT", shared)
        monkeypatch.setattr("wireroom.stack.postgres.postgres_install._runs", lambda binaries, account: False)
        for stack in opened(home):
            assert ask(bring_up_embedded_postgres(stack).admin_url) == 1
            program = Path(f"/proc/{stack.state.processes['postgres'].pid}/exe").readlink()
            assert program.is_relative_to(shared)
