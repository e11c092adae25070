"""The commands by use, with their modules and what each does: the help needs no more than this."""

from __future__ import annotations

from typing import Any, Final, NamedTuple


class Subcommand(NamedTuple):
    """A subcommand. Its module in this package has `register(subcommands)`, which adds its parsers and sets
    `run`: parsed arguments in, exit code out.
    """

    module: str
    words: str


# Use → its subcommands, both in the order that the help shows them.
USES: Final = {
    "Run the system": {
        "up": Subcommand("stack.up", "start everything, run the first ingest, show what came in"),
        "down": Subcommand("stack.stack_commands", "end every process that `up` started"),
        "status": Subcommand("stack.status_command", "what runs, how it is, where it is reached"),
        "logs": Subcommand("stack.stack_commands", "follow the logs of the processes"),
        "airflow": Subcommand(
            "stack.stack_commands", "Airflow's own command line: wireroom airflow backfill create …"
        ),
    },
    "Feeds, and what they bring": {
        "feeds": Subcommand(
            "feeds.feeds_command", "list, add, remove, pause, check, import and export feeds"
        ),
        "ingest": Subcommand(
            "ingest_command", "poll the feeds that are due and store their articles, without Airflow"
        ),
        "pages": Subcommand("pages_command", "the pages behind articles whose feed gives only a summary"),
        "websub": Subcommand(
            "websub_command",
            "subscribe to the hubs of feeds (WebSub) and take in what they tell, until it is stopped",
        ),
        "inspect": Subcommand(
            "inspect_command", "show what Wireroom makes of a feed, date, URL, HTML, page or pair of texts"
        ),
    },
    "The past": {
        "backfill": Subcommand(
            "backfill.backfill_command", "load past articles from archives, without Airflow"
        ),
        "replay": Subcommand(
            "replay_command",
            "read landed bytes again with today's code: what would change, and with --no-dry-run for real",
        ),
    },
    "Look at articles, take them elsewhere": {
        "psql": Subcommand("database_commands", "a prompt in the database"),
        "stories": Subcommand("cluster_commands", "articles with the same text at several publishers"),
        "events": Subcommand("cluster_commands", "what several publishers report on, each in its own words"),
        "vectors": Subcommand(
            "vectors_command",
            "embed articles by an endpoint of yours, for news.similar and news.chunks (pgvector)",
        ),
        "export": Subcommand(
            "export_command", "write articles to files, one a day of publication, in folders by month"
        ),
        "analyst": Subcommand(
            "database_commands", "make a login that reads schema news and writes in a schema of its own"
        ),
    },
    "Care": {
        "alerts": Subcommand(
            "alerts_command", "what is wrong: list (the default), watch, close, silence, unsilence"
        ),
        "maintain": Subcommand(
            "maintain_command",
            "put the warehouse in order: partitions, what is past its time, statistics, sizes",
        ),
        "migrate": Subcommand("database_commands", "bring the database up to date (safe to repeat)"),
        "backup": Subcommand(
            "database_commands", "write the database to one file (pg_dump); loads go on meanwhile"
        ),
        "restore": Subcommand("database_commands", "bring a backup back into an empty database"),
        "takedown": Subcommand(
            "takedown_command",
            "take an article down for good: rows, versions, search, quarantine, landed files",
        ),
    },
    "Trials": {
        "newsroom": Subcommand(
            "newsroom_command", "serve the sample newsroom: demo, test double, load generator"
        ),
    },
    "Called by docker-compose.yml": {
        "prepare": Subcommand("stack.compose_commands", "make a server ready"),
        "switch-on": Subcommand("stack.compose_commands", "unpause our DAGs"),
        "healthy": Subcommand("stack.stack_commands", "is a component of Airflow healthy?"),
        "compose-env": Subcommand("stack.compose_commands", "write .env for docker compose"),
    },
}
SUBCOMMANDS: Final = {name: command for commands in USES.values() for name, command in commands.items()}


class Subcommands:
    """The subparsers of `wireroom`, which know what each command does."""

    def __init__(self, parts: Any) -> None:
        self._parts = parts

    def add_parser(self, name: str, **options: Any) -> Any:
        """As argparse has it; the words of the help come from `USES`."""
        words = SUBCOMMANDS[name].words
        return self._parts.add_parser(name, **{"help": words, "description": words, **options})
