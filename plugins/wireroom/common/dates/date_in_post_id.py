"""A post's address in, the instant at which its number was drawn out, as a reading of source `url`, or None.

Networks draw the numbers of posts from their clocks, so that newer posts have greater ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from wireroom.common.dates.validate import FUTURE_TOLERANCE
from wireroom.models import DateReading, Precision

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_OF_X: Final = 1_288_834_974_657  # milliseconds, 4 November 2010: before it numbers were counted
_COUNTED: Final = 1 << 40  # numbers of X below it were counted up to that day
_OLDEST: Final = datetime(2010, 11, 4, tzinfo=UTC)
_DIGITS: Final = "234567abcdefghijklmnopqrstuvwxyz"  # atproto's, which sort as they count


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
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[str], int]], ...]] = (
    (re.compile(r"//(?:[a-z]{1,10}\.)?(?:twitter|x)\.com/[^/?#]{1,60}/status(?:es)?/(\d{15,19})\b"), _of_x),
    (re.compile(r"//(?:www\.)?tiktok\.com/@[^/?#]{1,60}/video/(\d{19})\b"), _of_tiktok),
    (re.compile(rf"//bsky\.app/profile/[^/?#]{{1,260}}/post/([{_DIGITS}]{{13}})(?![^/?#])"), _of_bluesky),
    (re.compile(r"//[^/?#]{1,260}/@[\w.@-]{1,120}/(1\d{17})(?![^/?#])"), _of_mastodon),
)
_MAY_BE: Final = re.compile(r"/(?:status(?:es)?|video|post|@[^/]{1,120})/\w{13,19}(?!\w)")


def date_in_post_id(url: str, *, now: datetime) -> DateReading | None:
    """Read `x.com/…/status/1281836879789404160`, `bsky.app/…/post/…`, `mastodon.example/@jane/1…`, TikTok's.

    None where it is no such address, and for numbers of no instant between X's first one and `now`.
    """
    if not _MAY_BE.search(url):
        return None
    for form, milliseconds in _FORMS:
        if found := form.search(url):
            at = _EPOCH + timedelta(milliseconds=milliseconds(found[1]))
            at = at.replace(microsecond=0)
            if _OLDEST <= at <= now + FUTURE_TOLERANCE:
                return DateReading(found[1], "url", at, Precision.SECOND, "post_id")
    return None
