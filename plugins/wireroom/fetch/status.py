"""An HTTP status in, the outcome it means and what to do about it out."""

from __future__ import annotations

from datetime import timedelta

from wireroom.common.bot_walls import wall_in_words
from wireroom.models import Outcome

_LATER = "it will be tried again"


def outcome_of_status(
    status: int, *, conditional: bool, wait: timedelta | None, wall: str | None = None
) -> tuple[Outcome, str]:
    """The outcome and its words; OK for every 2xx. `wait`: what Retry-After asked for.

    `wall`: whose challenge the headers name, which the status says nothing about (202, 403, 429, 503).
    """
    if wall is not None and status != 304:
        return Outcome.BOT_WALL, f"{status}: {wall_in_words(wall)}"
    if 200 <= status < 300:
        return Outcome.OK, ""
    if status == 304:
        if conditional:
            return Outcome.NOT_MODIFIED, ""
        return Outcome.SERVER_ERROR, "304 Not Modified, though we did not ask whether it changed; " + _LATER
    if status == 429 or (status == 503 and wait is not None):
        return Outcome.RATE_LIMITED, f"{status}: the server asks us to come less often{_pause(wait)}"
    if status in _WORDS:
        return _WORDS[status]
    if 300 <= status < 400:
        return Outcome.SERVER_ERROR, f"{status}: a redirect that does not say where to; {_LATER}"
    if 400 <= status < 500:
        return Outcome.CLIENT_ERROR, f"{status}: the server refuses the request; check the feed's address"
    return Outcome.SERVER_ERROR, f"{status}: trouble at the server; {_LATER}"


_WORDS: dict[int, tuple[Outcome, str]] = {
    401: (Outcome.FORBIDDEN, "401: the feed wants a login"),
    402: (
        Outcome.PAYMENT_REQUIRED,
        "402: the publisher wants to be paid; make a contract and give its credentials, or remove the feed",
    ),
    # Some limiters answer 403 where they mean 429 (Reddit; FreshRSS#8928).
    403: (
        Outcome.FORBIDDEN,
        "403: the server does not let us in; set WIREROOM_CONTACT, or ask the publisher",
    ),
    404: (Outcome.NOT_FOUND, f"404: nothing at this address; {_LATER}, feeds often come back"),
    410: (
        Outcome.GONE,
        "410: the publisher says the feed is gone for good; remove it, or find its new address",
    ),
    451: (Outcome.FORBIDDEN, "451: withheld for legal reasons"),
    500: (Outcome.SERVER_ERROR, f"500: the server failed; {_LATER}"),
    503: (Outcome.SERVER_ERROR, f"503: the server is overloaded or under repair; {_LATER}"),
}


def _pause(wait: timedelta | None) -> str:
    return "" if wait is None else f", not before {int(wait.total_seconds()):,} s from now"
