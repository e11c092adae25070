"""The first run of `ingest_feeds` within `wireroom up`, followed to its end."""

from __future__ import annotations

import time
from collections import Counter

from wireroom.cli.progress import Progress, Step
from wireroom.errors import StackError
from wireroom.stack.airflow_api import AirflowApi

DAG_ID = "ingest_feeds"
TIMEOUT = 300.0  # seconds
_OPEN = {"queued", "running"}


def ingest_now(api: AirflowApi, dag_ids: list[str], progress: Progress, *, ingest: bool = True) -> None:
    """Trigger a run and wait for it; StackError where it is late, a remark where it is red."""
    if not ingest or DAG_ID not in dag_ids:
        return
    with progress.step("First ingest") as step:
        run_id = api.trigger(DAG_ID)
        state = _follow(api, run_id, step)
        step.said(_words(api, run_id))
    if state != "success":
        progress.tell(f"the run ended as {state}: see {api.base_url}/dags/{DAG_ID}/runs/{run_id}")


def _follow(api: AirflowApi, run_id: str, step: Step) -> str:
    deadline = time.monotonic() + TIMEOUT
    while (state := api.run_state(DAG_ID, run_id)) in _OPEN:
        if time.monotonic() > deadline:
            page = f"{api.base_url}/dags/{DAG_ID}/runs/{run_id}"
            raise StackError(f"{DAG_ID} is still {state} after {TIMEOUT:.0f} s: see {page}")
        step.said(_words(api, run_id) or state)
        time.sleep(0.5)
    return state


def _words(api: AirflowApi, run_id: str) -> str:
    states = Counter(state for _, state in api.task_states(DAG_ID, run_id))
    return ", ".join(f"{count} tasks {state}" for state, count in sorted(states.items()))
