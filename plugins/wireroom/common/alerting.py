"""Variables of the environment in; whom alerts are sent to, and when the heart has stopped, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from wireroom.common.variables import minutes
from wireroom.errors import ConfigurationError

KINDS = ("mailto", "slack", "http", "https")


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
