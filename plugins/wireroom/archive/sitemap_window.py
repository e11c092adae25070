"""A day in, which sitemaps may name its pages and which pages may be of it out.

`lastmod` is a last change and never a publication: of a page without other dates it says that it was there by
then.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from wireroom.archive.origin import day_bounds
from wireroom.archive.read_sitemap import SitemapPage
from wireroom.common.dates import date_in_url

Window = tuple[datetime, datetime] | None  # None: all days
_TOLERANCE = timedelta(days=1)  # zones, and pages filed on the morrow
_EDITED = timedelta(days=31)  # a page that only tells its last change is looked at when that is no later
_MONTH = re.compile(
    r"(?<!\d)(20\d\d)[-_/]?(0[1-9]|1[0-2])(?!\d)|(?<!\d)(20\d\d)[-_/]?(0[1-9]|1[0-2])[-_/]?[0-3]\d"
)


def window_of(day: date | None) -> Window:
    """The day, a little wider on both sides."""
    return day_bounds(day, _TOLERANCE) if day else None


def may_name(url: str, changed: datetime | None, window: Window) -> bool:
    """Not if it was last changed before the day, or is named for another month."""
    if window is None:
        return True
    start, end = window
    if changed and changed < start:
        return False
    if not (found := _MONTH.search(urlsplit(url)._replace(scheme="", netloc="").geturl())):
        return True
    year, month = int(found[1] or found[3]), int(found[2] or found[4])
    first = datetime(year, month, 1, tzinfo=UTC)
    return first < end and first + timedelta(days=32) > start


def may_be_of(page: SitemapPage, window: Window, *, now: datetime) -> bool | None:
    """By the date of a news sitemap, else of its address, else of its last change; None: it tells none."""
    if window is None:
        return True
    start, end = window
    if page.published:
        return start <= page.published < end
    written = date_in_url(page.url, now=now)
    if written and written.at:
        last = written.at + timedelta(days=31 if str(written.precision) == "month" else 1)
        return written.at < end and last > start
    return start <= page.changed < end + _EDITED if page.changed else None
