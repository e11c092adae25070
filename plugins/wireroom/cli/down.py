"""`wireroom down`: ends every process that `up` started, and only those; data stay."""

from __future__ import annotations

import argparse
import os

from wireroom.cli.progress import Progress
from wireroom.settings import Settings
from wireroom.stack.stack import open_stack
from wireroom.stack.take_down import take_down


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom down`."""
    parser = subcommands.add_parser("down", help="end every process that `up` started")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
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
        step.said(f"{take_down(stack)} ended, none left")
    return 0
