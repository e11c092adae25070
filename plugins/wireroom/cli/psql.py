"""`wireroom psql`: a prompt in the database, as analysts see it."""

from __future__ import annotations

import argparse
import os
import shutil
from urllib.parse import unquote, urlsplit, urlunsplit

from wireroom import store
from wireroom.errors import StackError, StoreError
from wireroom.settings import Settings
from wireroom.stack.postgres.postgres_install import bundled_program
from wireroom.stack.postgres.postgres_server import NAME as POSTGRES
from wireroom.stack.stack import read_stack


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wireroom psql`."""
    parser = subcommands.add_parser("psql", help="a prompt in the database")
    parser.add_argument(
        "--as",
        dest="role",
        choices=("reader", "loader", "owner"),
        default="reader",
        help="rights (default: reader)",
    )
    parser.add_argument("-c", "--command", help="run this and end, instead of a prompt")
    parser.add_argument("-f", "--file", help="run this file and end")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
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
    rest = [*_option("-c", arguments.command), *_option("-f", arguments.file)]
    try:
        os.execve(program, [program, bare, *rest], environment)  # noqa: S606 - no shell wanted
    except OSError as error:
        raise StackError(f"{program} cannot be run: {error}") from error


def _check_that_it_answers(url: str) -> None:
    """Psql's own words for a stack that is down are about sockets; StoreError where it is not our server."""
    try:
        store.connect(url, application="wireroom psql").close()
    except StoreError as error:
        settings = Settings.from_environment(os.environ)  # not what an earlier `up` left behind
        stack = None if settings.external_postgres else read_stack(settings)
        if stack is not None and stack.record_of(POSTGRES) is None:
            raise StackError("the stack is not running: `make up` starts it") from error
        raise


def _option(name: str, value: str | None) -> list[str]:
    return [] if value is None else [name, value]


def without_password(url: str) -> tuple[str, str]:
    """The URL without its password, and the password."""
    parts = urlsplit(url)
    if not parts.password:
        return url, ""
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}@{host}")), unquote(parts.password)
