"""Saved pages: text, day, minute, authors, titles, quoted posts through `inspect page`, peers beside."""

from __future__ import annotations

import base64
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import trafilatura
from htmldate import find_date

from markup_corpora import PAGES, rows
from quality_clean import posts_in
from rows import Row
from wireroom.inspection.handlers import HANDLERS

NOW = datetime(2026, 11, 1, tzinfo=UTC)
LIMIT = 30  # pages a corpus, spread over it; `--limit 0` takes all
TEXT_BARS = {"seb": 0.965, "wcxb": 0.950, "fundus": 0.960, "waddle": 0.925}
SNIPPET_BAR = 0.940
DAY_BARS = {"htmldate": 0.94, "trafilatura": 0.95, "fundus": 0.985, "wcxb": 0.85, "postlight": 0.85}
WRONG_DAYS_BAR = 0.02
MINUTE_BARS = {"fundus": 0.98, "postlight": 0.80}
AUTHOR_BARS = {"fundus": 0.84, "trafilatura": 0.65, "wcxb": 0.75, "postlight": 0.62}
TITLE_BARS = {"fundus": 0.85, "trafilatura": 0.80, "wcxb": 0.82, "postlight": 0.88}
COST_BAR, SLOWEST_BAR = 1.8, 2.0

HAS_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Page = dict[str, Any]


@dataclass
class Tally:
    """Scores of each page by what was measured, and what each page cost."""

    ours: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    peers: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    seconds: list[float] = field(default_factory=list)
    peer_seconds: float = 0.0


def measure(corpora: Path, limit: int | None = None) -> list[Row]:
    """Every row of pages; `limit` pages a corpus, 0 for all of them."""
    tally = Tally()
    for corpus in PAGES:
        pages = list(rows(corpora / "pages" / f"{corpus}.jsonl.gz"))
        for page in _spread(pages, LIMIT if limit is None else limit):
            _page(tally, corpus, page)
    return list(_rows(tally))


def _spread(pages: Sequence[Page], limit: int) -> list[Page]:
    if not limit or limit >= len(pages):
        return list(pages)
    return [pages[place * len(pages) // limit] for place in range(limit)]


def _page(tally: Tally, corpus: str, page: Page) -> None:
    body = base64.b64decode(page["html"])
    question = {"url": page["url"], "html": page["html"]}
    begun = time.process_time()
    answer = HANDLERS["page"](question, NOW)
    tally.seconds.append(time.process_time() - begun)
    begun = time.process_time()
    peer = _trafilatura(body, page["url"])
    tally.peer_seconds += time.process_time() - begun
    for what, score in scores(page, answer):
        tally.ours[what, corpus].append(score)
    for what, score in scores(page, peer):
        tally.peers[what, corpus].append(score)
    if page["date"]:
        htmldate = {"published_at": _htmldate(body, page["url"])}
        for what, score in _dates(page, htmldate):
            tally.peers[f"{what} of htmldate", corpus].append(score)
    _quoted(tally, body, answer)


def scores(page: Page, answer: Page) -> Iterator[tuple[str, float]]:
    """What the gold of `page` says of `answer`: (what was measured, 0 to 1)."""
    text = answer.get("text") or ""
    if page["text"]:
        yield "text", f1(_words(page["text"], page["lang"]), _words(text, page["lang"]))
    elif page["with_"] or page["without"]:
        line = " ".join(text.split())
        for key, is_wanted in (("with_", True), ("without", False)):
            for snippet in page[key]:
                is_there = " ".join(snippet.split()) in line
                if is_there or is_wanted:
                    yield ("kept" if is_there else "lost") if is_wanted else "strange", 1.0
    yield from _dates(page, answer)
    if page["authors"]:
        yield (
            "authors",
            f1(*(Counter({_name(n) for n in names}) for names in (page["authors"], _people(answer)))),
        )
    if page["title"]:
        yield "title", _letters(page["title"]) == _letters(answer.get("title") or "")


def f1(gold: Counter[str], found: Counter[str]) -> float:
    """The harmonic mean of precision and recall; 0 where nothing is shared."""
    shared = (gold & found).total()
    return 2 * shared / (gold.total() + found.total()) if shared else 0.0


def _dates(page: Page, answer: Page) -> Iterator[tuple[str, float]]:
    if not HAS_DAY.match(str(page["date"])):  # one is a month, one is `nan`
        return
    found = answer.get("published_at") or ""
    gold = _instant(page["date"])
    is_day = bool(_gold_days(page["date"]) & _found_days(answer))
    yield "day", is_day
    yield "wrong day", bool(found) and not is_day
    if len(page["date"]) > 10:
        own_clock = str(page["date"])[:16].replace(" ", "T")
        is_same = bool(found) and bool({gold[:16], own_clock} & _minutes(answer))
        yield "minute", is_same or (is_day and _is_the_clock(page["date"], answer))


def _gold_days(written: str) -> set[str]:
    """The day in UTC; of what is a local midnight there (`T15:00:00Z` in Tokyo) the day that begins."""
    at = datetime.fromisoformat(_instant(written)).replace(tzinfo=None)
    is_midnight = len(written) > 10 and at.hour >= 12 and not (at.minute or at.second)
    return {at.isoformat()[:10], (at + timedelta(hours=12 if is_midnight else 0)).isoformat()[:10]}


def _found_days(answer: Page) -> set[str]:
    """The day in UTC, and as the page's own zone has it."""
    said = (answer.get("published_at") or "", answer.get("published_raw") or "")
    return {text[:10] for text in said if HAS_DAY.match(text)}


def _minutes(answer: Page) -> set[str]:
    raw = answer.get("published_raw") or ""
    return {_instant(answer["published_at"])[:16], raw[:16].replace(" ", "T")}


def _is_the_clock(written: str, answer: Page) -> bool:
    """Whether gold without a zone is the clock that the page shows: `14:07` of `Do 25.04.24 14:07`."""
    clock = datetime.fromisoformat(written.replace("Z", "+00:00"))
    return clock.tzinfo is None and f"{clock:%H:%M}" in (answer.get("published_raw") or "")


def _instant(written: str) -> str:
    at = datetime.fromisoformat(written.replace("Z", "+00:00"))
    return at.astimezone(UTC).isoformat() if at.tzinfo else at.isoformat()


def _words(text: str, language: str | None) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]" if language == "Chinese" else r"\w+", text.lower()))


def _people(answer: Page) -> list[str]:
    return [person["name"] if isinstance(person, dict) else person for person in answer.get("authors") or ()]


def _name(name: str) -> str:
    return " ".join(name.casefold().split())


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _trafilatura(body: bytes, url: str) -> Page:
    found = trafilatura.bare_extraction(body, url=url, with_metadata=True, include_comments=False)
    about: Any = found.as_dict() if found else {}
    return {
        "text": about.get("text"),
        "title": about.get("title"),
        "authors": (about.get("author") or "").split("; ") if about.get("author") else [],
        "published_at": about.get("date"),
    }


def _htmldate(body: bytes, url: str) -> str | None:
    try:
        return find_date(body, url=url, original_date=True)
    except (ValueError, TypeError):
        return None


def _quoted(tally: Tally, body: bytes, answer: Page) -> None:
    """X's cards in the raw page: each is an embed, and its words stay in the text."""
    known = {(embed.get("url") or "").rsplit("/", 1)[-1] for embed in answer.get("embeds") or ()}
    text = answer.get("text") or ""
    for _, handle, url, _ in posts_in(body.decode("utf-8", "replace")):
        tally.ours["embed", "all"].append(url.rsplit("/", 1)[-1] in known)
        tally.ours["in text", "all"].append(handle in text)


def _rows(tally: Tally) -> Iterator[Row]:
    for corpus, bar in TEXT_BARS.items():
        yield _row(tally, "page text, word F1", "text", corpus, bar)
    yield _snippets(tally)
    for corpus, bar in DAY_BARS.items():
        yield _row(tally, "page day", "day", corpus, bar, also="htmldate")
    yield _wrong_days(tally)
    for corpus, bar in MINUTE_BARS.items():
        yield _row(tally, "page minute", "minute", corpus, bar)
    for corpus, bar in AUTHOR_BARS.items():
        yield _row(tally, "page authors, set F1", "authors", corpus, bar)
    for corpus, bar in TITLE_BARS.items():
        yield _row(tally, "page title", "title", corpus, bar)
    yield _row(tally, "quoted posts become embeds", "embed", "all", 0.95)
    yield _row(tally, "quoted posts stay in the text", "in text", "all", 1.0)
    yield _cost(tally)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _row(tally: Tally, what: str, key: str, corpus: str, bar: float, *, also: str = "") -> Row:
    ours = _mean(tally.ours[key, corpus])
    peers = (
        [f"trafilatura {_mean(tally.peers[key, corpus]):.3f}"]
        if tally.peers[key, corpus]
        else ["none reads them"]
    )
    if also:
        peers.append(f"{also} {_mean(tally.peers[f'{key} of {also}', corpus]):.3f}")
    on = f"{corpus}, {len(tally.ours[key, corpus])}"
    return Row(what, on, f"{ours:.3f}", ", ".join(peers), f"≥ {bar}", ours >= bar)


def _snippets(tally: Tally) -> Row:
    ours, peer = (_snippet_f1(scored) for scored in (tally.ours, tally.peers))
    return Row(
        what="page text, snippets F1",
        on="trafilatura",
        ours=f"{ours:.3f}",
        peers=f"trafilatura {peer:.3f}",
        bar=f"≥ {SNIPPET_BAR}",
        ok=ours >= SNIPPET_BAR,
        note="snippets that must and must not be in the text",
    )


def _snippet_f1(scored: dict[tuple[str, str], list[float]]) -> float:
    kept, lost, strange = (
        len(scored["kept" if k == 0 else "lost" if k == 1 else "strange", "trafilatura"]) for k in range(3)
    )
    return 2 * kept / max(2 * kept + lost + strange, 1)


def _wrong_days(tally: Tally) -> Row:
    ours = _mean([_mean(tally.ours["wrong day", corpus]) for corpus in DAY_BARS])
    peers = {
        "trafilatura": _mean([_mean(tally.peers["wrong day", corpus]) for corpus in DAY_BARS]),
        "htmldate": _mean([_mean(tally.peers["wrong day of htmldate", corpus]) for corpus in DAY_BARS]),
    }
    return Row(
        what="wrong days of pages",
        on=f"{len(DAY_BARS)} corpora, their mean",
        ours=f"{ours:.3f}",
        peers=", ".join(f"{name} {share:.3f}" for name, share in peers.items()),
        bar=f"≤ {WRONG_DAYS_BAR}",
        ok=ours <= WRONG_DAYS_BAR,
    )


def _cost(tally: Tally) -> Row:
    ratio = sum(tally.seconds) / max(tally.peer_seconds, 1e-9)
    slowest = sorted(tally.seconds)[int(len(tally.seconds) * 0.99)]
    return Row(
        what="CPU a page",
        on=f"{len(tally.seconds)} pages, one process",
        ours=f"{ratio:.2f} × trafilatura, p99 {slowest:.2f} s",
        peers=f"trafilatura with metadata {tally.peer_seconds / len(tally.seconds):.3f} s",
        bar=f"≤ {COST_BAR} ×, p99 ≤ {SLOWEST_BAR} s",
        ok=ratio <= COST_BAR and slowest <= SLOWEST_BAR,
    )
