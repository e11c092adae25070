"""`wireroom down`: ends every process that `up` started, and only those; data stay unless told otherwise."""

from __future__ import annotations

import argparse
import os

from wireroom.cli.progress import Progress
from wireroom.settings import Settings
from wireroom.stack.down import bring_down, delete_data
from wireroom.stack.stack import open_stack


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom down`."""
    parser = subcommands.add_parser("down", help="end every process that `up` started")
    parser.add_argument(
        "--delete-data", action="store_true", help="then delete database, landed files and logs"
    )
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
        step.said(f"{bring_down(stack)} ended, none left")
        if arguments.delete_data:
            delete_data(stack)
            progress.tell(f"{settings.home} and all data in it were deleted")
    return 0
