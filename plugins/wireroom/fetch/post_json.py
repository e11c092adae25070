"""An address that the operator named and a value in, posted there as JSON out."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import requests

from wireroom.errors import AlertError

_TIMEOUT = (5.0, 10.0)  # seconds to connect, then for the answer to begin


def post_json(url: str, body: Mapping[str, str]) -> None:
    """Post it. Raises AlertError, naming the host and no more: the rest of the address is often a secret.

    The operator's own addresses may be on this machine or network, unlike those of feeds.
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
