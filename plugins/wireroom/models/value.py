"""Make a class a value: compared by its fields and never changed; and the type of a clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar, cast, dataclass_transform

Clock = Callable[[], datetime]  # gives the present, in UTC: nothing below a surface reads one of its own
CLOCK_SKEW = timedelta(minutes=10)  # two machines' clocks may differ by so much
C = TypeVar("C", bound=type[object])


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: C) -> C:
    """Make `cls` a slotted dataclass whose fields the type checker lets nobody set.

    Python's own `frozen=True` goes through `object.__setattr__` for each field: 2 µs for an Entry, not 0.6,
    and an entry makes a dozen such values, 3 % of all that transforming it costs. mypy reads all code here
    and refuses as much.
    """
    return cast(C, dataclass(slots=True, unsafe_hash=True)(cls))
