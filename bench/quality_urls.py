"""Canonical URLs against real pairs of a page's URL and its publisher's rel=canonical, peers beside us.

What must merge: pairs that differ in scheme, `www`, slash, case or escapes, in the query, or in the
fragment; identical pairs say nothing and are left out. Pairs that differ in host or path need the page to
know, so they are out of a URL's reach and are not counted either way. A false merge: pages with different
canonicals (after the trivial differences) that get one form.
"""

from __future__ import annotations

import gzip
import importlib
import json
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from rows import Row
from wireroom.normalize import canonical_url

_MUST = ("trivial", "query-differs", "fragment-differs")
Form = Callable[[str], str | None]


def measure(corpora: Path) -> list[Row]:
    """Recall on articles, recall on all, false merges, idempotence and speed."""
    with gzip.open(corpora / "gold" / "url_pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        pairs: list[dict[str, Any]] = [json.loads(line) for line in lines]
    must = [pair for pair in pairs if pair["kind"].startswith(_MUST)]
    forms = {"ours": canonical_url} | _peers()
    recalls = {
        name: (_recall(form, must, articles=True), _recall(form, must, articles=False))
        for name, form in forms.items()
    }
    merges = {name: len(_false_merges(form, pairs)) for name, form in forms.items()}
    ours = recalls.pop("ours")
    peers = [" ".join(f"{name} {recall[i]:.2f}" for name, recall in recalls.items()) for i in (0, 1)]
    false_merges = merges.pop("ours")
    unstable = [url for url in _urls(pairs) if canonical_url(canonical_url(url)) != canonical_url(url)]
    articles = sum(1 for pair in must if pair["article"])
    note = "host and path differences need the page: not counted"
    return [
        Row(
            "URLs: must-merge recall",
            f"{articles} article pairs",
            f"{ours[0]:.3f}",
            peers[0],
            "≥ .90",
            ours[0] >= 0.90,
            note,
        ),
        Row(
            "URLs: must-merge recall",
            f"all {len(must)} pairs",
            f"{ours[1]:.3f}",
            peers[1],
            "≥ .85",
            ours[1] >= 0.85,
            note,
        ),
        Row(
            "URLs: false merges",
            f"{len(pairs)} pages",
            str(false_merges),
            " ".join(f"{name} {count}" for name, count in merges.items()),
            "0",
            false_merges == 0,
            "different rel=canonical, one form",
        ),
        Row("URLs: idempotent", "every URL of the corpora", f"{len(unstable)} move", "", "0", not unstable),
        _speed(_urls(pairs)),
    ]


def _peers() -> dict[str, Form]:
    """Those that are installed: courlan comes with trafilatura, the others are no dependency of ours."""
    found: dict[str, Form] = {}
    for name, module, function in (
        ("courlan", "courlan", "clean_url"),
        ("ural", "ural", "normalize_url"),
        ("w3lib", "w3lib.url", "canonicalize_url"),
    ):
        try:
            found[name] = getattr(importlib.import_module(module), function)
        except ImportError:
            continue
    return found


def _form(form: Form, url: str) -> str | None:
    try:
        return form(url)
    except Exception:  # a peer that raises has merged nothing
        return None


def _recall(form: Form, must: list[dict[str, Any]], *, articles: bool) -> float:
    counted = [pair for pair in must if pair["article"] or not articles]
    merged = [
        pair
        for pair in counted
        if (made := _form(form, pair["url"])) and made == _form(form, pair["canonical_abs"])
    ]
    return len(merged) / len(counted)


def _false_merges(form: Form, pairs: list[dict[str, Any]]) -> list[set[str]]:
    canonicals: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if made := _form(form, pair["url"]):
            canonicals[made].add(_trivial(pair["canonical_abs"]))
    return [different for different in canonicals.values() if len(different) > 1]


def _trivial(url: str) -> str:
    """Without the differences that name no other page."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{unquote(parts.path).rstrip('/')}{query}"


def _urls(pairs: list[dict[str, Any]]) -> list[str]:
    return [url for pair in pairs for url in (pair["url"], pair["canonical_abs"]) if url]


def _speed(urls: list[str]) -> Row:
    started = time.process_time()
    for url in urls:
        canonical_url(url)
    each = (time.process_time() - started) / len(urls) * 1000
    return Row("URLs: time", f"{len(urls)} URLs", f"{each:.3f} ms each", "", "≤ 0.1 ms", each <= 0.1)
