"""A schema or a table in; who holds locks on it out, in words for whoever has to wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from wireroom.store.connection import Connection
from wireroom.store.rows import fetch_all

STALLED = timedelta(minutes=3)  # a session that has waited so long for its client has none


@dataclass(frozen=True, slots=True)
class Session:
    """A session of somebody else's; what Postgres hides from us is empty."""

    pid: int
    user_name: str
    application: str
    client: str  # address; empty: this machine's socket
    state: str
    seconds: float | None  # since its transaction began
    query: str  # its present or last statement
    stalled: bool  # in the midst of a transaction, and nothing heard of its client for long

    def __str__(self) -> str:
        parts = [f"pid {self.pid}", f"user {self.user_name}"]
        parts += [self.application] if self.application else []
        parts += [f"from {self.client}"] if self.client else []
        parts += [self.state] if self.state else []
        parts += [f"in a transaction for {self.seconds:.0f} s"] if self.seconds is not None else []
        return ", ".join(parts) + (f": {' '.join(self.query.split())}" if self.query else "")


def sessions_in_the_way(
    conn: Connection, schemas: Sequence[str], *, relation: str | None = None, stalled: timedelta = STALLED
) -> tuple[Session, ...]:
    """Other sessions that hold any lock on a relation of `schemas`, or on the one named; the oldest first."""
    values = {"schemas": list(schemas), "relation": relation, "stalled": stalled}
    return tuple(Session(**row) for row in fetch_all(conn, "sessions_in_the_way", values))
