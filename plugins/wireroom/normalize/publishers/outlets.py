"""Well-known outlets and services, read once from this package's tables, looked up by host."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from wireroom.common.tables import rows

T = TypeVar("T")

_HERE = "wireroom.normalize"


@dataclass(frozen=True, slots=True)
class OutletRow:
    """A row of outlets.tsv; `country` is ISO 3166-1 alpha-2, `language` ISO 639-1, or None."""

    domain: str
    name: str
    country: str | None
    language: str | None


def outlet_of(host: str) -> OutletRow | None:
    """The outlet of a host: by a row of its own, else of a parent domain."""
    return _nearest(host, _outlets())


def outlet_named(name: str) -> OutletRow | None:
    """The outlet with this name or domain, in any case: aggregators name outlets without a link.

    A leading `The` may be missing if more than one word is left: `New York Times`, not `Sun`.
    """
    wanted = " ".join(name.split()).casefold()
    return _by_name().get(wanted) or _outlets().get(wanted.removeprefix("www."))


def service_kind(host: str) -> str | None:
    """What a host is that is no outlet: `aggregator`, `portal` or `host` (of blogs).

    An aggregator has links only; a portal shows articles of others in full, and publishes some of its own.
    """
    return _nearest(host, _services())


def feed_host_of(host: str) -> str | None:
    """The domain of the outlet whose feeds are at `host`: some keep them on a domain of their own."""
    return _nearest(host, _feed_hosts())


def is_feed_service(host: str) -> bool:
    """Whether `host` serves feeds for publishers, who redirect to it from their own domains."""
    return any(name in _feed_services() for name in _with_parents(host))


def _nearest(host: str, table: Mapping[str, T]) -> T | None:
    """What the table has of the host itself, else of its nearest parent domain."""
    return next((table[name] for name in _with_parents(host) if name in table), None)


def _with_parents(host: str) -> list[str]:
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(max(len(labels) - 1, 1))]


@cache
def _outlets() -> dict[str, OutletRow]:
    return {
        domain: OutletRow(domain, name, country or None, language or None)
        for domain, name, country, language in rows(_HERE, "outlets.tsv")
    }


@cache
def _by_name() -> dict[str, OutletRow]:
    """Outlets by name: of several domains the one that spells it (not guardian.co.uk), else the first."""
    outlets = [*_outlets().values()][::-1]
    outlets.sort(key=_is_spelt)  # of several with one name, the last is kept
    named = {outlet.name.casefold(): outlet for outlet in outlets}
    short = {name.removeprefix("the "): outlet for name, outlet in named.items() if name.count(" ") > 1}
    return {**short, **named}


def _is_spelt(outlet: OutletRow) -> bool:
    return outlet.domain.partition(".")[0] == "".join(filter(str.isalnum, outlet.name.casefold()))


@cache
def _services() -> dict[str, str]:
    return {row[0]: row[1] for row in rows(_HERE, "services.tsv") if row[1] != "-"}


@cache
def _feed_hosts() -> dict[str, str]:
    return {row[0]: row[1] for row in rows(_HERE, "feed_hosts.tsv")}


@cache
def _feed_services() -> frozenset[str]:
    return frozenset(row[0] for row in rows(_HERE, "services.tsv") if "feeds" in row)
