"""Alerts that opened or ended in, a message to each address out; webhooks and the ping are asked here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from wireroom import fetch, store
from wireroom.common.text.counted import agreeing
from wireroom.errors import WireroomError
from wireroom.settings import Settings
from wireroom.store import alert_rows

_LONGEST = 50  # alerts named in one message


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent, once for all that opened or ended."""

    title: str
    text: str


Send = Callable[[str, Message], None]  # address without its scheme, message; raises where it is not taken


def tell(
    settings: Settings,
    *,
    now: datetime,
    to: Sequence[str] | None = None,
    senders: Mapping[str, Send] = MappingProxyType({}),
) -> tuple[int, list[str]]:
    """Send each address (`to`; those of the settings) what it has not taken yet; how many took a message.

    And what could not be sent, in words. It is sent again at the next watch, to that address alone. `senders`
    by scheme; who has none is left to Airflow. Raises StoreError where the database is not there.
    """
    taken, problems = 0, []
    for address in settings.alerting.to if to is None else to:
        scheme, _, rest = address.partition(":")
        send = senders.get(scheme)
        if send is None and not scheme.startswith("http"):
            continue
        with store.connect(settings.database_url, application="wireroom watch") as conn:
            untold = alert_rows.untold_alerts(conn, address, now)
        if not untold:
            continue
        try:
            send(rest, message_of(untold)) if send else _post(address, message_of(untold))
        except WireroomError as error:
            problems.append(str(error))
        except Exception as error:  # whatever a provider raises is a problem to tell, and holds up no other
            problems.append(f"alerts cannot be sent to {address if send else scheme}: {error}")
        else:
            taken += 1
            with store.connect(settings.database_url, application="wireroom watch") as conn:
                alert_rows.note_told(conn, address, untold, now)
    return taken, problems


def message_of(untold: Sequence[alert_rows.UntoldAlert]) -> Message:
    """One message for all."""
    opened = [alert for alert in untold if alert.is_open]
    ended = [alert for alert in untold if not alert.is_open]
    counts = [f"{len(each)} {word}" for each, word in ((opened, "new"), (ended, "over")) if each]
    lines = [
        f"{'NEW' if alert.is_open else 'OVER'} {alert.rule}: {alert.words} {_when(alert)}"
        for alert in untold[:_LONGEST]
    ]
    if len(untold) > _LONGEST:
        lines.append(f"and {len(untold) - _LONGEST} more: see the page Alerts")
    title = f"Wireroom: {' and '.join(counts)} {agreeing(len(untold), 'alert', 'alerts')}"
    return Message(title, "\n".join(lines))


def _when(alert: alert_rows.UntoldAlert) -> str:
    """Since when it lasts, or from when to when it lasted."""
    opened = f"{alert.opened_at.astimezone(UTC):%Y-%m-%d %H:%M}"
    if alert.closed_at is None:
        return f"(since {opened} UTC)"
    return f"(from {opened} to {alert.closed_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC)"


def ping(settings: Settings) -> str:
    """Tell whoever watches us that somebody watches here; what went wrong, in words, or nothing."""
    try:
        if settings.alerting.ping_url:
            fetch.post_json(settings.alerting.ping_url, {})
    except WireroomError as error:
        return str(error)
    return ""


def _post(url: str, message: Message) -> None:
    fetch.post_json(url, {"title": message.title, "text": message.text})
