"""Find the stretches of a line of a page that are a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from wireroom.common.dates import read_date
from wireroom.common.dates.date_lexicon import in_our_digits, label_words
from wireroom.common.dates.freeform.worded_day import SEVERAL_MONTHS
from wireroom.common.text.joining_words import AND, one_of
from wireroom.extract.visible.around_dates import names_month
from wireroom.models import Precision

_MOST_WORDS: Final = 9  # of a date with its weekday, clock and zone
_LONGEST_DATE: Final = 100  # characters of a date
# Ours, and those of Persian, Thai, Japanese and Taiwanese calendars: `令和8年`, `民國115年`, `20 พ.ย. 69`
_YEAR = re.compile(
    r"(?<!\d)(?:(?:19|20|1[34]|25)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d\d)(?!\d)"
    r"|(?:(?:令和|平成)\s?\d{1,2}|民[國国]\s?\d{2,3})(?=年|[./-]\d{1,2}[./-]\d)"
    r"|(?<![\d:.])\d{1,2}\s[\u0e01-\u0e30][\u0e01-\u0e4e.]{2,11}\s\d\d(?![\d:.])"
)
_WORDS: Final = r"(?:,|(?<=\d{4})\.)\s(?=[^\W\d_]{3,}\s[^\W\d_]{3,})"
_MARKS: Final = rf"\s+[|/•·–—-]\s+|\s?[|•·;\n]\s?|\s{{3,}}|(?<=[^\d\s]):\s|：|{_WORDS}"
# `…, aktualisiert am`, `… et mis à jour le`: a word for another day
_AND: Final = rf"(?:,|\s(?:{one_of(AND)}))\s"
# Behind a clock, its half of the day or its zone; elements run together too: `… 10.00Publicerad …`
_ENDS: Final = r"(?:(?<=[\d)）])|(?<=\b[ap]m)|(?<=[ap]\.m)|(?<=\buhr)|(?<=\d\s(?-i:[A-Z]{3}))|(?<=\dh))"
_CLOCK = re.compile(
    r"\s*[|/,·•–-]?\s*(?:at |um |à |kl\.? )?"
    r"(\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\b\.?)?(?:\s[A-Z]{2,4}\b)?(?![.:]?\d)"
    r"|(?:[上下]午|午[前後]|오[전후])?\s?\d{1,2}\s?[時时点點시]\s?\d{1,2}\s?[分분])"
)
# Chinese, Japanese and Korean say it behind: `2019年4月21日 12時00分更新`
BEHIND: Final = r"(?:更新|修改|수정|公開|掲載|配信|投稿|发布|發布|发表|發表|입력|등록)"
_LABEL_AT_END = re.compile(rf"[,;.)]+$|{BEHIND}$")
_BETWEEN_NAMES: Final = ("/", "-", "–")  # of one month
_WORD = re.compile(r"\S+")
_HOUR = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?")
_LAST_DAY: Final = 31
_FIRST_THAI: Final = 2500
_LAST_PERSIAN: Final = 1419  # the years behind are those of the Islamic calendar on Arabic pages
_NUMBER = re.compile(r"\d+")
_HAN = re.compile(r"[\u4e00-\u9fff]")  # `发布时间：26-11-20`: the year comes first
READ_AT: Final = datetime(2100, 1, 1, tzinfo=UTC)  # here it only matters whether it is a date


def dates_in(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of `text` that are a date as a whole: start, end, the text."""
    if is_date(text):
        yield 0, len(text), text
        return
    language = "zh" if _HAN.search(text) else None
    marks = (mark for mark in _separator().finditer(text) if not _joins_names(text, mark))
    edges = [0, *(edge for mark in marks for edge in mark.span()), len(text)]
    for start, stop in list(pairwise(edges))[::2]:
        part = text[start:stop]
        if not has_year(part):
            continue
        found = (0, len(part.rstrip())) if is_date(part, language) else _longest(part, language)
        if found:
            yield _with_clock(text, start + found[0], start + found[1])


@cache
def _separator() -> re.Pattern[str]:
    """Marks; and what stands before a word for another day: `…, mis à jour le`, `… 10.13 Publicerad …`.

    A year stands before it, but a half of the day or a zone may too: `… 2026 07:15 AM (IST) Updated: …`.
    """
    starts = rf"(?:{_AND}|{_ENDS}[.,]?\s?)(?={label_words()})"
    return re.compile(rf"{_MARKS}|(?<={BEHIND})\s|{starts}", re.IGNORECASE)


def _joins_names(text: str, mark: re.Match[str]) -> bool:
    """Whether it stands between two names of a month: `20 تشرين الثاني / نوفمبر 2026`."""
    before, behind = text[: mark.start()].split()[-2:], text[mark.end() :].split()[:2]
    return mark[0].strip() in _BETWEEN_NAMES and all(
        any(map(names_month, (" ".join(words), *words))) for words in (before, behind)
    )


def _with_clock(text: str, start: int, stop: int) -> tuple[int, int, str]:
    """`25.04.24 | 14:07 Uhr` is parted by a mark that also parts dates from other things."""
    written = text[start:stop].strip()
    clock = _CLOCK.match(text, stop)
    if clock and is_date(whole := f"{written} {clock[1]}"):
        return start, clock.end(), whole
    return start, stop, written


def _longest(text: str, language: str | None) -> tuple[int, int] | None:
    """Of the runs of words round the first year, the longest that is a date."""
    year = has_year(text)
    words = [word.span() for word in _WORD.finditer(text)]
    at = next(place for place, (_, end) in enumerate(words) if year and end >= year.end())
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        for first in range(max(0, at - length + 1), min(at, len(words) - length) + 1):
            if first and names_month(text[slice(*words[first - 1])]):
                continue  # half of `March 12-14, 2024`
            start, stop = words[first][0], words[first + length - 1][1]
            run = _LABEL_AT_END.sub("", text[start:stop])
            if is_date(run, language):
                return start, start + len(run)
    return None


def has_year(text: str) -> re.Match[str] | None:
    """The first year, in the digits of any script."""
    return _YEAR.search(in_our_digits(text))


@lru_cache(maxsize=4096)  # bylines and dates are looked for in the same lines
def is_date(text: str, language: str | None = None) -> bool:
    """Whether all of it is a day, with its clock or without; a month is none.

    The `language` of what stands around it tells the order of three short numbers.
    """
    if not any(map(str.isdigit, text)) or len(text) > _LONGEST_DATE:
        return False
    reading = read_date(text, source="html:shown", now=READ_AT, language=language)
    if reading.at is None and (calendar := _language_of_year(text)):
        reading = read_date(text, source="html:shown", now=READ_AT, language=calendar)
    if reading.at is None:  # `18 listopada 2026`: which month that is tells the page's language
        numbers = sorted(map(int, _NUMBER.findall(_HOUR.sub("", text))))
        is_day = len(numbers) == 2 and numbers[0] <= _LAST_DAY < numbers[1]
        return is_day and reading.note == SEVERAL_MONTHS.reason
    return reading.precision is not Precision.MONTH


def _language_of_year(text: str) -> str | None:
    """Whose calendar it may be of: `1403` is Persian, `2569` Thai."""
    year = has_year(text)
    if year is None or not year[0].isdigit():
        return None
    return "th" if int(year[0]) >= _FIRST_THAI else "fa" if int(year[0]) <= _LAST_PERSIAN else None
