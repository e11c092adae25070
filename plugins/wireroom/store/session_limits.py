"""How long a session of ours may wait, work and hold: by kind of work, below the time limit of its task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """Limits that Postgres itself enforces, whatever becomes of the process that asked; zero is none."""

    lock: timedelta  # waiting for somebody else's lock
    statement: timedelta
    idle_in_transaction: timedelta  # a stopped process gives its locks back after it
    transaction: timedelta  # since Postgres 17; older servers have the other three

    def options(self) -> str:
        """As libpq's `options`; the transaction's is not there, since older servers refuse its name."""
        settings = {
            "lock_timeout": self.lock,
            "statement_timeout": self.statement,
            "idle_in_transaction_session_timeout": self.idle_in_transaction,
        }
        return " ".join(f"-c {name}={milliseconds(limit)}" for name, limit in settings.items())


def milliseconds(limit: timedelta) -> int:
    """As Postgres counts time limits."""
    return int(limit / timedelta(milliseconds=1))


_minutes = timedelta(minutes=1)
# Planning, reporting, commands: the shortest of their tasks has one minute.
QUICK = SessionLimits(_minutes / 6, _minutes / 2, _minutes, 0.75 * _minutes)
# Filing and all that goes with it: its task has thirty minutes.
FILING = SessionLimits(_minutes / 2, 10 * _minutes, 2 * _minutes, 15 * _minutes)
# Commands that somebody waits for in front of a screen, over all articles.
PATIENT = SessionLimits(_minutes, 30 * _minutes, 5 * _minutes, 60 * _minutes)
# Migrations work as long as they must; what they wait for holds others up behind them, so they wait briefly.
MIGRATING = SessionLimits(timedelta(seconds=2), timedelta(), 5 * _minutes, timedelta())
