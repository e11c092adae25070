"""Settings and deliveries in, the web application that hubs reach out: `/websub/TOKEN` and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from wireroom import store
from wireroom.errors import StoreError, WireroomError
from wireroom.settings import Settings
from wireroom.store.feeds.hub_subscriptions import HubSubscription, hub_subscription
from wireroom.websub import Deliveries, Delivery, is_signed, verify
from wireroom.websub.deliveries import LARGEST

_KEPT = frozenset({"content-type", "link"})  # of a delivery's headers
_LATER = Response(status_code=503, headers={"Retry-After": "60"})
_LONGEST_TOKEN = 100
_BODIES = 8  # that are read at once


def build_receiver(settings: Settings, deliveries: Deliveries, clock: Callable[[], datetime]) -> Starlette:
    """Every address but ours is 404, and so is every token that we have not given out."""
    receiver = _Receiver(settings, deliveries, clock)
    return Starlette(
        routes=[
            Route("/websub/{token}", receiver.ask_back, methods=["GET"]),
            Route("/websub/{token}", receiver.deliver, methods=["POST"]),
        ]
    )


class _Receiver:
    def __init__(self, settings: Settings, deliveries: Deliveries, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._deliveries = deliveries
        self._clock = clock
        self._bodies = asyncio.Semaphore(_BODIES)

    async def ask_back(self, request: Request) -> Response:
        """The hub wants to know whether we meant it, or says that it will not."""
        token, asked = request.path_params["token"][:_LONGEST_TOKEN], dict(request.query_params)
        try:
            challenge = await run_in_threadpool(verify, self._settings, token, asked, self._clock())
        except StoreError:
            return _LATER
        return Response(status_code=404) if challenge is None else PlainTextResponse(challenge)

    async def deliver(self, request: Request) -> Response:
        """The hub tells; it is answered once that is landed."""
        try:
            subscription = await run_in_threadpool(
                _subscription, self._settings, request.path_params["token"]
            )
            if subscription is None:
                return Response(status_code=410)  # a subscription of before: the hub may end it
            async with self._bodies:
                body = await _body(request)
                return await self._take(subscription, request, body)
        except (WireroomError, OSError):
            return _LATER
        except ClientDisconnect:
            return Response(status_code=400)

    async def _take(self, subscription: HubSubscription, request: Request, body: bytes | None) -> Response:
        if body is None:
            return Response(status_code=413)
        if not is_signed(subscription, request.headers.get("x-hub-signature", ""), body):
            return Response(status_code=202)  # section 7.1: taken, and ignored
        headers = tuple((name, value) for name, value in request.headers.items() if name in _KEPT)
        delivery = Delivery(subscription.feed_id, subscription.topic, headers, body, self._clock())
        if not self._deliveries.take(delivery):
            return _LATER
        await asyncio.wrap_future(delivery.landed)
        return Response(status_code=202)


def _subscription(settings: Settings, token: str) -> HubSubscription | None:
    with store.connect(settings.database_url) as conn:
        return hub_subscription(conn, token[:_LONGEST_TOKEN])


async def _body(request: Request) -> bytes | None:
    """None where it is larger than a delivery may be."""
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > LARGEST:
            return None
        pieces.append(piece)
    return b"".join(pieces)
