"""`wireroom feeds sync|confirm`: let the database follow the list, where need be whatever it retires."""

from __future__ import annotations

import argparse
import shlex
from datetime import UTC, datetime

from rich.console import Console

from wireroom.errors import ConfigurationError
from wireroom.follow_feed_list import Followed, confirm_feed_list, follow_feed_list
from wireroom.settings import Settings


def sync(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    followed = follow_feed_list(settings, datetime.now(UTC), command=_command(arguments))
    if followed.problem:
        raise ConfigurationError(followed.problem)
    return _say(followed, arguments, settings, console)


def confirm(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    command = _command(arguments)
    followed = confirm_feed_list(settings, datetime.now(UTC), arguments.digest, command=command)
    return _say(followed, arguments, settings, console)


def _say(followed: Followed, arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    console.print(f"{settings.feeds_file}: {followed.words}", markup=False, soft_wrap=True)
    if not arguments.is_configured:
        usual = Settings.from_environment().feeds_file
        console.print(f"The next run follows {usual} again.", markup=False, soft_wrap=True)
    return 0


def _command(arguments: argparse.Namespace) -> str:
    other = f" --file {shlex.quote(str(arguments.file))}" if not arguments.is_configured else ""
    return f"wireroom feeds{other}"
