"""Dates of feeds and pages as written, against gold: right, silently wrong, unread; parsers beside us.

Right: the gold's instant, or its day where the gold gives a day. Silently wrong: another instant, or any
instant for a row of kind reject. Read as of a fixed day and without hints from a feed, because the gold has
none; so rows of gold beyond that day (the years 2099, 2034 and 2035) are refused, as they should be in a
feed, and counted as unread. The bar on silent errors is for what feeds send (kinds feed and reject). Those of
the other kinds are listed beside it: rows where we think the gold wrong (an offset after `UTC` that it drops,
a dotted date that it reads month first).
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
from wireroom.common.dates import read_date

NOW = datetime(2026, 11, 23, tzinfo=UTC)
_BARS = {"feed": 0.97, "multilingual": 0.98, "generic": 0.95}
_WRONG_BAR = 0.005
Reader = Callable[[str], datetime | None]


def measure(corpora: Path) -> list[Row]:
    """A row for each kind with a bar, one for silent errors, two for dates of real feeds, one for speed."""
    gold = _lines(corpora / "gold" / "dates.jsonl.gz")
    readers: dict[str, Reader] = {"ours": _ours, "dateparser": _dateparser, "feedparser": _feedparser}
    verdicts = {
        name: [_verdict(reader(row["input"]), row) for row in gold] for name, reader in readers.items()
    }
    rows = [_kind_row(kind, bar, gold, verdicts) for kind, bar in _BARS.items()]
    rows.append(_reject_row(gold, verdicts))
    rows += [_wrong_row(gold, verdicts, ("feed", "reject")), _wrong_row(gold, verdicts, None)]
    real = _lines(corpora / "gold" / "dates_real_feeds.jsonl.gz")
    rows.append(_real_row("hand-labelled", [row for row in real if row["gold_by"].startswith("hand")]))
    by_parsers = [row for row in real if not row["gold_by"].startswith("hand")]
    rows.append(_real_row("three parsers agree", by_parsers))
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
    on, met = f"{len(of_kind)} strings", ours >= bar
    return Row(f"dates: {kind}, right", on, f"{ours:.3f}", _peers(shares), f"≥ {bar}", met, note)


def _reject_row(gold: list[dict[str, Any]], verdicts: dict[str, list[str]]) -> Row:
    shares = {name: _share(found, gold, "reject", "refused") for name, found in verdicts.items()}
    ours = shares.pop("ours")
    rows = sum(1 for row in gold if row["kind"] == "reject")
    return Row(
        "dates: refused", f"{rows} that are no dates", f"{ours:.3f}", _peers(shares), "all", ours == 1.0
    )


def _wrong_row(
    gold: list[dict[str, Any]], verdicts: dict[str, list[str]], kinds: tuple[str, ...] | None
) -> Row:
    """With `kinds` against the bar; without, over all rows, for information."""
    counted = [at for at, row in enumerate(gold) if not kinds or row["kind"] in kinds]
    shares = {
        name: sum(found[at] == "wrong" for at in counted) / len(counted) for name, found in verdicts.items()
    }
    ours = shares.pop("ours")
    wrong = [gold[at]["input"] for at in counted if verdicts["ours"][at] == "wrong"]
    on = f"{len(counted)} strings, {' and '.join(kinds)}" if kinds else f"all {len(counted)} strings"
    bar, ok = (f"≤ {_WRONG_BAR}", ours <= _WRONG_BAR) if kinds else ("", True)
    return Row("dates: silently wrong", on, f"{ours:.4f}", _peers(shares), bar, ok, " · ".join(wrong))


def _real_row(what: str, rows: list[dict[str, Any]]) -> Row:
    """Gold in the future is to be refused like gold that is none."""
    gold = [{"utc": row["gold"], "precision": "s", "input": row["input"]} for row in rows]
    wanted = ["right" if row["utc"] and row["utc"] < f"{NOW:%Y-%m-%d}" else "refused" for row in gold]
    verdicts = [_verdict(_ours(row["input"]), row) for row in gold]
    good = sum(found == wish for found, wish in zip(verdicts, wanted, strict=True))
    return Row("dates: real feeds", f"{len(rows)}, {what}", f"{good} right", "", "all", good == len(rows))


def _speed_row(texts: list[str]) -> Row:
    times = {}
    for name, reader in (("ours", _ours), ("feedparser", _feedparser), ("dateparser", _dateparser)):
        started = time.process_time()
        for text in texts:
            reader(text)
        times[name] = (time.process_time() - started) / len(texts) * 1000
    ours = times.pop("ours")
    peers = " ".join(f"{name} {each:.3f}" for name, each in times.items())
    return Row(
        "dates: time", f"{len(texts)} of real feeds", f"{ours:.3f} ms each", peers, "≤ 0.1 ms", ours <= 0.1
    )


def _peers(shares: dict[str, float]) -> str:
    return " ".join(f"{name} {share:.3f}" for name, share in shares.items())
