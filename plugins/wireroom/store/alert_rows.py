"""Findings in, rows of `news.alerts` out: each once, from its beginning to its end."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from wireroom.errors import ConfigurationError
from wireroom.models.alert import Finding
from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all, fetch_one


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """An alert that lasts."""

    id: int
    rule: str
    subject: str
    words: str
    opened_at: datetime
    silenced_until: datetime | None
    silenced_reason: str | None


@dataclass(frozen=True, slots=True)
class UntoldAlert:
    """An alert that opened, or one that was told and has ended."""

    id: int
    rule: str
    subject: str
    words: str
    opened_at: datetime
    closed_at: datetime | None
    is_open: bool


def save_findings(
    conn: Connection, findings: Sequence[Finding], looked: Collection[str], now: datetime
) -> None:
    """Open what is new; end what the rules that looked (`looked`) did not find again."""
    change(conn, "forget_silences", {"now": now})
    for finding in findings:
        values = {"rule": finding.rule, "subject": finding.subject, "words": finding.words, "now": now}
        change(conn, "save_finding", {**values, "feed_id": finding.feed_id})
    change(conn, "end_alerts", {"rules": sorted(looked), "now": now})


def untold_alerts(conn: Connection, address: str, now: datetime) -> tuple[UntoldAlert, ...]:
    """What `address` has not taken yet; silenced alerts are left out."""
    values = {"address": _kept(address), "now": now}
    return tuple(UntoldAlert(**row) for row in fetch_all(conn, "untold_alerts", values))


def note_told(conn: Connection, address: str, alerts: Sequence[UntoldAlert], now: datetime) -> None:
    """`address` has taken them."""
    opened = [alert.id for alert in alerts if alert.is_open]
    ended = [alert.id for alert in alerts if not alert.is_open]
    change(conn, "note_told", {"address": _kept(address), "opened": opened, "ended": ended, "now": now})


def open_alerts(conn: Connection) -> tuple[OpenAlert, ...]:
    """Those that last, silenced ones last."""
    return tuple(OpenAlert(**row) for row in fetch_all(conn, "open_alerts"))


def close_alert(conn: Connection, alert_id: int, *, by: str, now: datetime) -> None:
    """Close it until it has ended and comes again. Raises ConfigurationError where it is not open."""
    if not change(conn, "close_alert", {"alert_id": alert_id, "by": by, "now": now}):
        raise ConfigurationError(f"alert {alert_id} is not open")


def silence_alert(
    conn: Connection, alert_id: int, *, until: datetime, reason: str, by: str, now: datetime
) -> None:
    """Tell nobody of it for a time. Raises ConfigurationError without a reason, or for a time gone by."""
    if not reason.strip():
        raise ConfigurationError("silencing an alert takes a reason: whoever looks later wants to know")
    if until <= now:
        raise ConfigurationError("an alert is silenced until a time to come")
    values = {"alert_id": alert_id, "until": until, "reason": reason.strip(), "by": by, "now": now}
    if not change(conn, "silence_alert", values):
        raise ConfigurationError(f"there is no alert {alert_id}")


def unsilence_alert(conn: Connection, alert_id: int) -> None:
    """Tell of it again."""
    change(conn, "unsilence_alert", {"alert_id": alert_id})


def note_watch(conn: Connection, now: datetime, *, volumes: bool, problems: Sequence[str]) -> None:
    """The watch has looked; `volumes`: it has counted articles too."""
    change(conn, "note_watch", {"now": now, "volumes": volumes, "problems": list(problems)})


def _kept(address: str) -> str:
    """What stands for an address: whoever knows that of a webhook can write to the channel."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def watch_state(conn: Connection) -> tuple[datetime | None, datetime | None]:
    """When the watch last looked, and when it last counted articles."""
    row = fetch_one(conn, "watch_state")
    return row["looked_at"], row["volumes_at"]
