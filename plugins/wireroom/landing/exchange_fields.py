"""Convert an exchange to the fields and HTTP headers of its WARC records, and back without loss.

The body is landed decoded, so the original `Content-Encoding`, `Transfer-Encoding` and `Content-Length` would
be wrong: they are kept with the prefix that the Internet Archive uses for such headers, and a correct
`Content-Length` is added at the end.
"""

from __future__ import annotations

import http
import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from wireroom.models import Exchange, Outcome, Redirect

OURS = "wireroom-feed-id"  # the first field; a metadata record without it was not written by us
Fields = list[tuple[str, str]]
Headers = tuple[tuple[str, str], ...]

_ORIGINAL = "X-Archive-Orig-"
_UNHOLDABLE = re.compile("[\r\n\0]|[^\0-\xff]")
_PHRASES = {int(status): status.phrase for status in http.HTTPStatus}
_CORRECTED = frozenset({"content-encoding", "transfer-encoding", "content-length"})


def exchange_fields(exchange: Exchange, *, answered: bool) -> Iterator[tuple[str, str]]:
    """The fields of an exchange; if it is `answered`, the answer's record has the headers, if it can."""
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
    if exchange.pushed:
        yield "pushed", "yes"
    if exchange.body_sha256 is not None:
        yield "body-sha256", exchange.body_sha256.hex()
    for redirect in exchange.redirects:
        yield "redirect", f"{redirect.status} {redirect.url}"
    if not answered or not is_exact(exchange.headers):
        for name, value in exchange.headers:
            yield "header-name", name
            yield "header-value", value


def exchange_of(fields: Fields, headers: Headers, body: bytes) -> Exchange:
    """The exchange with these fields. Raises ValueError or KeyError if they are not as we write them."""
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
        pushed=one.get("pushed") == "yes",
    )


def write_fields(fields: Iterable[tuple[str, str]]) -> bytes:
    """Lines `name: value` (WARC 1.1, annex B). A value that a line cannot hold becomes a JSON string."""
    return "".join(f"{name}: {_quoted(value)}\r\n" for name, value in fields).encode()


def read_fields(block: bytes) -> Fields:
    """The fields in their order. Raises ValueError if the block was not written by `write_fields`."""
    pairs = (line.partition(": ") for line in block.decode().split("\r\n") if line)
    return [(name, str(json.loads(value)) if value.startswith('"') else value) for name, _, value in pairs]


def _quoted(value: str) -> str:
    plain = value.isprintable() and value == value.strip() and not value.startswith('"')
    return value if plain else json.dumps(value)


def http_head(status: int, headers: Headers, length: int) -> bytes:
    """Status line and corrected headers, as far as an HTTP block can hold them, in Latin-1 as they came."""
    lines = [f"HTTP/1.1 {status} {_PHRASES.get(status, '')}".strip()]
    for name, value in headers:
        if _is_holdable(name, value):
            lines.append(f"{_ORIGINAL if name.lower() in _CORRECTED else ''}{name}: {value}")
    lines.append(f"Content-Length: {length}\r\n\r\n")
    return "\r\n".join(lines).encode("latin-1")


def is_exact(headers: Headers) -> bool:
    """Whether an HTTP block can hold all these headers; if not, they are kept as fields too."""
    return all(_is_holdable(name, value) for name, value in headers)


def received_headers(lines: Iterable[bytes]) -> Headers:
    """The headers as received, from the header lines of such a block without the added last one."""
    pairs = [line.decode("latin-1").partition(": ") for line in lines]
    return tuple((name.removeprefix(_ORIGINAL), value) for name, _, value in pairs[:-1])


def _is_holdable(name: str, value: str) -> bool:
    """Whether it fits into one Latin-1 line, as in HTTP/1.1, and its name does not have our prefix."""
    return (
        name.isascii()
        and name.isprintable()
        and ":" not in name
        and name == name.strip() != ""
        and not name.lower().startswith(_ORIGINAL.lower())
        and value == value.strip(" \t")
        and not _UNHOLDABLE.search(value)
    )
