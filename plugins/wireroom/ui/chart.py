"""Numbers in, bars of an SVG picture out: the template draws what is placed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Bar:
    """One coloured piece; coordinates in the picture's units, y downwards."""

    series: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """What stands above one step of time."""

    at: Any
    values: Mapping[str, int]
    x: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of stacked bars with its lines and its totals."""

    width: float
    height: float
    step: float
    columns: tuple[Column, ...]
    lines: tuple[tuple[int, float], ...]  # value and y
    totals: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        """There is nothing to draw."""
        return not any(self.totals.values())


def stacked(
    rows: Sequence[Mapping[str, Any]],
    at: str,
    series: Sequence[str],
    *,
    width: float = 960,
    height: float = 160,
) -> Chart:
    """Bars of the named series, one on the other, in the order of the rows.

    `at` names the column that a bar stands for; `width` and `height` are of the picture, in its own units.
    """
    most = max((sum(row[name] for name in series) for row in rows), default=0)
    top = _round_up(most)
    step = width / max(len(rows), 1)
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
    return Chart(width, height, step, columns, lines, totals)


def _bars(
    row: Mapping[str, Any], series: Sequence[str], x: float, step: float, scale: float
) -> tuple[Bar, ...]:
    bars, below = [], 0
    gap = min(step / 5, 3)
    for name in series:
        if row[name]:
            tall = row[name] * scale
            # The picture is as high as its largest sum: what is below ends where this begins.
            bars.append(Bar(name, x + gap / 2, -(below * scale) - tall, step - gap, tall))
            below += row[name]
    return tuple(bars)


def _round_up(value: int) -> int:
    """The next of 1, 2, 4, 6, 10, 20, 40, 60, 100, …"""
    power = 1
    while True:
        for step in (1, 2, 4, 6):
            if value <= step * power:
                return step * power
        power *= 10
