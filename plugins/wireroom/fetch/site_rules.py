"""The rules of sites, robots.txt and tdmrep.json: looked up, requested if unknown, and interpreted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

from wireroom.common.robots import MAX_BYTES, SETTLED, Robots, answered
from wireroom.common.urls import web_origin
from wireroom.models import Clock, Exchange, Outcome, SiteRules
from wireroom.settings import Settings

TDMREP = "/.well-known/tdmrep.json"
_MOST_TDMREP = 200_000  # bytes

Get = Callable[[str], Exchange]


class SiteBook:
    """The rules of sites, known from before or requested now; shared by threads."""

    def __init__(self, settings: Settings, known: Mapping[str, SiteRules], clock: Clock) -> None:
        self._agent = settings.user_agent
        self._clock = clock
        self._robots = {origin: self._read(rules) for origin, rules in known.items()}
        self._lock = threading.Lock()
        self._asking: dict[str, threading.Lock] = {}

    def known(self, url: str) -> Robots | None:
        """The rules of the site of `url`; None if they are not known yet."""
        return self._robots.get(web_origin(url))

    def robots(self, url: str, get: Get, heard: Callable[[Exchange, SiteRules | None], None]) -> Robots:
        """The rules of the site of `url`; if unknown, they are requested by `get` and reported to `heard`."""
        origin = web_origin(url)
        with self._lock:
            asking = self._asking.setdefault(origin, threading.Lock())
        with asking:
            if origin not in self._robots:
                self._robots[origin] = self._read(self._asked(origin, get, heard))
            return self._robots[origin]

    def _asked(self, origin: str, get: Get, heard: Callable[[Exchange, SiteRules | None], None]) -> SiteRules:
        answer = get(f"{origin}/robots.txt")
        rules = SiteRules(origin, self._clock(), answered(answer), answer.body[:MAX_BYTES])
        url = origin + TDMREP
        robots = self._read(rules)
        if not robots.allows(url):
            rules = replace(rules, tdmrep=None)  # not read, which does not mean that there is none
            heard(answer, rules)
            return rules
        heard(answer, None)
        told = get(url)
        rules = SiteRules(origin, rules.asked_at, rules.outcome, rules.robots, _tdmrep(told))
        heard(told, rules)
        return rules

    def _read(self, rules: SiteRules) -> Robots:
        return Robots(rules.robots_txt, self._agent)


def may_read_tdmrep(rules: SiteRules, user_agent: str) -> bool:
    """Whether the site's robots.txt allows its tdmrep.json, or could not be fetched."""
    return rules.outcome not in SETTLED or Robots(rules.robots_txt, user_agent).allows(rules.origin + TDMREP)


def rules_heard(answer: Exchange, before: SiteRules | None) -> SiteRules:
    """A site's rules after one landed answer for robots.txt or tdmrep.json; `before`: the rules until then.

    A temporary failure replaces nothing that is known already.
    """
    origin = web_origin(answer.url)
    if answer.url != origin + TDMREP:
        outcome = answered(answer)
        if before and before.outcome in SETTLED and outcome not in SETTLED:
            return before
        tdmrep = before.tdmrep if before else None  # it is requested next
        return SiteRules(origin, answer.fetched_at, outcome, answer.body[:MAX_BYTES], tdmrep)
    before = before or SiteRules(origin, answer.fetched_at, Outcome.NOT_FOUND, tdmrep=None)
    told = _tdmrep(answer)
    tdmrep = before.tdmrep if told is None else told
    return SiteRules(origin, before.asked_at, before.outcome, before.robots, tdmrep)


def _tdmrep(told: Exchange) -> bytes | None:
    """The content of tdmrep.json; empty if there is none, None if it could not be fetched."""
    if told.outcome is Outcome.OK:
        return told.body[:_MOST_TDMREP]
    return b"" if answered(told) in SETTLED else None
