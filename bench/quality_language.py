"""Language: page texts with a known language, and entries of feeds that declare theirs."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import py3langid

from real_feeds import real_feeds
from rows import Row
from wireroom.errors import NotAFeedError
from wireroom.models import FeedContext
from wireroom.normalize import detect_language
from wireroom.transform.transform_document import transform_document

BAR = 0.98
NOW = datetime(2026, 11, 23, tzinfo=UTC)
CODES = {"Chinese": "zh", "Russian": "ru", "Greek": "el", "Polish": "pl", "English": "en"}

Case = tuple[str, str, str | None]  # true language, text, what we say of it


def measure(corpora: Path) -> list[Row]:
    """py3langid's own answer on the same text is the peer."""
    pages = list(_pages(corpora))
    entries = list(_entries(corpora))
    return [
        _row("language of texts", f"waddle, {len(pages)} pages, nothing declared", pages),
        _row("language of entries", f"{len(entries)} entries of feeds with a declared language", entries),
    ]


def _row(what: str, on: str, cases: Iterable[Case]) -> Row:
    cases = list(cases)
    right = sum(said == true for true, _, said in cases)
    theirs = sum(py3langid.classify(text)[0] == true for true, text, _ in cases)
    missed = Counter(f"{true}→{said}" for true, _, said in cases if said != true)
    share = right / max(len(cases), 1)
    return Row(
        what=what,
        on=on,
        ours=f"{share:.4f}",
        peers=f"py3langid {theirs / max(len(cases), 1):.4f}",
        bar=f"≥ {BAR}",
        ok=share >= BAR,
        note=", ".join(f"{pair} {count}" for pair, count in missed.most_common(4)),
    )


def _pages(corpora: Path) -> Iterator[Case]:
    with gzip.open(corpora / "pages" / "waddle.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield CODES[row["lang"]], row["text"], detect_language(row["text"], declared=None).code


def _entries(corpora: Path) -> Iterator[Case]:
    """Declared codes that name no language (`us`) cannot be right or wrong."""
    for feed in real_feeds(corpora):
        try:
            transformed = transform_document(
                feed.body, context=FeedContext(feed_id=1, url=feed.url, seen_at=NOW)
            )
        except NotAFeedError:
            continue
        declared = (transformed.parsed.language or "").lower().split("-")[0].split("_")[0].strip()
        if len(declared) != 2 or declared == "us":
            continue
        for article in transformed.articles:
            yield declared, f"{article.title}. {article.text}"[:1000], article.language
