"""`wireroom export`: articles as files, a day each."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wireroom.cli.console import day_argument, utc_now
from wireroom.cli.noted_files import noted
from wireroom.common.days import nothing_between
from wireroom.common.text.counted import counted, were
from wireroom.export import FORMATS, export
from wireroom.settings import Settings

_FORMAT = 'default: %(default)s, which needs one package more: .venv/bin/pip install -e ".[parquet]"'


def register(subcommands: Any) -> None:
    """Add the parser."""
    parser = subcommands.add_parser("export")
    parser.add_argument("--since", type=day_argument, required=True, help="first day, YYYY-MM-DD (UTC)")
    parser.add_argument("--until", type=day_argument, help="last day, included; default: today")
    parser.add_argument("--format", choices=list(FORMATS), default="parquet", dest="form", help=_FORMAT)
    parser.add_argument(
        "--to", type=Path, default=Path("export"), metavar="FOLDER", help="default: %(default)s"
    )
    parser.add_argument("--again", action="store_true", help="write days anew that are there already")
    parser.add_argument(
        "--for-training", action="store_true", help="leave out what is reserved (news.articles.tdm_reserved)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Say what was written, day by day."""
    settings = Settings.from_environment()
    until = arguments.until or utc_now().date()
    with noted(settings.database_url, "export", arguments.to, since=arguments.since, until=until):
        done = export(
            settings,
            arguments.to,
            days=(arguments.since, until),
            form=arguments.form,
            again=arguments.again,
            for_training=arguments.for_training,
            tell=print,
        )
    written = f"{counted(done.articles, 'article')} in {counted(done.files, 'file')} below {arguments.to}"
    print(f"{written}; {counted(done.there, 'day')} {were(done.there)} there already")
    if done.beside is not None:
        what = f"no article {'that may be used for training ' if arguments.for_training else ''}is dated"
        there = "day with articles"
        print(nothing_between(what, arguments.since, until, done.beside, there=there))
    return 0
