"""Dates as written in; instants, with their precision, origin and doubts, out."""

from wireroom.normalize.dates.read_date import read_date

__all__ = ["read_date"]
