"""`wireroom status`: what runs, how it is, where it is reached; exit code 1 where something is missing."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import psutil
from rich.table import Table

from wireroom.cli.alerts_command import alert_lines
from wireroom.cli.console import make_console, utc_now
from wireroom.common.text.counted import are, counted
from wireroom.errors import StoreError
from wireroom.ingest.search_wait import SEARCH_MAY_WAIT, judge_search, unsearchable
from wireroom.settings import Settings
from wireroom.stack.airflow.airflow_environment import UI_USER
from wireroom.stack.airflow.airflow_processes import API_SERVER, ARGUMENTS, COMPONENTS, api_of
from wireroom.stack.ports import HOST
from wireroom.stack.postgres.postgres_server import NAME as POSTGRES
from wireroom.stack.stack import Stack, read_stack
from wireroom.stack.state import ProcessRecord
from wireroom.stack.terminate import cluster_processes, session_processes
from wireroom.store.articles.search_index import search_backlog
from wireroom.store.connection import Connection, connect
from wireroom.store.feeds.feed_reads import feeds_by_cause
from wireroom.store.feeds.feed_sync import feed_list_state
from wireroom.store.landings import unfinished

_SILENT = {"ended": "has ended", "no answer": "does not answer"}
FILED_WITHIN = timedelta(hours=1)  # of landing; later somebody should look


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom status`."""
    parser = subcommands.add_parser("status")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the table; 0 where all that `up` started is healthy, 1 where not."""
    console = make_console()
    stack = read_stack(Settings.from_environment(os.environ))
    if stack is None or not stack.state.processes:
        console.print("nothing runs: `make up` starts it")
        return 1
    statuses = process_statuses(stack, utc_now())
    health = api_of(stack).health() or {}
    words = {status.name: _health(status, health) for status in statuses}
    console.print(_table(statuses, words, stack))
    for status in statuses:
        if words[status.name] in _SILENT:
            log = stack.state.processes[status.name].log
            console.print(f"{status.name} {_SILENT[words[status.name]]}; its log: {log}", soft_wrap=True)
    if "ended" in words.values():
        console.print("`make up` starts again what has ended, `wireroom up --stay` whenever something ends")
    if missing := [name for name in ARGUMENTS if name not in words]:
        console.print(f"not started: {', '.join(missing)}; `make up` goes on from here", soft_wrap=True)
    console.print(f"memory {sum(status.memory for status in statuses) / 1024**2:,.0f} MB", style="dim")
    for line in warehouse_lines(Settings.from_environment()):
        console.print(line, markup=False, soft_wrap=True)
    if API_SERVER in words:
        login = f"user {UI_USER}, password {stack.credentials.ui_admin}"
        console.print(f"Airflow {api_of(stack).base_url} ({login})", markup=False, soft_wrap=True)
    search, behind = search_lines(Settings.from_environment().database_url)
    for line in search:
        console.print(line, markup=False, soft_wrap=True)
    return 0 if set(words.values()) == {"healthy"} and not missing and not behind else 1


def _health(status: ProcessStatus, health: dict[str, dict[str, str | None]]) -> str:
    """What Airflow says of its components; of the others, whether they run."""
    if status.uptime is None:
        return "ended"
    component = status.name.replace("-", "_")
    if status.name == API_SERVER:
        return "healthy" if health else "no answer"
    if component in COMPONENTS:
        return health.get(component, {}).get("status") or "no answer"
    return "healthy"


def _table(statuses: tuple[ProcessStatus, ...], words: dict[str, str], stack: Stack) -> Table:
    table = Table(box=None, pad_edge=False)
    for title in ("process", "pid", "up", "memory", "health", "address"):
        table.add_column(title, justify="right" if title in {"pid", "up", "memory"} else "left")
    for status in statuses:
        port = stack.state.ports.get(status.name)
        table.add_row(
            status.name,
            str(status.pid),
            _duration(status.uptime) if status.uptime is not None else "",
            f"{status.memory / 1024**2:,.0f} MB" if status.count else "",
            words[status.name],
            f"{HOST}:{port}" if port else "",
        )
    return table


def _duration(uptime: timedelta) -> str:
    minutes, seconds = divmod(int(uptime.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def warehouse_lines(settings: Settings) -> tuple[str, ...]:
    """Lines to print; none where all is well, or the database does not answer (its process says so)."""
    try:
        with connect(settings.database_url, application="wireroom status") as conn:
            return tuple(_warehouse_lines(conn))
    except StoreError:
        return ()


def _warehouse_lines(conn: Connection) -> Iterator[str]:
    listed = feed_list_state(conn)
    if listed is not None and listed.problem:
        since = f" since {listed.problem_since:%Y-%m-%d %H:%M} UTC" if listed.problem_since else ""
        yield f"the list of feeds is not followed{since}: {listed.problem}"
    work = unfinished(conn)
    if work.since is not None and utc_now() - work.since > FILED_WITHIN:
        files = f"{counted(work.landings, 'landing file')} {are(work.landings)}"
        yield (
            f"{files} not stored yet, the oldest since {work.since:%Y-%m-%d %H:%M} UTC: the next run takes "
            "them on; if this lasts, read the log of `file` in Airflow"
        )
    yield from alert_lines(conn)
    for cause in feeds_by_cause(conn):
        yield cause.words


def search_lines(url: str) -> tuple[list[str], bool]:
    """The lines to print, and whether search has fallen behind; nothing where there is no database yet."""
    try:
        with connect(url) as conn:
            backlog = search_backlog(conn)
    except StoreError:
        return [], False  # that it does not run, or is not migrated, other lines say
    lines = [str(failure)] if (failure := judge_search(backlog)) else []
    if backlog.waiting and not lines:
        lines.append(
            f"search: {counted(backlog.waiting, 'article')} {are(backlog.waiting)} being made findable"
        )
    if remark := unsearchable(backlog):
        lines.append(remark)
    return lines, backlog.oldest > SEARCH_MAY_WAIT


@dataclass(frozen=True, slots=True)
class ProcessStatus:
    """One process that `up` started, with its children."""

    name: str
    pid: int
    uptime: timedelta | None  # None: it no longer runs
    count: int  # processes, children included
    memory: int  # bytes; shared pages count in parts, so that sums are true (PSS)


def process_statuses(stack: Stack, now: datetime) -> tuple[ProcessStatus, ...]:
    """In the order in which they were started."""
    return tuple(_status(stack, record, now) for record in stack.state.processes.values())


def _status(stack: Stack, record: ProcessRecord, now: datetime) -> ProcessStatus:
    family = list(session_processes(record))
    if not family:
        return ProcessStatus(record.name, record.pid, None, 0, 0)
    if record.name == POSTGRES:  # each of its children leads a session of its own
        family = list(cluster_processes(Path(stack.state.notes["postgres_folder"]) / "data"))
    uptime = timedelta(seconds=now.timestamp() - record.created)
    return ProcessStatus(record.name, record.pid, uptime, len(family), memory_of(family))


def memory_of(processes: Iterable[psutil.Process]) -> int:
    """Bytes: PSS where the system counts it (Linux), else what is theirs alone."""
    total = 0
    for process in processes:
        with contextlib.suppress(psutil.Error):
            usage = process.memory_full_info()
            total += getattr(usage, "pss", usage.uss)
    return total
