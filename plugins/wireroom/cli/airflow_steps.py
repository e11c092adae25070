"""The steps of `wireroom up` that end in an Airflow with our DAGs running."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime

from wireroom.cli.progress import Progress
from wireroom.errors import StackError
from wireroom.stack.airflow_api import AirflowApi
from wireroom.stack.airflow_health import wait_for_airflow
from wireroom.stack.airflow_processes import API_SERVER, bring_up_airflow
from wireroom.stack.airflow_settings import UI_USER, airflow_environment
from wireroom.stack.databases import Databases
from wireroom.stack.private_file import write_private
from wireroom.stack.stack import Stack

# Pools that our tasks name: without them a task would wait for ever. `tests/dags` holds the names together.
POOLS = (
    ("wireroom_fetch", 4, "shards of feeds that are fetched at once"),
    ("wireroom_backfill", 2, "jobs of past days at once, so that live feeds keep their place"),
)
# All of them: a run that somebody triggers of a DAG that is off waits in the queue for ever.
SWITCHED_ON = ("backfill_archive", "backfill_files", "ingest_feeds", "maintain_warehouse", "plan_backfill")
DAG_TIMEOUT = 120.0  # seconds until Airflow has read the DAG files


def environment_for(stack: Stack, databases: Databases, connect_to: str) -> dict[str, str]:
    """Airflow's environment, on a port that is free."""
    port = stack.port_for(API_SERVER, stack.settings.ui_port)
    return airflow_environment(stack, databases, port, connect_to)


def bring_up(stack: Stack, environment: Mapping[str, str], progress: Progress) -> AirflowApi:
    """Start the four processes and wait until each is healthy."""
    ours = {name: value for name, value in environment.items() if os.environ.get(name) != value}
    write_private(stack.places.airflow_environment, json.dumps(ours))  # for `wireroom airflow …`
    with progress.step("Airflow") as step:
        processes = bring_up_airflow(stack, environment)
        started = [name for name, (_, new) in processes.items() if new]
        step.said(f"starting {', '.join(started)}" if started else "running")
        base_url = environment["AIRFLOW__API__BASE_URL"]
        api = AirflowApi(base_url, UI_USER, stack.credentials.ui_admin)
        wait_for_airflow(api, processes)
        step.said(f"{base_url} healthy")
    return api


def unpause_dags(api: AirflowApi, progress: Progress) -> list[str]:
    """Switch on our DAGs, each as soon as Airflow knows it; gives those that were off."""
    with progress.step("DAGs") as step:
        for pool in POOLS:
            api.ensure_pool(*pool)
        began, deadline = datetime.now(UTC), time.monotonic() + DAG_TIMEOUT
        missing, switched = list(SWITCHED_ON), list[str]()
        while missing:
            for dag_id, dag in [(name, found) for name in missing if (found := api.dag(name)) is not None]:
                missing.remove(dag_id)
                if dag["is_paused"]:
                    api.unpause(dag_id)
                    switched.append(dag_id)
            _complain(api, missing, began, late=time.monotonic() > deadline)
            time.sleep(0.5 if missing else 0)
        step.said(f"{', '.join(switched)} switched on" if switched else f"{', '.join(SWITCHED_ON)} on")
    return switched


def _complain(api: AirflowApi, missing: list[str], began: datetime, *, late: bool) -> None:
    """An error of an earlier day may be mended by now: it counts once Airflow has had its time."""
    if missing and (errors := api.import_errors(since=None if late else began)):
        raise StackError("Airflow cannot read a DAG file:\n    " + "\n    ".join(errors))
    if missing and late:
        raise StackError(
            f"Airflow has not found {', '.join(missing)} after {DAG_TIMEOUT:.0f} s: see `make logs`"
        )
