"""Store a batch of archived articles, and fill what an earlier reading of the same capture left empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from wireroom.decide.replay_report import fills
from wireroom.load import load_batch
from wireroom.models import Article, Counts, LoadItem, PlannedWrite
from wireroom.store.articles.replay_rows import stored_captures
from wireroom.store.connection import Connection


def load_archived(
    conn: Connection,
    run_id: int,
    batch: Sequence[LoadItem],
    *,
    on_written: Callable[[Sequence[PlannedWrite]], None],
) -> Counts:
    """As `load_batch`.

    An article of the same title and text is a version of its own, `reread`, if it was read from the very
    capture that the stored one was, and knows authors, a day or the like, of which that has none. Of several
    in a batch (a table may have a row for each author) the first: which of them is right nobody knows.
    """
    articles = [article for item in batch for article in item.articles]
    stored = stored_captures(conn, articles)
    conn.rollback()
    marked, filled = list[Article](), set[int]()  # ids of what is stored
    for place, article in enumerate(articles):
        before = stored.get(place)
        marked.append(article if before and before["id"] in filled else fills(article, before))
        if before and marked[-1].reads_otherwise:
            filled.add(before["id"])
    given = {id(mine): article for mine, article in zip(marked, articles, strict=True)}
    rest = iter(marked)
    batch = [replace(item, articles=tuple(next(rest) for _ in item.articles)) for item in batch]

    def tell(writes: Sequence[PlannedWrite]) -> None:
        """Tell of the articles that were given, by which the caller knows them."""
        on_written([replace(write, article=given[id(write.article)]) for write in writes])

    return load_batch(conn, run_id, batch, on_written=tell)
