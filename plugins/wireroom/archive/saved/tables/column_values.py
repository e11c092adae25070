"""Recognise by their values the columns of a table that no name tells.

They do where these leave no doubt: an address of its own in each row, a day, long prose. A name may say that
it is something else: `data/told_by_no_value.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from statistics import median

from wireroom.archive.saved.row_fields import address_of
from wireroom.archive.saved.tables.column_names import written
from wireroom.common.dates import read_date
from wireroom.common.tables import groups
from wireroom.models import Precision

END_OF_SENTENCE = re.compile("[.!?…]\\W{0,3}(?:\\s|\\Z)|[。！？؟।]")
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_ADDRESS = re.compile(r"https?://[^/\s]+/[^\s]+", re.I)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|mp[34]|pdf|css|js)(?:\?.*)?\Z", re.I)
_PROSE = 150  # characters that no title and few standfirsts have
_PROSE_OF_SIGNS = 60  # where each is a syllable or a word
_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def told_by_values(
    names: Sequence[str], known: Sequence[str | None], rows: Sequence[Sequence[str]]
) -> dict[int, str]:
    """Place → field, of columns that are not `known`; where two could be it, none is."""
    has = {field for field in known if field and field != "url"}
    has |= {"text"} & {"text" for field in has if field == "html"}
    if any(address_of(row[at]) for at, field in enumerate(known) if field == "url" for row in rows):
        has.add("url")
    told: dict[int, str] = {}
    for field, is_so in _TOLD.items():
        if field in has:
            continue
        others = _told_otherwise()[field]
        found = [
            at
            for at, name in enumerate(names)
            if known[at] is None
            and (said := values(rows, at))
            and 2 * len(said) > len(rows)
            and is_so(said)
            and not any(part in written(name) for part in others)
        ]
        if len(found) == 1:
            told[found[0]] = field
    return told


def values(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    """Those of a column that are there."""
    return [value for row in rows if at < len(row) and (value := row[at].strip())]


def _are_addresses(values: list[str]) -> bool:
    """Another in each row: a section's page and an author's come again."""
    is_one = all(_ADDRESS.fullmatch(value) and not _FILE.search(value) for value in values)
    return is_one and len({*values}) == len(values)


def _are_days(values: list[str]) -> bool:
    return all(map(is_day, values))


def is_day(value: str) -> bool:
    """In whatever order; a number alone may count anything."""
    if len(value) > 40 or not any(map(str.isdecimal, value)) or value.isdecimal():
        return False
    found = (
        read_date(value, source="feed:date", now=_LATEST, day_first=is_first) for is_first in (True, False)
    )
    return any(each.at is not None and each.precision != Precision.MONTH for each in found)


def _are_prose(values: list[str]) -> bool:
    """Sentences, in each row others."""
    sizes = [len(value) * (_PROSE // _PROSE_OF_SIGNS if _SIGNS.search(value) else 1) for value in values]
    has_sentences = sum(END_OF_SENTENCE.search(value) is not None for value in values) * 4 >= len(values) * 3
    is_data = any(value.startswith(("{", "[", "http")) for value in values)
    return median(sizes) >= _PROSE and has_sentences and not is_data and len({*values}) == len(values)


_TOLD: dict[str, Callable[[list[str]], bool]] = {
    "url": _are_addresses,
    "date_published": _are_days,
    "text": _are_prose,
}


@cache
def _told_otherwise() -> dict[str, tuple[str, ...]]:
    return groups("wireroom.archive.saved", "told_by_no_value.tsv")
