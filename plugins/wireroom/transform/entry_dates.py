"""An entry's dates as written in, when it was published and last changed out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from wireroom.common.dates import choose_date, date_in_url, read_date
from wireroom.models import DateReading, Entry, FeedContext, FeedFormat, RawDate
from wireroom.transform.entry_context import EntryContext

_CHANGED = ("updat", "modif", "lastmod", "lastbuild")  # in the names of fields that tell the last change


class EntryDates(NamedTuple):
    """`published` is the weighed candidate, or a refused reading that says why; None: nobody said."""

    published: DateReading | None
    updated: DateReading | None


def entry_dates(entry: Entry, around: EntryContext, *, url: str | None, date_line: str | None) -> EntryDates:
    """Weigh the feed's words, the URL and the date line of the text; keep the last change apart.

    Where only a last change is told (Atom asks for `updated` alone) it is the publication's best
    candidate, and its source says so.
    """
    context = around.context
    changed: list[DateReading] = []
    told: list[DateReading] = []
    for raw in entry.dates:
        (changed if _tells_change(raw.field) else told).append(_read(raw, around))
    if url and (in_url := date_in_url(url, now=context.seen_at)):
        told.append(in_url)
    if date_line:
        told.append(_reading(date_line, "text:date_line", around))
    updated = _best(changed, (), context)
    return EntryDates(_sharpened(_best(told, changed, context), updated, context), updated)


def _sharpened(
    published: DateReading | None, updated: DateReading | None, context: FeedContext
) -> DateReading | None:
    """A day or month that nobody told, and a change told to the second within it: that is finer."""
    if published is None or updated is None or published.source not in ("url", "html:shown"):
        return published
    return choose_date([published, updated], now=context.seen_at)


def _best(
    readings: Sequence[DateReading], others: Sequence[DateReading], context: FeedContext
) -> DateReading | None:
    """The best of `readings`, else of `others`, else the first refusal."""
    for rank in (readings, others):
        chosen = choose_date(rank, now=context.seen_at) if rank else None
        if chosen is not None:
            return chosen
    return next(iter(readings or others), None)


def _read(raw: RawDate, around: EntryContext) -> DateReading:
    source = raw.field if around.dialect is FeedFormat.PAGE else f"feed:{raw.field}"
    return _reading(raw.text, source, around)


def _reading(text: str, source: str, around: EntryContext) -> DateReading:
    context = around.context
    return read_date(
        text,
        source=source,
        now=context.seen_at,
        language=context.language,
        country=around.dates_country,
        timezone=context.timezone,
        day_first=context.day_first,
    )


@lru_cache(maxsize=256)  # the elements that feeds write dates in are few
def _tells_change(field: str) -> bool:
    name = field.lower()
    return any(word in name for word in _CHANGED)
