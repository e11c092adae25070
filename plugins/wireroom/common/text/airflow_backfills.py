"""Say why Airflow creates no other backfill of a DAG, from its list of backfills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def one_at_a_time(dag_id: str, found: Iterable[Mapping[str, Any]], page: str = "") -> str:
    """What runs, and what can be done about it; empty if none of `found` is under way.

    `found`: `backfills` as `/api/v2/backfills` has them; `page`: the URL of the DAG's page, if known.
    """
    running = next((each for each in found if not each.get("completed_at")), None)
    if running is None:
        return ""
    days = " to ".join(str(running.get(name) or "?")[:10] for name in ("from_date", "to_date"))
    begun = str(running.get("created_at") or "?")[:16].replace("T", " ")
    origins = ", ".join((running.get("dag_run_conf") or {}).get("origins") or ())
    return (
        f"Airflow runs one backfill of a DAG at a time, and of {dag_id} number {running.get('id')} "
        f"{'is paused' if running.get('is_paused') else 'is under way'}: {days}"
        f"{f' from {origins}' if origins else ''}, asked for at {begun} UTC. Wait for its end "
        f"(half a minute more), or see and cancel it on the DAG's page{f': {page}' if page else '.'}"
    )
