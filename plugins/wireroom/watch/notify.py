"""Send a message about opened and ended alerts to each address, and ping an outside monitor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from wireroom import fetch
from wireroom.common.text.counted import agreeing
from wireroom.errors import WireroomError
from wireroom.settings import Settings
from wireroom.store import alert_rows
from wireroom.store.connection import connect

_MOST_NAMED = 50  # alerts named in one message


@dataclass(frozen=True, slots=True)
class Message:
    """One message about all alerts that opened or ended."""

    title: str
    text: str


Send = Callable[[str, Message], None]  # address without its scheme, message; raises if it cannot be sent


def tell(
    settings: Settings,
    *,
    now: datetime,
    to: Sequence[str] | None = None,
    senders: Mapping[str, Send] = MappingProxyType({}),
) -> tuple[int, list[str]]:
    """Send each address (`to`, by default those of the settings) the alerts that it has not received yet.

    Returns the number of messages sent, and the failures in words; those are retried at the next watch, for
    that address only. `senders` maps schemes to functions; an address whose scheme has none is left to
    Airflow, except http(s). Raises StoreError if the database is not available.
    """
    taken, problems = 0, []
    for address in settings.alerting.to if to is None else to:
        scheme, _, rest = address.partition(":")
        send = senders.get(scheme)
        if send is None and not scheme.startswith("http"):
            continue
        with connect(settings.database_url, application="wireroom watch") as conn:
            untold = alert_rows.untold_alerts(conn, address, now)
        if not untold:
            continue
        try:
            send(rest, message_of(untold)) if send else _post(address, message_of(untold))
        except WireroomError as error:
            problems.append(str(error))
        except Exception as error:  # a provider may raise anything; other addresses must not be affected
            problems.append(f"alerts cannot be sent to {address if send else scheme}: {error}")
        else:
            taken += 1
            with connect(settings.database_url, application="wireroom watch") as conn:
                alert_rows.note_told(conn, address, untold, now)
    return taken, problems


def message_of(untold: Sequence[alert_rows.UntoldAlert]) -> Message:
    """One message about all these alerts."""
    opened = [alert for alert in untold if alert.is_open]
    ended = [alert for alert in untold if not alert.is_open]
    counts = [f"{len(each)} {word}" for each, word in ((opened, "new"), (ended, "over")) if each]
    lines = [
        f"{'NEW' if alert.is_open else 'OVER'} {alert.rule}: {alert.words} {_when(alert)}"
        for alert in untold[:_MOST_NAMED]
    ]
    if len(untold) > _MOST_NAMED:
        lines.append(f"and {len(untold) - _MOST_NAMED} more: see the page Alerts")
    title = f"Wireroom: {' and '.join(counts)} {agreeing(len(untold), 'alert', 'alerts')}"
    return Message(title, "\n".join(lines))


def _when(alert: alert_rows.UntoldAlert) -> str:
    """Since when the alert lasts, or from when to when it lasted."""
    opened = f"{alert.opened_at.astimezone(UTC):%Y-%m-%d %H:%M}"
    if alert.closed_at is None:
        return f"(since {opened} UTC)"
    return f"(from {opened} to {alert.closed_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC)"


def ping(settings: Settings) -> str:
    """Tell an outside monitor that the watch runs, if one is set; returns the failure in words, or empty."""
    try:
        if settings.alerting.ping_url:
            fetch.post_json(settings.alerting.ping_url, {})
    except WireroomError as error:
        return str(error)
    return ""


def _post(url: str, message: Message) -> None:
    fetch.post_json(url, {"title": message.title, "text": message.text})
