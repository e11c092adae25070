"""`wireroom up`: from nothing, or from whatever is there, to a working system with news in it.

    feeds.yaml? room? ─▶ Postgres ─▶ newsroom ─▶ schema and feeds ─▶ Airflow ─▶ first ingest ─▶ what came in
                                          └────▶ Airflow's tables ──┘

Every step looks at what is there and does what is missing, so that running it again is cheap and
doubles nothing. It installs nothing: the Makefile did that before.
"""

from __future__ import annotations

import argparse
import os
from concurrent.futures import ThreadPoolExecutor

from wireroom import sources
from wireroom.cli.airflow_steps import bring_up, environment_for, unpause_dags
from wireroom.cli.arrivals import show_arrivals
from wireroom.cli.first_ingest import DAG_ID, ingest_now
from wireroom.cli.progress import Progress
from wireroom.cli.warehouse_steps import (
    bring_up_databases,
    load_schema_and_feeds,
    remark_on_a_change_of_server,
    write_environment,
)
from wireroom.settings import Settings
from wireroom.stack.airflow.airflow_processes import migrate_airflow
from wireroom.stack.down import end_orphans_of
from wireroom.stack.newsroom_process import bring_up_newsroom
from wireroom.stack.stack import Stack, open_stack

INTERRUPTED = 130  # as shells report an interrupt


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom up`."""
    parser = subcommands.add_parser("up", help="start everything, run the first ingest, show what came in")
    parser.add_argument("--no-ingest", action="store_true", help="start everything and stop there")
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
    return 0


def _still_running(stack: Stack) -> str:
    """What an interrupted `up` leaves, and how to go on."""
    names = [name for name in stack.state.processes if stack.record_of(name)]
    left = f"still running: {', '.join(names)}" if names else "nothing is running"
    return f"interrupted; {left}. `make up` goes on from here, `make down` ends all"


def _bring_up(stack: Stack, progress: Progress, *, ingest: bool) -> None:
    if orphans := end_orphans_of(stack):
        progress.tell(f"{orphans} processes of an earlier life were still running: they were ended")
    databases = bring_up_databases(stack, progress)
    with progress.step("Sample newsroom") as step:
        connect_to = bring_up_newsroom(stack)
        step.said(f"port {stack.state.ports['newsroom']}")
    remark_on_a_change_of_server(stack, databases, progress)
    write_environment(stack, databases, connect_to)
    environment = environment_for(stack, databases, connect_to)
    with ThreadPoolExecutor(1) as beside:
        tables = beside.submit(migrate_airflow, stack, environment)
        load_schema_and_feeds(stack.settings, databases, progress)
        with progress.step("Airflow's tables") as step:
            step.said("made" if tables.result() else "in place")
    api = bring_up(stack, environment, progress)
    switched_on = unpause_dags(api, progress)
    if ingest:
        ingest_now(api, progress, just_switched_on=DAG_ID in switched_on)
    show_arrivals(stack, databases, api, progress)
