"""Check the values of environment variables, and say which cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values

from wireroom.errors import ConfigurationError

_STORAGE = re.compile(
    r"[A-Za-z0-9+]{2,}(?:::[A-Za-z0-9+]+)*://.*"  # what fsspec takes for a URL
    r"|file:/.*"
    r"|[^:]*|[^:]*/.*",  # a path, in which a colon stands behind a slash
    re.S,
)


def one_of(env: Mapping[str, str], name: str, choices: Sequence[str]) -> str:
    """One of `choices`, the first where it is not set. Raises ConfigurationError for another."""
    text = env.get(name, "").strip() or choices[0]
    if text not in choices:
        raise ConfigurationError(f"{name}: {text!r} is none of {', '.join(choices)}")
    return text


def positive(env: Mapping[str, str], name: str, default: int) -> int:
    """A whole number of at least 1. Raises ConfigurationError for anything else."""
    text = env.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise ConfigurationError(f"{name}: {text!r} is not a whole number of at least 1")
    return int(text)


def between(env: Mapping[str, str], name: str, default: float, most: float, what: str) -> float:
    """A number from 0 to `most`; `what` it is, for the ConfigurationError that it raises for any other."""
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
    """A time in minutes, above none and up to `most`. Raises ConfigurationError for any other."""
    most_minutes = most / timedelta(minutes=1)
    number = between(env, name, default / timedelta(minutes=1), most_minutes, "number of minutes")
    if not number:
        raise ConfigurationError(f"{name}: must be more than none")
    return timedelta(minutes=number)


def storage_url(env: Mapping[str, str], name: str, default: str) -> str:
    """A path or an fsspec URL. Raises ConfigurationError for a URL that would be taken for a path."""
    text = env.get(name, "").strip() or default
    if not _STORAGE.fullmatch(text):
        raise ConfigurationError(f"{name}: no kind of storage is called {text.partition(':')[0]!r}")
    return text


def template(env: Mapping[str, str], name: str, default: str, places: Sequence[str]) -> str:
    """A text that names each of `places`. Raises ConfigurationError where one is missing."""
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
