"""`wireroom feeds`: the list of feeds on the command line."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from wireroom.cli.console import make_console
from wireroom.cli.feeds import add_feed, feeds_changes, feeds_queries, try_rules
from wireroom.settings import Settings

NAMED = "its whole address, title or id"


def register(subcommands: Any) -> None:
    """Add `wireroom feeds` and its own subcommands."""
    parser = subcommands.add_parser("feeds", help="list, add, remove, pause, check, import and export feeds")
    parser.add_argument(
        "--file",
        type=Path,
        help="another list than the setting's feeds.yaml; the database follows it only on `sync`",
    )
    parts = parser.add_subparsers(required=True, metavar="what")
    _register_looks(parts)
    _register_changes(parts)


def _register_looks(parts: Any) -> None:
    listing = _part(parts, "list", feeds_queries.show, "every feed with its health")
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
        parts, "check", feeds_queries.check, "ask feeds now and say what would come in; nothing is stored"
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
        try_rules.try_rules,
        "ask a feed now and say of each entry whether its rules let it in; nothing is stored",
    )
    trial.add_argument("text", help="its address, or a text that only it contains")
    _add_rules(trial, "instead of the rules of feeds.yaml")
    trial.add_argument(
        "--private", action="store_true", help="an address given may be on this machine or network"
    )
    trial.add_argument("--json", action="store_true", help="an object of JSON an entry")
    export = _part(parts, "export", feeds_queries.export, "write the list as OPML")
    export.add_argument("target", nargs="?", default="-", help="file; default: standard output")


def _register_changes(parts: Any) -> None:
    add = _part(parts, "add", add_feed.add, "check a feed, or find that of a site, then add it")
    add.add_argument("url", help="of a feed, or of a page of the site that has it")
    for key in add_feed.KEYS:
        add.add_argument(f"--{key}", metavar=key.upper())
    _add_rules(add, "and write that into feeds.yaml")
    add.add_argument("--private", action="store_true", help="it may live on this machine or network")
    add.add_argument("--paused", action="store_true", help="add it without polling it")
    add.add_argument("--anyway", action="store_true", help="add it whatever the check says")
    for name, run, words in (
        ("remove", feeds_changes.remove, "take a feed out of the list; its articles stay"),
        ("pause", feeds_changes.pause, "keep a feed, but do not poll it"),
        ("resume", feeds_changes.pause, "poll a paused feed again"),
    ):
        part = _part(parts, name, run, words)
        part.add_argument("text", help=NAMED)
        part.set_defaults(paused=name == "pause")
    for name, accepted, words in (
        ("accept-move", True, "ask a feed where its server's permanent redirect leads"),
        ("refuse-move", False, "ask a feed at its listed address, wherever its server leads or has led"),
    ):
        part = _part(parts, name, feeds_changes.decide_move, words)
        part.add_argument("text", help=NAMED)
        part.set_defaults(accepted=accepted)
    listing = _part(parts, "list-move", feeds_changes.list_move, "write a feed's new address into the list")
    listing.add_argument("text", help=NAMED)
    importing = _part(parts, "import", feeds_changes.import_opml, "add the feeds of an OPML file")
    importing.add_argument("source", help="file; - for standard input")
    _part(parts, "sync", feeds_changes.sync, "let the database follow the list now, as every run does")
    confirm = _part(
        parts, "confirm", feeds_changes.confirm, "follow a list that would retire many feeds, or all"
    )
    confirm.add_argument("digest", help="of the list, as the refusal names it: a later list needs its own")


def _add_rules(parser: argparse.ArgumentParser, purpose: str) -> None:
    for key, words in (("keep", "only entries that a rule fits"), ("drop", "no entry that a rule fits")):
        parser.add_argument(
            f"--{key}",
            metavar="FIELD=WORDS",
            action="append",
            help=f"{words}, {purpose}: title, text, url, author, category or any; a pattern as re2:PATTERN",
        )


def _part(parts: Any, name: str, run: Any, words: str) -> argparse.ArgumentParser:
    part: argparse.ArgumentParser = parts.add_parser(
        name, help=words, description=f"{words[:1].upper()}{words[1:]}."
    )
    part.set_defaults(run=lambda arguments: run(arguments, _settings(arguments), make_console()))
    return part


def _settings(arguments: argparse.Namespace) -> Settings:
    """With the list that `--file` names; `arguments.is_configured`: that is the one that runs follow."""
    settings = Settings.from_environment()
    named = settings.feeds_file if arguments.file is None else arguments.file.absolute()
    arguments.is_configured = named.resolve() == settings.feeds_file.resolve()
    return replace(settings, feeds_file=named)
