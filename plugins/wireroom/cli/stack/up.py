"""`wireroom up`: from nothing, or from whatever is there, to a working system with news in it.

    feeds.yaml? room? ─▶ Postgres ─▶ newsroom ─▶ schema and feeds ─▶ Airflow ─▶ first ingest ─▶ what came in
                                          └────▶ Airflow's tables ──┘

Every step looks at what is there and does what is missing, so that running it again is cheap and
doubles nothing. It installs nothing: the Makefile did that before.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from wireroom import sources
from wireroom.cli.console import INTERRUPTED, Progress, Step
from wireroom.cli.stack.stay_up import stay_up
from wireroom.cli.stack.summary import show_summary
from wireroom.cli.stack.up_steps import (
    bring_up_databases,
    bring_up_newsroom,
    environment_for_airflow,
    load_schema_and_feeds,
    remark_on_a_change_of_server,
    start_airflow,
    unpause_dags,
    write_environment,
)
from wireroom.errors import StackError
from wireroom.settings import Settings
from wireroom.stack.airflow.airflow_api import AirflowApi
from wireroom.stack.airflow.airflow_processes import migrate_airflow
from wireroom.stack.down import ENDING, end_orphans_of
from wireroom.stack.postgres.databases import Databases
from wireroom.stack.stack import Stack, open_stack

DAG_ID = "ingest_feeds"
TIMEOUT = 300.0  # seconds
OWN_RUN_WITHIN = 5.0  # seconds in which Airflow begins a run of its own, once the DAG is switched on
_OPEN = {"queued", "running"}


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom up`."""
    parser = subcommands.add_parser("up")
    parser.add_argument("--no-ingest", action="store_true", help="start everything and stop there")
    parser.add_argument(
        "--stay", action="store_true", help="then stay, and start again whatever ends, until `wireroom down`"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Bring the whole system up; 0 when it works."""
    progress = Progress()
    # Not what an earlier `up` left behind: that is ours to write.
    settings = Settings.from_environment(os.environ)
    sources.load_feeds_file(settings.feeds_file)  # a slip in it is told before anything is started
    with open_stack(settings, progress.tell) as stack:
        try:
            _bring_up(stack, progress, ingest=not arguments.no_ingest)
        except KeyboardInterrupt:
            progress.tell(_still_running(stack))
            return INTERRUPTED
    if arguments.stay:
        return stay_up(settings, progress, start_again)
    return 0


def _still_running(stack: Stack) -> str:
    """What an interrupted `up` leaves, and how to go on."""
    names = [name for name in stack.state.processes if stack.record_of(name)]
    left = f"still running: {', '.join(names)}" if names else "nothing is running"
    return f"interrupted; {left}. `make up` goes on from here, `make down` ends all"


def _bring_up(stack: Stack, progress: Progress, *, ingest: bool) -> None:
    databases, api = start_all(stack, progress)
    switched_on = unpause_dags(api, progress)
    if ingest:
        ingest_now(api, progress, just_switched_on=DAG_ID in switched_on)
    show_summary(stack, databases, api, progress)


def start_again(stack: Stack, progress: Progress) -> None:
    """Start what has ended. DAGs stay as they are: somebody may have switched them off for a restore."""
    start_all(stack, progress)


def start_all(stack: Stack, progress: Progress) -> tuple[Databases, AirflowApi]:
    """Start what does not run; gives the databases, and Airflow."""
    stack.state.notes.pop(ENDING, None)
    stack.save()
    if orphans := end_orphans_of(stack):
        progress.tell(f"{orphans} processes of an earlier life were still running: they were ended")
    databases = bring_up_databases(stack, progress)
    with progress.step("Sample newsroom") as step:
        connect_to = bring_up_newsroom(stack)
        step.said(f"port {stack.state.ports['newsroom']}")
    remark_on_a_change_of_server(stack, databases, progress)
    write_environment(stack, databases, connect_to)
    environment = environment_for_airflow(stack, databases, connect_to)
    with ThreadPoolExecutor(1) as beside:
        tables = beside.submit(migrate_airflow, stack, environment)
        load_schema_and_feeds(stack.settings, databases, progress)
        with progress.step("Airflow's tables") as step:
            step.said("made" if tables.result() else "in place")
    return databases, start_airflow(stack, environment, databases, progress)


def ingest_now(api: AirflowApi, progress: Progress, *, just_switched_on: bool) -> None:
    """Wait for the run that is under way, or for one of ours; a remark where it ends red.

    A DAG that was just switched on gets a run from its schedule at once: another one beside it would
    only find that nothing is due any more.
    """
    with progress.step("First ingest" if just_switched_on else "Ingest") as step:
        run_id = _run_under_way(api, OWN_RUN_WITHIN if just_switched_on else 0.0) or api.trigger(DAG_ID)
        state = _follow(api, run_id, step)
        step.said(_words(api, run_id))
    if state != "success":
        progress.tell(f"the run ended as {state}: see {_page(api, run_id)}")


def _run_under_way(api: AirflowApi, timeout: float) -> str | None:
    deadline = time.monotonic() + timeout
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
