"""The web application that hubs reach: `/websub/TOKEN` and nothing else."""

from __future__ import annotations

import asyncio
import re

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from wireroom.errors import StoreError, WireroomError
from wireroom.models import Clock
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.hub_subscriptions import HubSubscription, hub_subscription
from wireroom.websub.deliveries import LARGEST, Deliveries, Delivery
from wireroom.websub.subscriptions import is_signed, verify

_KEPT = frozenset({"content-type", "link"})  # of a delivery's headers
_LATER = Response(status_code=503, headers={"Retry-After": "60"})
_BODIES = 8  # that are read at once
_BODY_TIME = 30.0  # seconds for one
_IDLE_TIME = 10.0  # seconds between two looks at a connection; one that is asking nothing then is ended
_TOKEN = re.compile(r"[\w-]{20,100}", re.ASCII)


def build_receiver(settings: Settings, deliveries: Deliveries, clock: Clock) -> Starlette:
    """Every address but ours is 404, and so is every token that we have not given out."""
    receiver = _Receiver(settings, deliveries, clock)
    return Starlette(
        routes=[
            Route("/websub/{token}", receiver.ask_back, methods=["GET"]),
            Route("/websub/{token}", receiver.deliver, methods=["POST"]),
        ]
    )


class ImpatientProtocol(H11Protocol):
    """Hangs up on who does not come to the end of a request's head; uvicorn, whose connections are
    numbered, would wait for ever, and sixty-four such shut every hub out (Slowloris)."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Look after it from now on."""
        super().connection_made(transport)
        self.loop.call_later(_IDLE_TIME, self._hang_up_if_idle)

    def _hang_up_if_idle(self) -> None:
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            self.transport.abort()
        else:
            self.loop.call_later(_IDLE_TIME, self._hang_up_if_idle)


class _Receiver:
    def __init__(self, settings: Settings, deliveries: Deliveries, clock: Clock) -> None:
        self._settings = settings
        self._deliveries = deliveries
        self._clock = clock
        self._bodies = asyncio.Semaphore(_BODIES)

    async def ask_back(self, request: Request) -> Response:
        """The hub wants to know whether we meant it, or says that it will not."""
        token, asked = request.path_params["token"], dict(request.query_params)
        if not _TOKEN.fullmatch(token):
            return Response(status_code=404)
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
            async with self._bodies, asyncio.timeout(_BODY_TIME):
                body = await _body(request)
            return await self._take(subscription, request, body)
        except TimeoutError:
            return Response(status_code=408)
        except (WireroomError, OSError):
            return _LATER
        except ClientDisconnect:
            return Response(status_code=400)

    async def _take(self, subscription: HubSubscription, request: Request, body: bytes | None) -> Response:
        is_knock = body is None or subscription.paused  # a knock: polled at once, or once it is resumed
        if body is not None and not is_signed(subscription, request.headers.get("x-hub-signature", ""), body):
            return Response(status_code=202)  # section 7.1: taken, and ignored
        headers = tuple((name, value) for name, value in request.headers.items() if name in _KEPT)
        said = b"" if is_knock else body or b""
        delivery = Delivery(subscription.feed_id, subscription.topic, headers, said, self._clock())
        if not self._deliveries.take(delivery):
            return _LATER
        # Shielded: a call that is given up must not take the delivery, and its batch, along.
        await asyncio.shield(asyncio.wrap_future(delivery.landed))
        return Response(status_code=413 if body is None else 202)


def _subscription(settings: Settings, token: str) -> HubSubscription | None:
    if not _TOKEN.fullmatch(token):
        return None
    with connect(settings.database_url) as conn:
        return hub_subscription(conn, token)


async def _body(request: Request) -> bytes | None:
    """None where it is larger than a delivery may be."""
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > LARGEST:
            return None
        pieces.append(piece)
    return b"".join(pieces)
