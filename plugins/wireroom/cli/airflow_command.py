"""`wireroom airflow …`: Airflow's own command line, with the environment of the running stack."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from wireroom.errors import StackError
from wireroom.settings import Settings
from wireroom.stack.stack import read_stack


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom airflow`."""
    parser = subcommands.add_parser(
        "airflow",
        help="Airflow's own command line: wireroom airflow backfill create …",
        add_help=False,
    )
    parser.add_argument("words", nargs=argparse.REMAINDER)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Become `airflow`; returns only where that is not possible (StackError)."""
    stack = read_stack(Settings.from_environment(os.environ))
    kept = stack.paths.airflow_environment if stack else Path()
    if stack is None or not kept.exists():
        raise StackError("there is no Airflow of ours yet: `make up` starts it")
    environment = os.environ | json.loads(kept.read_text(encoding="utf-8"))
    os.execvpe("airflow", ["airflow", *arguments.words], environment)  # noqa: S606 - no shell, our own venv
