"""The steps of `wireroom up`: to databases ready for articles, and to an Airflow with our DAGs running."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from wireroom.cli.console import Progress, utc_now
from wireroom.errors import LandingError, StackError
from wireroom.feed_list.follow_feed_list import follow_feed_list
from wireroom.settings import PROJECT_ROOT, Settings
from wireroom.stack.airflow.airflow_api import AirflowApi
from wireroom.stack.airflow.airflow_environment import TAKEDOWN_URL, UI_USER, airflow_environment
from wireroom.stack.airflow.airflow_processes import API_SERVER, bring_up_airflow, wait_for_airflow
from wireroom.stack.paths import write_private
from wireroom.stack.ports import HOST
from wireroom.stack.postgres.databases import Databases, bring_up_embedded_postgres, use_external_postgres
from wireroom.stack.process import Command, clean_environment, code_hash, wait_until
from wireroom.stack.stack import Stack
from wireroom.store.schema.migrate import Migrated, migrate

# Pools that our tasks name: without them a task would wait for ever. `tests/dags` holds the names together.
POOLS = (
    ("wireroom_fetch", 4, "shards of feeds that are fetched at once"),
    ("wireroom_pages", 2, "shards of pages that are fetched at once"),
    ("wireroom_backfill", 2, "jobs of past days at once, so that live feeds keep their place"),
)
# All but embed_articles, which may cost money: a run of a DAG that is off waits in the queue for ever.
UNPAUSED = (
    "backfill_archive",
    "backfill_files",
    "fetch_pages",
    "ingest_feeds",
    "maintain_warehouse",
    "replay_landed",
    "plan_backfill",
    "watch_health",
)
NEWSROOM = "newsroom"
PUBLIC_PORT = 8799  # in the outlets' URLs, which stay the same wherever the server listens
DAG_TIMEOUT = 120.0  # seconds until Airflow has read the DAG files


def bring_up_databases(stack: Stack, progress: Progress) -> Databases:
    """Our own server, or the one that WIREROOM_DATABASE_URL names."""
    if stack.settings.external_postgres:
        with progress.step("PostgreSQL of yours") as step:
            databases = use_external_postgres(stack.settings)
            step.said("lets us in")
        return databases
    with progress.step("PostgreSQL") as step:
        databases = bring_up_embedded_postgres(stack)
        step.said(f"port {stack.state.ports['postgres']}")
    return databases


def bring_up_newsroom(stack: Stack) -> str:
    """Start the sample newsroom; gives `WIREROOM_CONNECT_TO`, which leads its outlets' hosts to its port."""
    port = stack.port_for(NEWSROOM, stack.settings.newsroom_port)
    options = ("--port", str(port), *stack.settings.newsroom_options)
    arguments = (sys.executable, "-m", "wireroom.cli.main", "newsroom", *options)
    version = code_hash(PROJECT_ROOT / "plugins" / "wireroom" / "newsroom")
    command = Command(NEWSROOM, arguments, clean_environment(os.environ), PROJECT_ROOT, version=version)
    record, _ = stack.keep_running(command)
    wait_until(lambda: _listens(port), what="the sample newsroom", process=record, timeout=60)
    ours = f"*.localhost:{PUBLIC_PORT}={HOST}:{port}"
    theirs = [f"{asked}={actual}" for asked, actual in stack.settings.connect_to]
    return ",".join([ours, *theirs])


def _listens(port: int) -> bool | None:
    with contextlib.closing(socket.socket()) as probe:
        probe.settimeout(1)
        return True if probe.connect_ex((HOST, port)) == 0 else None


def remark_on_a_change_of_server(stack: Stack, databases: Databases, progress: Progress) -> None:
    """A new terminal lacks the variable: articles that seem lost are on the other server."""
    kept = stack.paths.environment
    lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    known = dict(line.partition("=")[::2] for line in lines).get("WIREROOM_DATABASE_URL", "")
    before, now = urlsplit(known), urlsplit(databases.loader_url)
    is_ours_moved = before.username == now.username and not stack.settings.external_postgres  # to a free port
    if known and not is_ours_moved and (before.hostname, before.port) != (now.hostname, now.port):
        progress.tell(
            f"the database was at {before.hostname}:{before.port} until now, and is another from here on: "
            "WIREROOM_DATABASE_URL says which; the articles of the other one stay where they are"
        )


def write_environment(stack: Stack, databases: Databases, connect_to: str) -> None:
    """What `wireroom` commands find when nothing else tells them (`Settings.from_environment`)."""
    lines = {
        "WIREROOM_DATABASE_URL": databases.loader_url,
        "WIREROOM_ADMIN_DATABASE_URL": databases.admin_url,
        "WIREROOM_READER_DATABASE_URL": databases.reader_url,
        "WIREROOM_OWN_AIRFLOW_DATABASE_URL": databases.airflow_url,  # `maintain` cleans it and its logs
        "WIREROOM_CONNECT_TO": connect_to,
    }
    write_private(stack.paths.environment, "".join(f"{name}={value}\n" for name, value in lines.items()))


def load_schema_and_feeds(settings: Settings, databases: Databases, progress: Progress) -> None:
    """Migrate, then let the database follow the list of feeds."""
    with progress.step("Schema") as step:
        migrated = migrate(databases.admin_url, reader_limits=settings.reader_limits, tell=progress.tell)
        for remark in migrated.remarks:
            progress.tell(remark)
        step.said(_migrated(migrated))
    _repeat_takedowns(replace(settings, admin_database_url=databases.admin_url), progress)
    with progress.step(f"Feeds of {settings.feeds_file.name}") as step:
        loading = replace(settings, database_url=databases.loader_url)
        followed = follow_feed_list(loading, utc_now())
        step.said(f"{followed.listed} declared" if not followed.problem else "not followed")
    if followed.problem:
        progress.tell(followed.words)


def _repeat_takedowns(settings: Settings, progress: Progress) -> None:
    """Trouble with the landing files keeps nothing from starting: the next start tries again."""
    from wireroom.takedown.repeat_takedowns import repeat_takedowns
    from wireroom.takedown.takedown_report import report_of_repeat

    try:
        for sentence in report_of_repeat(repeat_takedowns(settings, now=utc_now()), restored=False):
            progress.tell(sentence)
    except LandingError as error:
        progress.tell(f"whether a takedown must be repeated cannot be told: {error}")


def _migrated(migrated: Migrated) -> str:
    if not migrated.present:
        return "made"
    return f"{len(migrated.applied)} migrations applied" if migrated.applied else "in place"


def environment_for_airflow(stack: Stack, databases: Databases, connect_to: str) -> dict[str, str]:
    """Airflow's environment, on a port that is free."""
    port = stack.port_for(API_SERVER, stack.settings.ui_port)
    return airflow_environment(stack, databases, port, connect_to)


def start_airflow(
    stack: Stack, environment: Mapping[str, str], databases: Databases, progress: Progress
) -> AirflowApi:
    """Start the four processes and wait until each is healthy."""
    ours = {name: value for name, value in environment.items() if os.environ.get(name) != value}
    write_private(stack.paths.airflow_environment, json.dumps(ours))  # for `wireroom airflow …`
    with progress.step("Airflow") as step:
        api_server = {TAKEDOWN_URL: databases.takedown_url}
        processes = bring_up_airflow(stack, environment, api_server=api_server)
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
        began, deadline = utc_now(), time.monotonic() + DAG_TIMEOUT
        missing, switched = list(UNPAUSED), list[str]()
        while missing:
            for dag_id, dag in [(name, found) for name in missing if (found := api.dag(name)) is not None]:
                missing.remove(dag_id)
                if dag["is_paused"]:
                    api.unpause(dag_id)
                    switched.append(dag_id)
            _raise_if_unreadable(api, missing, began, late=time.monotonic() > deadline)
            time.sleep(0.5 if missing else 0)
        step.said(f"{', '.join(switched)} switched on" if switched else f"{', '.join(UNPAUSED)} on")
    return switched


def _raise_if_unreadable(api: AirflowApi, missing: list[str], began: datetime, *, late: bool) -> None:
    """An error of an earlier day may be mended by now: it counts once Airflow has had its time."""
    if missing and (errors := api.import_errors(since=None if late else began)):
        raise StackError("Airflow cannot read a DAG file:\n    " + "\n    ".join(errors))
    if missing and late:
        raise StackError(
            f"Airflow has not found {', '.join(missing)} after {DAG_TIMEOUT:.0f} s: see `make logs`"
        )
