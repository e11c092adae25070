"""Compare the articles of a day and the last documents of a feed with what is usual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from wireroom.common.duration import span_in_words
from wireroom.common.text.counted import agreeing, counted
from wireroom.common.text.names import as_name, language_name
from wireroom.models.alert import Finding

DAYS_BEFORE = (1, 2, 7, 14, 21, 28)  # days ago that today is compared with: recent days, the same weekday
FEWEST_DAYS = 4
_DWINDLED = 0.6  # too few articles: less than this share of the lowest of those days,
_SURE = 4.0  # and at least this many standard deviations of a count below it
_TEXTLESS = 0.5  # too few texts: less than this share of the usual share
_TIMED = 20  # articles with a time of publication; a median of fewer says little
_LATE = 3.0  # too late: more than this multiple of the usual delay
_LATE_AT_LEAST = timedelta(minutes=30)

IN_A_ROW = 3  # documents that must agree, so that a single truncated one causes no finding
FEWEST = 20  # documents needed to learn what is usual
_ENOUGH = 5  # entries; with fewer, losing half is chance
_LOWEST = 0.6  # too few entries: less than this share of what 19 in 20 documents have
_STEADY = 0.8  # sizes are steady if 19 in 20 documents have this share of the median; others vary by hour
_LOWEST_OF_HOURS = 0.25  # `_LOWEST` if they are not: more is a quiet night (bench/alert_faults.py)
_REFUSED = 0.5  # share of entries
_REFUSED_USUALLY = 0.1


@dataclass(frozen=True, slots=True)
class DayVolume:
    """Live articles of 24 hours; `publisher` or `language` is None if all are counted."""

    days_ago: int
    publisher: str | None
    language: str | None
    articles: int
    with_text: int
    timed: int  # articles published at a known time, not only on a known day
    late: timedelta | None  # median delay of those from publication to the database

    @property
    def subject(self) -> str:
        """A key for the publisher and language."""
        parts = (
            (name, value) for name, value in (("publisher", self.publisher), ("language", self.language))
        )
        return " ".join(f"{name}:{value}" for name, value in parts if value) or "all"

    @property
    def whose(self) -> str:
        """The publisher and language in words."""
        who = self.publisher or "all publishers"
        return f"{who} in {language_name(self.language)}" if self.language else who


def judge_volumes(volumes: Sequence[DayVolume]) -> Iterator[Finding]:
    """Findings for each group in `volumes`: a publisher and language, a language, or all articles."""
    by_subject: dict[str, dict[int, DayVolume]] = {}
    for volume in volumes:
        by_subject.setdefault(volume.subject, {})[volume.days_ago] = volume
    known = len({volume.days_ago for volume in volumes if volume.days_ago})
    if known < FEWEST_DAYS:
        return
    for days in by_subject.values():
        before = [days[ago] for ago in DAYS_BEFORE if ago in days]
        if len(before) == known:  # else some earlier day had no articles either
            now = days.get(0) or DayVolume(0, before[0].publisher, before[0].language, 0, 0, 0, None)
            yield from _judge(now, before)


def _judge(now: DayVolume, before: Sequence[DayVolume]) -> Iterator[Finding]:
    lowest = min(day.articles for day in before)
    if now.articles < _DWINDLED * lowest and lowest - now.articles >= _SURE * lowest**0.5:
        yield Finding(
            "volume",
            now.subject,
            f"{now.whose}: {counted(now.articles, 'new article')} in the last 24 hours; comparable days had "
            f"at least {lowest:,}. Check the feeds of {now.whose}, and the quarantine.",
        )
        return
    usual_text = min(day.with_text / day.articles for day in before if day.articles)
    if now.articles >= _TIMED and now.with_text < _TEXTLESS * usual_text * now.articles:
        yield Finding(
            "text",
            now.subject,
            f"{now.whose}: {now.with_text:,} of {now.articles:,} new articles of the last 24 hours "
            f"{agreeing(now.with_text, 'has', 'have')} a text; "
            f"usually at least {usual_text:.0%} do. Compare an article with its page, and look at the feed.",
        )
    lates = sorted(day.late for day in before if day.late is not None and day.timed >= _TIMED)
    if now.late is None or now.timed < _TIMED or len(lates) < FEWEST_DAYS:
        return
    usual = lates[len(lates) // 2]
    if now.late > max(_LATE * usual, _LATE_AT_LEAST):
        yield Finding(
            "freshness",
            now.subject,
            f"{now.whose}: half of the new articles of the last 24 hours came in {span_in_words(now.late)} "
            f"or more after publication; usual is {span_in_words(usual)}. Check whether runs take longer "
            "than their interval.",
        )


@dataclass(frozen=True, slots=True)
class DocumentRhythm:
    """What is usual for the documents of one feed."""

    documents: int  # number it was learned from
    entries: float  # median number of entries
    low: float  # number of entries that 19 in 20 documents reach
    refused: float  # share of entries that are refused


@dataclass(frozen=True, slots=True)
class LastDocuments:
    """Entries and refused entries of a feed's last documents, the newest first."""

    feed_id: int
    title: str
    entries: tuple[int, ...]
    refused: tuple[int, ...]


def learn_documents(entries: Sequence[int], refused: Sequence[int]) -> DocumentRhythm | None:
    """Learn from the numbers of a feed's documents of the last weeks; None if there are too few."""
    if len(entries) < FEWEST:
        return None
    low, median = (float(number) for number in np.quantile(entries, (0.05, 0.5)))
    return DocumentRhythm(len(entries), median, low, sum(refused) / max(sum(entries), 1))


def judge_documents(last: LastDocuments, usual: DocumentRhythm) -> Iterator[Finding]:
    """Findings if the last `IN_A_ROW` documents all have too few entries or too many refused ones."""
    entries, refused = last.entries[:IN_A_ROW], last.refused[:IN_A_ROW]
    if len(entries) < IN_A_ROW or usual.documents < FEWEST:
        return
    share = _LOWEST if usual.low >= _STEADY * usual.entries else _LOWEST_OF_HOURS
    if usual.low >= _ENOUGH and max(entries) < share * usual.low:
        yield Finding(
            "document",
            f"feed:{last.feed_id}",
            f"{as_name(last.title)}: its last {IN_A_ROW} documents have {_at_most(max(entries))}; "
            f"{usual.entries:.0f} are usual. Open the feed in a browser: it may have moved or been emptied.",
            last.feed_id,
        )
    shares = [gone / all_of_it for gone, all_of_it in zip(refused, entries, strict=True) if all_of_it]
    if sum(entries) >= _ENOUGH and shares and min(shares) > _REFUSED and usual.refused <= _REFUSED_USUALLY:
        yield Finding(
            "refused",
            f"feed:{last.feed_id}",
            f"{as_name(last.title)}: {sum(refused):,} of the {sum(entries):,} entries of its last {IN_A_ROW} "
            f"documents were refused; usually {usual.refused:.0%} are. The quarantine says why.",
            last.feed_id,
        )


def _at_most(entries: int) -> str:
    return f"at most {counted(entries, 'entry', 'entries')} each" if entries else "no entries"
