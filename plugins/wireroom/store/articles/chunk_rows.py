"""Read articles without vectors, and write their chunks with vectors, rows of `wireroom.chunks`.

The table exists only where vectors are enabled (`chunk_tables`).
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
    """A model, and how many articles it has embedded."""

    model: str
    dimensions: int
    enabled_at: datetime
    changes_left: int
    waiting: int  # articles queued apart from the changes
    refused: int  # articles with a piece that the endpoint refused
    chunks: int
    articles: int


@dataclass(frozen=True, slots=True)
class ChunkText:
    """An article to be embedded."""

    id: int
    version: int
    title: str
    summary: str
    text: str


@dataclass(frozen=True, slots=True)
class ChunkPage:
    """The next articles to look at; `position`: the last change among them, 0 if there is none.

    `rewritten`: articles whose versions were announced anew under the same numbers.
    """

    ids: Sequence[int]
    rewritten: Sequence[int] = ()
    position: int = 0


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """One piece of a version of an article."""

    article_id: int
    version: int
    number: int
    starts: int
    ends: int
    embedding: Sequence[float]


def chunk_models(conn: Connection) -> tuple[ChunkModel, ...]:
    """All models, the one enabled last first."""
    return tuple(ChunkModel(**row) for row in fetch_all(conn, "vectors/chunk_models"))


def lock_chunk_model(conn: Connection, model: str) -> bool:
    """Lock a model until `unlock_chunk_model` or the session's end; False if another process has it."""
    return bool(fetch_one(conn, "vectors/lock_chunk_model", {"model": model})["is_ours"])


def unlock_chunk_model(conn: Connection, model: str) -> None:
    """Let the next process have it at once."""
    fetch_one(conn, "vectors/unlock_chunk_model", {"model": model})


def next_chunk_page(conn: Connection, model: str, most: int) -> ChunkPage:
    """Queued articles first, then the next `most` changes; without ids there is nothing left."""
    values = {"model": model, "most": most}
    if waiting := fetch_all(conn, "vectors/queued_chunks", values):
        return ChunkPage([row["article_id"] for row in waiting])
    return ChunkPage(**fetch_one(conn, "vectors/next_chunk_page", values))


def chunk_texts(conn: Connection, model: str, page: ChunkPage) -> list[ChunkText]:
    """Those articles that may have vectors, and have none for their present version."""
    ids = list(page.ids)
    dates = {row["published_at"] for row in fetch_all(conn, "stories/story_months", {"ids": ids})}
    values = {"model": model, "ids": ids, "rewritten": list(page.rewritten)}
    values["dates"] = sorted(filter(None, dates))
    return [ChunkText(**row) for row in fetch_all(conn, "vectors/chunk_texts", values)]


def keep_chunks(
    conn: Connection, model: str, article_id: int, chunks: Sequence[ChunkRow], refused: str = ""
) -> None:
    """Give an article these chunks and no other, or note that it was `refused`, in one transaction.

    An article taken down or reserved meanwhile gets none. Raises StoreError.
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
    """Note that a page is done, and that its articles `passed` need no chunks.

    Raises StoreError, also if the model was disabled meanwhile.
    """
    values = {"model": model, "passed": list(passed), "position": page.position}
    if not change(conn, "vectors/note_chunk_position", values):
        raise StoreError(f"somebody has disabled vectors by {model} meanwhile")


def _row(chunk: ChunkRow, model: str) -> dict[str, object]:
    """A row for jsonb_populate_recordset, with the vector in the notation of pgvector."""
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
