"""Charts as SVG: bars placed here and drawn by the template; the overview's chart of articles an hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from wireroom.common.text.names import language_name

GROUPINGS = ("all", "language", "publisher")  # of the overview's chart
HOURS = 48  # that it shows


@dataclass(frozen=True, slots=True)
class Bar:
    """A coloured bar: x and width in per cent of the chart's width, y (downwards) and height in pixels."""

    series: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """The stacked bars of one step of time."""

    at: Any
    values: Mapping[str, int]
    x: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked bars with grid lines and totals."""

    height: float  # pixels
    step: float  # per cent of the width
    columns: tuple[Column, ...]
    lines: tuple[tuple[int, float], ...]  # value and y
    totals: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        """Whether all totals are zero."""
        return not any(self.totals.values())


def stacked(
    rows: Sequence[Mapping[str, Any]],
    at: str,
    series: Sequence[str],
    *,
    height: float = 160,
) -> Chart:
    """Stack the bars of the named series, in order, one column for each row.

    `at` names the column of `rows` with the step of time. Only widths scale with the screen.
    """
    most = max((sum(row[name] for name in series) for row in rows), default=0)
    top = _round_up(most)
    step = 100 / max(len(rows), 1)
    columns = tuple(
        Column(
            row[at],
            {name: row[name] for name in series},
            number * step,
            _bars(row, series, number * step, step, height / top),
        )
        for number, row in enumerate(rows)
    )
    marks = (top // 2, top) if top > 1 else (top,)
    lines = tuple((value, height - value * height / top) for value in marks)
    totals = {name: sum(row[name] for row in rows) for name in series}
    return Chart(height, step, columns, lines, totals)


def _bars(
    row: Mapping[str, Any], series: Sequence[str], x: float, step: float, scale: float
) -> tuple[Bar, ...]:
    bars, below = [], 0
    gap = min(step / 5, 0.4)
    for name in series:
        if row[name]:
            tall = row[name] * scale
            # The picture is as high as its largest sum: what is below ends where this begins.
            bars.append(Bar(name, x + gap / 2, -(below * scale) - tall, step - gap, tall))
            below += row[name]
    return tuple(bars)


def _round_up(value: int) -> int:
    """The next larger of 1, 2, 4, 6, 10, 20, 40, 60, 100, …"""
    power = 1
    while True:
        for step in (1, 2, 4, 6):
            if value <= step * power:
                return step * power
        power *= 10


@dataclass(frozen=True, slots=True)
class HoursChart:
    """The chart; the label of each series, from the bottom up; and the value that a link filters by."""

    chart: Chart
    names: Mapping[str, str]
    filters: Mapping[str, str]  # by series: a language or publisher


def hours_chart(rows: Sequence[Mapping[str, Any]], by: str, now: datetime) -> HoursChart:
    """The chart of `rows` from the query `page_hours`: counts by hour and place.

    A place is the rank of a language or publisher; place 0 counts all articles, or those of all others.
    """
    names, filters = _legend(rows, by)
    last = now.replace(minute=0, second=0, microsecond=0)
    hours = {last - timedelta(hours=ago): dict.fromkeys(names, 0) for ago in reversed(range(HOURS))}
    for row in rows:
        counts = hours.get(row["hour"])
        if counts is None:
            continue
        counts["backfilled"] += row["backfilled"]
        if by == "all":
            counts["inserted"] += row["inserted"]
            counts["revised"] += row["revised"]
        elif row["inserted"] + row["revised"]:
            counts[_series(row["place"])] += row["inserted"] + row["revised"]
    return HoursChart(
        stacked([{"hour": hour, **counts} for hour, counts in hours.items()], "hour", tuple(names)),
        names,
        filters,
    )


def _legend(rows: Sequence[Mapping[str, Any]], by: str) -> tuple[dict[str, str], dict[str, str]]:
    if by == "all":
        return {"inserted": "new", "revised": "corrected", "backfilled": "from backfills"}, {}
    places = dict(sorted((row["place"], row["name"]) for row in rows if row["place"]))
    filters = {_series(place): name for place, name in places.items()}
    rest = any(not row["place"] and row["inserted"] + row["revised"] for row in rows)
    named = {key: language_name(name) for key, name in filters.items()} if by == "language" else filters
    others = {_series(0): "others or unknown"} if rest else {}
    return {**named, **others, "backfilled": "from backfills"}, filters


def _series(place: int) -> str:
    """The CSS class of a series, which has its colour."""
    return f"group{place}"
