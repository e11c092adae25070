"""A server that the operator has is used as it is; what it lacks is said in words."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest
from psycopg2 import sql

from wireroom.errors import StackError
from wireroom.settings import Settings
from wireroom.stack.postgres import databases
from wireroom.stack.postgres.databases import use_external_postgres


def run(url: str, statement: str, **names: str) -> None:
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        identifiers = {key: sql.Identifier(value) for key, value in names.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(**identifiers))


def settings(url: str, **more: str) -> Settings:
    return Settings.from_environment({"WIREROOM_DATABASE_URL": url, **more})


@pytest.fixture
def beside(admin_database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A name for Airflow's database that no other test has."""
    name = f"airflow_{uuid.uuid4().hex[:8]}"
    monkeypatch.setattr(databases, "AIRFLOW_DATABASE", name)
    yield name
    run(admin_database_url, "drop database if exists {name}", name=name)


@pytest.fixture
def modest_role(admin_database_url: str) -> Iterator[str]:
    """URL for a login that may not create databases."""
    name = f"modest_{uuid.uuid4().hex[:8]}"
    run(admin_database_url, "create role {name} login", name=name)
    parts = urlsplit(admin_database_url)
    yield urlunsplit(parts._replace(netloc=f"{name}@{parts.hostname}:{parts.port}"))
    run(admin_database_url, "drop role {name}", name=name)


def test_airflow_gets_a_database_of_its_own_beside_ours(database_url: str, beside: str) -> None:
    for _ in range(2):
        databases = use_external_postgres(settings(database_url))
    assert databases.loader_url == databases.admin_url == database_url
    assert databases.airflow_url.startswith("postgresql+psycopg2://")
    assert databases.airflow_url.endswith(f"/{beside}")
    psycopg2.connect(databases.airflow_url.replace("+psycopg2", "")).close()


def test_a_database_that_is_named_for_airflow_is_used(database_url: str) -> None:
    databases = use_external_postgres(
        settings(database_url, WIREROOM_AIRFLOW_DATABASE_URL="postgres://u@h/x")
    )
    assert databases.airflow_url == "postgresql+psycopg2://u@h/x"


def test_a_role_that_may_not_create_it_is_told_what_to_do(modest_role: str, beside: str) -> None:
    with pytest.raises(StackError, match=f"create database {beside} on that server, or set WIREROOM_AIRFLOW"):
        use_external_postgres(settings(modest_role))


def test_a_server_that_is_not_there_is_named_without_the_password() -> None:
    with pytest.raises(StackError, match="WIREROOM_DATABASE_URL does not let us in") as caught:
        use_external_postgres(settings("postgresql://u:hidden@127.0.0.1:1/x"))
    assert "hidden" not in str(caught.value)


def test_only_a_url_that_is_set_means_a_server_of_ones_own() -> None:
    assert not Settings.from_environment({}).external_postgres
    assert settings("postgresql://me@db.example/news").external_postgres
