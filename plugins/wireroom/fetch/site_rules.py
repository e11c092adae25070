"""A page's address in, what its site allows out: robots.txt and tdmrep.json, asked for once a day."""

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
    """Rules by site, known from before or asked for; shared by the threads of a walk."""

    def __init__(self, settings: Settings, known: Mapping[str, SiteRules], clock: Clock) -> None:
        self._agent = settings.user_agent
        self._clock = clock
        self._robots = {origin: self._read(rules) for origin, rules in known.items()}
        self._lock = threading.Lock()
        self._asking: dict[str, threading.Lock] = {}

    def known(self, url: str) -> Robots | None:
        """The rules of the site of `url`, where somebody has asked."""
        return self._robots.get(web_origin(url))

    def robots(self, url: str, get: Get, heard: Callable[[Exchange, SiteRules | None], None]) -> Robots:
        """The rules of the site of `url`; where nobody has asked yet, `get` asks and `heard` hears it."""
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
            rules = replace(rules, tdmrep=None)  # unread, which is not that there is none
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
    """Whether the site's robots.txt is there and allows it, or could not be had now."""
    return rules.outcome not in SETTLED or Robots(rules.robots_txt, user_agent).allows(rules.origin + TDMREP)


def rules_heard(answer: Exchange, before: SiteRules | None) -> SiteRules:
    """What a site's rules are by one of the two answers, as landed; `before`: what they were until then.

    As on record, what cannot be had replaces nothing: a robots.txt by its failure, a tdmrep.json by None.
    """
    origin = web_origin(answer.url)
    if answer.url != origin + TDMREP:
        outcome = answered(answer)
        if before and before.outcome in SETTLED and outcome not in SETTLED:
            return before
        tdmrep = before.tdmrep if before else None  # is asked for next
        return SiteRules(origin, answer.fetched_at, outcome, answer.body[:MAX_BYTES], tdmrep)
    before = before or SiteRules(origin, answer.fetched_at, Outcome.NOT_FOUND, tdmrep=None)
    told = _tdmrep(answer)
    tdmrep = before.tdmrep if told is None else told
    return SiteRules(origin, before.asked_at, before.outcome, before.robots, tdmrep)


def _tdmrep(told: Exchange) -> bytes | None:
    """None: it could not be had now, which says nothing of what it says."""
    if told.outcome is Outcome.OK:
        return told.body[:_MOST_TDMREP]
    return b"" if answered(told) in SETTLED else None
