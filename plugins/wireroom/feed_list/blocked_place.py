"""A feed's address in, why a poll would not go there out: the guard of every connection, asked alone."""

from __future__ import annotations

from wireroom.fetch.connections.deadline import Deadline
from wireroom.fetch.connections.dialer import Dialer
from wireroom.fetch.connections.resolver import Resolver
from wireroom.fetch.outcomes import Failure
from wireroom.models import Outcome
from wireroom.settings import Settings


def blocked_place(settings: Settings, url: str, *, by_name: bool = True) -> str:
    """Why a feed without `private: true` is not asked there; empty: it is, or DNS does not know it today.

    `by_name`: DNS is asked of its host. Without, only what the address says by itself counts.
    """
    dialer = Dialer(settings, Resolver(), Deadline(settings.limits), private=False)
    try:
        dialer.check(url, by_name=by_name)
    except Failure as failure:
        return failure.detail if failure.outcome is Outcome.BLOCKED_ADDRESS else ""
    return ""
