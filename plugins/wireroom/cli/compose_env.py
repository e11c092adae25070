"""`wireroom compose-env`: writes `.env` for docker-compose.yml, with fresh secrets."""

from __future__ import annotations

import argparse

from wireroom.settings import PROJECT_ROOT
from wireroom.stack.credentials import write_compose_environment


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom compose-env`."""
    parser = subcommands.add_parser("compose-env", help="write .env for docker compose")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Add what `.env` lacks."""
    path = PROJECT_ROOT / ".env"
    added = write_compose_environment(path)
    print(f"{path}: added {', '.join(added)}" if added else f"{path}: nothing was missing")
    return 0
