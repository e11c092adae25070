"""Post alerts to URLs that the operator set, and subscriptions to hubs that feeds name."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import requests

from wireroom.common.masking import shown_in_words
from wireroom.common.text import one_line
from wireroom.common.urls import join
from wireroom.errors import AlertError, HubError
from wireroom.fetch.connections.deadline import Deadline
from wireroom.fetch.connections.dialer import Dialer
from wireroom.fetch.connections.resolver import Resolver
from wireroom.fetch.connections.transport import open_session
from wireroom.fetch.outcomes import Failure, failure_of
from wireroom.fetch.redirects import checked_url
from wireroom.settings import Settings

_TIMEOUT = (5.0, 10.0)  # seconds to connect, then for the answer to begin
_REDIRECTS = 3  # that a subscription follows, sending its form again
_SAID = 200  # bytes of a refusal that are repeated


def post_json(url: str, body: Mapping[str, str]) -> None:
    """Post `body` as JSON. Raises AlertError, which names only the host: the rest of the URL may be secret.

    The operator's own URLs may be on this machine or network, unlike those of feeds.
    """
    host = urlsplit(url).hostname
    try:
        with requests.Session() as session:
            session.trust_env = False  # no proxy and no password but those of the settings
            answer = session.post(url, json=dict(body), timeout=_TIMEOUT, stream=True)
            status = answer.status_code
    except requests.RequestException as error:
        raise AlertError(f"alerts cannot be posted to {host}: {type(error).__name__}") from error
    if status >= 400:
        raise AlertError(f"alerts cannot be posted to {host}: it answers HTTP {status}")


def ask_hub(settings: Settings, hub: str, form: Mapping[str, str], *, private: bool) -> None:
    """Post a subscription form to a hub (W3C WebSub, section 5.1), with the same address checks as for feeds.

    Raises HubError if the hub cannot be reached or does not answer 2xx. `private`: the feed, and so its hub,
    may be on this machine or network.
    """
    limits = settings.limits
    deadline = Deadline(limits)
    dialer = Dialer(settings, Resolver(), deadline, private=private)
    deadline.restart()
    try:
        with open_session(dialer, settings.user_agent) as session:
            for _ in range(_REDIRECTS + 1):
                answer = session.post(
                    hub,
                    data=dict(form),
                    stream=True,
                    allow_redirects=False,
                    timeout=(limits.connect_timeout, limits.read_timeout),
                    proxies=dialer.proxies_for(hub),
                )
                status = answer.status_code
                leads_to = _redirected(hub, answer)
                if leads_to is None:
                    break
                answer.close()
                hub = leads_to
            said = answer.raw.read(_SAID).decode("utf-8", "replace") if status >= 300 else ""
    except (requests.RequestException, Failure, OSError, ValueError) as error:
        raise HubError(
            shown_in_words(failure_of(error, host=urlsplit(hub).hostname or hub).detail)
        ) from error
    if not 200 <= status < 300:
        raise HubError(one_line(f"it answers HTTP {status} {said}"))


def _redirected(hub: str, answer: requests.Response) -> str | None:
    """The URL to which a hub redirects the form (307, 308: tests 105 and 106 of websub.rocks); else None.

    None also from https to http, since the form contains a secret. Raises Failure for an unusable URL.
    """
    location = answer.headers.get("Location")
    target = join(hub, location) if location and answer.status_code in (307, 308) else None
    return (
        None
        if target is None or (urlsplit(hub).scheme == "https" and urlsplit(target).scheme == "http")
        else checked_url(target)
    )
