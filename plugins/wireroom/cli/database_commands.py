"""`wireroom migrate|psql|analyst|backup|restore`: the database, for whoever works in it or looks after it."""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from wireroom.cli.console import utc_now
from wireroom.cli.noted_files import noted
from wireroom.errors import StackError, StoreError
from wireroom.settings import Settings
from wireroom.stack.postgres.postgres_install import bundled_program
from wireroom.stack.postgres.postgres_server import NAME as POSTGRES
from wireroom.stack.stack import read_stack
from wireroom.store.backup.backups import backup, restore
from wireroom.store.connection import connect
from wireroom.store.schema.migrate import migrate
from wireroom.store.schema.reader_limits import make_analyst

if TYPE_CHECKING:
    Subcommands = argparse._SubParsersAction[argparse.ArgumentParser]


def register(subcommands: Subcommands) -> None:
    """Add `wireroom migrate`, `psql`, `analyst`, `backup` and `restore`."""
    parser = subcommands.add_parser("migrate")
    parser.set_defaults(run=_migrate)
    parser = subcommands.add_parser("analyst")
    parser.add_argument("name", help="of the login and of its schema")
    parser.add_argument(
        "--keep-password", action="store_true", help="for one that is there: leave its password as it is"
    )
    parser.set_defaults(run=_analyst)
    parser = subcommands.add_parser("backup")
    parser.add_argument("file", type=Path, help="to write; one that is there is replaced")
    parser.set_defaults(run=_backup)
    parser = subcommands.add_parser("restore")
    parser.add_argument("file", type=Path, help="that `wireroom backup` wrote")
    parser.set_defaults(run=_restore)
    _add_psql(subcommands)


def _migrate(arguments: argparse.Namespace) -> int:
    """Migrate with the rights of WIREROOM_ADMIN_DATABASE_URL."""
    settings = Settings.from_environment()
    migrated = migrate(settings.admin_database_url, reader_limits=settings.reader_limits, tell=print)
    for name in migrated.applied:
        print(f"applied {name}")
    for remark in migrated.remarks:
        print(f"note: {remark}")
    print(f"{len(migrated.applied)} migrations applied, {migrated.present} were there; views are up to date")
    return 0 if _repeat_takedowns(settings) else 1


def _add_psql(subcommands: Subcommands) -> None:
    parser = subcommands.add_parser("psql")
    parser.add_argument(
        "--as",
        dest="role",
        choices=("reader", "loader", "owner"),
        default="reader",
        help="rights (default: reader)",
    )
    for option, name, text in (
        ("-c", "--command", "run this and end, instead of a prompt; several in order: name it again"),
        ("-f", "--file", "run this file and end; likewise"),
    ):
        parser.add_argument(
            option,
            name,
            dest="scripts",
            action="append",
            default=[],
            type=partial(_script, option),
            help=text,
        )
    parser.set_defaults(run=_psql)


def _psql(arguments: argparse.Namespace) -> int:
    """Become psql: the one on the PATH, which knows line editing, else the one that came with our server."""
    settings = Settings.from_environment()
    url = {
        "reader": settings.reader_database_url,
        "loader": settings.database_url,
        "owner": settings.admin_database_url,
    }[arguments.role]
    _check_that_it_answers(url)
    bare, password = without_password(url)
    program = shutil.which("psql") or str(bundled_program("psql"))
    environment = {**os.environ, "PGAPPNAME": "wireroom psql", "PGOPTIONS": "-c search_path=news,public"}
    if password:  # not on the command line, which every user of the machine can see
        environment["PGPASSWORD"] = password
    rest = chain.from_iterable(arguments.scripts)
    try:
        os.execve(program, [program, bare, *rest], environment)  # noqa: S606 - no shell wanted
    except OSError as error:
        raise StackError(f"{program} cannot be run: {error}") from error


def _check_that_it_answers(url: str) -> None:
    """Psql's own words for a stack that is down are about sockets; StoreError where it is not our server."""
    try:
        connect(url, application="wireroom psql").close()
    except StoreError as error:
        settings = Settings.from_environment(os.environ)  # not what an earlier `up` left behind
        stack = None if settings.external_postgres else read_stack(settings)
        if stack is not None and stack.record_of(POSTGRES) is None:
            raise StackError("the stack is not running: `make up` starts it") from error
        raise


def _script(option: str, text: str) -> tuple[str, str]:
    return option, text


def without_password(url: str) -> tuple[str, str]:
    """The URL without its password, and the password."""
    parts = urlsplit(url)
    if not parts.password:
        return url, ""
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}@{host}")), unquote(parts.password)


def _analyst(arguments: argparse.Namespace) -> int:
    """Make it and say how to log in; the password is shown this once."""
    settings = Settings.from_environment()
    password = "" if arguments.keep_password else secrets.token_urlsafe(18)
    with connect(settings.admin_database_url) as conn:
        make_analyst(conn, arguments.name, password)
    server = urlsplit(settings.admin_database_url)
    where = f"{server.hostname or 'localhost'}:{server.port or 5432}{server.path}"
    shown = f":{password}" if password else ""
    print(f"postgresql://{arguments.name}{shown}@{where}")
    print(f"reads schema news, writes in schema {arguments.name}; for dbt see dbt/README.md")
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    """Say how large it is, and what is not in it."""
    settings = Settings.from_environment()
    with noted(settings.admin_database_url, "backup", arguments.file):
        size = backup(settings.admin_database_url, arguments.file)
    print(f"{arguments.file}: {size:,} bytes. Landed files are no part of it: copy {settings.landing_url}")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    """Restore, then migrate: the backup may be older than this checkout, and than a takedown."""
    settings = Settings.from_environment()
    remarks = restore(settings.admin_database_url, arguments.file)
    migrated = migrate(settings.admin_database_url, reader_limits=settings.reader_limits)
    for remark in (*remarks, *migrated.remarks):
        print(remark)
    print(f"restored; {len(migrated.applied)} migrations applied since")
    print("consumers of news.changes begin anew")
    return 0 if _repeat_takedowns(settings, restored=True) else 1


def _repeat_takedowns(settings: Settings, *, restored: bool = False) -> bool:
    """Say what went again; False where somebody must see to the rest."""
    from wireroom.takedown.repeat_takedowns import repeat_takedowns
    from wireroom.takedown.takedown_report import report_of_repeat

    done = repeat_takedowns(settings, now=utc_now())
    for sentence in report_of_repeat(done, restored=restored):
        print(sentence)
    return not (done.left or done.lists.unread or (restored and done.lists.others))
