"""feedparser's own test files in; how many of their expectations we and feedparser meet, as a row, out."""

from __future__ import annotations

import io
import re
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import feedparser

from feedparser_shape import KEPT, in_feedparsers_shape
from rows import Row
from wireroom.parse import parse_document

_EXPECT = re.compile(r"Description:.*?Expect:\s*(?:not\s+)?(?:bozo\s*(?:and\s+)?)?(.*?)\s*-->", re.DOTALL)
_PATH = re.compile(r"\b(feed|entries)\b((?:\[(?:'\w+'|-?\d+)\])*)")
_HEADER = re.compile(r"Header:\s*Content-type:\s*([^\n]*)", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"/(?:sanitize|cdf|psc)/|/(?:base|lang)/http_"
)  # cleaning, dead formats, HTTP headers
_CLEANED = re.compile(r"xhtml|xmlns=|/>")  # the spelling that feedparser's sanitiser gives markup


def expectation_row(corpora: Path) -> Row:
    """Run every expectation that concerns what we keep, on both."""
    met = {"ours": 0, "feedparser": 0}
    asked, missed = 0, []
    with tarfile.open(corpora / "suites" / "feeds-feedparser.tar.gz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".xml") else None
            body = file.read() if file else b""
            expected = _expectation(member.name, body)
            if expected is None:
                continue
            asked += 1
            met["feedparser"] += _feedparser_meets(expected, member.name, body)
            ours = _we_meet(expected, member.name, body)
            met["ours"] += ours
            if not ours:
                missed.append(member.name.rpartition("/")[2].removesuffix(".xml"))
    ours, theirs = met["ours"] / asked, met["feedparser"] / asked
    note = f"not met: {', '.join(missed)}"
    return Row(
        "feedparser's own suite, what we keep",
        f"{asked} files",
        f"{ours:.3f}",
        f"feedparser {theirs:.3f}",
        "≥ feedparser",
        ours >= theirs,
        note,
    )


def _expectation(name: str, body: bytes) -> str | None:
    """The expression of a file, or None where it is about something else."""
    found = next((found for text in _texts(body) if (found := _EXPECT.search(text))), None)
    if found is None or _ELSEWHERE.search(name):
        return None
    expression = found.group(1)
    paths = {".".join([root, *re.findall(r"'(\w+)'", path)]) for root, path in _PATH.findall(expression)}
    if not paths or not paths <= KEPT or _CLEANED.search(expression):
        return None
    return None if "/base/" in name and "<" in expression else expression


def _texts(body: bytes) -> list[str]:
    return [body.decode(name, "replace") for name in ("ascii", "utf-16", "utf-32", "cp037")]


def _content_type(body: bytes) -> str | None:
    header = _HEADER.search(body.decode("ascii", "replace"))
    return header.group(1).strip() if header else None


def _feedparser_meets(expression: str, name: str, body: bytes) -> bool:
    headers = {"content-type": _content_type(body) or "application/xml", "content-location": _url(name)}
    return _holds(expression, dict(feedparser.parse(io.BytesIO(body), response_headers=headers)))


def _we_meet(expression: str, name: str, body: bytes) -> bool:
    try:
        feed = parse_document(body, url=_url(name), content_type=_content_type(body))
    except Exception:  # a crash is an expectation not met
        return False
    # The <div> that Atom 0.3 wraps inline markup in is kept by feedparser and taken off by us.
    unwrapped = expression.replace("'<div>", "'").replace("</div>'", "'")
    return _holds(unwrapped, in_feedparsers_shape(feed))


def _holds(expression: str, said: Mapping[str, Any]) -> bool:
    try:
        return bool(eval(expression, {}, dict(said)))  # the suite's files are expressions over the result
    except Exception:  # a missing key is an expectation not met
        return False


def _url(name: str) -> str:
    return f"http://127.0.0.1:8097/{name}"
