"""`wireroom restore`: a backup into an empty database, brought up to date."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wireroom import store
from wireroom.settings import Settings
from wireroom.store.copies.backups import restore


def register(subcommands: Any) -> None:
    """Add the parser of `restore`."""
    text = "bring a backup back into an empty database"
    parser = subcommands.add_parser("restore", help=text, description=text)
    parser.add_argument("file", type=Path)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Restore, then migrate: the backup may be older than this checkout."""
    settings = Settings.from_environment()
    remarks = restore(settings.admin_database_url, arguments.file)
    migrated = store.migrate(settings.admin_database_url, reader_limits=settings.reader_limits)
    for remark in (*remarks, *migrated.remarks):
        print(remark)
    print(f"restored; {len(migrated.applied)} migrations applied since")
    print(
        "consumers of news.changes begin anew; what was taken down after the backup must be taken down again"
    )
    return 0
