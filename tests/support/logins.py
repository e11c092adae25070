"""Logins of one test: roles in, a name out that exists for the length of a `with`."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest
from psycopg2 import sql

from wireroom.store.connection import connect


def url_of(url: str, user: str) -> str:
    """The same database for another login; the server of the tests lets everybody in."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{user}@{parts.hostname}:{parts.port}"))


def as_user(url: str, user: str) -> psycopg2.extensions.connection:
    """A connection of this login."""
    return psycopg2.connect(url_of(url, user))


@contextmanager
def login(admin_url: str, *rights: str) -> Iterator[str]:
    """A login of its own, with these clauses or roles; dropped at the end."""
    if "//postgres@" not in admin_url:
        pytest.skip("needs a server that lets anybody in, such as the one that tests start")
    name = f"wireroom_test_{uuid.uuid4().hex[:8]}"
    with connect(admin_url) as conn, conn.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))
        for role in rights:
            cursor.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(name)))
    try:
        yield name
    finally:
        with connect(admin_url) as conn, conn.cursor() as cursor:
            cursor.execute(sql.SQL("DROP OWNED BY {} CASCADE").format(sql.Identifier(name)))
            cursor.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))
