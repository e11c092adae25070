"""`wireroom feeds`: the list of feeds on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from wireroom.cli.console import make_console
from wireroom.cli.feeds.feed_arguments import add_feed_arguments, add_rules
from wireroom.settings import Settings


def register(subcommands: Any) -> None:
    """Add `wireroom feeds` and its own subcommands."""
    parser = subcommands.add_parser("feeds")
    parser.add_argument(
        "--file",
        type=Path,
        help="another list than the setting's feeds.yaml; the database follows it only on `sync`",
    )
    parts = parser.add_subparsers(required=True, metavar="what")
    _register_looks(parts)
    _register_changes(parts)


def _register_looks(parts: Any) -> None:
    listing = _part(parts, "list", _show, "every feed with its health")
    listing.add_argument(
        "text", nargs="?", default="", help="only those whose address, title, … contain this"
    )
    listing.add_argument("--sick", action="store_true", help="only those that need attention")
    listing.add_argument("--paused", action="store_true", help="only those that are paused")
    listing.add_argument("--moving", action="store_true", help="only those with a move to accept or refuse")
    listing.add_argument("--urls", action="store_true", help="print addresses only, one a line")
    listing.add_argument(
        "--json", action="store_true", help="an object of JSON a line, with all that is known"
    )
    check = _part(
        parts,
        "check",
        _check,
        "ask feeds now and say what would come in; nothing is stored",
    )
    check.add_argument(
        "text", nargs="*", help="addresses, or texts that feeds of the list contain; default: all"
    )
    check.add_argument(
        "--private", action="store_true", help="addresses given may be on this machine or network"
    )
    trial = _part(
        parts,
        "try",
        _try,
        "ask a feed now and say of each entry whether its rules let it in; nothing is stored",
    )
    trial.add_argument("text", help="its address, or a text that only it contains")
    add_rules(trial, "instead of the rules of feeds.yaml")
    trial.add_argument(
        "--private", action="store_true", help="an address given may be on this machine or network"
    )
    trial.add_argument("--json", action="store_true", help="an object of JSON an entry")
    export = _part(parts, "export", _export, "write the list as OPML")
    export.add_argument("target", nargs="?", default="-", help="file; default: standard output")


def _register_changes(parts: Any) -> None:
    add_feed_arguments(_part(parts, "add", _add, "check a feed, or find that of a site, then add it"))
    for name, run, words in (
        ("remove", _remove, "take a feed out of the list; its articles stay"),
        ("pause", _pause, "keep a feed, but do not poll it"),
        ("resume", _pause, "poll a paused feed again"),
        ("accept-move", _decide_move, "ask a feed where its server's permanent redirect leads"),
        (
            "refuse-move",
            _decide_move,
            "ask a feed at its listed address, wherever its server leads or has led",
        ),
        ("list-move", _list_move, "write a feed's new address into the list"),
    ):
        part = _part(parts, name, run, words)
        part.add_argument("text", help="its whole address, title or id")
        part.set_defaults(paused=name == "pause", accepted=name == "accept-move")
    importing = _part(parts, "import", _import_opml, "add the feeds of an OPML file")
    importing.add_argument("source", help="file; - for standard input")
    _part(parts, "sync", _sync, "let the database follow the list now, as every run does")
    confirm = _part(parts, "confirm", _confirm, "follow a list that would retire many feeds, or all")
    confirm.add_argument("digest", help="of the list, as the refusal names it: a later list needs its own")


def _part(parts: Any, name: str, run: Callable[..., int], words: str) -> argparse.ArgumentParser:
    part: argparse.ArgumentParser = parts.add_parser(
        name, help=words, description=f"{words[:1].upper()}{words[1:]}."
    )
    part.set_defaults(run=lambda arguments: run(arguments, _settings(arguments), make_console()))
    return part


# Each is imported when it runs: what asks feeds needs all that reads them, which takes seconds.


def _show(*given: Any) -> int:
    from wireroom.cli.feeds.feeds_queries import show

    return show(*given)


def _check(*given: Any) -> int:
    from wireroom.cli.feeds.feeds_check import check

    return check(*given)


def _try(*given: Any) -> int:
    from wireroom.cli.feeds.try_rules import try_rules

    return try_rules(*given)


def _export(*given: Any) -> int:
    from wireroom.cli.feeds.feeds_queries import export

    return export(*given)


def _add(*given: Any) -> int:
    from wireroom.cli.feeds.add_feed import add

    return add(*given)


def _remove(*given: Any) -> int:
    from wireroom.cli.feeds.feeds_changes import remove

    return remove(*given)


def _pause(*given: Any) -> int:
    from wireroom.cli.feeds.feeds_changes import pause

    return pause(*given)


def _decide_move(*given: Any) -> int:
    from wireroom.cli.feeds.feeds_changes import decide_move

    return decide_move(*given)


def _list_move(*given: Any) -> int:
    from wireroom.cli.feeds.feeds_changes import list_move

    return list_move(*given)


def _import_opml(*given: Any) -> int:
    from wireroom.cli.feeds.feeds_changes import import_opml

    return import_opml(*given)


def _sync(*given: Any) -> int:
    from wireroom.cli.feeds.feeds_changes import sync

    return sync(*given)


def _confirm(*given: Any) -> int:
    from wireroom.cli.feeds.feeds_changes import confirm

    return confirm(*given)


def _settings(arguments: argparse.Namespace) -> Settings:
    """With the list that `--file` names; `arguments.is_configured`: that is the one that runs follow."""
    settings = Settings.from_environment()
    named = settings.feeds_file if arguments.file is None else arguments.file.absolute()
    arguments.is_configured = named.resolve() == settings.feeds_file.resolve()
    return replace(settings, feeds_file=named)
