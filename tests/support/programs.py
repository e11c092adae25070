"""What processes of `support/warm.py` run."""

from __future__ import annotations

import resource
import sys
from datetime import UTC, datetime
from typing import Any


def command(words: list[str], batch_articles: int) -> None:
    """`wireroom WORDS`, with so many articles in a transaction."""
    from wireroom import load
    from wireroom.cli.main import main

    load.BATCH_ARTICLES = batch_articles
    sys.exit(main(words))


def ingest(key: str, now: datetime) -> None:
    """A run of ingest; it says when it begins."""
    from wireroom.ingest.run_ingest import run_ingest
    from wireroom.settings import Settings

    print("begun", flush=True)
    run_ingest(Settings.from_environment(), key=key, clock=lambda: now, even_if_not_due=True)


def file_landed(run_id: int, uri: str, now: datetime) -> None:
    """File in small batches, and say so after each transaction."""
    from wireroom import load
    from wireroom.settings import Settings

    def say(counts: Any) -> None:
        print("filed", counts.feeds, flush=True)

    load.BATCH_FEEDS = 3
    load.load_landed(Settings.from_environment(), run_id=run_id, uri=uri, clock=lambda: now, on_batch=say)


def memory_of_body(body: str) -> None:
    """Megabytes that reading it takes beyond those for a small one; its articles, and why none."""
    from wireroom.models import FeedContext
    from wireroom.transform.transform_document import transform_document

    context = FeedContext(feed_id=1, url="https://a.example/f", seen_at=datetime(2026, 11, 23, tzinfo=UTC))

    def read(body: str) -> tuple[int, list[str]]:
        item = (
            "<item><title>T</title><link>https://a.example/1</link>"
            f"<description><![CDATA[{body}]]></description></item>"
        )
        feed = f"<rss version='2.0'><channel><title>P</title>{item}</channel></rss>".encode()
        understanding = transform_document(feed, context=context)
        return len(understanding.articles), [each.reason for each in understanding.rejections]

    read("<p>The bridge over the old harbour closes on Monday for repairs, the city said in a statement.</p>")
    before = held()
    found = read(body)
    print(held() - before, *found)


def held() -> int:
    """The most megabytes that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
