"""The readers in their order: from forms with one meaning only to those that need judgement.

Each is `read(text, hints) -> ParsedDate | Instant | RefusedForm | None` on folded text; None is "not mine".
"""

from __future__ import annotations

from collections.abc import Callable

from wireroom.common.dates.freeform import read_freeform
from wireroom.common.dates.parsed_date import Hints, Result
from wireroom.common.dates.readers import (
    digits,
    east_asian,
    iso8601,
    iso_suffix,
    other_calendars,
    relative,
    rfc822,
    two_calendars,
)

Reader = Callable[[str, Hints], Result]

FEED_READERS: tuple[tuple[str, Reader], ...] = (
    ("two_calendars", two_calendars.read),
    ("other_calendars", other_calendars.read),
    ("rfc822", rfc822.read),
    ("iso8601", iso8601.read),
    ("iso8601", iso_suffix.read),
    ("compact", digits.read_compact),
    ("compact", digits.read_pdf),
    ("unix_time", digits.read_unix_time),
    ("east_asian", east_asian.read),
    ("sighted", read_freeform.read),  # the name that `inspect` has always given it
)
# "3 hours ago" is a date only in the text of a page; in a feed's date element it would move with every poll
TEXT_READERS = (*FEED_READERS, ("relative", relative.read))
