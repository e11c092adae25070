"""Migrate Airflow's tables, start its four processes, and wait until they are healthy."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from wireroom.errors import StackError
from wireroom.settings import PROJECT_ROOT
from wireroom.stack.airflow.airflow_api import AirflowApi
from wireroom.stack.airflow.airflow_environment import UI_USER
from wireroom.stack.ports import HOST
from wireroom.stack.process import Command, code_hash, end_of_log, wait_until
from wireroom.stack.stack import Stack
from wireroom.stack.state import ProcessRecord

API_SERVER = "api-server"
# The log servers would listen on every address of the machine; logs are read from the disk they are on.
ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    API_SERVER: ("api-server",),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
}
_MIGRATED = "airflow_migrated"
TIMEOUT = 240.0  # seconds; without compiled code on a busy machine it has taken 75
COMPONENTS = {
    "metadatabase": None,
    "scheduler": "latest_scheduler_heartbeat",
    "dag_processor": "latest_dag_processor_heartbeat",
    "triggerer": "latest_triggerer_heartbeat",
}


def airflow_command(*arguments: str) -> tuple[str, ...]:
    """Through the interpreter: the script's first line may name no path with spaces or over 127 bytes."""
    return (sys.executable, "-m", "airflow", *arguments)


def migrate_airflow(stack: Stack, environment: Mapping[str, str]) -> bool:
    """Bring Airflow's own tables up to date; False where that was done before for this version and server."""
    wanted = f"{version('apache-airflow-core')} {environment['AIRFLOW__DATABASE__SQL_ALCHEMY_CONN']}"
    if not stack.settings.external_postgres and stack.state.notes.get(_MIGRATED) == wanted:
        return False
    run_airflow_migration(stack.paths.logs / "airflow-migrate.log", environment)
    stack.state.notes[_MIGRATED] = wanted
    stack.save()
    return True


def run_airflow_migration(log: Path, environment: Mapping[str, str]) -> None:
    """`airflow db migrate`; StackError with the end of its log where it fails."""
    with log.open("wb") as output:
        command = airflow_command("db", "migrate")
        done = subprocess.run(command, env=environment, stdout=output, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        raise StackError(f"Airflow could not migrate its tables; the end of {log}:\n{end_of_log(str(log))}")


def bring_up_airflow(
    stack: Stack, environment: Mapping[str, str], *, api_server: Mapping[str, str]
) -> dict[str, tuple[ProcessRecord, bool]]:
    """Start what does not run, restart what was started with other settings or other code.

    `api_server`: what that process alone gets beside `environment`.
    """
    code = code_hash(PROJECT_ROOT / "plugins", PROJECT_ROOT / "sql" / "queries")  # both are in memory
    folder = Path(PROJECT_ROOT)
    return {
        name: stack.keep_running(
            Command(
                name,
                airflow_command(*arguments),
                {**environment, **api_server} if name == API_SERVER else environment,
                folder,
                version=code,
            )
        )
        for name, arguments in ARGUMENTS.items()
    }


def wait_for_airflow(api: AirflowApi, processes: dict[str, tuple[ProcessRecord, bool]]) -> None:
    """Return when the api-server answers and every other component has sent a heartbeat since its start."""
    server, _ = processes[API_SERVER]
    wait_until(api.health, what="Airflow's api-server", process=server, timeout=TIMEOUT, pause=0.5)
    api.log_in(TIMEOUT)  # what answers first is imported first
    api.warm_up_execution(TIMEOUT)
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
    """True if the component is healthy by a heartbeat since this start; None if not (yet).

    Airflow counts the last heartbeat of a process that was ended half a minute ago as healthy.
    """
    state = (health or {}).get(component) or {}
    if state.get("status") != "healthy":
        return None
    key = COMPONENTS[component]
    beat = state.get(key) if key else None
    return True if key is None or (beat and datetime.fromisoformat(beat).timestamp() >= since) else None


def api_of(stack: Stack) -> AirflowApi:
    """The api-server of the stack, as its admin; who asks for more than its health logs in first."""
    port = stack.state.ports.get(API_SERVER, 0)
    return AirflowApi(f"http://{HOST}:{port}", UI_USER, stack.credentials.ui_admin)
