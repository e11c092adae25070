"""`wireroom down|logs|airflow|healthy`: commands on the running stack."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from wireroom.cli.console import Progress
from wireroom.errors import StackError
from wireroom.settings import Settings
from wireroom.stack.airflow.airflow_api import AirflowApi
from wireroom.stack.airflow.airflow_processes import COMPONENTS, beats
from wireroom.stack.down import bring_down, delete_data
from wireroom.stack.paths import Paths
from wireroom.stack.stack import open_stack, read_stack

LAST_LINES = "10"  # of each log, to begin with


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom down`, `logs`, `airflow` and `healthy`."""
    _add_down(subcommands)
    _add_logs(subcommands)
    _add_airflow(subcommands)
    _add_healthy(subcommands)


def _add_down(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subcommands.add_parser("down", help="end every process that `up` started")
    parser.add_argument(
        "--delete-data", action="store_true", help="then delete database, landed files and logs"
    )
    parser.set_defaults(run=_down)


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


def _add_logs(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subcommands.add_parser("logs", help="follow the logs of the processes")
    parser.add_argument("name", nargs="?", default="", help="one of them (default: all)")
    parser.add_argument("--no-follow", action="store_true", help="print the last lines and stop")
    parser.set_defaults(run=_logs)


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


def _add_airflow(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subcommands.add_parser(
        "airflow",
        help="Airflow's own command line: wireroom airflow backfill create …",
        add_help=False,
    )
    parser.add_argument("words", nargs=argparse.REMAINDER)
    parser.set_defaults(run=_airflow)


def _airflow(arguments: argparse.Namespace) -> int:
    """Become `airflow`; returns only where that is not possible (StackError)."""
    stack = read_stack(Settings.from_environment(os.environ))
    kept = stack.paths.airflow_environment if stack else Path()
    if stack is None or not kept.exists():
        raise StackError("there is no Airflow of ours yet: `make up` starts it")
    environment = os.environ | json.loads(kept.read_text(encoding="utf-8"))
    os.execvpe("airflow", ["airflow", *arguments.words], environment)  # noqa: S606 - no shell, our own venv


def _add_healthy(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subcommands.add_parser("healthy", help="is a component of Airflow healthy?")
    parser.add_argument("component", choices=sorted(COMPONENTS))
    parser.add_argument("--url", default="http://127.0.0.1:8080", help="of the api-server (%(default)s)")
    parser.set_defaults(run=_healthy)


def _healthy(arguments: argparse.Namespace) -> int:
    """Ask the api-server; 1 where it does not answer or says no."""
    api = AirflowApi(arguments.url, "", "")
    healthy = beats(api.health(), arguments.component, since=0.0)
    print("healthy" if healthy else "not healthy")
    return 0 if healthy else 1
