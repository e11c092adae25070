"""`wireroom vectors enable|fill|status|disable`: articles' vectors, off until enabled."""

from __future__ import annotations

import argparse
from typing import Any

from wireroom.cli.console import utc_now
from wireroom.embed_articles import embed_articles, probe_dimensions, why_nothing_to_embed
from wireroom.errors import ConfigurationError
from wireroom.settings import Settings
from wireroom.store.articles.chunk_rows import chunk_models
from wireroom.store.connection import MIGRATING, connect
from wireroom.store.schema.chunk_tables import are_chunks_made, drop_chunks, make_chunks, why_no_vectors


def register(subcommands: Any) -> None:
    """Add the parser with its actions."""
    actions = subcommands.add_parser("vectors").add_subparsers(required=True, metavar="action")
    enable = actions.add_parser(
        "enable",
        help="make what they need in the database, for the model of WIREROOM_EMBEDDINGS_MODEL at "
        "WIREROOM_EMBEDDINGS_URL, which is asked for one vector",
    )
    enable.set_defaults(run=_enable)
    fill = actions.add_parser("fill", help="embed what changed since the last time; goes on after a kill")
    fill.add_argument("--most", type=int, help="so many articles or a few more, then end")
    fill.set_defaults(run=_fill)
    actions.add_parser("status", help="which models there are, and how far each is").set_defaults(run=_status)
    disable = actions.add_parser("disable", help="remove all vectors and their tables")
    disable.add_argument("--model", help="only this model's")
    disable.set_defaults(run=_disable)


def _enable(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    with connect(settings.admin_database_url, application="wireroom vectors", limits=MIGRATING) as conn:
        if why_not := why_no_vectors(conn):
            raise ConfigurationError(f"{why_not}; nothing was made")
        dimensions = probe_dimensions(settings)
        make_chunks(conn, settings.embedding.model, dimensions, utc_now(), print)
    print(
        f"{settings.embedding.model}, {dimensions:,} dimensions; `wireroom vectors fill`, or switch the DAG "
        "embed_articles on"
    )
    return 0


def _fill(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    if why_not := why_nothing_to_embed(settings):
        raise ConfigurationError(why_not)
    done = embed_articles(settings, most=arguments.most, tell=print)
    print(f"done: {done}")
    return 0


def _status(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    with connect(settings.database_url) as conn:
        if not are_chunks_made(conn):
            why_not = why_no_vectors(conn)
            print(f"not enabled; {why_not}" if why_not else "not enabled")
            return 0
        for model in chunk_models(conn):
            print(
                f"{model.model}, {model.dimensions:,} dimensions: {model.articles:,} articles in "
                f"{model.chunks:,} pieces; {model.changes_left + model.waiting:,} changes to go; "
                f"of {model.refused:,} articles the endpoint refused a piece"
            )
    return 0


def _disable(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    with connect(settings.admin_database_url, application="wireroom vectors", limits=MIGRATING) as conn:
        gone = drop_chunks(conn, arguments.model, print)
    print("gone" if gone else "there was nothing")
    return 0
