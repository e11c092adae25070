"""An entry's dates as written in, when it was published and last changed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from wireroom.clean import tells_change, without_label
from wireroom.common.dates import choose_date, date_in_url, home_zone, read_date
from wireroom.models import DateReading, Entry, FeedContext, FeedFormat, Precision, RawDate
from wireroom.transform.entry_context import EntryContext

_CHANGED = ("updat", "modif", "lastmod", "lastbuild")  # in the names of fields that tell the last change

# WordPress writes these beside a post's `article:published_time`, and alone on pages that are rewritten
# for years: they are no posts, and no change of theirs is a publication.
_BESIDE_A_PUBLICATION = ("meta:article:modified_time", "meta:og:updated_time")

_IN_TEXT = "text:date_line"

# How much older a day on the page is than a stamp that it outweighs: an unlabelled one may be an event's.
_SEEN = {"html:published": timedelta(days=2), "html:shown": timedelta(days=31)}


class EntryDates(NamedTuple):
    """`published` is the weighed candidate, or a refused reading that says why; None: nobody said."""

    published: DateReading | None
    updated: DateReading | None


def entry_dates(entry: Entry, around: EntryContext, *, url: str | None, date_line: str | None) -> EntryDates:
    """Weigh the feed's words, the URL and the date line of the text; keep the last change apart.

    Where only a last change is told (Atom asks for `updated` alone) it is the publication's best
    candidate, and its source says so; not one of a page that leaves its publication out, nor of a text.
    """
    context = around.context
    changed: list[DateReading] = []
    told: list[DateReading] = []
    for raw in entry.dates:
        (changed if _tells_change(raw.field) else told).append(_read(raw, around))
    if url and (in_url := date_in_url(url, now=context.seen_at)):
        told.append(in_url)
    in_text: list[DateReading] = []
    for line in (date_line or "").splitlines():
        (in_text if tells_change(line) else told).append(_of_line(line, around))
    updated = _best([*changed, *in_text], (), context)
    is_no_post = any(reading.source in _BESIDE_A_PUBLICATION for reading in changed)
    published = _sharpened(_best(told, () if is_no_post else changed, context), updated, context)
    if around.dialect is FeedFormat.PAGE:
        published = _before_the_build(published, updated, told)
    return EntryDates(published, updated)


def _sharpened(
    published: DateReading | None, updated: DateReading | None, context: FeedContext
) -> DateReading | None:
    """A day or month that nobody told, and a change told to the second within it: that is finer."""
    if published is None or updated is None or published.source not in ("url", "html:shown"):
        return published
    return choose_date([published, updated], now=context.seen_at)


def _before_the_build(
    published: DateReading | None, updated: DateReading | None, told: Sequence[DateReading]
) -> DateReading | None:
    """The older day that readers see, where the head gives one instant for publication and change.

    So a site is stamped that was built or moved at once; what it was for readers stands beside the headline.
    """
    if not (published and updated and published.at) or published.at != updated.at:
        return published
    if published.precision is not Precision.SECOND or published.source.startswith("html:"):
        return published
    seen = (reading for reading in told if reading.at and reading.source in _SEEN)
    older = next((each for each in seen if each.at and each.at < published.at - _SEEN[each.source]), None)
    stamp = f"{published.source} is that of {updated.source}: {published.at:%Y-%m-%d}"
    return replace(older, note="; ".join(filter(None, [older.note, stamp]))) if older else published


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


def _of_line(line: str, around: EntryContext) -> DateReading:
    """The label tells the language of the numbers behind it, but is not known to be one in all languages."""
    reading = _reading(line, _IN_TEXT, around)
    return reading if reading.at else _reading(without_label(line), _IN_TEXT, around)


def _reading(text: str, source: str, around: EntryContext) -> DateReading:
    context = around.context
    return read_date(
        text,
        source=source,
        now=context.seen_at,
        language=context.language,
        country=around.dates_country,
        timezone=_zone(around),
        day_first=context.day_first,
    )


def _zone(around: EntryContext) -> str | None:
    """A clock on a page is the wall's where it is at home; feeds mostly mean UTC."""
    if around.context.timezone or around.dialect is not FeedFormat.PAGE:
        return around.context.timezone
    return home_zone(around.dates_country, around.context.language)


@lru_cache(maxsize=256)  # the elements that feeds write dates in are few
def _tells_change(field: str) -> bool:
    name = field.lower()
    return any(word in name for word in _CHANGED)
