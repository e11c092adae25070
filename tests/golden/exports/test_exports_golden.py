"""Exports of readers, blogs and crawlers, each in a folder as its maker writes it, and the articles in it.

Another export is one more folder. `WIREROOM_REGENERATE=1 pytest tests/golden/exports` writes the answers
anew: read the difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from support import golden
from support.read_saved import NOW, read
from wireroom.errors import NotAFeedError
from wireroom.models import ArchivedDocument, Article, FeedContext
from wireroom.transform.transform_document import transform_document

HERE = Path(__file__).parent
EXPORTS = sorted(path for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("__"))


@pytest.mark.parametrize("folder", EXPORTS, ids=lambda folder: folder.name)
def test_an_export_gives_its_articles_with_their_own_dates(folder: Path) -> None:
    documents, left_out, wrong = read(folder)
    found = {
        "articles": [shown for document in documents for shown in articles(document)],
        "left_out": dict(sorted(left_out.items())),
        "wrong": [words.replace(folder.as_uri(), "…") for words in wrong],
    }
    assert golden.expected(folder, found) == found


def articles(document: ArchivedDocument) -> list[Any]:
    """What is told of each; of what is none, why."""
    context = FeedContext(feed_id=0, url=document.url, seen_at=min(document.captured_at, NOW))
    try:
        found = transform_document(
            document.body, context=context, content_type=document.content_type, or_page=True
        )
    except NotAFeedError as error:
        return [f"{document.url}: {error}"]
    refused = [f"{document.url}: {each.reason}: {each.detail}" for each in found.rejections]
    return [*map(shown, found.articles), *refused]


def shown(article: Article) -> dict[str, Any]:
    published = article.published
    return {
        "url": article.url,
        "guid": article.guid,
        "title": article.title,
        "published": published.at.isoformat() if published and published.at else None,
        "published_source": published.source if published else None,
        "summary": article.summary,
        "text": article.text,
        "authors": list(article.authors),
        "tags": list(article.tags),
        "language": article.language,
        "publisher": article.publisher.domain,
    }
