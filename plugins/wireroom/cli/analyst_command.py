"""`wireroom analyst NAME`: a login for dbt, notebooks and BI tools, with a schema of its own to write in."""

from __future__ import annotations

import argparse
import secrets
from typing import Any
from urllib.parse import urlsplit

from wireroom import store
from wireroom.settings import Settings
from wireroom.store.schema.reader_limits import make_analyst


def register(subcommands: Any) -> None:
    """Add the parser."""
    text = "make a login that reads schema news and writes in a schema of its own"
    parser = subcommands.add_parser("analyst", help=text, description=text)
    parser.add_argument("name", help="of the login and of its schema")
    parser.add_argument(
        "--keep-password", action="store_true", help="for one that is there: leave its password as it is"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make it and say how to log in; the password is shown this once."""
    settings = Settings.from_environment()
    password = "" if arguments.keep_password else secrets.token_urlsafe(18)
    with store.connect(settings.admin_database_url) as conn:
        make_analyst(conn, arguments.name, password)
    server = urlsplit(settings.admin_database_url)
    where = f"{server.hostname or 'localhost'}:{server.port or 5432}{server.path}"
    shown = f":{password}" if password else ""
    print(f"postgresql://{arguments.name}{shown}@{where}")
    print(f"reads schema news, writes in schema {arguments.name}; for dbt see dbt/README.md")
    return 0
