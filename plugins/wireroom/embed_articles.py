"""Keep vectors of articles: split each article's current version into pieces and have them embedded.

    changes since ─▶ articles without vectors ─▶ pieces ─▶ embedder ─▶ rows, article by article ─▶ cursor

Opt-in (`wireroom vectors enable`). Killed anywhere, the last page of changes is looked at again, and of it
only what has no vectors yet is embedded. Takedowns and reservations remove vectors in the database itself.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import Protocol

from wireroom.errors import EmbeddingError, StoreError, TextRefusedError
from wireroom.fetch.embed_texts import EmbeddingEndpoint
from wireroom.normalize.text_chunks import TextChunk, text_chunks
from wireroom.settings import Settings
from wireroom.store.articles import chunk_rows
from wireroom.store.connection import FILING, Connection, connect
from wireroom.store.schema import chunk_tables

PAGE = 50  # changes
PIECES = 200  # embedded before they are kept; what a kill costs at most
_REFUSED_IN_A_ROW = 50  # articles; the texts are not to blame
_HARMLESS = "News of the day."  # whoever refuses this refuses everything
_Cut = tuple[chunk_rows.ChunkText, tuple[TextChunk, ...]]


class Embedder(Protocol):
    """Whoever makes vectors: one of length 1 for each text, all of as many numbers.

    Raises TextRefusedError for texts that it does not take, EmbeddingError for all else.
    """

    model: str

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """In the order of the texts."""
        ...


@dataclass(slots=True)
class Embedded:
    """What came of it."""

    articles: int = 0
    chunks: int = 0
    refused: dict[int, str] = field(default_factory=dict)  # articles of which it took not all, and why
    is_busy: bool = False  # another process is at it
    _in_a_row: int = field(default=0, repr=False, compare=False)  # refused

    def count(self, article_id: int, chunks: int, refused: str) -> None:
        """One more. Raises EmbeddingError where too many were refused one after the other."""
        if not refused:
            self.articles += bool(chunks)
            self.chunks += chunks
            self._in_a_row = 0
            return
        self.refused[article_id] = refused
        self._in_a_row += 1
        if self._in_a_row == _REFUSED_IN_A_ROW:
            raise EmbeddingError(f"{self._in_a_row} articles one after the other are refused: {refused}")

    def __str__(self) -> str:
        if self.is_busy:
            return "another process embeds articles by this model just now"
        said = f"{self.articles:,} articles embedded, {self.chunks:,} pieces"
        return f"{said}; {len(self.refused):,} the endpoint refused" if self.refused else said


def why_nothing_to_embed(settings: Settings) -> str:
    """In words, where no endpoint is set or nobody has enabled vectors by its model; empty: go on."""
    if not settings.embedding.url or not settings.embedding.model:
        return "no endpoint is set (WIREROOM_EMBEDDINGS_URL, WIREROOM_EMBEDDINGS_MODEL)"
    with connect(settings.database_url) as conn:
        made = chunk_tables.are_chunks_made(conn)
        if not made or chunk_tables.dimensions_of(conn, settings.embedding.model) is None:
            return f"vectors by {settings.embedding.model} are not enabled: `wireroom vectors enable`"
    return ""


def probe_dimensions(settings: Settings) -> int:
    """Of the vectors that the endpoint of the settings makes. Raises ConfigurationError, EmbeddingError."""
    return len(EmbeddingEndpoint(settings).embed([_HARMLESS])[0])


def embed_articles(
    settings: Settings,
    *,
    embedder: Embedder | None = None,
    most: int | None = None,
    within: timedelta | None = None,
    tell: Callable[[str], None] = lambda words: None,
) -> Embedded:
    """Embed what changed since the last time, `most` articles or so; None: all.

    After `within` no page begins. `embedder`: default: the endpoint of the settings. Raises EmbeddingError
    where that fails, StoreError; what was embedded until then stays.
    """
    embedder = embedder or EmbeddingEndpoint(settings)
    done = Embedded()
    ends = time.monotonic() + within.total_seconds() if within is not None else math.inf
    with connect(settings.database_url, application="wireroom vectors", limits=FILING) as conn:
        if not chunk_rows.lock_chunk_model(conn, embedder.model):
            return Embedded(is_busy=True)
        try:
            dimensions = chunk_tables.dimensions_of(conn, embedder.model)
            while most is None or done.articles < most:
                page = chunk_rows.next_chunk_page(conn, embedder.model, PAGE)
                if not page.ids:
                    break
                if time.monotonic() >= ends:
                    tell("its time is up; the next run goes on from here")
                    break
                _embed_page(
                    conn, embedder, page, done, tokens=settings.embedding.tokens, dimensions=dimensions
                )
                tell(str(done))
        finally:
            with suppress(StoreError):  # the server lets go of a closed connection's lock a moment late
                chunk_rows.unlock_chunk_model(conn, embedder.model)
    return done


def _embed_page(
    conn: Connection,
    embedder: Embedder,
    page: chunk_rows.ChunkPage,
    done: Embedded,
    *,
    tokens: int,
    dimensions: int | None,
) -> None:
    """By portions; each article is kept by itself. No transaction is open while the embedder works."""
    texts = chunk_rows.chunk_texts(conn, embedder.model, page)
    for portion in _portions(texts, tokens):
        for (text, chunks), answer in zip(portion, _vectors(embedder, portion), strict=True):
            refused, vectors = (answer, []) if isinstance(answer, str) else ("", answer)
            if wrong := {len(vector) for vector in vectors} - {dimensions}:
                raise EmbeddingError(
                    f"{embedder.model} answers {sorted(wrong)[0]} dimensions; "
                    f"it was enabled with {dimensions}"
                )
            rows = [
                chunk_rows.ChunkRow(text.id, text.version, number, chunk.starts, chunk.ends, vector)
                for number, (chunk, vector) in enumerate(zip(chunks, vectors, strict=False), start=1)
            ]
            chunk_rows.keep_chunks(conn, embedder.model, text.id, rows, refused)
            done.count(text.id, len(rows), refused)
    passed = set(page.ids) - {text.id for text in texts}
    chunk_rows.end_chunk_page(conn, embedder.model, page, sorted(passed))


def _portions(texts: Sequence[chunk_rows.ChunkText], tokens: int) -> Iterator[list[_Cut]]:
    """Whole articles, of `PIECES` pieces or so together: what is in memory, and what a failure costs."""
    portion: list[_Cut] = []
    for text in texts:
        chunks = text_chunks(text.title, text.text, text.summary, most_tokens=tokens)
        if portion and sum(len(before) for _, before in portion) + len(chunks) > PIECES:
            yield portion
            portion = []
        portion.append((text, chunks))
    if portion:
        yield portion


def _vectors(embedder: Embedder, articles: Sequence[_Cut]) -> list[list[list[float]] | str]:
    """Of each article a vector for each piece; or what was said where one of them is refused.

    They are found by halves. Who refuses even a harmless text has another trouble: that is raised.
    """
    words = [chunk.words for _, chunks in articles for chunk in chunks]
    try:
        vectors = iter(embedder.embed(words) if words else [])
        return [list(islice(vectors, len(chunks))) for _, chunks in articles]
    except TextRefusedError as error:
        if len(articles) == 1:
            embedder.embed([_HARMLESS])
            return [str(error)]
    middle = len(articles) // 2
    return _vectors(embedder, articles[:middle]) + _vectors(embedder, articles[middle:])
