"""A variable of the environment in; its value, checked, out. ConfigurationError names what cannot be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from wireroom.errors import ConfigurationError


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
