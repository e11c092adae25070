"""`wireroom migrate`: the database of the settings in, the present schema out."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from wireroom import store
from wireroom.settings import Settings

if TYPE_CHECKING:
    Subcommands = argparse._SubParsersAction[argparse.ArgumentParser]


def register(subcommands: Subcommands) -> None:
    """Add the parser of `migrate`."""
    parser = subcommands.add_parser("migrate", help="bring the database up to date (safe to repeat)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Migrate with the rights of WIREROOM_ADMIN_DATABASE_URL."""
    settings = Settings.from_environment()
    migrated = store.migrate(settings.admin_database_url, reader_limits=settings.reader_limits, tell=print)
    for name in migrated.applied:
        print(f"applied {name}")
    for remark in migrated.remarks:
        print(f"note: {remark}")
    print(f"{len(migrated.applied)} migrations applied, {migrated.present} were there; views are up to date")
    return 0
