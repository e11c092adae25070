"""Alerts that opened or ended in, a message out; webhooks and the ping are asked here, mail is Airflow's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wireroom import fetch, store
from wireroom.errors import WireroomError
from wireroom.settings import Settings
from wireroom.store import alert_rows

_LONGEST = 50  # alerts named in one message


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent, once for all that opened or ended."""

    title: str
    text: str
    ids: tuple[int, ...]  # of the alerts that opened


def message_of(untold: Sequence[alert_rows.UntoldAlert]) -> Message | None:
    """One message for all; None: there is nothing to tell."""
    if not untold:
        return None
    opened = [alert for alert in untold if alert.is_open]
    ended = [alert for alert in untold if not alert.is_open]
    counts = [f"{len(each)} {word}" for each, word in ((opened, "new"), (ended, "over")) if each]
    lines = [
        f"{'NEW ' if alert.is_open else 'OVER'} {alert.rule}: {alert.words}" for alert in untold[:_LONGEST]
    ]
    if len(untold) > _LONGEST:
        lines.append(f"and {len(untold) - _LONGEST} more: see the page Alerts")
    title = f"Wireroom: {' and '.join(counts)} alert{'s' if len(untold) > 1 else ''}"
    return Message(title, "\n".join(lines), tuple(alert.id for alert in opened))


def post_alerts(settings: Settings, message: Message) -> list[str]:
    """Post the message as JSON to every webhook of the settings; what went wrong, in words."""
    problems = []
    body = {"title": message.title, "text": message.text}
    for url in settings.alerting.to:
        if url.startswith("http"):
            try:
                fetch.post_json(url, body)
            except WireroomError as error:
                problems.append(str(error))
    return problems


def ping(settings: Settings) -> str:
    """Tell whoever watches us that somebody watches here; what went wrong, in words, or nothing."""
    try:
        if settings.alerting.ping_url:
            fetch.post_json(settings.alerting.ping_url, {})
    except WireroomError as error:
        return str(error)
    return ""


def note_told(settings: Settings, message: Message, now: datetime) -> None:
    """Nobody is told again of what this message said."""
    with store.connect(settings.database_url, application="wireroom watch") as conn:
        alert_rows.note_told(conn, message.ids, now)
