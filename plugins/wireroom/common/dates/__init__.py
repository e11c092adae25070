"""Read dates as written: instants, with their precision, origin and doubts."""

from wireroom.common.dates.choose_date import choose_date, is_midnight
from wireroom.common.dates.date_in_url import date_in_url
from wireroom.common.dates.date_lexicon import label_in
from wireroom.common.dates.find_date import FoundDate, find_date, is_date
from wireroom.common.dates.read_date import home_zone, learn_day_first, read_date

__all__ = [
    "FoundDate",
    "choose_date",
    "date_in_url",
    "find_date",
    "home_zone",
    "is_date",
    "is_midnight",
    "label_in",
    "learn_day_first",
    "read_date",
]
