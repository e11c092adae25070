"""The warehouse's numbers in, Prometheus' text format out; for whoever is logged in, or brings the token."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from wireroom.ui.gateway import log_in
from wireroom.ui.read_session import Row, read_session

router = APIRouter()
GAUGES = {  # name → what it is, and the name of its label
    "alerts_open": ("Open alerts that are not silenced.", "rule"),
    "dropped_last_day": ("Entries left out in 24 hours.", "stage"),
    "entries_last_day": ("Entries of the runs of 24 hours.", "result"),
    "feeds": ("Feeds by condition.", "condition"),
    "last_run_age_seconds": ("Since the last run began.", "kind"),
    "last_well_poll_age_seconds": ("Since any feed last answered as it should.", ""),
    "poll_seconds": ("Time from request to answer, last hour.", "quantile"),
    "search_queue": ("Articles stored and not searchable.", "state"),
    "search_queue_age_seconds": ("Age of the oldest of them.", ""),
    "watch_age_seconds": ("Since watch_health last looked.", ""),
}


async def log_in_or_token(request: Request) -> None:
    """Require a login, or WIREROOM_METRICS_TOKEN as bearer token, since scrapers cannot log in."""
    token = request.app.state.settings.alerting.metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        await log_in(request)


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """All metrics in Prometheus' text format, from one query."""
    with read_session(request.app.state.settings) as session:
        rows = session.rows("ui/metrics", now=request.app.state.clock())
    registry = CollectorRegistry()
    registry.register(_Numbers(rows))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


class _Numbers(Collector):
    """Collector for the Prometheus library over the rows of the query."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One metric family for each name."""
        for name, rows in groupby(self.rows, key=lambda row: str(row["name"])):
            yield _family(name, rows)


def _family(name: str, rows: Iterable[Row]) -> GaugeMetricFamily:
    words, label = GAUGES[name]
    family = GaugeMetricFamily(f"wireroom_{name}", words, labels=[label] if label else [])
    for row in rows:
        if row["value"] is not None:
            family.add_metric([row["label"]] if label else [], row["value"])
    return family
