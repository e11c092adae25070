"""The columns of an article, each with the function that takes its value from a planned write.

A new column is a field of models.Article, a line in CONTENT, a migration, and its rule for a new version: its
name in KEPT, or a line in sql/queries/filing/revise_articles.sql; and docs/MERGE.md. COPY, staging, INSERT
and the UPDATE of the first version are made of this table: `{columns}` or `{a.columns}` in a query stands
for the columns of CONTENT, and `{kept: …}` is repeated for each column of KEPT.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any, Final

from wireroom.models import Article, Attribution, DateReading, Embed, PlannedWrite, Writes
from wireroom.store.articles.copy_text import json_text
from wireroom.store.queries import query

_NO_DATE = DateReading(raw="", source="")
_GAP = re.compile(r"\n{3,}")


def own_text(article: Article) -> str | None:
    """The text without quoted posts; None if it has none.

    Spans may overlap, touch, or lie outside the text.
    """
    parts: list[Embed | Attribution] = [*article.embeds, *article.attribution]
    spans = sorted(part.span for part in parts if part.span is not None)
    if not spans:
        return None
    kept, end = [], 0
    for start, stop in spans:
        if start > end:
            kept.append(article.text[end:start])
        end = max(end, start, stop)
    kept.append(article.text[end:])
    own = _GAP.sub("\n\n", "".join(kept)).strip()
    return None if own == article.text else own


def _published(article: Article) -> DateReading:
    return article.published or _NO_DATE


def _modified(article: Article) -> DateReading:
    return article.updated or _NO_DATE


# What the article says: columns of wireroom.articles by their own names.
CONTENT: Final[Mapping[str, Callable[[Article], Any]]] = {
    "published_at": lambda article: _published(article).at,
    "published_source": lambda article: _published(article).source or None,
    "published_precision": lambda article: getattr(_published(article).precision, "value", None),
    "published_raw": lambda article: _published(article).raw or None,
    "published_note": lambda article: _published(article).note or None,
    "modified_at": lambda article: _modified(article).at,
    "modified_source": lambda article: _modified(article).source or None,
    "modified_raw": lambda article: _modified(article).raw or None,
    "word_count": lambda article: article.word_count,
    "duration_seconds": lambda article: article.duration_seconds,
    "guid": lambda article: article.guid,
    "url": lambda article: article.url,
    "canonical_url": lambda article: article.canonical_url,
    "title": lambda article: article.title,
    "summary": lambda article: article.summary,
    "section": lambda article: article.section,
    "language": lambda article: article.language,
    "image_url": lambda article: article.image_url,
    "authors": lambda article: article.authors,
    "tags": lambda article: article.tags,
    "text": lambda article: article.text,
    "own_text": own_text,
    "html": lambda article: article.html,
    "media": lambda article: json_text([dict(item) for item in article.media]),
    "embeds": lambda article: json_text([asdict(item) for item in article.embeds]),
    "attribution": lambda article: json_text([asdict(item) for item in article.attribution]),
    "provenance": lambda article: json_text(dict(article.provenance)),
}
# Columns of which a new version without a value keeps the old one.
KEPT: Final = ("guid", "url", "canonical_url", "section", "image_url", "duration_seconds")
# The statement that writes a staged article; None: it is written as a copy.
_ROUNDS: Final = {Writes.ARTICLE: 0, Writes.FIRST: -1, Writes.COPY: None}
# Columns of the staging table only: what was decided about the article, and its publisher.
_JUDGED: Final[Mapping[str, Callable[[PlannedWrite], Any]]] = {
    "id": lambda write: write.article_id,
    "round": lambda write: _ROUNDS[write.writes],
    "feed_id": lambda write: write.article.feed_id or None,
    "seen_at": lambda write: write.article.seen_at,
    "fingerprint": lambda write: write.article.fingerprint,
    "text_length": lambda write: len(write.article.text),
    "reason": lambda write: write.reason,
    "trust": lambda write: int(write.article.trust),
    "publisher_domain": lambda write: write.article.publisher.domain or None,
    "publisher_name": lambda write: write.article.publisher.name,
    "publisher_country": lambda write: write.article.publisher.country,
    "publisher_language": lambda write: write.article.publisher.language,
    "publisher_source": lambda write: write.article.publisher.source,
}


def _of_article(of: Callable[[Article], Any]) -> Callable[[PlannedWrite], Any]:
    return lambda write: of(write.article)


COLUMNS: Final = {**_JUDGED, **{name: _of_article(of) for name, of in CONTENT.items()}}
"""All that COPY sends of an article, after `row`, its place in the batch."""

_LISTED = re.compile(r"\{(\w\.)?(columns|staged)\}")
_EACH_KEPT = re.compile(r"\{kept: (.*)\}")
_LISTS: Final = {"columns": tuple(CONTENT), "staged": ("row", *COLUMNS)}


@cache
def article_query(name: str) -> str:
    """The query `name` with its column lists filled in: `{columns}`, `{s.columns}` (of `s`), `{staged}`.

    `{kept: {column} = …}` becomes one such assignment for each column of KEPT.
    """
    text = _EACH_KEPT.sub(
        lambda each: ",\n".join(each[1].replace("{column}", column) for column in KEPT), query(name)
    )
    return _LISTED.sub(
        lambda found: ", ".join(f"{found[1] or ''}{column}" for column in _LISTS[found[2]]), text
    )
