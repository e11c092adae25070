"""Read a date as written, given what is known of its feed: the instant, or why it means none.

And of a feed what is known: the zone of its clocks, and whether it writes the day before the month.

fold ─▶ readers, in order, until one says "mine" ─▶ validate (zone, range) ─▶ DateReading
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from wireroom.common.dates.date_lexicon import MONTH, fold, label_in, meanings
from wireroom.common.dates.parsed_date import Hints, RefusedForm
from wireroom.common.dates.readers import FEED_READERS, TEXT_READERS
from wireroom.common.dates.validate import validate
from wireroom.common.tables import rows
from wireroom.models import DateReading, Precision

# In a feed's own element a weekday that nobody knows, or what a template made of it
# (`026, 26 mar 2023 22:43:38 +0000`, `%a, 26 mar …`), says nothing before a day that has its time.
_WEEKDAY_BEFORE = re.compile(
    r"([^\W\d_]{1,20}|\d{1,3}|%[a-z]{1,3}|\?{1,5}), ?(\d{1,2} ?[^\W\d].*|[^\W\d]+\.? \d.*)"
)
_WRAPPED = re.compile(r"""(["'])([^"']+)\1|\(([^()]+)\)""")  # the whole of it
_PERSIAN_DIGIT = re.compile("[۰-۹]")  # those of Arabic are others: ٠ to ٩
_LONGEST_DATE = 120  # characters; a date in any language is shorter


def read_date(
    text: str | None,
    *,
    source: str,
    now: datetime,
    language: str | None = None,
    country: str | None = None,
    timezone: str | None = None,
    day_first: bool | None = None,
) -> DateReading:
    """Read one date. Never raises; refuses rather than guesses.

    `source` says where it stood (`feed:pubDate`, `text`, …) and goes into the reading; only `text` may be
    relative ("3 hours ago"). `now` is when it was seen: later dates are refused. `language` (BCP 47) and
    `country` (ISO 3166-1) decide what zone names and numeric orders mean; `timezone` (IANA) holds where none
    is written; `day_first` is the order learned of the feed. A refused reading has no `at`; `note` says why.
    """
    raw = text if isinstance(text, str) else ""
    folded = fold(raw[: _LONGEST_DATE + 1])
    if not folded or len(raw.strip()) > _LONGEST_DATE:
        return DateReading(raw[:_LONGEST_DATE], source, note="too long" if folded else "empty")
    if wrapped := _WRAPPED.fullmatch(folded):
        folded = wrapped[2] or wrapped[3]
    hints = _hints(now, language, country, timezone, day_first)
    if not raw.isascii() and _PERSIAN_DIGIT.search(raw):
        hints = replace(hints, persian_digits=True)
    reading = _read(raw, folded, source, hints)
    if reading.at is None and (behind := _behind_a_weekday(folded)):
        told = _read(raw, behind, source, hints)
        is_feeds = source.startswith("feed:") and told.precision in (Precision.SECOND, Precision.MINUTE)
        # elsewhere the number may be of something else, but not before what a machine wrote to the second
        is_machines = told.reader == "rfc822" and told.precision is Precision.SECOND
        if is_feeds or (is_machines and not folded[0].isalpha()):
            return told
    return reading


def _behind_a_weekday(folded: str) -> str:
    """Empty where the word names something else: another month, or a day that is not the article's."""
    found = _WEEKDAY_BEFORE.fullmatch(folded)
    if not found or meanings(MONTH, found[1]) or label_in(found[1]) == "other":
        return ""
    return found[2]


def _read(raw: str, folded: str, source: str, hints: Hints) -> DateReading:
    for name, reader in TEXT_READERS if source == "text" else FEED_READERS:
        read = reader(folded, hints)
        if read is None or (isinstance(read, RefusedForm) and source == "text" and name == "sighted"):
            continue
        validated = read if isinstance(read, RefusedForm) else validate(read, hints)
        if isinstance(validated, RefusedForm):
            return DateReading(raw, source, reader=name, note=validated.reason)
        at, precision, note = validated
        return DateReading(raw, source, at, precision, name, note)
    return DateReading(raw, source, note="not understood")


@lru_cache(maxsize=256)  # the same for all entries of a feed
def _hints(
    now: datetime, language: str | None, country: str | None, timezone: str | None, day_first: bool | None
) -> Hints:
    subtags = (language or "").lower().replace("_", "-").split("-")
    region = next((subtag for subtag in subtags[1:] if len(subtag) == 2), "")
    place = (country or region).lower()
    places = frozenset(part for part in (subtags[0], place) if part)
    return Hints(now, subtags[0], place, timezone or "", day_first, places)


_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2}) ?([-/.: ]) ?(\d{1,2}) ?\2 ?\d{4}(?!\d)")
_LAST_MONTH = 12


def home_zone(country: str | None, language: str | None) -> str | None:
    """The IANA zone by which nearly everybody in `country` (ISO 3166) lives, else who writes `language`.

    None for countries of several zones (us, ca, mx, br, au, ru, id) whatever is written there, and for
    languages of several (en, es, fr, pt, ru, ar). A language's region tells nothing: content systems
    write `en-GB`, `fr-FR` and `es-ES` of themselves.
    """
    if country:
        return _zones(1).get(country.lower())
    return _zones(2).get((language or "").lower().replace("_", "-").partition("-")[0])


@lru_cache(maxsize=2)
def _zones(column: int) -> dict[str, str]:
    table = rows("wireroom.common.dates", "home_zones.tsv")
    return {code: row[0] for row in table for code in row[column].split() if code != "-"}


def learn_day_first(texts: Iterable[str]) -> bool | None:
    """True from `23/11/2026`, False from `11/23/2026`; None where nothing tells or dates contradict.

    Only dates with a full year count: `26/11/23` could begin with the year. Ask it once per feed and keep the
    answer: a feed with twelve entries of early December teaches nothing.
    """
    seen: set[bool] = set()
    for text in texts:
        found = _NUMBERS.search(fold(text[:_LONGEST_DATE])) if isinstance(text, str) else None
        if found is None:
            continue
        first, second = int(found[1]), int(found[3])
        if (first > _LAST_MONTH) != (second > _LAST_MONTH):
            seen.add(first > _LAST_MONTH)
    return seen.pop() if len(seen) == 1 else None
