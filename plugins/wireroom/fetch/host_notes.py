"""What hosts of one politeness family have answered in this run, and which requests that spares."""

from __future__ import annotations

from datetime import datetime

from wireroom.common.urls import host_of
from wireroom.models import Exchange, Outcome
from wireroom.settings import FetchLimits

_A_SERVICE = 2  # hosts of a family that limit us in one run; then the service that they share does
_FAILURES = 2  # consecutive failed connections to one host, after which it is not tried again in this run
_UNRESOLVED = 1  # the same for names that do not resolve: they will not a second later


class HostNotes:
    """What is known in this run about hosts: rate limits, failed connections, slow answers."""

    def __init__(self, family: str) -> None:
        self._family = family
        self._limited: dict[str, Exchange] = {}  # host → the answer that told us to come less often
        self._limiters: set[str] = set()  # hosts that gave such an answer themselves, not by a redirect
        self._away: dict[str, list[Exchange]] = {}  # host → consecutive failed connections to it
        self._slow: dict[str, float] = {}  # host → seconds that its slow answers took

    def note(self, host: str, exchange: Exchange, limits: FetchLimits, *, away: str | None = None) -> None:
        """Learn from the answer of `host`; `away` is the host that could not be connected to, if any."""
        if exchange.outcome is Outcome.RATE_LIMITED:
            limiter = host_of(exchange.answered_from)
            self._limiters.add(limiter)
            self._limited |= {host: exchange, limiter: exchange}
        if away is not None:
            self._away.setdefault(away, []).append(exchange)
        else:
            self._away.pop(host, None)
        self._note_time(host, exchange, limits)

    def note_redirect(self, host: str, exchange: Exchange, limits: FetchLimits) -> None:
        """Learn from a redirect that `host` gave and that is not followed yet."""
        self._away.pop(host, None)
        self._note_time(host, exchange, limits)

    def _note_time(self, host: str, exchange: Exchange, limits: FetchLimits) -> None:
        seconds = exchange.elapsed_ms / 1000
        if exchange.outcome is Outcome.TIMED_OUT or seconds > limits.slow_after:
            self._slow[host] = self._slow.get(host, 0.0) + seconds

    def spare(self, feed_id: int, url: str, limits: FetchLimits, *, now: datetime) -> Exchange | None:
        """The exchange of a feed that is not requested because its host has just failed; None: request it.

        Otherwise a host that has just limited us would be asked again for each of its feeds (Reddit and
        Tumblr limit the whole service: FreshRSS#8928, #8925), and a dead host would cost a timeout for each.
        After a rate limit or slow answers the other feeds have not failed themselves: they are `deferred`.
        """
        return (
            self._spare_limiting(feed_id, url, now)
            or self._spare_away(feed_id, url, now)
            or self._spare_slow(feed_id, url, limits, now)
        )

    def _spare_limiting(self, feed_id: int, url: str, now: datetime) -> Exchange | None:
        answer = self._limited.get(host_of(url))
        if answer is None and len(self._limiters) >= _A_SERVICE:
            answer = next(reversed(self._limited.values()))
        if answer is None:
            return None
        limiter = host_of(answer.answered_from)
        whom = "us" if limiter == host_of(url) else f"{self._family}, as other hosts of it have"
        return Exchange(
            feed_id=feed_id,
            url=url,
            fetched_at=now,
            outcome=Outcome.RATE_LIMITED,
            detail=f"not asked: {limiter} has just limited {whom}; it will be asked within minutes",
            retry_after=answer.retry_after,
            deferred=True,
        )

    def _spare_away(self, feed_id: int, url: str, now: datetime) -> Exchange | None:
        failures = self._away.get(host_of(url), [])
        enough = _UNRESOLVED if failures and failures[-1].outcome is Outcome.UNREACHABLE_HOST else _FAILURES
        if len(failures) < enough:
            return None
        return Exchange(
            feed_id=feed_id,
            url=url,
            fetched_at=now,
            outcome=failures[-1].outcome,
            detail=f"not asked, as {host_of(url)} has just failed: {failures[-1].detail}",
        )

    def _spare_slow(self, feed_id: int, url: str, limits: FetchLimits, now: datetime) -> Exchange | None:
        seconds = self._slow.get(host_of(url), 0.0)
        if seconds < limits.host_share:
            return None
        return Exchange(
            feed_id=feed_id,
            url=url,
            fetched_at=now,
            outcome=Outcome.TIMED_OUT,
            detail=f"not asked: slow answers of {host_of(url)} have taken {seconds:.0f} s of this run; "
            "it will be asked within minutes, before those that were slow",
            deferred=True,
        )
