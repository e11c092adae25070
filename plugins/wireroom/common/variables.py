"""Variables of the environment in; their values, checked, out, or what cannot be meant by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from wireroom.errors import ConfigurationError

KINDS = ("mailto", "slack", "http", "https")

FOR_EVER = "forever"


def one_of(env: Mapping[str, str], name: str, choices: Sequence[str]) -> str:
    """One of `choices`, the first where it is not set."""
    text = env.get(name, "").strip() or choices[0]
    if text not in choices:
        raise ConfigurationError(f"{name}: {text!r} is none of {', '.join(choices)}")
    return text


def positive(env: Mapping[str, str], name: str, default: int) -> int:
    """A whole number of at least 1."""
    text = env.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise ConfigurationError(f"{name}: {text!r} is not a whole number of at least 1")
    return int(text)


def between(env: Mapping[str, str], name: str, default: float, most: float, what: str) -> float:
    """A number from 0 to `most`; `what` it is, for the error."""
    text = env.get(name, "").strip()
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= most:
        raise ConfigurationError(f"{name}: {text!r} is not a {what} between 0 and {most:g}")
    return number


def minutes(env: Mapping[str, str], name: str, default: timedelta, most: timedelta) -> timedelta:
    """A time in minutes, above none."""
    most_minutes = most / timedelta(minutes=1)
    number = between(env, name, default / timedelta(minutes=1), most_minutes, "number of minutes")
    if not number:
        raise ConfigurationError(f"{name}: must be more than none")
    return timedelta(minutes=number)


def template(env: Mapping[str, str], name: str, default: str, places: Sequence[str]) -> str:
    """A text that names each of `places`."""
    text = env.get(name, "").strip() or default
    if missing := [place for place in places if place not in text]:
        raise ConfigurationError(f"{name}: {text!r} has no {' and no '.join(missing)}")
    return text


def read_env_file(path: Path) -> dict[str, str]:
    """As Compose reads it: comments, `export`, quotes. `$` stands for itself; there in single quotes only.

    Empty where there is no such file. Raises ConfigurationError where it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:  # whose words hold what may be a password
        raise ConfigurationError(f"{path} cannot be read: it is not UTF-8") from None
    values = dotenv_values(stream=StringIO(text), interpolate=False)
    return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class Alerting:
    """Where to, each an address: `mailto:somebody@host`, `slack:CONNECTION_ID`, `https://…` (a webhook)."""

    to: tuple[str, ...] = ()
    metrics_token: str = ""  # lets a scraper of metrics in without a login
    ping_url: str = ""  # asked after every watch: whoever watches it hears when nobody watches here
    heartbeat: timedelta = timedelta(minutes=15)  # without a poll that ended well, though feeds were due


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
    """None: for ever."""

    landed: timedelta | None = None
    polls: timedelta | None = timedelta(days=90)
    runs: timedelta | None = timedelta(days=400)
    rejected: timedelta | None = timedelta(days=400)  # since an entry was last met
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
