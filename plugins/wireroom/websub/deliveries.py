"""Deliveries of hubs in, landed and filed out, as what a poll fetched is.

    receiver ─▶ waiting ─▶ land ─▶ 2xx to the hub ─▶ load
                   └ full: 503, the hub tries again

A hub is answered once its delivery is landed: whatever ends us then, the next run files it (`sweep`).
"""

from __future__ import annotations

import hashlib
import logging
import queue
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wireroom import store
from wireroom.errors import LandingError, WireroomError
from wireroom.landing import PUSHES, LandingWriter, is_of_kind, landing_uri, list_landed, read_landed
from wireroom.load import load_landed
from wireroom.models import Exchange, Outcome
from wireroom.runtime.this_process import this_process
from wireroom.settings import Settings
from wireroom.store.feeds import hub_subscriptions

_log = logging.getLogger(__name__)

LARGEST = 4 * 1024 * 1024  # bytes of one delivery; a hub that has more knocks
WAITING = 64  # deliveries that wait at most
_TOGETHER = 0.5  # seconds that the first of a batch waits for others
_REMEMBERED = 10_000  # deliveries, of which the same again is nothing
_STOP = None


@dataclass(slots=True)
class Delivery:
    """What a hub sent, rightly signed; an empty body is a knock."""

    feed_id: int
    topic: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    received_at: datetime
    landed: Future[None] = field(default_factory=Future, repr=False)
    body_sha256: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.body_sha256 = hashlib.sha256(self.body).digest()


class Deliveries:
    """`with Deliveries(settings, clock) as deliveries: deliveries.take(delivery)`: a thread files them."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._clock = clock
        self._waiting: queue.Queue[Delivery | None] = queue.Queue(WAITING)
        self._thread = threading.Thread(target=self._work, name="deliveries")
        self._seen: OrderedDict[tuple[int, bytes], None] = OrderedDict()

    def __enter__(self) -> Deliveries:
        for feed_id, body_sha256 in _landed_before(self._settings.landing_url, self._clock()):
            self._remember(feed_id, body_sha256)
        self._thread.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self._waiting.put(_STOP)
        self._thread.join()

    @property
    def is_well(self) -> bool:
        """Somebody files what comes, and not everything waits."""
        return self._thread.is_alive() and not self._waiting.full()

    def take(self, delivery: Delivery) -> bool:
        """False where too many wait: the hub must try again. `delivery.landed` ends when it is kept.

        The same body again is taken and forgotten: sent late it would undo what came after it.
        """
        if delivery.body and (delivery.feed_id, delivery.body_sha256) in self._seen:
            delivery.landed.set_result(None)
            return True
        try:
            self._waiting.put_nowait(delivery)
        except queue.Full:
            return False
        return True

    def _remember(self, feed_id: int, body_sha256: bytes) -> None:
        self._seen[feed_id, body_sha256] = None
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)

    def _work(self) -> None:
        while True:
            batch, goes_on = self._batch()
            if batch:
                try:
                    self._file(batch)
                except Exception as error:  # the thread lives on: the next batch may fare better
                    _log.exception("%d deliveries were not filed", len(batch))
                    for delivery in batch:
                        if not delivery.landed.done():
                            delivery.landed.set_exception(error)
            if not goes_on:
                return

    def _batch(self) -> tuple[list[Delivery], bool]:
        first = self._waiting.get()
        batch = [] if first is _STOP else [first]
        until = time.monotonic() + _TOGETHER
        while batch and (left := until - time.monotonic()) > 0:
            try:
                another = self._waiting.get(timeout=left)
            except queue.Empty:
                break
            if another is _STOP:
                return batch, False
            batch.append(another)
        return batch, first is not _STOP

    def _file(self, batch: Sequence[Delivery]) -> None:
        now = self._clock()
        key = f"{now:%Y-%m-%dT%H}"
        uri = landing_uri(self._settings.landing_url, PUSHES, now, key, f"told-{now:%H%M%S.%f}")
        with store.connect(self._settings.database_url) as conn:
            run_id = store.open_run(
                conn, "websub", key, now, alive_for=store.ALIVE_FOR, process=this_process()
            )
            for delivery in batch:
                hub_subscriptions.note_hub_delivery(conn, delivery.feed_id, now, is_knock=not delivery.body)
            told = [delivery for delivery in batch if delivery.body]
            if told:
                store.open_landing(conn, uri, run_id=run_id, feeds=len(told), now=now)
                with LandingWriter(uri) as writer:
                    for delivery in told:
                        writer.add(_exchange(delivery))
                store.note_landed(conn, uri, [delivery.feed_id for delivery in told], now, orderly=True)
        for delivery in batch:
            self._remember(delivery.feed_id, delivery.body_sha256)
            delivery.landed.set_result(None)
        self._load(run_id, uri if told else None)

    def _load(self, run_id: int, uri: str | None) -> None:
        failure = ""
        try:
            if uri is not None:
                load_landed(self._settings, run_id=run_id, uri=uri, clock=self._clock)
        except WireroomError as error:  # it is landed: the next ingest files it
            failure = f"{uri} could not be filed: {error}"
            _log.warning(failure)
        with store.connect(self._settings.database_url) as conn:
            counts = store.run_summary(conn, run_id).counts
            store.close_run(conn, run_id, self._clock(), counts, failure=failure)


def _landed_before(landing_url: str, now: datetime) -> Iterator[tuple[int, bytes]]:
    """Feed and body's hash of deliveries that lie there from before, the oldest first.

    Whoever was stopped before it had answered gets them again, maybe after what has corrected them.
    """
    try:
        for day in (now.date() - timedelta(days=1), now.date()):
            for uri in list_landed(landing_url, day):
                if is_of_kind(landing_url, uri, PUSHES):
                    for landed in read_landed(uri):
                        if landed.exchange.body_sha256:
                            yield landed.exchange.feed_id, landed.exchange.body_sha256
    except LandingError as error:
        _log.warning("what comes again from before this start may not be known as such: %s", error)


def _exchange(delivery: Delivery) -> Exchange:
    return Exchange(
        feed_id=delivery.feed_id,
        url=delivery.topic,
        fetched_at=delivery.received_at,
        outcome=Outcome.OK,
        final_url=delivery.topic,
        status=200,
        headers=delivery.headers,
        body=delivery.body,
        body_sha256=delivery.body_sha256,
        pushed=True,
    )
