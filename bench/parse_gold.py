"""45 feeds with exact gold in; how often identity, link, title and date equal it, as rows, out."""

from __future__ import annotations

import html
import importlib
import io
import json
import re
import tarfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser

from rows import Row
from wireroom.common.dates import read_date
from wireroom.models import Entry, ParsedFeed
from wireroom.parse import parse_document

_FEEDS = "feeds-sample-feeds-rowanmanning.tar.gz"
_SNAPSHOTS = "feeds-rowanmanning.tar.gz"
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_TAG = re.compile(r"<[^<>]*>")
Fields = dict[str, str | None]


def gold_rows(corpora: Path) -> list[Row]:
    """Entries, identity, link, title and date against the snapshots, peers beside us."""
    snapshots, feeds = _read(corpora / "suites" / _SNAPSHOTS), _read(corpora / "suites" / _FEEDS)
    readers = {"ours": _ours, "feedparser": _feedparser, "fastfeedparser": _fastfeedparser}
    tallies: dict[str, Counter[str]] = {name: Counter() for name in readers}
    compared = [key for key in snapshots if key in feeds]
    for key in compared:
        gold = json.loads(snapshots[key])
        for name, reader in readers.items():
            _tally(tallies[name], gold, reader(feeds[key], gold["url"]))
    on = f"{len(compared)} feeds, {tallies['ours']['gold']} entries"
    return [
        _row("entries found", "found", "gold", 0.999, on, tallies),
        _row(
            "identity (id, else link) present where gold has one",
            "identified",
            "identifiable",
            0.99,
            on,
            tallies,
        ),
        _row("id equal", "id", "id of", 0.99, on, tallies),
        _row("link equal", "link", "link of", 0.995, on, tallies),
        _row("title equal", "title", "title of", 0.995, on, tallies),
        _row("date equal", "date", "date of", 0.995, on, tallies),
    ]


def _read(path: Path) -> dict[str, bytes]:
    """Files by the hash in their path."""
    found: dict[str, bytes] = {}
    with tarfile.open(path) as archive:
        for member in archive:
            key = re.search(r"/([0-9a-f]{32})(?:/feed\.xml|\.json)$", member.name)
            file = archive.extractfile(member) if key else None
            if key and file:
                found[key.group(1)] = file.read()
    return found


def _row(what: str, hit: str, of: str, bar: float, on: str, tallies: dict[str, Counter[str]]) -> Row:
    shares = {name: tally[hit] / max(tally[of], 1) for name, tally in tallies.items()}
    ours = shares.pop("ours")
    peers = ", ".join(f"{name} {share:.3f}" for name, share in shares.items())
    return Row(f"gold feeds: {what}", on, f"{ours:.4f}", peers, f"≥ {bar}", ours >= bar)


def _tally(tally: Counter[str], gold: dict[str, Any], entries: list[Fields]) -> None:
    items = gold["feed"]["items"]
    tally["gold"] += len(items)
    tally["found"] += min(len(items), len(entries))
    base = gold["feed"]["url"] or gold["url"]
    padded = entries + [{}] * (len(items) - len(entries))
    for item, said in zip(items, padded, strict=False):
        tally["identifiable"] += bool(item["id"] or item["url"])
        tally["identified"] += bool((item["id"] or item["url"]) and (said.get("id") or said.get("link")))
        _count(tally, "id", item["id"], said.get("id") == item["id"])
        _count(tally, "link", item["url"], _link(said.get("link"), base) == _link(item["url"], base))
        _count(tally, "title", item["title"], _plain(said.get("title")) == _plain(item["title"]))
        date = item["published"] or item["updated"]
        _count(tally, "date", date, said.get("date") == (date or "")[:19])


def _count(tally: Counter[str], name: str, asked: object, equal: bool) -> None:
    tally[f"{name} of"] += bool(asked)
    tally[name] += bool(asked) and equal


def _link(written: str | None, base: str) -> str:
    return urljoin(base, written).replace('"', "%22").rstrip("/") if written else ""


def _plain(title: str | None) -> str:
    return " ".join(html.unescape(_TAG.sub("", title or "")).split())


def _ours(body: bytes, url: str) -> list[Fields]:
    feed: ParsedFeed = parse_document(body, url=url)
    return [_fields(entry) for entry in feed.entries]


def _fields(entry: Entry) -> Fields:
    """The first date that says when it was published, else the first of any; `normalize` reads it."""
    published = [date for date in entry.dates if date.field in ("pubDate", "published", "issued", "dc:date")]
    date = next(iter(published or entry.dates), None)
    at = read_date(date.text, source=f"feed:{date.field}", now=_NOW).at if date else None
    title = entry.title.value if entry.title else None
    return {
        "id": entry.guid,
        "link": entry.link,
        "title": title,
        "date": at.isoformat()[:19] if at else None,
    }


def _feedparser(body: bytes, url: str) -> list[Fields]:
    parsed = feedparser.parse(io.BytesIO(body), response_headers={"content-location": url})
    return [
        {
            "id": entry.get("id"),
            "link": entry.get("link"),
            "title": entry.get("title"),
            "date": _moment(entry.get("published_parsed") or entry.get("updated_parsed")),
        }
        for entry in parsed.entries
    ]


def _moment(parts: Any) -> str | None:
    return datetime(*parts[:6], tzinfo=UTC).isoformat()[:19] if parts else None


def _fastfeedparser(body: bytes, url: str) -> list[Fields]:
    try:
        parsed = importlib.import_module("fastfeedparser").parse(body)
    except Exception:  # what it cannot read it raises on
        return []
    return [
        {
            "id": entry.get("id"),
            "link": entry.get("link"),
            "title": entry.get("title"),
            "date": (entry.get("published") or entry.get("updated") or "")[:19],
        }
        for entry in parsed.entries
    ]
