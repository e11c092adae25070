"""The `wireroom` command: finds the subcommand, runs it, turns our errors into one clear line."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from wireroom import __version__
from wireroom.errors import WireroomError

# Modules of this package, in the order that the help shows them. Each has `register(subcommands)`,
# which adds its parser and sets `run`, a function from the parsed arguments to an exit code.
SUBCOMMANDS: tuple[str, ...] = (
    "up",
    "down",
    "status",
    "logs",
    "psql",
    "migrate",
    "docs",
    "compose_env",
    "prepare",
    "switch_on",
    "healthy",
    "feeds",
    "ingest",
    "backfill",
    "newsroom",
    "inspect_command",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; exit code 0 done, 1 failed with a message, 2 wrong usage, 130 interrupted."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except WireroomError as error:
        print(f"wireroom: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wireroom", description="Feeds in, clean dated articles out.")
    parser.add_argument("--version", action="version", version=__version__)
    subcommands = parser.add_subparsers(required=True, metavar="command")
    for name in SUBCOMMANDS:
        importlib.import_module(f"wireroom.cli.{name}").register(subcommands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
