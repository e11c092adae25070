"""Dates as written in; instants, with their precision, origin and doubts, out."""

from wireroom.normalize.dates.choose_date import choose_date
from wireroom.normalize.dates.date_in_url import date_in_url
from wireroom.normalize.dates.learn_day_first import learn_day_first
from wireroom.normalize.dates.read_date import read_date

__all__ = ["choose_date", "date_in_url", "learn_day_first", "read_date"]
