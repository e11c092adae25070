"""Keep findings as rows of `news.alerts`: one row for each, from when it began until it ended."""

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
    """An alert that has not ended."""

    id: int
    rule: str
    subject: str
    words: str
    opened_at: datetime
    silenced_until: datetime | None
    silenced_reason: str | None


@dataclass(frozen=True, slots=True)
class UntoldAlert:
    """An alert to be sent: one that has opened, or one that was sent and has ended since."""

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
    """Open what is new, and end what the rules that ran (`looked`) did not find again."""
    change(conn, "watch/forget_silences", {"now": now})
    for finding in findings:
        values = {"rule": finding.rule, "subject": finding.subject, "words": finding.words, "now": now}
        change(conn, "watch/save_finding", {**values, "feed_id": finding.feed_id})
    change(conn, "watch/end_alerts", {"rules": sorted(looked), "now": now})


def untold_alerts(conn: Connection, address: str, now: datetime) -> tuple[UntoldAlert, ...]:
    """Alerts not yet sent to `address`, but for silenced ones."""
    values = {"address": _kept(address), "now": now}
    return tuple(UntoldAlert(**row) for row in fetch_all(conn, "watch/untold_alerts", values))


def note_told(conn: Connection, address: str, alerts: Sequence[UntoldAlert], now: datetime) -> None:
    """Note that they were sent to `address`."""
    opened = [alert.id for alert in alerts if alert.is_open]
    ended = [alert.id for alert in alerts if not alert.is_open]
    change(conn, "watch/note_told", {"address": _kept(address), "opened": opened, "ended": ended, "now": now})


def open_alerts(conn: Connection) -> tuple[OpenAlert, ...]:
    """Alerts that have not ended, the silenced ones last."""
    return tuple(OpenAlert(**row) for row in fetch_all(conn, "watch/open_alerts"))


def close_alert(conn: Connection, alert_id: int, *, by: str, now: datetime) -> None:
    """Close an alert until it ends and is found again. Raises ConfigurationError if it is not open."""
    if not change(conn, "watch/close_alert", {"alert_id": alert_id, "by": by, "now": now}):
        raise ConfigurationError(f"alert {alert_id} is not open")


def silence_alert(
    conn: Connection, alert_id: int, *, until: datetime, reason: str, by: str, now: datetime
) -> None:
    """Send nothing about it for a time. Raises ConfigurationError without a reason, or for a past time."""
    if not reason.strip():
        raise ConfigurationError("silencing an alert takes a reason: whoever looks later wants to know")
    if until <= now:
        raise ConfigurationError("an alert is silenced until a time to come")
    values = {"alert_id": alert_id, "until": until, "reason": reason.strip(), "by": by, "now": now}
    if not change(conn, "watch/silence_alert", values):
        raise ConfigurationError(f"there is no alert {alert_id}")


def unsilence_alert(conn: Connection, alert_id: int) -> None:
    """Send it again."""
    change(conn, "watch/unsilence_alert", {"alert_id": alert_id})


def note_watch(conn: Connection, now: datetime, *, volumes: bool, problems: Sequence[str]) -> None:
    """Note that the watch ran; `volumes`: it counted articles, too."""
    change(conn, "watch/note_watch", {"now": now, "volumes": volumes, "problems": list(problems)})


def _kept(address: str) -> str:
    """A digest of an address: whoever knows the address of a webhook can write to its channel."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def watch_state(conn: Connection) -> tuple[datetime | None, datetime | None]:
    """When the watch last ran, and when it last counted articles."""
    row = fetch_one(conn, "watch/watch_state")
    return row["looked_at"], row["volumes_at"]
