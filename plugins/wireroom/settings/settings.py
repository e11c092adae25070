"""All settings, read once from the environment by whoever starts the work, then passed along."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from wireroom import __version__
from wireroom.errors import ConfigurationError
from wireroom.settings.groups import (
    Alerting,
    Budget,
    Embedding,
    FetchLimits,
    Retention,
    alerting_of,
    budget_of,
    embedding_of,
    retention_of,
)
from wireroom.settings.variables import (
    between,
    minutes,
    one_of,
    positive,
    read_env_file,
    storage_url,
    template,
)

COLLECT_TIMEOUT = timedelta(minutes=30)  # of the task that collects a shard; its time stays well below
IN_DOUBT = "doubt"
PROJECT_ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Settings:
    """Every setting has a default that works on one machine; `from_environment` names its variable.

    Mostly `WIREROOM_` and the name in capitals; minutes say so (`WIREROOM_WAITING_MINUTES`). Without one are
    `limits` and both intervals: for tests and for programs that build their own Settings.
    """

    database_url: str = "postgresql://wireroom_loader@127.0.0.1:5432/wireroom"  # set: a server of yours
    admin_database_url: str = ""  # may create roles and tables; default: as the one above
    reader_database_url: str = ""  # may read `news` and nothing else; default: as the first
    takedown_database_url: str = field(default="", repr=False)  # may take articles down; the pages' alone
    home: Path = PROJECT_ROOT / ".wireroom"  # state of `make up`; never holds code
    turns_folder: Path | None = None  # of locks by which processes spare families together; None: they do not
    landing_url: str = ""  # any fsspec URL; default: `landing/` under home
    documents_root: str = ""  # the DAGs read documents below it, also a URL; default: `documents/` under home
    feeds_file: Path = PROJECT_ROOT / "feeds.yaml"  # the list of feeds; `feeds.env` stands beside it
    user_agent: str = f"Wireroom/{__version__} (news feed reader)"  # default: with WIREROOM_CONTACT
    contact: str = ""  # URL or address of whoever runs this, told to publishers
    airflow_database_url: str = ""  # Airflow's own tables; default: database `airflow` on the same server
    own_airflow_database_url: str = ""  # of an Airflow that is ours alone: maintenance cleans it and its logs
    postgres_port: int = 5432  # of `make up`; of each port the next free one is taken
    ui_port: int = 8080  # of the pages
    newsroom_port: int = 8799  # of the sample newsroom
    newsroom_options: tuple[str, ...] = ()  # of `wireroom newsroom`, such as `--speed 60`
    connect_to: tuple[
        tuple[str, str], ...
    ] = ()  # `*.host:port=host:port`, with commas between, as curl's --connect-to
    proxy: str = ""  # http://host:port that public feeds are asked through; the environment's are ignored
    fetch_threads: int = 8  # requests under way at once in one shard
    family_pause: float = 1.0  # seconds between two requests to one politeness family
    cdx_url: str = "https://web.archive.org/cdx/search/cdx"  # of the origin `cdx`: any CDX server
    cdx_playback: str = "https://web.archive.org/web/{stamp}id_/{url}"  # a capture's own bytes
    cdx_pause: float = 5.0  # seconds between two requests to it, at first; a 429 doubles them
    waiting: timedelta = timedelta(minutes=20)  # minutes of new entries, in sum, worth a poll: less is sooner
    pages_a_day: int = 200  # of articles, that are asked of one politeness family
    max_shards: int = 8  # mapped tasks of a run
    shard_time: timedelta = timedelta(
        minutes=4
    )  # minutes; then a shard asks no further feed: the rest stays due
    max_failed_share: float = 0.5  # of reachable feeds; more makes the run red
    max_retired_share: float = 0.2  # of feeds with articles that a list may drop unconfirmed ...
    max_retired_feeds: int = 10  # ... or this many of them, whichever is more
    budget: Budget = field(default_factory=Budget)
    second_reading: str = "every_feed"  # by feedparser; `doubt`: only where our own reader's leaves any
    retention: Retention = field(default_factory=Retention)
    story_days: float = 14  # days between two articles of one text that are one story
    embedding: Embedding = field(default_factory=Embedding)
    alerting: Alerting = field(default_factory=Alerting, repr=False)  # addresses of webhooks are secrets
    reader_limits: Mapping[str, str] = field(
        default_factory=dict
    )  # Postgres' settings for analysts; defaults: OPERATING.md
    limits: FetchLimits = field(default_factory=FetchLimits)
    min_interval: timedelta = timedelta(minutes=5)
    max_interval: timedelta = timedelta(hours=24)
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)  # what `${NAME}` of a feed means
    airflow_connection: Callable[[str], str | None] | None = field(default=None, repr=False)  # by its id

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read `WIREROOM_*` from `environ`; default: the process's, over what a stack left in its home.

        What `${NAME}` of a feed means may stand in `feeds.env`, beside feeds.yaml, too.
        Raises ConfigurationError, naming the variable, where a value cannot be used.
        """
        env = {**_left_by_the_stack(os.environ), **os.environ} if environ is None else environ
        home = Path(env.get("WIREROOM_HOME") or cls.home).absolute()
        feeds_file = Path(env.get("WIREROOM_FEEDS_FILE") or cls.feeds_file).absolute()
        database_url = env.get("WIREROOM_DATABASE_URL") or cls.database_url
        return cls(
            database_url=database_url,
            admin_database_url=env.get("WIREROOM_ADMIN_DATABASE_URL") or database_url,
            reader_database_url=env.get("WIREROOM_READER_DATABASE_URL") or database_url,
            takedown_database_url=env.get("WIREROOM_TAKEDOWN_DATABASE_URL", ""),
            home=home,
            turns_folder=home / "family-turns",
            environment={**read_env_file(feeds_file.with_suffix(".env")), **env},
            landing_url=storage_url(env, "WIREROOM_LANDING_URL", (home / "landing").as_uri()),
            documents_root=storage_url(env, "WIREROOM_DOCUMENTS_ROOT", str(home / "documents")),
            feeds_file=feeds_file,
            contact=env.get("WIREROOM_CONTACT", ""),
            user_agent=env.get("WIREROOM_USER_AGENT") or _user_agent(env.get("WIREROOM_CONTACT", "")),
            airflow_database_url=env.get("WIREROOM_AIRFLOW_DATABASE_URL", ""),
            own_airflow_database_url=env.get("WIREROOM_OWN_AIRFLOW_DATABASE_URL", ""),
            postgres_port=positive(env, "WIREROOM_POSTGRES_PORT", cls.postgres_port),
            ui_port=positive(env, "WIREROOM_UI_PORT", cls.ui_port),
            newsroom_port=positive(env, "WIREROOM_NEWSROOM_PORT", cls.newsroom_port),
            newsroom_options=tuple(shlex.split(env.get("WIREROOM_NEWSROOM_OPTIONS", ""))),
            connect_to=_connect_to(env.get("WIREROOM_CONNECT_TO", "")),
            proxy=_proxy(env.get("WIREROOM_PROXY", "")),
            fetch_threads=positive(env, "WIREROOM_FETCH_THREADS", cls.fetch_threads),
            family_pause=between(env, "WIREROOM_FAMILY_PAUSE", cls.family_pause, 3600, "number of seconds"),
            cdx_url=env.get("WIREROOM_CDX_URL") or cls.cdx_url,
            cdx_playback=template(env, "WIREROOM_CDX_PLAYBACK", cls.cdx_playback, ("{stamp}", "{url}")),
            cdx_pause=between(env, "WIREROOM_CDX_PAUSE", cls.cdx_pause, 3600, "number of seconds"),
            waiting=minutes(env, "WIREROOM_WAITING_MINUTES", cls.waiting, timedelta(days=7)),
            pages_a_day=positive(env, "WIREROOM_PAGES_A_DAY", cls.pages_a_day),
            max_shards=positive(env, "WIREROOM_MAX_SHARDS", cls.max_shards),
            shard_time=minutes(env, "WIREROOM_SHARD_MINUTES", cls.shard_time, COLLECT_TIMEOUT * 2 / 3),
            budget=budget_of(env),
            second_reading=one_of(env, "WIREROOM_SECOND_READING", (cls.second_reading, IN_DOUBT)),
            retention=retention_of(env),
            story_days=between(env, "WIREROOM_STORY_DAYS", cls.story_days, 365, "number of days"),
            embedding=embedding_of(env),
            alerting=alerting_of(env),
            reader_limits=_reader_limits(env),
            max_failed_share=between(env, "WIREROOM_MAX_FAILED_SHARE", cls.max_failed_share, 1, "share"),
            max_retired_share=between(env, "WIREROOM_MAX_RETIRED_SHARE", cls.max_retired_share, 1, "share"),
            max_retired_feeds=positive(env, "WIREROOM_MAX_RETIRED_FEEDS", cls.max_retired_feeds),
        )

    @property
    def external_postgres(self) -> bool:
        """True where the operator named a Postgres: then `make up` starts none."""
        return self.database_url != type(self).database_url


def _left_by_the_stack(environ: Mapping[str, str]) -> dict[str, str]:
    """`NAME=value` lines of `environment` in the home, so that `wireroom` reaches what `make up` started."""
    file = Path(environ.get("WIREROOM_HOME") or Settings.home) / "environment"
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    left = {name: value for name, _, value in (line.partition("=") for line in lines)}
    if environ.get("WIREROOM_DATABASE_URL") not in (None, "", left.get("WIREROOM_DATABASE_URL")):
        left.pop("WIREROOM_OWN_AIRFLOW_DATABASE_URL", None)  # not of whoever looks after another database
    return left


def _user_agent(contact: str) -> str:
    about = f"; +{contact}" if contact else ""
    return f"Wireroom/{__version__} (news feed reader{about})"


def _connect_to(text: str) -> tuple[tuple[str, str], ...]:
    """`pattern:port=host:port`, several separated by commas."""
    pairs = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        asked, equals, actual = part.partition("=")
        if not equals or ":" not in asked or ":" not in actual:
            raise ConfigurationError(f"WIREROOM_CONNECT_TO: {part!r} is not *.host:port=host:port")
        pairs.append((asked.strip().lower(), actual.strip()))
    return tuple(pairs)


def _proxy(text: str) -> str:
    if text and not (text.startswith(("http://", "https://")) and urlsplit(text).hostname):
        raise ConfigurationError(f"WIREROOM_PROXY: {text!r} is not of the form http://host:port")
    return text


def _reader_limits(env: Mapping[str, str]) -> dict[str, str]:
    names = ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout", "temp_file_limit")
    return {name: value for name in names if (value := env.get(f"WIREROOM_READER_{name.upper()}"))}
