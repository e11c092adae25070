"""Find whether a page or its site reserves text and data mining, and where it says so.

Signals: TDMRep (W3C community group report: header, meta, /.well-known/tdmrep.json), RSL 1.0 (`License:` in
robots.txt, a link of its type), `noai`, Content-Signal, robots.txt groups of those who train models. They say
who may mine, not who may read: fetching goes by robots.txt alone.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from wireroom.common.robots import Robots
from wireroom.common.tables import words

_NO_AI = re.compile(r"\b(noai|noimageai|notrain)\b", re.IGNORECASE)
_RSL = re.compile(r"^\s*License\s*:\s*\S", re.IGNORECASE | re.MULTILINE)
_SIGNAL = re.compile(
    r"^\s*Content-Signal\s*:.*\b(ai-train|ai-input)\s*=\s*no\b", re.IGNORECASE | re.MULTILINE
)
_RSL_TYPE = "application/rsl+xml"


def mining_reserved(
    url: str,
    robots: Robots,
    *,
    tdmrep: bytes = b"",
    headers: Iterable[tuple[str, str]] = (),
    metas: Iterable[tuple[str, str]] = (),
) -> tuple[bool, str | None]:
    """True with the first that reserves it; False with None where nobody does. Never raises."""
    found = next(_reservations(url, robots, tdmrep, list(headers), list(metas)), None)
    return found is not None, found


def _reservations(
    url: str,
    robots: Robots,
    tdmrep: bytes,
    headers: list[tuple[str, str]],
    metas: list[tuple[str, str]],
) -> Iterator[str]:
    yield from _said_by_metas(metas)
    yield from _said_by_headers(headers)
    if _reserved_by_site(url, tdmrep):
        yield "tdmrep:site"
    if _RSL.search(robots.text):
        yield "rsl:robots.txt"
    if signal := _SIGNAL.search(robots.text):
        yield f"content-signal:{signal[1].lower()}=no"
    for agent in sorted(() if robots.trouble else _agents()):
        # Who keeps all out, us too, says nothing of those who train models unless he names them.
        if not robots.allows(url, agent) and (robots.allows(url) or _names(robots.text, agent)):
            yield f"robots.txt:{agent}"


def _said_by_metas(metas: list[tuple[str, str]]) -> Iterator[str]:
    for name, content in metas:
        if name == "tdm-reservation" and content == "1":
            yield "tdmrep:meta"
        if name == "robots" and (word := _NO_AI.search(content)):
            yield f"meta:{word[1].lower()}"
        if name == "license" and content == _RSL_TYPE:
            yield "rsl:link"


def _said_by_headers(headers: list[tuple[str, str]]) -> Iterator[str]:
    for written, value in headers:
        name = written.lower()
        if name == "tdm-reservation" and value.strip() == "1":
            yield "tdmrep:header"
        if name == "x-robots-tag" and (word := _NO_AI.search(value)):
            yield f"header:{word[1].lower()}"
        if name == "link" and _RSL_TYPE in value:
            yield "rsl:header"


def _names(text: str, agent: str) -> bool:
    return re.search(rf"^\s*user-agent\s*:\s*{re.escape(agent)}\b", text, re.I | re.M) is not None


@functools.cache
def _agents() -> frozenset[str]:
    return words("wireroom.extract", "ai_agents.tsv")


def _reserved_by_site(url: str, tdmrep: bytes) -> bool:
    """The longest of the locations that the address answers to decides."""
    try:
        rules = json.loads(tdmrep) if tdmrep else []
    except (ValueError, RecursionError):
        return False
    path = urlsplit(url).path or "/"
    found = [
        (len(location), str(rule.get("tdm-reservation")) == "1")
        for rule in (rules if isinstance(rules, list) else [])[:200]
        if isinstance(rule, dict) and (location := str(rule.get("location", "")))
        if _answers_to(path, location)
    ]
    return max(found)[1] if found else False


def _answers_to(path: str, location: str) -> bool:
    """`*` stands for anything, `$` for the end, as in robots.txt; without either it is a beginning."""
    parts = location.removesuffix("$").split("*")
    at = 0
    for number, part in enumerate(parts):
        at = path.find(part, at) if number else (0 if path.startswith(part) else -1)
        if at < 0:
            return False
        at += len(part)
    return not location.endswith("$") or path.endswith(parts[-1])
