"""Take in deliveries of hubs: land and file them as what a poll fetched.

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
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime

from wireroom.errors import WireroomError
from wireroom.landing import PUSHES, LandingWriter, landing_uri
from wireroom.load import load_landed
from wireroom.models import Clock, Exchange, Outcome
from wireroom.runtime.this_process import this_process
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds import hub_subscriptions
from wireroom.store.landings import note_landed, open_landing
from wireroom.store.runs import ALIVE_FOR, close_run, open_run, run_summary
from wireroom.websub.known_deliveries import KnownDeliveries, Mark

_log = logging.getLogger(__name__)

LARGEST = 4 * 1024 * 1024  # bytes of one delivery; a hub that has more knocks
WAITING = 64  # deliveries that wait at most
_TOGETHER = 0.5  # seconds that the first of a batch waits for others
_STOP = None


@dataclass(slots=True)
class Delivery:
    """A delivery of a hub whose signature is valid.

    With an empty body it only announces that there is news.
    """

    feed_id: int
    topic: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    received_at: datetime
    landed: Future[None] = field(default_factory=Future, repr=False)
    body_sha256: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.body_sha256 = hashlib.sha256(self.body).digest()

    @property
    def mark(self) -> Mark:
        """The key by which a repeated delivery is recognised: feed id and hash of the body."""
        return self.feed_id, self.body_sha256


class Deliveries:
    """Takes deliveries in and files them in a thread: `with Deliveries(settings, clock) as deliveries:`."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._waiting: queue.Queue[Delivery | None] = queue.Queue(WAITING)
        self._thread = threading.Thread(target=self._work, name="deliveries")
        self._known = KnownDeliveries()

    def __enter__(self) -> Deliveries:
        self._known.add_landed(self._settings.landing_url, self._clock())
        self._thread.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self._waiting.put(_STOP)
        self._thread.join()

    @property
    def is_well(self) -> bool:
        """Whether the filing thread is alive and the queue has room."""
        return self._thread.is_alive() and not self._waiting.full()

    def take(self, delivery: Delivery) -> bool:
        """Queue a delivery; False if the queue is full, so that the hub must try again.

        `delivery.landed` is done when the delivery is stored. A body that came before is accepted and
        dropped: filed again, the old text would replace what came after it.
        """
        if delivery.body and delivery.mark in self._known:
            delivery.landed.set_result(None)
            return True
        try:
            self._waiting.put_nowait(delivery)
        except queue.Full:
            return False
        return True

    def _work(self) -> None:
        while True:
            batch, goes_on = self._batch()
            if batch:
                try:
                    self._file(batch)
                except Exception as error:  # the thread lives on: the next batch may fare better
                    _log.exception("%d deliveries were not stored", len(batch))
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
        with connect(self._settings.database_url) as conn:
            run_id = open_run(conn, "websub", key, now, alive_for=ALIVE_FOR, process=this_process())
            for delivery in batch:
                hub_subscriptions.note_hub_delivery(conn, delivery.feed_id, now, is_knock=not delivery.body)
            told = [delivery for delivery in batch if delivery.body]
            if told:
                open_landing(conn, uri, run_id=run_id, feeds=len(told), now=now)
                with LandingWriter(uri) as writer:
                    for delivery in told:
                        writer.add(_exchange(delivery))
                note_landed(conn, uri, [delivery.feed_id for delivery in told], now, orderly=True)
        for delivery in batch:
            self._known.add(delivery.mark)
            delivery.landed.set_result(None)
        self._load(run_id, uri if told else None)

    def _load(self, run_id: int, uri: str | None) -> None:
        failure = ""
        try:
            if uri is not None:
                load_landed(self._settings, run_id=run_id, uri=uri, clock=self._clock)
        except WireroomError as error:  # it is landed: the next ingest files it
            failure = f"{uri} could not be stored: {error}"
            _log.warning(failure)
        with connect(self._settings.database_url) as conn:
            counts = run_summary(conn, run_id).counts
            close_run(conn, run_id, self._clock(), counts, failure=failure)


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
