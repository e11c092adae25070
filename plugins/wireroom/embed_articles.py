"""Changes in, vectors of articles out: pieces of each article's present version, embedded by whoever is set.

    changes since ─▶ articles without vectors ─▶ pieces ─▶ embedder ─▶ rows, cursor: one transaction

Opt-in (`wireroom vectors enable`). Killed anywhere, the last page of changes is looked at again, and of it
only what has no vectors yet is embedded. Takedowns and reservations remove vectors in the database itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from wireroom import store
from wireroom.errors import EmbeddingError, TextRefusedError
from wireroom.fetch.embed_texts import EmbeddingEndpoint
from wireroom.normalize.text_chunks import TextChunk, text_chunks
from wireroom.settings import Settings
from wireroom.store.articles import chunk_rows
from wireroom.store.schema import chunk_tables

PAGE = 50  # changes; what a kill costs at most
_HARMLESS = "News of the day."  # whoever refuses this refuses everything


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
    refused: dict[int, str] = field(default_factory=dict)  # articles of which a piece was not taken, and why
    is_busy: bool = False  # another process is at it

    def __str__(self) -> str:
        if self.is_busy:
            return "another process embeds articles by this model just now"
        said = f"{self.articles:,} articles embedded, {self.chunks:,} pieces"
        return f"{said}; of {len(self.refused):,} the endpoint refused some" if self.refused else said


def why_nothing_to_embed(settings: Settings) -> str:
    """In words, where no endpoint is set or nobody has enabled vectors by its model; empty: go on."""
    if not settings.embedding.url or not settings.embedding.model:
        return "no endpoint is set (WIREROOM_EMBEDDINGS_URL, WIREROOM_EMBEDDINGS_MODEL)"
    with store.connect(settings.database_url) as conn:
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
    tell: Callable[[str], None] = lambda words: None,
) -> Embedded:
    """Embed what changed since the last time, `most` articles or so; None: all.

    `embedder`: default: the endpoint of the settings. Raises EmbeddingError where that fails, StoreError;
    what was embedded until then stays.
    """
    embedder = embedder or EmbeddingEndpoint(settings)
    done = Embedded()
    with store.connect(settings.database_url, application="wireroom vectors") as conn:
        if not chunk_rows.lock_chunk_model(conn, embedder.model):
            return Embedded(is_busy=True)
        dimensions = chunk_tables.dimensions_of(conn, embedder.model)
        while most is None or done.articles < most:
            page = chunk_rows.next_chunk_page(conn, embedder.model, PAGE)
            if not page.ids:
                break
            _embed_page(conn, embedder, page, done, tokens=settings.embedding.tokens, dimensions=dimensions)
            tell(str(done))
    return done


def _embed_page(
    conn: store.Connection,
    embedder: Embedder,
    page: chunk_rows.ChunkPage,
    done: Embedded,
    *,
    tokens: int,
    dimensions: int | None,
) -> None:
    """No transaction is open while the embedder works."""
    texts = chunk_rows.chunk_texts(conn, embedder.model, page.ids)
    pieces = [
        (text, number, chunk)
        for text in texts
        for number, chunk in enumerate(
            text_chunks(text.title, text.text, text.summary, most_tokens=tokens), start=1
        )
    ]
    vectors, refused = _vectors(embedder, [chunk for _, _, chunk in pieces])
    if wrong := {len(vector) for vector in vectors if vector} - {dimensions}:
        raise EmbeddingError(
            f"{embedder.model} answers {sorted(wrong)[0]} dimensions; it was enabled with {dimensions}"
        )
    rows = [
        chunk_rows.ChunkRow(text.id, text.version, number, chunk.starts, chunk.ends, vector)
        for (text, number, chunk), vector in zip(pieces, vectors, strict=True)
        if vector
    ]
    why = {pieces[place][0].id: words for place, words in refused.items()}
    chunk_rows.keep_chunks(conn, embedder.model, page, [text.id for text in texts], rows, why)
    done.articles += len({row.article_id for row in rows})
    done.chunks += len(rows)
    done.refused |= why


def _vectors(
    embedder: Embedder, chunks: Sequence[TextChunk], first: int = 0
) -> tuple[list[list[float]], dict[int, str]]:
    """A vector for each, empty for those that are refused, with what was said of them by their places.

    They are found by halves. Who refuses even a harmless text has another trouble: that is raised.
    """
    if not chunks:
        return [], {}
    try:
        return embedder.embed([chunk.words for chunk in chunks]), {}
    except TextRefusedError as error:
        if len(chunks) == 1:
            embedder.embed([_HARMLESS])
            return [[]], {first: str(error)}
    middle = len(chunks) // 2
    ones, refused = _vectors(embedder, chunks[:middle], first)
    others, more = _vectors(embedder, chunks[middle:], first + middle)
    return ones + others, {**refused, **more}
