"""The real feeds of the corpora, one after the other."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RealFeed:
    """A feed as its publisher served it."""

    file: str
    host: str
    url: str
    body: bytes


def real_feeds(corpora: Path) -> Iterator[RealFeed]:
    """Read feeds/real.jsonl.gz; where the address is not known the host stands in."""
    with gzip.open(corpora / "feeds" / "real.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            about = row["meta"]
            host = about.get("host") or "unknown.invalid"
            url = about.get("feed_url") or f"https://{host}/feed"
            yield RealFeed(row["file"], host, url, base64.b64decode(row["body"]))
