"""Articles without vectors out; their chunks with vectors in, as rows of `wireroom.chunks`.

There only where vectors are enabled (`chunk_tables`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wireroom.errors import StoreError
from wireroom.store.connection import Connection
from wireroom.store.queries import change, execute, fetch_all, fetch_one, roll_back


@dataclass(frozen=True, slots=True)
class ChunkModel:
    """A model and how far it has come."""

    model: str
    dimensions: int
    enabled_at: datetime
    changes_left: int
    waiting: int  # articles beside the order of changes
    refused: int  # articles of which the endpoint refused a piece
    chunks: int
    articles: int


@dataclass(frozen=True, slots=True)
class ChunkText:
    """An article that is to be embedded."""

    id: int
    version: int
    title: str
    summary: str
    text: str


@dataclass(frozen=True, slots=True)
class ChunkPage:
    """The next articles to look at; `position`: where the model has come with them, 0: where it was.

    `rewritten`: those whose versions were told anew, under the numbers of before.
    """

    ids: Sequence[int]
    rewritten: Sequence[int] = ()
    position: int = 0


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """One piece of an article's version."""

    article_id: int
    version: int
    number: int
    starts: int
    ends: int
    embedding: Sequence[float]


def chunk_models(conn: Connection) -> tuple[ChunkModel, ...]:
    """The one enabled last first."""
    return tuple(ChunkModel(**row) for row in fetch_all(conn, "vectors/chunk_models"))


def lock_chunk_model(conn: Connection, model: str) -> bool:
    """Ours as long as the session lasts; False: another process is at it."""
    return bool(fetch_one(conn, "vectors/lock_chunk_model", {"model": model})["is_ours"])


def next_chunk_page(conn: Connection, model: str, most: int) -> ChunkPage:
    """What waits beside the order of changes first, then the next `most` changes; no ids: that was all."""
    values = {"model": model, "most": most}
    if waiting := fetch_all(conn, "vectors/queued_chunks", values):
        return ChunkPage([row["article_id"] for row in waiting])
    return ChunkPage(**fetch_one(conn, "vectors/next_chunk_page", values))


def chunk_texts(conn: Connection, model: str, page: ChunkPage) -> list[ChunkText]:
    """Those of the articles that may have vectors and lack them in their present version."""
    ids = list(page.ids)
    dates = {row["published_at"] for row in fetch_all(conn, "story_months", {"ids": ids})}
    values = {"model": model, "ids": ids, "rewritten": list(page.rewritten)}
    values["dates"] = sorted(filter(None, dates))
    return [ChunkText(**row) for row in fetch_all(conn, "vectors/chunk_texts", values)]


def keep_chunks(
    conn: Connection, model: str, article_id: int, chunks: Sequence[ChunkRow], refused: str = ""
) -> None:
    """The article has these chunks and no other, or `refused` is noted of it; all of it or nothing.

    What was taken down or reserved meanwhile gets none. Raises StoreError.
    """
    values = {"model": model, "id": article_id, "refused": refused}
    try:
        execute(conn, "vectors/begin_chunks", values)
        execute(conn, "vectors/forget_chunks", values)
        rows = json.dumps([_row(chunk, model) for chunk in chunks])
        execute(conn, "vectors/keep_chunks", {**values, "chunks": rows})
        if refused:
            execute(conn, "vectors/note_refused_chunks", values)
        conn.commit()
    except StoreError:
        roll_back(conn)
        raise


def end_chunk_page(conn: Connection, model: str, page: ChunkPage, passed: Sequence[int]) -> None:
    """The page is done, `passed` are those of it that need no chunks. Raises StoreError, too where somebody
    has disabled the model meanwhile.
    """
    values = {"model": model, "passed": list(passed), "position": page.position}
    if not change(conn, "vectors/note_chunk_position", values):
        raise StoreError(f"somebody has disabled vectors by {model} meanwhile")


def _row(chunk: ChunkRow, model: str) -> dict[str, object]:
    """As jsonb_populate_recordset reads it: the vector as pgvector writes one."""
    numbers = ",".join(f"{number:.6g}" for number in chunk.embedding)
    return {
        "article_id": chunk.article_id,
        "version": chunk.version,
        "model": model,
        "number": chunk.number,
        "starts": chunk.starts,
        "ends": chunk.ends,
        "embedding": f"[{numbers}]",
    }
