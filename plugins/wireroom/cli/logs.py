"""`wireroom logs [name]`: follows what the processes write."""

from __future__ import annotations

import argparse
import os

from wireroom.errors import StackError
from wireroom.settings import Settings
from wireroom.stack.paths import Paths

LAST_LINES = "10"  # of each log, to begin with


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom logs`."""
    parser = subcommands.add_parser("logs", help="follow the logs of the processes")
    parser.add_argument("name", nargs="?", default="", help="one of them (default: all)")
    parser.add_argument("--no-follow", action="store_true", help="print the last lines and stop")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
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
