"""A variable of the environment in; how long what piles up is kept out. Articles are kept always."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from wireroom.errors import ConfigurationError

FOR_EVER = "forever"


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
