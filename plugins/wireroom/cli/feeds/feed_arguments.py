"""What `wireroom feeds add` and `try` take on the command line."""

from __future__ import annotations

import argparse

KEYS = {
    "title": "what you call it; default: the feed's own title",
    "publisher": "name of the outlet (or its domain), as it should stand beside its articles",
    "country": "of the outlet, two letters (ISO 3166-1): gb, no, jp",
    "language": "of the articles (BCP 47): en, pt-br",
    "timezone": "for dates that carry no zone (IANA): Europe/Berlin",
    "category": "folders, as in a feed reader: News/Africa",
    "every": "how often to poll: 15m, 2h, 1d; default: learned from the feed",
    "archive": "address of the newest RFC 5005 archive document, for backfills",
}
"""What `add` takes as options, named as in feeds.yaml."""


def add_feed_arguments(add: argparse.ArgumentParser) -> None:
    """Those of `add`."""
    add.add_argument("url", help="of a feed, or of a page of the site that has it")
    for key, words in KEYS.items():
        add.add_argument(f"--{key}", metavar=key.upper(), help=words)
    add_rules(add, "and write that into feeds.yaml")
    add.add_argument("--private", action="store_true", help="it may live on this machine or network")
    add.add_argument("--paused", action="store_true", help="add it without polling it")
    add.add_argument("--anyway", action="store_true", help="add it whatever the check says")


def add_rules(parser: argparse.ArgumentParser, purpose: str) -> None:
    """`--keep` and `--drop`."""
    for key, words in (("keep", "only entries that a rule fits"), ("drop", "no entry that a rule fits")):
        parser.add_argument(
            f"--{key}",
            metavar="FIELD=WORDS",
            action="append",
            help=f"{words}, {purpose}: title, text, url, author, category or any; a pattern as re2:PATTERN",
        )
