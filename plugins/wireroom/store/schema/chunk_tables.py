"""Make in a migrated database what vectors of articles need, or remove it.

That is done by `wireroom vectors enable` and by no migration, so that a server without the extension has
everything else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from psycopg2.errors import DependentObjectsStillExist

from wireroom.common.text import one_line
from wireroom.errors import ConfigurationError, MigrationError
from wireroom.store.connection import Connection
from wireroom.store.lock_waits import RetryPolicy, retry_while_locked
from wireroom.store.queries import fetch_all, fetch_one, query

MOST_DIMENSIONS = 4000  # the most in an index of half precision
_OLDEST = (0, 8)  # the first pgvector with iterative scans, which go on until enough is found


def why_no_vectors(conn: Connection) -> str:
    """Why this server cannot have vectors, in words; "" if it can."""
    state = fetch_one(conn, "vectors/vectors_state")
    if state["offered"] is None:
        return "this server does not offer the extension vector (pgvector)"
    if _is_too_old(state["offered"]):
        return f"this server offers pgvector {state['offered']}, and 0.8 or newer is needed"
    if state["installed"] and _is_too_old(state["installed"]):
        return f"this database has pgvector {state['installed']}: run ALTER EXTENSION vector UPDATE first"
    return ""


def _is_too_old(version: str) -> bool:
    return tuple(map(int, version.split(".")[:2])) < _OLDEST


def are_chunks_made(conn: Connection) -> bool:
    """Whether vectors are enabled in this database."""
    return bool(fetch_one(conn, "vectors/vectors_state")["is_made"])


def make_chunks(
    conn: Connection, model: str, dimensions: int, now: datetime, tell: Callable[[str], None]
) -> None:
    """Make what is missing of the extension, the tables, the model and its index.

    Raises ConfigurationError if this server cannot have vectors or the model has too many dimensions, and
    MigrationError if we lack the right; then nothing is made.
    """
    if why_not := why_no_vectors(conn):
        raise ConfigurationError(f"{why_not}; nothing was made")
    if dimensions > MOST_DIMENSIONS:
        raise ConfigurationError(
            f"{model} has {dimensions:,} dimensions, and an index takes {MOST_DIMENSIONS:,}; nothing was made"
        )
    known = dimensions_of(conn, model) if are_chunks_made(conn) else None
    if known not in (None, dimensions):
        raise ConfigurationError(
            f"{model} had {known} dimensions here and has {dimensions} now: it is another model; "
            f"`wireroom vectors disable --model {model}` forgets the old one"
        )

    def make() -> None:
        with conn.cursor() as cursor:
            cursor.execute(query("vectors/make_chunks"))
            values = {"model": model, "dimensions": dimensions, "now": now}
            cursor.execute(query("vectors/add_chunk_model"), values)
            show_chunks(conn)

    retry_while_locked(conn, "vectors", make, RetryPolicy(), tell)


def show_chunks(conn: Connection) -> None:
    """Restore view, function and rights, if vectors are enabled; in the open transaction."""
    with conn.cursor() as cursor:
        cursor.execute(query("vectors/show_chunks"))


def drop_chunks(conn: Connection, model: str | None, tell: Callable[[str], None]) -> bool:
    """Remove one model with its vectors, or everything about vectors; False if there was nothing.

    Raises ConfigurationError, naming them, if objects of others depend on it; then nothing is removed.
    """
    if not are_chunks_made(conn) or (model is not None and dimensions_of(conn, model) is None):
        return False

    def drop() -> None:
        with conn.cursor() as cursor:
            cursor.execute(
                query("vectors/drop_chunks" if model is None else "vectors/drop_chunk_model"),
                None if model is None else {"model": model},
            )

    try:
        retry_while_locked(conn, "vectors", drop, RetryPolicy(), tell)
    except MigrationError as error:
        if not isinstance(cause := error.__cause__, DependentObjectsStillExist):
            raise
        used = one_line(cause.diag.message_detail or "")
        raise ConfigurationError(f"others are made of them, drop those first: {used}") from error
    return True


def dimensions_of(conn: Connection, model: str) -> int | None:
    """The dimensions of a model; None if it is not enabled."""
    found = fetch_all(conn, "vectors/chunk_dimensions", {"model": model})
    return found[0]["dimensions"] if found else None
