"""Same text or not, on the labelled pairs of the corpora: those whose both texts are in its shown half.

Copies: near-dup, syndicated, cross-post, link-post and redirects. Others: hard negatives, different,
same-event.
`partial` and `quotes` share some text and count neither way.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from real_feeds import real_feeds
from rows import Row
from wireroom.common.urls import registrable_domain
from wireroom.errors import NotAFeedError
from wireroom.models import FeedContext
from wireroom.normalize.same_text import TextPrint, likeness, text_print
from wireroom.transform.transform_document import transform_document

SAME = {"near-dup", "syndicated", "cross-post", "link-post", "same-article-redirect-url"}
OTHER = {"hard-negative", "different", "same-event"}
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def measure(corpora: Path) -> list[Row]:
    """Pairs of pages, and pairs of feeds' entries, each with its own bar."""
    with gzip.open(corpora / "gold" / "dup_pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        pairs: list[dict[str, Any]] = [json.loads(line) for line in lines]
    pages, entries = dict(_pages(corpora)), dict(_entries(corpora, pairs))
    rows = [_row("same text: pages", pairs, pages, 0.95), _row("same text: feeds", pairs, entries, 0.75)]
    return [*rows, _made_copies(_texts(corpora))]


def _row(what: str, pairs: list[dict[str, Any]], prints: dict[str, TextPrint], bar: float) -> Row:
    found = [
        (pair["label"], likeness(prints[a], prints[b]).same)
        for pair in pairs
        if (a := _name(pair["a"])) in prints and (b := _name(pair["b"])) in prints
    ]
    copies = [same for label, same in found if label in SAME]
    merged = sum(same for label, same in found if label in OTHER)
    others = sum(label in OTHER for label, _ in found)
    recall = sum(copies) / len(copies) if copies else None
    return Row(
        what=what,
        on=f"{len(copies)} copies, {others} others",
        ours=f"recall {'not measured' if recall is None else f'{recall:.2f}'}, {merged} merged wrongly",
        peers="",
        bar="0 merged wrongly" if recall is None else f"≥ {bar}, 0",
        ok=(recall is None or recall >= bar) and merged == 0,
        note="64-bit simhash at 3 bits finds 40 of all 104" if what.endswith("pages") else "",
    )


def _made_copies(texts: list[str]) -> Row:
    """Real texts, each as an outlet would cut it; and each against the others, which are no copies."""
    long = [(text, print_) for text in texts if (print_ := _print(text)).words >= 150]
    cuts = [_print(f"From our desk: {text[: len(text) * 6 // 10]}") for text, _ in long]
    recall = sum(
        likeness(whole, cut).same and not set(whole.bands).isdisjoint(cut.bands)
        for (_, whole), cut in zip(long, cuts, strict=True)
        if whole.in_a_row == cut.in_a_row
    )
    asked = sum(whole.in_a_row == cut.in_a_row for (_, whole), cut in zip(long, cuts, strict=True))
    wrong = sum(
        likeness(one, other).share > 0.5 for (_, one), (_, other) in zip(long, long[7:], strict=False)
    )
    return Row(
        what="same text: cut copies found by their bands",
        on=f"{asked} pages cut to 60 %, {len(long) - 7} pairs of others",
        ours=f"recall {recall / max(asked, 1):.3f}, {wrong} merged wrongly",
        peers="",
        bar="≥ 0.99, 0",
        ok=recall >= 0.99 * asked and wrong == 0,
    )


def _name(side: Any) -> str:
    return side if isinstance(side, str) else f"{side['file']} {side['title']}"


def _print(text: str) -> TextPrint:
    return text_print("", text, "")


def _pages(corpora: Path) -> Iterator[tuple[str, TextPrint]]:
    for row in _saved_pages(corpora):
        yield row["id"], text_print("", row["text"], registrable_domain(row["url"]) or "")


def _texts(corpora: Path) -> list[str]:
    return [row["text"] for row in _saved_pages(corpora)]


def _saved_pages(corpora: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(corpora / "pages" / "waddle.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _entries(corpora: Path, pairs: list[dict[str, Any]]) -> Iterator[tuple[str, TextPrint]]:
    sides = [side for pair in pairs for side in (pair["a"], pair["b"]) if isinstance(side, dict)]
    files = {side["file"] for side in sides}
    for feed in real_feeds(corpora):
        if feed.file not in files:
            continue
        context = FeedContext(feed_id=1, url=feed.url, seen_at=NOW)
        try:
            articles = transform_document(feed.body, context=context).articles
        except NotAFeedError:
            continue
        for item in articles:
            domain = (registrable_domain(item.canonical_url) if item.canonical_url else None) or ""
            yield f"{feed.file} {item.title}", text_print(item.title, item.text or item.summary, domain)
