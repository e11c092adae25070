"""Read the settings that belong together from the environment, each group a value of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from wireroom.errors import ConfigurationError
from wireroom.settings.variables import minutes, positive

KINDS = ("mailto", "slack", "http", "https")
FOR_EVER = "forever"


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one request may cost. Times in seconds, sizes in bytes."""

    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0  # redirects included
    max_bytes: int = 32 * 1024 * 1024  # after decompression
    max_ratio: int = 200  # decompressed to received, past the first megabyte
    max_redirects: int = 6
    slow_after: float = 15.0  # from here on an answer is slow, and must bring `min_rate`
    min_rate: int = 500  # bytes a second, from the first byte on
    host_share: float = 30.0  # of slow answers; a host that has taken it is put off to the next run


@dataclass(frozen=True, slots=True)
class Budget:
    """What reading one document may cost; past it the entry, then the document, is refused as `too_slow`."""

    document_seconds: int = 60  # of CPU time, to parse it; once more for every thousand entries
    entry_seconds: int = 10  # of CPU time, each
    megabytes: int = 1024  # that a process may take for its documents

    @property
    def second_reading_seconds(self) -> int:
        """Of the document's, that feedparser may take."""
        return max(self.document_seconds // 2, 1)


def budget_of(env: Mapping[str, str]) -> Budget:
    """As the operator says. Raises ConfigurationError naming the variable."""
    return Budget(
        positive(env, "WIREROOM_DOCUMENT_SECONDS", Budget().document_seconds),
        positive(env, "WIREROOM_ENTRY_SECONDS", Budget().entry_seconds),
        positive(env, "WIREROOM_DOCUMENT_MEGABYTES", Budget().megabytes),
    )


@dataclass(frozen=True, slots=True)
class Alerting:
    """Where to, each an address: `mailto:somebody@host`, `slack:CONNECTION_ID`, `https://…` (a webhook)."""

    to: tuple[str, ...] = ()  # whom to tell, with spaces between
    metrics_token: str = ""  # lets a scraper of metrics in without a login
    ping_url: str = ""  # asked after every watch: whoever watches it hears when nobody watches here
    heartbeat: timedelta = timedelta(
        minutes=15
    )  # minutes without a poll that ended well, though feeds were due


def alerting_of(env: Mapping[str, str]) -> Alerting:
    """As the operator says. Raises ConfigurationError naming the variable."""
    to = tuple(env.get("WIREROOM_ALERTS_TO", "").split())
    for address in to:
        if not _is_address(address):
            raise ConfigurationError(
                f"WIREROOM_ALERTS_TO: {address!r} is none of mailto:somebody@host, slack:CONNECTION_ID, https://…"
            )
    ping_url = env.get("WIREROOM_ALERTS_PING_URL", "").strip()
    if ping_url and (not _is_address(ping_url) or not ping_url.startswith("http")):
        raise ConfigurationError(
            f"WIREROOM_ALERTS_PING_URL: {ping_url!r} is not of the form https://host/path"
        )
    heartbeat = minutes(env, "WIREROOM_HEARTBEAT_MINUTES", Alerting().heartbeat, timedelta(days=7))
    metrics_token = env.get("WIREROOM_METRICS_TOKEN", "").strip()
    return Alerting(to, metrics_token, ping_url, heartbeat)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    if parts.scheme == "slack":
        return bool(parts.path)
    return parts.scheme in KINDS and bool(parts.netloc)


@dataclass(frozen=True, slots=True)
class Retention:
    """For how many days what is kept; `forever`, which is None here: for ever."""

    landed: timedelta | None = None  # landed files: a replay reaches no further back
    polls: timedelta | None = timedelta(days=90)  # news.polls
    runs: timedelta | None = timedelta(days=400)  # news.runs
    rejected: timedelta | None = timedelta(days=400)  # refused entries, since they were last met
    logs: timedelta | None = timedelta(days=14)  # of processes and tasks, and Airflow's own tables


def retention_of(env: Mapping[str, str]) -> Retention:
    """What the operator says, else the usual. Raises ConfigurationError naming the variable."""
    usual = Retention()
    return Retention(
        landed=_kept(env, "WIREROOM_KEEP_LANDED_DAYS", usual.landed),
        polls=_kept(env, "WIREROOM_KEEP_POLLS_DAYS", usual.polls),
        runs=_kept(env, "WIREROOM_KEEP_RUNS_DAYS", usual.runs),
        rejected=_kept(env, "WIREROOM_KEEP_REJECTED_DAYS", usual.rejected),
        logs=_kept(env, "WIREROOM_KEEP_LOGS_DAYS", usual.logs),
    )


def _kept(env: Mapping[str, str], name: str, default: timedelta | None) -> timedelta | None:
    """A number of days, or `forever`. Raises ConfigurationError for anything else."""
    text = env.get(name, "").strip().lower()
    if not text:
        return default
    if text == FOR_EVER:
        return None
    if not text.isdecimal() or not 1 <= int(text) <= 36_500:
        raise ConfigurationError(
            f"{name}: {text!r} is neither a number of days from 1 to 36500 nor {FOR_EVER}"
        )
    return timedelta(days=int(text))


@dataclass(frozen=True, slots=True)
class Embedding:
    """Who makes vectors of articles: an endpoint of the form of OpenAI's `/v1/embeddings`; empty: nobody."""

    url: str = ""  # its base, as http://127.0.0.1:11434/v1
    model: str = ""  # as the endpoint calls it
    key: str = field(
        default="", repr=False
    )  # itself, or `${NAME}`, which stands in feeds.env or the environment
    batch: int = 32  # pieces a request
    tokens: int = 400  # a piece, the title with it, by an estimate on the safe side


def embedding_of(env: Mapping[str, str]) -> Embedding:
    """As the operator says. Raises ConfigurationError naming the variable."""
    url = env.get("WIREROOM_EMBEDDINGS_URL", "").strip().rstrip("/")
    if url and not (url.startswith("http") and _is_address(url)):
        raise ConfigurationError(f"WIREROOM_EMBEDDINGS_URL: {url!r} is not of the form https://host/v1")
    return Embedding(
        url,
        env.get("WIREROOM_EMBEDDINGS_MODEL", "").strip(),
        env.get("WIREROOM_EMBEDDINGS_KEY", "").strip(),
        positive(env, "WIREROOM_EMBEDDINGS_BATCH", Embedding().batch),
        positive(env, "WIREROOM_EMBEDDINGS_TOKENS", Embedding().tokens),
    )
