"""Processes of Airflow that were just started in; a working Airflow out, or a clear error."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wireroom.stack.airflow_api import AirflowApi
from wireroom.stack.airflow_processes import API_SERVER
from wireroom.stack.patience import wait_until
from wireroom.stack.state import ProcessRecord

TIMEOUT = 240.0  # seconds; without compiled code on a busy machine it has taken 75
COMPONENTS = {
    "metadatabase": None,
    "scheduler": "latest_scheduler_heartbeat",
    "dag_processor": "latest_dag_processor_heartbeat",
    "triggerer": "latest_triggerer_heartbeat",
}


def wait_for_airflow(api: AirflowApi, processes: dict[str, tuple[ProcessRecord, bool]]) -> None:
    """Return when the api-server answers and every other component has a heart beating since its start."""
    server, _ = processes[API_SERVER]
    wait_until(api.health, what="Airflow's api-server", process=server, timeout=TIMEOUT, pause=0.5)
    api.log_in()
    api.warm_up_execution()
    for name, (record, _) in processes.items():
        component = name.replace("-", "_")
        if component in COMPONENTS:
            wait_until(
                lambda component=component, since=record.created: beats(api.health(), component, since),  # type: ignore[misc]
                what=f"Airflow's {name}",
                process=record,
                timeout=TIMEOUT,
                pause=0.5,
            )


def beats(health: dict[str, Any] | None, component: str, since: float) -> bool | None:
    """True where the component is healthy by a heartbeat of this life of it; None where not (yet).

    Airflow counts the last heartbeat of a process that was ended half a minute ago as healthy.
    """
    state = (health or {}).get(component) or {}
    if state.get("status") != "healthy":
        return None
    key = COMPONENTS[component]
    beat = state.get(key) if key else None
    return True if key is None or (beat and datetime.fromisoformat(beat).timestamp() >= since) else None
