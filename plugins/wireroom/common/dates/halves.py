"""An hour on a clock of twelve in; the hour of the day out."""

from __future__ import annotations


def on_24_hours(hour: int, afternoon: bool | None) -> int | None:
    """`afternoon` None: no half was written. `12 am` is midnight; careless `15 pm` is 15."""
    if afternoon is None or 12 < hour <= 24:
        return hour
    if hour > 24:
        return None
    return hour % 12 + (12 if afternoon else 0)
