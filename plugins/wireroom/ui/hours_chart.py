"""Articles of each hour in, the overview's chart and its legend out: of all, by language or by publisher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from wireroom.common.text.language_names import language_name
from wireroom.ui.chart import Chart, stacked

GROUPINGS = ("all", "language", "publisher")
HOURS = 48


@dataclass(frozen=True, slots=True)
class HoursChart:
    """The bars; what each colour stands for, from the bottom up; the names that a link can filter by."""

    chart: Chart
    names: Mapping[str, str]
    filters: Mapping[str, str]  # by series: a language or publisher


def hours_chart(rows: Sequence[Mapping[str, Any]], by: str, now: datetime) -> HoursChart:
    """`rows` as `page_hours` has them: counts of an hour and place; place 0: all, or the others."""
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
    """The class that its colour hangs on."""
    return f"group{place}"
