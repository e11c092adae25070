"""Work out the URL and headers to request a feed with, filling in its secrets.

    ${NAME}        ─▶ the environment of the process that fetches
    ***3fa9c1      ─▶ the secret that the listed URL contained
    connection: x  ─▶ Airflow's connection of that name

Only references in the operator's own list are filled in, and only for the host named there: a publisher whose
redirect says `https://elsewhere.example/?${PASSWORD}` learns nothing.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from wireroom.common.masking import MASK, conceal, is_secret_header, references, reveal
from wireroom.common.urls import web_origin
from wireroom.errors import ConfigurationError
from wireroom.fetch.outcomes import Failure
from wireroom.models import Exchange, Feed, FeedSpec, Outcome, Redirect
from wireroom.settings import Settings

# Prefixes of variables that belong to the installation: no feed may use them.
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
class Access:
    """What to send. `credentials` go only to `home`: scheme, host and port of the listed URL."""

    url: str = field(repr=False)
    home: str = ""
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)  # by what is shown in place of each

    def shown(self, exchange: Exchange, url: str) -> Exchange:
        """`exchange` as it may be landed, logged and shown: with `url` as its URL, and all secrets masked."""

        def hide(text: str) -> str:
            return conceal(text, self.secrets)

        asked = hide(url)
        answered = asked if exchange.final_url == exchange.url else hide(exchange.final_url or "")
        return replace(
            exchange,
            url=asked,
            detail=hide(exchange.detail),
            final_url=exchange.final_url and answered,
            redirects=tuple(Redirect(hop.status, hide(hop.url)) for hop in exchange.redirects),
            headers=tuple((name, hide(value)) for name, value in exchange.headers),
        )


def shown_url(feed: Feed) -> str:
    """The URL to request, with secrets masked: the one that the feed moved to, else the listed one.

    The listed one also if the moved-to URL has secrets that cannot be filled in, or must not be told there.
    """
    moved, spec = feed.fetch_url, feed.spec
    if not moved:
        return spec.url
    rest = moved
    for own in (*spec.secrets, *(f"${{{name}}}" for name in references(spec.url))):
        rest = rest.replace(own, "")
    is_ours = rest != moved
    is_elsewhere = not may_be_told(web_origin(spec.url), moved)
    lost = MASK in rest or bool(references(rest)) or (is_ours and is_elsewhere)
    return spec.url if lost else moved


def access_of(feed: Feed, url: str, settings: Settings) -> Access:
    """How to request `url`, which is the feed's (`shown_url`) or one of its archive.

    Raises Failure (SECRET_MISSING) if a secret that the list refers to is not set.
    """
    spec = feed.spec
    try:
        filled = {f"${{{name}}}": secret_of(settings, name) for name in _names(spec)}
        login = login_of(settings, spec.connection) if spec.connection else Login()
    except ConfigurationError as error:
        raise Failure(Outcome.SECRET_MISSING, str(error)) from error
    in_urls = dict(spec.secrets) | {reference: quote(value, safe="~") for reference, value in filled.items()}
    home = reveal(spec.url, in_urls)
    if may_be_told(web_origin(home), url):
        url = reveal(url, in_urls)
    credentials = {**login.headers, **{name: reveal(value, filled) for name, value in spec.headers}}
    user = reveal(spec.basic_auth or "", filled) or login.user or _user(home)
    if user:
        credentials["Authorization"] = f"Basic {base64.b64encode(user.encode()).decode('ascii')}"
    unnamed = (
        user,
        user.partition(":")[2],
        *(value for name, value in credentials.items() if is_secret_header(name)),
    )
    by_number = {f"{MASK}{number}": value for number, value in enumerate(unnamed) if value}
    secrets = {**spec.secrets, **filled, **by_number}
    return Access(_without_user(url), web_origin(home), credentials, secrets)


def secrets_of(feed: Feed, settings: Settings) -> Mapping[str, str]:
    """The secrets of this feed, by what is shown in place of each.

    If one of them is not set, only those of the listed URL.
    """
    try:
        return access_of(feed, feed.spec.url, settings).secrets
    except Failure:
        return feed.spec.secrets


def may_be_told(home: str, url: str) -> bool:
    """Whether credentials for `home` may go to `url`: same host and port, or TLS instead of plain HTTP."""
    origin = web_origin(url)
    return origin == home or (home.startswith("http://") and origin == home.replace("http", "https", 1))


def _names(spec: FeedSpec) -> tuple[str, ...]:
    texts = (spec.url, spec.archive or "", spec.basic_auth or "", *(value for _, value in spec.headers))
    return tuple(name for text in texts for name in references(text))


def _user(url: str) -> str:
    """`user:password` of a URL; empty if it has none."""
    user, at, _ = urlsplit(url).netloc.rpartition("@")
    return unquote(user) if at else ""


def _without_user(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:  # reported when it is requested
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else url


@dataclass(frozen=True, slots=True)
class Login:
    """User, password and headers of an Airflow connection."""

    user: str = field(default="", repr=False)  # `user:password`; empty: none
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


def secret_of(settings: Settings, name: str) -> str:
    """The value of `${name}` in the feed list. Raises ConfigurationError if it is unset or not allowed."""
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
    """User, password and headers of an Airflow connection. Raises ConfigurationError if there is none.

    It may have either form of AIRFLOW_CONN_*: JSON (`login`, `password`, `headers` in `extra`) or a URI.
    """
    variable = f"AIRFLOW_CONN_{connection.upper()}"
    known = settings.airflow_connection(connection) if settings.airflow_connection else None
    text = known or settings.environment.get(variable)
    if not text:
        raise ConfigurationError(f"there is no Airflow connection {connection}: make it, or set {variable}")
    try:
        return _from_json(text) if text.lstrip().startswith("{") else Login(_user(text))
    except (ValueError, AttributeError, TypeError):
        raise ConfigurationError(f"the Airflow connection {connection} is neither a URI nor JSON") from None


def _from_json(text: str) -> Login:
    said = json.loads(text)
    extra = said.get("extra") or {}
    extra = json.loads(extra) if isinstance(extra, str) else extra
    user = f"{said.get('login') or ''}:{said.get('password') or ''}"
    headers = {str(name): str(value) for name, value in (extra.get("headers") or {}).items()}
    return Login("" if user == ":" else user, headers)
