"""The name of a secret or of an Airflow connection in, what it stands for out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from wireroom.errors import ConfigurationError
from wireroom.settings import Settings

# Whose they are is no publisher: no feed may send them anywhere.
_NOT_FOR_FEEDS = (
    "WIREROOM_",
    "AIRFLOW_",
    "PG",
    "POSTGRES_",
    "AWS_",
    "AZURE_",
    "GOOGLE_APPLICATION_",
    "SMTP_",
)


@dataclass(frozen=True, slots=True)
class Login:
    """What to say who asks."""

    user: str = field(default="", repr=False)  # `user:password`; empty: none
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


def secret_of(settings: Settings, name: str) -> str:
    """What `${name}` in the list of feeds stands for. Raises ConfigurationError in words."""
    if name.startswith(_NOT_FOR_FEEDS):
        raise ConfigurationError(
            f"${{{name}}} is no secret for a feed: it belongs to what runs here; take another name"
        )
    value = settings.environment.get(name, "")
    if not value:
        raise ConfigurationError(
            f"${{{name}}} is not set where feeds are fetched: set it in feeds.env, beside the list of feeds, "
            "or in the environment; or correct the feed"
        )
    return value


def login_of(settings: Settings, connection: str) -> Login:
    """User, password and headers of an Airflow connection. Raises ConfigurationError in words.

    Either form of AIRFLOW_CONN_*: JSON (`login`, `password`, `headers` in `extra`) or a URI.
    """
    variable = f"AIRFLOW_CONN_{connection.upper()}"
    known = settings.airflow_connection(connection) if settings.airflow_connection else None
    text = known or settings.environment.get(variable)
    if not text:
        raise ConfigurationError(f"there is no Airflow connection {connection}: make it, or set {variable}")
    try:
        return _from_json(text) if text.lstrip().startswith("{") else _from_uri(text)
    except (ValueError, AttributeError, TypeError):
        raise ConfigurationError(f"the Airflow connection {connection} is neither a URI nor JSON") from None


def _from_uri(text: str) -> Login:
    user, at, _ = urlsplit(text).netloc.rpartition("@")
    return Login(unquote(user) if at else "")


def _from_json(text: str) -> Login:
    said = json.loads(text)
    extra = said.get("extra") or {}
    extra = json.loads(extra) if isinstance(extra, str) else extra
    user = f"{said.get('login') or ''}:{said.get('password') or ''}"
    headers = {str(name): str(value) for name, value in (extra.get("headers") or {}).items()}
    return Login("" if user == ":" else user, headers)
