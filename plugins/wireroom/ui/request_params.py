"""What a browser sent in, values that queries can take out; nothing typed into an address is an error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

PAGE_SIZE = 50
HIGHEST = 2**63 - 1  # number of a row
DEEPEST = 200  # pages; past them a filter finds it sooner than turning over
_LONGEST_VALUE = 500  # characters


def text(given: Mapping[str, str], name: str, *, longest: int = _LONGEST_VALUE) -> str:
    """The parameter as text without control characters, at most `longest` characters; empty if missing."""
    clean = "".join(sign if sign.isprintable() else " " for sign in given.get(name, ""))
    return clean.encode("utf-8", "ignore").decode()[:longest].strip()


def exact(given: Mapping[str, str], name: str) -> str:
    """The parameter as it is stored, also with invisible characters, as linked by our own pages."""
    return given.get(name, "").replace("\0", "").encode("utf-8", "ignore").decode()


def number(given: Mapping[str, str], name: str) -> int | None:
    """The parameter as a row's id; None if it is missing or no number."""
    word = given.get(name, "")
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 18 else None


def page(given: Mapping[str, str]) -> int:
    """The number of the page, from 1 to DEEPEST."""
    return min(max(number(given, "page") or 1, 1), DEEPEST)


def one_more(given: Mapping[str, str]) -> dict[str, int]:
    """Limit and offset of the requested page, with one row more, which shows whether another page follows."""
    return {"limit": PAGE_SIZE + 1, "offset": (page(given) - 1) * PAGE_SIZE}


def page_of(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], bool]:
    """The rows of the page, and whether another page follows."""
    return rows[:PAGE_SIZE], len(rows) > PAGE_SIZE


def one_of(given: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """The parameter if it is one of the allowed words, else the first of them."""
    return word if (word := given.get(name, "")) in allowed else allowed[0]


def day(given: Mapping[str, str], name: str, *, after: bool = False) -> datetime | None:
    """The start of a day (UTC), or of the next (`after`); None if it is missing or no date."""
    try:
        found = datetime.strptime(given.get(name, ""), "%Y-%m-%d").replace(tzinfo=UTC)
        return found + timedelta(days=after)
    except (ValueError, OverflowError):
        return None


def like(words: str) -> str:
    """A pattern for ILIKE that matches the words literally."""
    escaped = words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%"
