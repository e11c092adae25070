"""Cleaning: severe XSS, properties of the text, tails, and quoted posts, measured."""

from __future__ import annotations

import html
import importlib.util
import re
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nh3
from bs4 import BeautifulSoup

from markup_corpora import feed_bodies, pages, rows
from rows import Row
from wireroom.clean import clean_html, clean_text
from wireroom.common.text import plain_text

BASE = "https://example.org/news/"

TAG = re.compile(r"<[a-zA-Z/!?]")
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
# `<script src=… />` is empty to publishers, and what follows is prose; only browsers see it otherwise.
SCRIPT = re.compile(r"<(script|style)\b[^>]*(?<!/)>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
# Tails, by a reader of raw markup that shares nothing with ours: the words stand in the last 400
# characters of the tagless body, and must not stand at the end of our text.
TAILS = re.compile(
    r"(?:appeared first on|first appeared on|continue reading|read more|read the rest"
    r"|read full (?:topic|story|article)|weiterlesen|lire la suite|leer más|leia mais|lees verder"
    r"|читать (?:дал|полн)|подробнее)[^\n]{0,120}$",
    re.IGNORECASE,
)
CARD = re.compile(
    r"<blockquote[^>]*class=[\"'][^\"']*twitter-(?:tweet|video)[^>]*>(.*?)</blockquote>",
    re.IGNORECASE | re.DOTALL,
)
SIGNED = re.compile(
    r"(?:&mdash;|—|&#8212;|&#x2014;)\s*([^<]*?)\s*\(@(\w+)\)\s*<a[^>]*href=[\"']"
    r"(https?://(?:mobile\.|www\.)?(?:twitter|x)\.com/[^\"'?]*?/status(?:es)?/\d+)[^\"']*[\"'][^>]*>([^<]*)</a>",
    re.IGNORECASE,
)
ENGLISH_DAY = re.compile(r"([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4})")
ENGLISH_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 - reads as a list


def measure(corpora: Path) -> list[Row]:
    """The rows of issue 3 that cleaning answers for."""
    warnings.simplefilter("ignore")  # BeautifulSoup wonders at payloads that look like file names
    bodies = [body for _, body in feed_bodies(corpora)]
    return [_xss(corpora), _properties(bodies), _tails(bodies), _embeds(corpora)]


def _xss(corpora: Path) -> Row:
    payloads = [row["payload"] for row in rows(corpora / "gold" / "xss.jsonl.gz")]
    severe = _oracle(corpora)
    ways: dict[str, Callable[[str], str]] = {
        "body": lambda payload: clean_html(payload, base_url=BASE).html,
        "body text": lambda payload: clean_html(payload, base_url=BASE).text,
        "title, summary": plain_text,
        "document": lambda payload: clean_text(payload).html,
    }
    ours = {way: sum(bool(severe(clean(payload))) for payload in payloads) for way, clean in ways.items()}
    stripped = sum(bool(severe(html.unescape(re.sub(r"<[^>]*>", "", payload)))) for payload in payloads)
    return Row(
        what="severe XSS survivors",
        on=f"{len(payloads)} payloads, {len(ways)} ways",
        ours=", ".join(f"{way} {count}" for way, count in ours.items()),
        peers=f"nh3 alone {sum(bool(severe(nh3.clean(p))) for p in payloads)}, stripping tags {stripped}",
        bar="0",
        ok=not any(ours.values()),
    )


def _properties(bodies: list[str]) -> Row:
    faults: Counter[str] = Counter()
    peer = 0
    for body in bodies:
        text = clean_html(body, base_url=BASE).text
        faults.update(_faults(text, body))
        peer += any(_faults(BeautifulSoup(body, "lxml").get_text("\n"), body))
    return Row(
        what="text properties",
        on=f"{len(bodies)} bodies of real feeds",
        ours=f"{sum(faults.values())} faults {dict(faults) or ''}",
        peers=f"BeautifulSoup.get_text {peer} bodies with a fault",
        bar="0 tags, entities, script text, control characters",
        ok=not faults,
    )


def _faults(text: str, body: str) -> Iterator[str]:
    if TAG.search(text):
        yield "tag"
    if any(html.unescape(entity) != entity for entity in ENTITY.findall(text)):
        yield "entity"
    if any(unicodedata.category(character) in {"Cc", "Cs"} and character != "\n" for character in text):
        yield "control"
    if any(code[:40] in text for code in _script_texts(body)):
        yield "script"
    if len(text) > len(body):
        yield "longer"


def _script_texts(body: str) -> Iterator[str]:
    """What stands in scripts and styles and is not also shown as a code sample."""
    if "<script" in body or "<style" in body:
        shown = " ".join(html.unescape(SCRIPT.sub(" ", body)).split())
        for _, code in SCRIPT.findall(body):
            words = " ".join(html.unescape(code).split())
            if len(words) > 40 and words[:40] not in shown:
                yield words


def _tails(bodies: list[str]) -> Row:
    found = removed = 0
    for body in bodies:
        seen = html.unescape(re.sub(r"<[^>]*>", " ", body)).strip()
        if TAILS.search(" ".join(seen.split())[-400:]):
            found += 1
            removed += TAILS.search(clean_html(body, base_url=BASE).text.replace("\n", " ")[-400:]) is None
    return Row(
        what="tails removed",
        on=f"{found} bodies that end in one",
        ours=f"{removed / max(found, 1):.3f}",
        peers="feedparser 0",
        bar="≥ .95",
        ok=removed >= 0.95 * found,
        note="tail: its words within 120 characters of the end of the tagless body",
    )


def _embeds(corpora: Path) -> Row:
    right: Counter[str] = Counter()
    posts = 0
    for body in {body for _, body in (*pages(corpora), *feed_bodies(corpora)) if "twitter-" in body}:
        gold = posts_in(body)
        if not gold:
            continue
        cleaned = clean_html(body, base_url=BASE)
        by_number = {embed.url.rsplit("/", 1)[-1]: embed for embed in cleaned.embeds if embed.url}
        for author, handle, url, day in gold:
            posts += 1
            embed = by_number.get(url.rsplit("/", 1)[-1])
            if embed is not None:
                right["author"] += embed.author == " ".join(html.unescape(html.unescape(author)).split())
                right["handle"] += embed.handle == handle
                right["url"] += embed.url == url
                right["date"] += embed.date == (_day(day) or embed.date)  # other languages: not judged
                right["span"] += embed.span is not None and handle in cleaned.text[slice(*embed.span)]
    shares = {name: right[name] / max(posts, 1) for name in ("author", "handle", "date", "url", "span")}
    return Row(
        what="embeds",
        on=f"{posts} quoted posts in pages and feeds",
        ours=", ".join(f"{name} {share:.3f}" for name, share in shares.items()),
        peers="none reads them",
        bar="each ≥ .95",
        ok=bool(posts) and min(shares.values()) >= 0.95,
        note="gold: a regex over raw twitter-tweet cards (— author (@handle) link of the day)",
    )


def posts_in(markup: str) -> list[tuple[str, str, str, str]]:
    """Author, handle, address and day of each post of X that is quoted as a card, by a regex alone."""
    found = (SIGNED.search(card) for card in CARD.findall(markup))
    return [(post[1], post[2], post[3], post[4]) for post in found if post]


def _day(written: str) -> str | None:
    match = ENGLISH_DAY.search(written)
    if match is None or match[1] not in ENGLISH_MONTHS:
        return None
    return f"{match[3]}-{ENGLISH_MONTHS.index(match[1]) + 1:02}-{int(match[2]):02}"


def _oracle(corpora: Path) -> Callable[[str], list[str]]:
    spec = importlib.util.spec_from_file_location("xss_oracle", corpora / "xss_oracle.py")
    assert spec is not None
    assert spec.loader is not None
    oracle: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(oracle)
    return lambda markup: oracle.severe(oracle.bad(markup))
