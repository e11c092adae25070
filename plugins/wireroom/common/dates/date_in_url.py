"""A URL in; the day or month in its path, or the instant in a post's number, as a reading of source `url`.

Networks draw the numbers of posts from their clocks, so that newer posts have greater ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from wireroom.common.dates.parsed_date import EPOCH
from wireroom.common.dates.readers.rfc822 import MONTHS
from wireroom.common.dates.validate import FUTURE_TOLERANCE
from wireroom.models import DateReading, Precision

_OLDEST = 1994  # before it no news site had URLs
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_MONTH = r"(?P<m>0?[1-9]|1[0-2])"
_TWO_DIGIT_MONTH, _TWO_DIGIT_DAY = r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")  # as all forms below have; most URLs hold none
# From the surest to the least sure; each must name one day only.
_FORMS = (
    re.compile(rf"/{_YEAR}/{_MONTH}/{_DAY}(?![^/])"),
    re.compile(
        rf"/{_YEAR}/(?P<m>{'|'.join(MONTHS)})[a-z]*/{_DAY}(?![^/])"
    ),  # theguardian.com/…/2026/nov/23/…
    re.compile(rf"/{_YEAR}/?{_TWO_DIGIT_MONTH}{_TWO_DIGIT_DAY}(?![^/._-])"),
    re.compile(rf"/{_YEAR}-{_TWO_DIGIT_MONTH}/{_TWO_DIGIT_DAY}(?![^/])"),  # xinhuanet.com/2026-11/23/…
    re.compile(rf"(?<!\d){_YEAR}(?P<sep>[-_.]){_TWO_DIGIT_MONTH}(?P=sep){_TWO_DIGIT_DAY}(?!\d)"),
    re.compile(rf"(?<![^/._-]){_YEAR}{_TWO_DIGIT_MONTH}{_TWO_DIGIT_DAY}(?![^/._-])"),
    re.compile(rf"(?<!\d)(?P<d>1[3-9]|2\d|3[01])(?P<sep>[-_.]){_TWO_DIGIT_MONTH}(?P=sep){_YEAR}(?!\d)"),
)
# What a match of any of them holds, in one look: most years in URLs are numbers, or stand in headlines.
_MAY_HOLD_DAY = re.compile(
    rf"(?:19|20)\d\d(?:/\d{{1,2}}/\d|/(?:{'|'.join(MONTHS)})|/?[01]\d[0-3]\d|[-_.][01]\d[-_./][0-3]\d)"
    r"|[123]\d[-_.][01]\d[-_.](?:19|20)\d\d"
)
_MONTH_FORM = re.compile(rf"/{_YEAR}/{_TWO_DIGIT_MONTH}(?![^/]|/\d{{1,2}}(?![^/]))")
_PATH = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?([^?#]*)")  # RFC 3986 appendix B
_LONGEST_URL = 2_000
_FIRST_OF_X: Final = 1_288_834_974_657  # milliseconds, 4 November 2010: before it numbers were counted
_COUNTED: Final = 1 << 40  # numbers of X below it were counted up to that day
_OLDEST_POST: Final = datetime(2010, 11, 4, tzinfo=UTC)
_DIGITS: Final = "234567abcdefghijklmnopqrstuvwxyz"  # atproto's, which sort as they count
_MAY_BE_POST: Final = re.compile(r"/(?:status(?:es)?|video|post|@[^/]{1,120})/\w{13,19}(?!\w)")


def date_in_url(url: str, *, now: datetime) -> DateReading | None:
    """Read `/2026/11/23/`, `/2026/nov/23/`, `/20261123-`, `-2026-11-23`, `/2026/11/` (precision month).

    The numbers of posts of X, Bluesky, Mastodon and TikTok tell the second.

    None where there is no date, an impossible one, one after `now`, one before the web, or two that differ.
    """
    if not isinstance(url, str):
        return None
    if of_post := date_in_post_id(url[:_LONGEST_URL], now=now):
        return of_post
    if not _HAS_YEAR.search(url):
        return None
    found = _PATH.match(url[:_LONGEST_URL])
    path = found[1].lower() if found else ""
    for form in _FORMS if _MAY_HOLD_DAY.search(path) else ():
        days = {(found[0], day) for found in form.finditer(path) if (day := _day(found, now))}
        if days:
            return _reading(days, Precision.DAY) if len({day for _, day in days}) == 1 else None
    months = {(found[0], day) for found in _MONTH_FORM.finditer(path) if (day := _day(found, now))}
    return _reading(months, Precision.MONTH) if len({day for _, day in months}) == 1 else None


def _day(found: re.Match[str], now: datetime) -> datetime | None:
    parts = found.groupdict()
    month = MONTHS.index(parts["m"]) + 1 if parts["m"].isalpha() else int(parts["m"])
    try:
        day = datetime(int(parts["y"]), month, int(parts.get("d", 1)), tzinfo=UTC)
    except ValueError:
        return None
    return day if day.year >= _OLDEST and day <= now + FUTURE_TOLERANCE else None


def _reading(days: set[tuple[str, datetime]], precision: Precision) -> DateReading:
    raw, day = min(days)
    return DateReading(raw.strip("/_.-"), "url", day, precision, "url")


def _of_x(written: str) -> int:
    number = int(written)
    return (number >> 22) + _FIRST_OF_X if number > _COUNTED else 0


def _of_mastodon(written: str) -> int:
    return int(written) >> 16


def _of_tiktok(written: str) -> int:
    return (int(written) >> 32) * 1000


def _of_bluesky(written: str) -> int:
    """Microseconds in base 32, and ten bits of a clock's own number behind them (atproto: TID)."""
    number = 0
    for letter in written:
        number = number * 32 + _DIGITS.index(letter)
    return (number >> 10) // 1000


# What of the address holds the number, and how milliseconds since 1970 are read out of it.
_POST_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[str], int]], ...]] = (
    (re.compile(r"//(?:[a-z]{1,10}\.)?(?:twitter|x)\.com/[^/?#]{1,60}/status(?:es)?/(\d{15,19})\b"), _of_x),
    (re.compile(r"//(?:www\.)?tiktok\.com/@[^/?#]{1,60}/video/(\d{19})\b"), _of_tiktok),
    (re.compile(rf"//bsky\.app/profile/[^/?#]{{1,260}}/post/([{_DIGITS}]{{13}})(?![^/?#])"), _of_bluesky),
    (re.compile(r"//[^/?#]{1,260}/@[\w.@-]{1,120}/(1\d{17})(?![^/?#])"), _of_mastodon),
)


def date_in_post_id(url: str, *, now: datetime) -> DateReading | None:
    """Read `x.com/…/status/1281836879789404160`, `bsky.app/…/post/…`, `mastodon.example/@jane/1…`, TikTok's.

    None where it is no such address, and for numbers of no instant between X's first one and `now`.
    """
    if not _MAY_BE_POST.search(url):
        return None
    for form, milliseconds in _POST_FORMS:
        if found := form.search(url):
            at = EPOCH + timedelta(milliseconds=milliseconds(found[1]))
            at = at.replace(microsecond=0)
            if _OLDEST_POST <= at <= now + FUTURE_TOLERANCE:
                return DateReading(found[1], "url", at, Precision.SECOND, "post_id")
    return None
