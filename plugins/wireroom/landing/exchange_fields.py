"""An exchange in, the fields of its metadata record out, and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from wireroom.landing.fields import Fields
from wireroom.landing.http_block import Headers, is_exact
from wireroom.models import Exchange, Outcome, Redirect

OURS = "wireroom-feed-id"  # the first field; a metadata record without it is not ours


def exchange_fields(exchange: Exchange, *, answered: bool) -> Iterator[tuple[str, str]]:
    """`answered`: a record beside this one holds the headers, so that only odd ones are repeated here."""
    yield OURS, str(exchange.feed_id)
    yield "outcome", exchange.outcome.value
    yield "detail", exchange.detail
    yield "asked-url", exchange.url
    if exchange.final_url is not None:
        yield "final-url", exchange.final_url
    yield "fetched-at", exchange.fetched_at.isoformat()
    yield "elapsed-ms", str(exchange.elapsed_ms)
    yield "conditional", "yes" if exchange.conditional else "no"
    if exchange.status is not None:
        yield "status", str(exchange.status)
    if exchange.retry_after is not None:
        yield "retry-after-us", str(exchange.retry_after // timedelta(microseconds=1))
    if exchange.deferred:
        yield "deferred", "yes"
    if exchange.body_sha256 is not None:
        yield "body-sha256", exchange.body_sha256.hex()
    for redirect in exchange.redirects:
        yield "redirect", f"{redirect.status} {redirect.url}"
    if not answered or not is_exact(exchange.headers):
        for name, value in exchange.headers:
            yield "header-name", name
            yield "header-value", value


def exchange_of(fields: Fields, headers: Headers, body: bytes) -> Exchange:
    """The exchange again. Raises ValueError or KeyError where the fields are not what we write."""
    one = dict(fields)
    names = [value for name, value in fields if name == "header-name"]
    values = [value for name, value in fields if name == "header-value"]
    redirects = [value.split(" ", 1) for name, value in fields if name == "redirect"]
    retry_after = one.get("retry-after-us")
    sha256 = one.get("body-sha256")
    return Exchange(
        feed_id=int(one[OURS]),
        url=one["asked-url"],
        fetched_at=datetime.fromisoformat(one["fetched-at"]),
        outcome=Outcome(one["outcome"]),
        detail=one["detail"],
        final_url=one.get("final-url"),
        redirects=tuple(Redirect(int(status), url) for status, url in redirects),
        status=int(one["status"]) if "status" in one else None,
        headers=tuple(zip(names, values, strict=True)) if names else headers,
        body=body,
        elapsed_ms=int(one["elapsed-ms"]),
        retry_after=None if retry_after is None else timedelta(microseconds=int(retry_after)),
        conditional=one["conditional"] == "yes",
        body_sha256=None if sha256 is None else bytes.fromhex(sha256),
        deferred=one.get("deferred") == "yes",
    )
