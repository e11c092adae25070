"""Read url_rules.yaml into tables for look-ups."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import translate
from typing import Any

import yaml

from wireroom.common.tables import text


class Names:
    """Words, and patterns with a `*`, matched in any case."""

    def __init__(self, words: str) -> None:
        listed = words.lower().split()
        self._plain = frozenset(word for word in listed if "*" not in word)
        patterns = [translate(word) for word in listed if "*" in word]
        self._patterns = re.compile("|".join(patterns)) if patterns else None

    def __contains__(self, word: str) -> bool:
        word = word.lower()
        return word in self._plain or (self._patterns is not None and self._patterns.match(word) is not None)


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A redirector: its path, and the parameters that may contain the target."""

    path: str
    params: tuple[str, ...]


def _load() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(text("wireroom.normalize", "url_rules.yaml"))
    return loaded


def _wrappers(rows: Iterable[dict[str, str]]) -> dict[str, tuple[Wrapper, ...]]:
    by_host: dict[str, tuple[Wrapper, ...]] = {}
    for row in rows:
        wrapper = Wrapper("" if row["path"] == "*" else row["path"], tuple(row["params"].split()))
        by_host[row["host"]] = (*by_host.get(row["host"], ()), wrapper)
    return by_host


_RULES = _load()
_QUERY, _HOSTS = _RULES["query"], _RULES["hosts"]

RULES_VERSION: int = _RULES["version"]

TRACKING = Names(f"{_QUERY['tracking']} {_QUERY['session']}")
SESSION_IF_TOKEN = Names(_QUERY["session_if_token"])
SWITCHES = {name: Names(values.replace(",", " ")) for name, values in _QUERY["switches"].items()}
ORIGIN_NAMES = Names(_QUERY["origin_names"])
ORIGIN_HOSTS = Names(_QUERY["origin_hosts"])
ORIGIN_VALUES = Names(_QUERY["origin_values"])
ORIGIN_IF_PATH_NAMES = Names(_QUERY["origin_if_path_names"])
TOGETHER = tuple(
    (frozenset(row["names"].split()), re.compile(row.get("where", ""))) for row in _QUERY["together"]
)
TICKET_VALUE = re.compile(_QUERY["ticket_value"])
TRACKING_PER_HOST = {host: Names(names) for host, names in _QUERY["per_host"].items()}

INDEX_FILES = Names(_RULES["path"]["index_files"])
PATH_SESSION = "|".join(_RULES["path"]["session"].split())

MOBILE_LABELS = Names(_HOSTS["mobile"])
PLATFORMS = Names(_HOSTS["platforms"])
SECOND_LEVEL = Names(_HOSTS["second_level"])
ALIASES: dict[str, str] = _HOSTS["aliases"]
BLOGGER: str = _HOSTS["blogger"]
FRAGMENT_PREFIXES = tuple(_HOSTS["fragment_prefixes"])
FRAGMENT_BOILERPLATE = Names(_HOSTS["fragment_boilerplate"])
FRAGMENT_HOSTS = Names(_HOSTS["fragment_hosts"])

WRAPPERS = _wrappers(_RULES["wrappers"])
OUTLINK_SEGMENTS = Names(_RULES["outlinks"]["segments"])
OUTLINK_PARAMS = tuple(_RULES["outlinks"]["params"].split())


def host_and_parents(host: str) -> Iterable[str]:
    """`a.b.c`, `b.c` for `a.b.c`: a rule for a host applies to its subdomains."""
    while "." in host:
        yield host
        host = host.partition(".")[2]
