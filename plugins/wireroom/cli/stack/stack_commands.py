"""`wireroom down|logs|airflow|healthy`: commands on the running stack."""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
from pathlib import Path

from wireroom.cli.console import Progress
from wireroom.common.text.airflow_backfills import one_at_a_time
from wireroom.errors import StackError
from wireroom.settings import Settings
from wireroom.stack.airflow.airflow_api import AirflowApi
from wireroom.stack.airflow.airflow_processes import COMPONENTS, api_of, beats
from wireroom.stack.down import bring_down, delete_data
from wireroom.stack.paths import Paths
from wireroom.stack.stack import Stack, open_stack, read_stack

_SOON = 10.0  # seconds in which the api-server is to say what runs
LAST_LINES = "10"  # of each log, to begin with


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom down`, `logs`, `airflow` and `healthy`."""
    parser = subcommands.add_parser("down")
    parser.add_argument(
        "--delete-data", action="store_true", help="then delete database, landed files and logs"
    )
    parser.set_defaults(run=_down)
    parser = subcommands.add_parser("logs")
    parser.add_argument("name", nargs="?", default="", help="one of them (default: all)")
    parser.add_argument("--no-follow", action="store_true", help="print the last lines and stop")
    parser.set_defaults(run=_logs)
    # Without options of ours, `--help` and all that begins with a dash are Airflow's.
    parser = subcommands.add_parser("airflow", add_help=False, prefix_chars="\0")
    parser.add_argument("words", nargs=argparse.REMAINDER, help="as Airflow takes them")
    parser.set_defaults(run=_airflow)
    parser = subcommands.add_parser("healthy")
    parser.add_argument("component", choices=sorted(COMPONENTS), help="which of them")
    parser.add_argument("--url", default="http://127.0.0.1:8080", help="of the api-server (%(default)s)")
    parser.set_defaults(run=_healthy)


def _down(arguments: argparse.Namespace) -> int:
    """End them; 0 when none is left."""
    settings = Settings.from_environment(os.environ)
    progress = Progress()
    if not settings.home.exists():
        progress.console.print("nothing was ever started here")
        return 0
    with (
        open_stack(settings, progress.tell, needed_room=0) as stack,
        progress.step("Ending processes") as step,
    ):
        step.said(f"{bring_down(stack)} ended, none left")
        if arguments.delete_data:
            delete_data(stack)
            progress.tell(f"{settings.home} and all data in it were deleted")
    return 0


def _logs(arguments: argparse.Namespace) -> int:
    """Become `tail`, until interrupted."""
    folder = Paths(Settings.from_environment(os.environ).home).logs
    paths = sorted(folder.glob(f"{arguments.name or '*'}.log"))
    if not paths:
        known = ", ".join(sorted(path.stem for path in folder.glob("*.log"))) or "none yet"
        raise StackError(f"no log of {arguments.name or 'any process'} in {folder}; there are: {known}")
    follow = [] if arguments.no_follow else ["-F"]  # by name: a log begun anew is followed on
    try:
        os.execvp("tail", ["tail", "-n", LAST_LINES, *follow, *map(str, paths)])  # noqa: S606 - no shell wanted
    except OSError as error:
        raise StackError(f"tail cannot be run: {error}") from error


def _airflow(arguments: argparse.Namespace) -> int:
    """Become `airflow`; returns only where that is not possible (StackError)."""
    stack = read_stack(Settings.from_environment(os.environ))
    kept = stack.paths.airflow_environment if stack else Path()
    if stack is None or not kept.exists():
        raise StackError("there is no Airflow of ours yet: `make up` starts it")
    if words := _in_the_way(stack, arguments.words):
        raise StackError(words)
    environment = os.environ | json.loads(kept.read_text(encoding="utf-8"))
    os.execvpe("airflow", ["airflow", *arguments.words], environment)  # noqa: S606 - no shell, our own venv


def _in_the_way(stack: Stack, words: list[str]) -> str:
    """Why Airflow would not create the backfill that is asked for: it says so in a traceback; or empty.

    Then nobody else on this machine is let through until the `airflow` that this process becomes has ended.
    """
    if words[:2] != ["backfill", "create"]:
        return ""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--dag-id")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("-h", "--help", action="store_true")
    try:
        asked, _ = parser.parse_known_args(words[2:])
        if not asked.dag_id or asked.dry_run or asked.help:
            return ""
        if not _is_alone(stack, asked.dag_id):
            return (
                f"Airflow runs one backfill of a DAG at a time, and another of {asked.dag_id} is being "
                "created at this moment: try again in half a minute, which tells what it reads"
            )
        api = api_of(stack)
        api.log_in(_SOON)
        page = f"{api.base_url}/dags/{asked.dag_id}/backfills"
        return one_at_a_time(asked.dag_id, api.backfills(asked.dag_id, _SOON), page)
    except (argparse.ArgumentError, StackError):  # the command itself needs no api-server
        return ""


def _is_alone(stack: Stack, dag_id: str) -> bool:
    """Take the lock of creating backfills of a DAG, which ends with this process or what it becomes.

    Where there can be none (a full disk) Airflow is asked as if nobody else were there.
    """
    name = hashlib.sha256(dag_id.encode("utf-8", "replace")).hexdigest()[:16]
    path = stack.paths.airflow_environment.with_name(f"backfill-{name}.lock")
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.set_inheritable(lock, True)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return not isinstance(error, BlockingIOError)
    return True


def _healthy(arguments: argparse.Namespace) -> int:
    """Ask the api-server; 1 where it does not answer or says no."""
    api = AirflowApi(arguments.url, "", "")
    healthy = beats(api.health(), arguments.component, since=0.0)
    print("healthy" if healthy else "not healthy")
    return 0 if healthy else 1
