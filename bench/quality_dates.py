"""Dates of feeds and pages as written, against gold: right, silently wrong, unread; the parsers feeds use beside us.

Right: the gold's instant, or its day where the gold gives a day. Silently wrong: another instant, or any
instant for a row of kind reject. The readings are made as of a fixed day, without hints from a feed, because
the gold has none; so two rows of gold beyond that day (the years 2099 and 2034) are refused, as they should be
in a feed, and counted as unread.
"""

from __future__ import annotations

import gzip
import json
import time
import warnings
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dateparser
import feedparser
from rows import Row

from wireroom.normalize import read_date

NOW = datetime(2026, 11, 23, tzinfo=UTC)
_BARS = {"feed": 0.97, "multilingual": 0.98, "generic": 0.95}
_WRONG_BAR = 0.005
Reader = Callable[[str], datetime | None]


def measure(corpora: Path) -> list[Row]:
    """A row for each kind with a bar, one for silent errors, two for dates of real feeds, one for speed."""
    gold = _lines(corpora / "gold" / "dates.jsonl.gz")
    readers: dict[str, Reader] = {"ours": _ours, "dateparser": _dateparser, "feedparser": _feedparser}
    verdicts = {name: [_verdict(reader(row["input"]), row) for row in gold] for name, reader in readers.items()}
    rows = [_kind_row(kind, bar, gold, verdicts) for kind, bar in _BARS.items()]
    rows.append(_reject_row(gold, verdicts))
    rows.append(_wrong_row(gold, verdicts))
    real = _lines(corpora / "gold" / "dates_real_feeds.jsonl.gz")
    rows.append(_real_row("hand-labelled", [row for row in real if row["gold_by"].startswith("hand")]))
    rows.append(_real_row("three parsers agree", [row for row in real if not row["gold_by"].startswith("hand")]))
    rows.append(_speed_row([row["input"] for row in real]))
    return rows


def _lines(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _ours(text: str) -> datetime | None:
    return read_date(text, source="feed:pubDate", now=NOW).at


def _dateparser(text: str) -> datetime | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = dateparser.parse(text, settings={"RELATIVE_BASE": NOW.replace(tzinfo=None)})
        except Exception:  # a peer that raises has read nothing
            return None
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found


def _feedparser(text: str) -> datetime | None:
    try:
        found = feedparser.datetimes._parse_date(text)
        return datetime(*found[:6], tzinfo=UTC) if found else None
    except Exception:  # likewise
        return None


def _verdict(read: datetime | None, row: dict[str, Any]) -> str:
    if read is None:
        return "refused"
    if row["utc"] is None:
        return "wrong"
    read = read.astimezone(UTC)
    if row["precision"] == "day":
        return "right" if read.date().isoformat() == row["utc"][:10] else "wrong"
    return "right" if f"{read:%Y-%m-%dT%H:%M:%SZ}" == row["utc"] else "wrong"


def _share(verdicts: list[str], gold: list[dict[str, Any]], kind: str, verdict: str) -> float:
    of_kind = [found for found, row in zip(verdicts, gold, strict=True) if row["kind"] == kind]
    return of_kind.count(verdict) / len(of_kind)


def _kind_row(kind: str, bar: float, gold: list[dict[str, Any]], verdicts: dict[str, list[str]]) -> Row:
    shares = {name: _share(found, gold, kind, "right") for name, found in verdicts.items()}
    ours = shares.pop("ours")
    of_kind = [(found, row) for found, row in zip(verdicts["ours"], gold, strict=True) if row["kind"] == kind]
    missed = Counter(found for found, _ in of_kind if found != "right")
    note = ", ".join(f"{count} {verdict}" for verdict, count in missed.items())
    return Row(f"dates: {kind}, right", f"{len(of_kind)} strings", f"{ours:.3f}", _peers(shares), f"≥ {bar}", ours >= bar, note)


def _reject_row(gold: list[dict[str, Any]], verdicts: dict[str, list[str]]) -> Row:
    shares = {name: _share(found, gold, "reject", "refused") for name, found in verdicts.items()}
    ours = shares.pop("ours")
    rows = sum(1 for row in gold if row["kind"] == "reject")
    return Row("dates: refused", f"{rows} that are no dates", f"{ours:.3f}", _peers(shares), "all", ours == 1.0)


def _wrong_row(gold: list[dict[str, Any]], verdicts: dict[str, list[str]]) -> Row:
    shares = {name: found.count("wrong") / len(found) for name, found in verdicts.items()}
    ours = shares.pop("ours")
    wrong = [row["input"] for found, row in zip(verdicts["ours"], gold, strict=True) if found == "wrong"]
    return Row(
        "dates: silently wrong",
        f"all {len(gold)} strings",
        f"{ours:.4f}",
        _peers(shares),
        f"≤ {_WRONG_BAR}",
        ours <= _WRONG_BAR,
        " · ".join(wrong),
    )


def _real_row(what: str, rows: list[dict[str, Any]]) -> Row:
    gold = [{"utc": row["gold"], "precision": "s", "input": row["input"]} for row in rows]
    verdicts = [_verdict(_ours(row["input"]), row) for row in gold]
    good = sum(found == ("refused" if row["utc"] is None else "right") for found, row in zip(verdicts, gold, strict=True))
    return Row("dates: real feeds", f"{len(rows)}, {what}", f"{good} right", "", "all", good == len(rows))


def _speed_row(texts: list[str]) -> Row:
    times = {}
    for name, reader in (("ours", _ours), ("feedparser", _feedparser), ("dateparser", _dateparser)):
        started = time.perf_counter()
        for text in texts:
            reader(text)
        times[name] = (time.perf_counter() - started) / len(texts) * 1000
    ours = times.pop("ours")
    peers = " ".join(f"{name} {each:.3f}" for name, each in times.items())
    return Row("dates: time", f"{len(texts)} of real feeds", f"{ours:.3f} ms each", peers, "≤ 0.1 ms", ours <= 0.1)


def _peers(shares: dict[str, float]) -> str:
    return " ".join(f"{name} {share:.3f}" for name, share in shares.items())
