"""The first run of `ingest_feeds` within `wireroom up`, followed to its end."""

from __future__ import annotations

import time
from collections import Counter

from wireroom.cli.progress import Progress, Step
from wireroom.errors import StackError
from wireroom.stack.airflow.airflow_api import AirflowApi

DAG_ID = "ingest_feeds"
TIMEOUT = 300.0  # seconds
PATIENCE = 5.0  # seconds in which Airflow begins a run of its own, once the DAG is switched on
_OPEN = {"queued", "running"}


def ingest_now(api: AirflowApi, progress: Progress, *, just_switched_on: bool) -> None:
    """Wait for the run that is under way, or for one of ours; a remark where it ends red.

    A DAG that was just switched on gets a run from its schedule at once: another one beside it would
    only find that nothing is due any more.
    """
    with progress.step("First ingest" if just_switched_on else "Ingest") as step:
        run_id = _run_under_way(api, PATIENCE if just_switched_on else 0.0) or api.trigger(DAG_ID)
        state = _follow(api, run_id, step)
        step.said(_words(api, run_id))
    if state != "success":
        progress.tell(f"the run ended as {state}: see {_page(api, run_id)}")


def _run_under_way(api: AirflowApi, patience: float) -> str | None:
    deadline = time.monotonic() + patience
    while True:
        runs = api.open_runs(DAG_ID)
        if runs or time.monotonic() >= deadline:
            return runs[0] if runs else None
        time.sleep(0.2)


def _follow(api: AirflowApi, run_id: str, step: Step) -> str:
    deadline = time.monotonic() + TIMEOUT
    while (state := api.run_state(DAG_ID, run_id)) in _OPEN:
        if time.monotonic() > deadline:
            raise StackError(f"{DAG_ID} is still {state} after {TIMEOUT:.0f} s: see {_page(api, run_id)}")
        step.said(_words(api, run_id) or state)
        time.sleep(0.5)
    return state


def _page(api: AirflowApi, run_id: str) -> str:
    return f"{api.base_url}/dags/{DAG_ID}/runs/{run_id}"


def _words(api: AirflowApi, run_id: str) -> str:
    states = Counter(state for _, state in api.task_states(DAG_ID, run_id))
    if set(states) == {"skipped", "success"}:
        return "no feed was due"
    names = {"success": "succeeded"}
    return ", ".join(f"{count} tasks {names.get(state, state)}" for state, count in sorted(states.items()))
