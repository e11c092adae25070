"""Documents beside the articles that they must become, found by glob.

Another document is one more file. `WIREROOM_REGENERATE=1 pytest tests/golden/articles` writes the
answers anew: read the difference before you keep it.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from support.golden import documents, expected
from wireroom.models import Article, FeedContext
from wireroom.transform.read_document import read_document
from wireroom.transform.transform_document import transform_document

HERE = Path(__file__).parent
DOCUMENTS = documents(HERE)
WHERE = {".html": "https://pier.example/2026/boats", ".txt": "file:saved.txt"}
SEEN = datetime(2026, 3, 2, 12, tzinfo=UTC)


def said(article: Article) -> dict[str, Any]:
    """An article as JSON; the number of its keys; the code's version left out."""
    fields = asdict(article)
    fields["keys"] = len(article.keys)
    del fields["fingerprint"], fields["seen_at"], fields["feed_id"]
    fields["provenance"] = {k: v for k, v in article.provenance.items() if k not in ("code", "url_rules")}
    return dict(json.loads(json.dumps(fields, default=str, ensure_ascii=False)))


def served_from(body: bytes) -> str:
    """A feed's own address: at the site that it is of."""
    site = read_document(body, FeedContext(0, "https://feeds.example/feed", SEEN)).link
    return urljoin(site or "https://feeds.example/", "/feed")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_document_becomes_these_articles(document: Path) -> None:
    body = document.read_bytes()
    url = WHERE.get(document.suffix) or served_from(body)
    transformed = transform_document(body, context=FeedContext(1, url, SEEN), or_page=True)
    found = [said(article) for article in transformed.articles]
    assert found == expected(document, found)
    assert transformed.rejections == ()
