"""Choose, from all dates of an entry, when it was published and when it last changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from wireroom.clean import tells_change, without_label
from wireroom.common.dates import choose_date, date_in_url, home_zone, read_date
from wireroom.models import DateReading, Entry, FeedContext, FeedFormat, Precision, RawDate
from wireroom.transform.document_context import DocumentContext
from wireroom.transform.page_clock import IN_TEXT, by_page_clock, holds_change

# On posts WordPress writes these beside `article:published_time`. On other pages, which are edited for years,
# it writes them alone; the last change of such a page is not its publication.
_BESIDE_A_PUBLICATION = (
    "meta:article:modified_time",
    "meta:og:article:modified_time",
    "meta:og:updated_time",
)


# A visible day outweighs a build stamp if it is older by this much. An unlabelled day may be an event's.
_SEEN = {"html:published": timedelta(days=2), "html:shown": timedelta(days=31)}


class EntryDates(NamedTuple):
    """The best reading of each, or a refused one that says why there is none; None if no date was given."""

    published: DateReading | None
    updated: DateReading | None


def entry_dates(
    entry: Entry, document: DocumentContext, *, url: str | None, date_line: str | None
) -> EntryDates:
    """Choose among the dates in the feed's elements, the URL and the date line of the text.

    If the feed gives only a last change (Atom requires only `updated`), it also serves as the publication, as
    its `source` shows. It does not on pages that are not posts (see _BESIDE_A_PUBLICATION), and a change
    stated in a date line never does.
    """
    context = document.feed
    changed: list[DateReading] = []
    told: list[DateReading] = []
    lines = (date_line or "").splitlines()
    read = [*(_read(raw, document) for raw in entry.dates), *(_of_line(line, document) for line in lines)]
    if document.dialect is FeedFormat.PAGE:
        read = list(by_page_clock(read))
    for reading in read[: len(entry.dates)]:
        (changed if holds_change(reading.source) else told).append(reading)
    if url and (in_url := date_in_url(url, now=context.seen_at)):
        told.append(in_url)
    in_text: list[DateReading] = []
    for line, reading in zip(lines, read[len(entry.dates) :], strict=True):
        (in_text if tells_change(line) else told).append(reading)
    updated = _best([*changed, *in_text], (), context)
    is_no_post = any(reading.source in _BESIDE_A_PUBLICATION for reading in changed)
    published = _sharpened(_best(told, () if is_no_post else changed, context), updated, context)
    if document.dialect is FeedFormat.PAGE:
        published = _before_the_build(published, updated, told)
    return EntryDates(published, updated)


def _sharpened(
    published: DateReading | None, updated: DateReading | None, context: FeedContext
) -> DateReading | None:
    """`published`; but `updated` if that refines a date that is only inferred from the URL or the page.

    A last change given to the second, within the inferred day or month, is the more precise date.
    """
    if published is None or updated is None or published.source not in ("url", "html:shown"):
        return published
    return choose_date([published, updated], now=context.seen_at)


def _before_the_build(
    published: DateReading | None, updated: DateReading | None, told: Sequence[DateReading]
) -> DateReading | None:
    """The older date shown on the page, if its head gives the same instant as publication and last change.

    When a site is rebuilt or moved, all its pages carry the time of that build. The day shown beside the
    headline is then the publication.
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
    """The best of `readings`, else the best of `others`, else the first refused reading."""
    for rank in (readings, others):
        chosen = choose_date(rank, now=context.seen_at) if rank else None
        if chosen is not None:
            return chosen
    return next(iter(readings or others), None)


def _read(raw: RawDate, document: DocumentContext) -> DateReading:
    source = raw.field if document.dialect is FeedFormat.PAGE else f"feed:{raw.field}"
    return _reading(raw.text, source, document)


def _of_line(line: str, document: DocumentContext) -> DateReading:
    """Read a date line with its label, which tells the language; if that fails, without it."""
    reading = _reading(line, IN_TEXT, document)
    return reading if reading.at else _reading(without_label(line), IN_TEXT, document)


def _reading(text: str, source: str, document: DocumentContext) -> DateReading:
    context = document.feed
    return read_date(
        text,
        source=source,
        now=context.seen_at,
        language=context.language,
        country=document.dates_country,
        timezone=_zone(document),
        day_first=context.day_first,
    )


def _zone(document: DocumentContext) -> str | None:
    """The zone of times that state none: that of a page's country; None in a feed, which mostly means UTC."""
    if document.feed.timezone or document.dialect is not FeedFormat.PAGE:
        return document.feed.timezone
    return home_zone(document.dates_country, document.feed.language)
