"""Decisions in, one transaction out: articles, revisions, sightings, rejections and feed state together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from wireroom.models import Counts, Filing, StoredArticle
from wireroom.store.connection import Connection


class OpenFiling:
    """A filing under way; made by `filing` only."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def stored(self, keys: Sequence[bytes]) -> dict[bytes, StoredArticle]:
        """Which of these identity keys are known, and the article that each leads to."""
        raise NotImplementedError

    def apply(self, filing: Filing) -> Counts:
        """Write it all. An article that Postgres refuses becomes a rejection (`store_refused`)."""
        raise NotImplementedError


@contextmanager
def filing(conn: Connection) -> Iterator[OpenFiling]:
    """One transaction under an advisory lock: look up, decide, apply; committed on clean exit."""
    yield OpenFiling(conn)
