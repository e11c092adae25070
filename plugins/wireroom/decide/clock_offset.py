"""Compare this machine's clock with those of publishers' servers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from wireroom.common.http_headers import header, http_date
from wireroom.common.urls import host_of
from wireroom.models import CLOCK_SKEW, Exchange

_SECONDS = re.compile(r"[0-9]{1,8}")
_HOSTS = 3  # fewer may all be wrong
_AGREE = 2 / 3  # share of the hosts that must agree


def server_clock(exchange: Exchange) -> tuple[str, timedelta] | None:
    """The host, and how far our clock is ahead of its `Date` plus `Age` (RFC 9110 §6.6.1); else None."""
    said = http_date(header(exchange.headers, "date"))
    age = header(exchange.headers, "age") or "0"
    if said is None or not _SECONDS.fullmatch(age):
        return None
    there = said + timedelta(seconds=int(age))
    return host_of(exchange.answered_from), exchange.fetched_at - there


def clock_offset(heard: Sequence[tuple[str, timedelta]]) -> timedelta | None:
    """How far our clock is ahead (negative: behind), if two thirds of at least three hosts agree; else None.

    None also if the difference is within CLOCK_SKEW.
    """
    hosts = sorted(dict(heard).values())
    if len(hosts) < _HOSTS:
        return None
    middle = hosts[len(hosts) // 2]
    agreeing = sum(abs(each - middle) <= CLOCK_SKEW for each in hosts)
    return middle if abs(middle) > CLOCK_SKEW and agreeing >= _AGREE * len(hosts) else None


def offset_in_words(offset: timedelta, now: datetime) -> str:
    """The problem and what to do about it, for the operator."""
    hours = abs(offset) / timedelta(hours=1)
    size = (
        f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours" if hours >= 2 else "an hour or less"
    )
    way = "ahead of" if offset > timedelta() else "behind"
    return (
        f"This machine's clock ({now:%Y-%m-%d %H:%M} UTC) is {size} {way} what publishers' servers say: "
        "set it. What comes in meanwhile is dated by it."
    )
