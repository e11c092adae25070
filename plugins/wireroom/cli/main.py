"""The `wireroom` command: finds the subcommand, runs it, turns our errors into one clear line."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from wireroom import __version__
from wireroom.errors import WireroomError

# Subcommand → its module in this package, in the order that the help shows them. Each module has
# `register(subcommands)`, which adds its parsers and sets `run`: parsed arguments in, exit code out.
SUBCOMMANDS = {
    "up": "stack.up",
    "down": "stack.stack_commands",
    "status": "stack.status_command",
    "logs": "stack.stack_commands",
    "psql": "database_commands",
    "airflow": "stack.stack_commands",
    "feeds": "feeds.feeds_command",
    "ingest": "ingest_command",
    "pages": "pages_command",
    "backfill": "backfill.backfill_command",
    "maintain": "maintain_command",
    "alerts": "alerts_command",
    "replay": "replay_command",
    "takedown": "takedown_command",
    "analyst": "database_commands",
    "stories": "stories_command",
    "export": "export_command",
    "backup": "database_commands",
    "restore": "database_commands",
    "inspect": "inspect_command",
    "newsroom": "newsroom_command",
    "migrate": "database_commands",
    "prepare": "stack.compose_commands",
    "switch-on": "stack.compose_commands",
    "healthy": "stack.stack_commands",
    "compose-env": "stack.compose_commands",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; exit code 0 done, 1 failed with a message, 2 wrong usage, 130 interrupted."""
    words = sys.argv[1:] if argv is None else list(argv)
    arguments = _parser(words[:1]).parse_args(words)
    try:
        return int(arguments.run(arguments))
    except WireroomError as error:
        print(f"wireroom: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains at its end
        return 0
    except KeyboardInterrupt:
        return 130


def _parser(first: Sequence[str]) -> argparse.ArgumentParser:
    """Import only the subcommand that is asked for: all of them cost a second; the help needs all."""
    wanted = [name for name in SUBCOMMANDS if [name] == list(first)] or list(SUBCOMMANDS)
    parser = argparse.ArgumentParser(prog="wireroom", description="Feeds in, clean dated articles out.")
    parser.add_argument("--version", action="version", version=__version__)
    subcommands = parser.add_subparsers(required=True, metavar="command")
    for module in dict.fromkeys(SUBCOMMANDS[name] for name in wanted):
        importlib.import_module(f"wireroom.cli.{module}").register(subcommands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
