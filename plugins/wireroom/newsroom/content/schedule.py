"""Work out when an outlet's stories appear and are corrected, as slots without words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from wireroom.newsroom.content.outlet import Outlet

ARCHIVE_DAYS = 400  # how far back a daily outlet remembers
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_LATEST_CORRECTION = 480  # seconds after a story appeared
_PER_DAY = 100  # numbers set aside for the stories of one day


@dataclass(frozen=True, slots=True)
class Slot:
    """One story's place in time."""

    number: int  # unique within its outlet, for ever
    published: datetime
    corrected: datetime | None = None  # None: not corrected as yet

    @property
    def changed(self) -> datetime:
        """When its words last changed."""
        return self.corrected or self.published


def latest(outlet: Outlet, seed: str, now: datetime, count: int) -> tuple[Slot, ...]:
    """The newest `count` stories that are out at `now`, newest first."""
    stories = _days_backwards(outlet, seed, now) if outlet.daily else _minutes_backwards(outlet, seed, now)
    return tuple(islice(stories, count))


def find(outlet: Outlet, seed: str, number: int, now: datetime) -> Slot | None:
    """Story `number`, or None where it is not out at `now` (or never will be)."""
    if outlet.daily:
        day = _EPOCH.date() + timedelta(days=min(number // _PER_DAY, 99_999))
        return next((slot for slot in day_slots(outlet, seed, day, now) if slot.number == number), None)
    if not 0 <= number <= _slot_number(outlet, now):
        return None
    slot = _minute_slot(outlet, seed, number, now)
    return slot if slot.published <= now else None


def day_slots(outlet: Outlet, seed: str, day: date, now: datetime) -> tuple[Slot, ...]:
    """The stories of one UTC day of a daily outlet that are out at `now`, newest first."""
    return tuple(slot for slot in _whole_day(outlet.host, seed, day) if slot.published <= now)


def next_change(outlet: Outlet, seed: str, now: datetime) -> datetime:
    """When the outlet's words change next, at the latest: a story appears, or one is corrected."""
    if outlet.daily:
        midnight = datetime.combine(now.date() + timedelta(days=1), time(), UTC)
        today = day_slots(outlet, seed, now.date(), midnight)
        return min((slot.published for slot in today if slot.published > now), default=midnight)
    current = _slot_number(outlet, now)
    oldest = current - _LATEST_CORRECTION // (outlet.every * 60) - 2
    appointments = (_appointments(outlet, seed, number) for number in range(oldest, current + 2))
    return min(when for pair in appointments for when in pair if when and when > now)


def first_day(now: datetime) -> date:
    """The oldest day that a daily outlet remembers at `now`."""
    return now.date() - timedelta(days=ARCHIVE_DAYS)


def _days_backwards(outlet: Outlet, seed: str, now: datetime) -> Iterator[Slot]:
    for back in range(ARCHIVE_DAYS + 1):
        yield from day_slots(outlet, seed, now.date() - timedelta(days=back), now)


@lru_cache(maxsize=2 * ARCHIVE_DAYS)
def _whole_day(host: str, seed: str, day: date) -> tuple[Slot, ...]:
    draw = random.Random(f"{seed}|{host}|{day}")
    minutes = sorted(draw.sample(range(5 * 60, 23 * 60), draw.randint(6, 12)))
    base = (day - _EPOCH.date()).days * _PER_DAY
    start = datetime.combine(day, time(), UTC)
    slots = [Slot(base + index, start + timedelta(minutes=minute)) for index, minute in enumerate(minutes)]
    return tuple(reversed(slots))


def _minutes_backwards(outlet: Outlet, seed: str, now: datetime) -> Iterator[Slot]:
    for number in range(_slot_number(outlet, now), -1, -1):
        slot = _minute_slot(outlet, seed, number, now)
        if slot.published <= now:
            yield slot


def _slot_number(outlet: Outlet, now: datetime) -> int:
    return int((now - _EPOCH) / timedelta(minutes=outlet.every))


def _minute_slot(outlet: Outlet, seed: str, number: int, now: datetime) -> Slot:
    published, corrected = _appointments(outlet, seed, number)
    return Slot(number, published, corrected if corrected and corrected <= now else None)


def _appointments(outlet: Outlet, seed: str, number: int) -> tuple[datetime, datetime | None]:
    """When story `number` will appear, and when it will be corrected, if ever."""
    draw = random.Random(f"{seed}|{outlet.host}|{number}|when")
    start = _EPOCH + timedelta(minutes=outlet.every * number)
    published = start + timedelta(seconds=draw.randrange(outlet.every * 60))
    delay = timedelta(seconds=draw.randrange(60, _LATEST_CORRECTION))
    return published, published + delay if number % 2 else None  # every other one: a demo shows some soon
