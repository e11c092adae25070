"""`wireroom backup`: the database as one file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wireroom.settings import Settings
from wireroom.store.copies.backups import backup


def register(subcommands: Any) -> None:
    """Add the parser of `backup`."""
    text = "write the database to one file (pg_dump); loads go on meanwhile"
    parser = subcommands.add_parser("backup", help=text, description=text)
    parser.add_argument("file", type=Path)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Say how large it is, and what is not in it."""
    settings = Settings.from_environment()
    size = backup(settings.admin_database_url, arguments.file)
    print(f"{arguments.file}: {size:,} bytes. Landed files are no part of it: copy {settings.landing_url}")
    return 0
