"""What a browser sent in, values that queries can take out; nothing typed into an address is an error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

PAGE_SIZE = 50
HIGHEST = 2**63 - 1  # number of a row
DEEPEST = 200  # pages; past them a filter finds it sooner than turning over
_LONGEST = 500  # characters


def text(given: Mapping[str, str], name: str, *, longest: int = _LONGEST) -> str:
    """A word, a phrase or an address, without what Postgres cannot take; empty where it is missing."""
    clean = "".join(sign if sign.isprintable() else " " for sign in given.get(name, ""))
    return clean.encode("utf-8", "ignore").decode()[:longest].strip()


def exact(given: Mapping[str, str], name: str) -> str:
    """A name that a page of ours has linked, as it is stored: also with signs that nobody sees."""
    return given.get(name, "").replace("\0", "").encode("utf-8", "ignore").decode()


def number(given: Mapping[str, str], name: str) -> int | None:
    """A row's number; None where it is missing or none."""
    word = given.get(name, "")
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 18 else None


def page(given: Mapping[str, str]) -> int:
    """Which page, from 1."""
    return min(max(number(given, "page") or 1, 1), DEEPEST)


def one_more(given: Mapping[str, str]) -> dict[str, int]:
    """Limit and offset of the page that is asked for, and of one row more: whether another follows."""
    return {"limit": PAGE_SIZE + 1, "offset": (page(given) - 1) * PAGE_SIZE}


def page_of(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], bool]:
    """The page's rows of those, and whether another follows."""
    return rows[:PAGE_SIZE], len(rows) > PAGE_SIZE


def one_of(given: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """One of the allowed words; the first where it is none of them."""
    return word if (word := given.get(name, "")) in allowed else allowed[0]


def day(given: Mapping[str, str], name: str, *, after: bool = False) -> datetime | None:
    """The beginning of a day (UTC), or of the one after it; None where it is missing or none."""
    try:
        found = datetime.strptime(given.get(name, ""), "%Y-%m-%d").replace(tzinfo=UTC)
        return found + timedelta(days=after)
    except (ValueError, OverflowError):
        return None


def like(words: str) -> str:
    """A pattern for ILIKE that finds the words as they are."""
    escaped = words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%"
