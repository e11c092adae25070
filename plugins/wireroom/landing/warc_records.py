"""An exchange in, its WARC records out: what was answered, and a metadata record that says how it went."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterator
from datetime import UTC
from urllib.parse import quote

from warcio.recordbuilder import RecordBuilder
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders

from wireroom.landing.exchange_fields import exchange_fields, http_block, write_fields
from wireroom.models import Exchange, Outcome

_PROFILES = {  # WARC 1.1 §6.7
    Outcome.UNCHANGED: "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    Outcome.NOT_MODIFIED: "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
}
_URI_SAFE = "%:/?#[]@!$&'()*+,;=~-._"


def records_of(exchange: Exchange, build: RecordBuilder) -> Iterator[ArcWarcRecord]:
    """The records in the order they are written; the last is the metadata record.

    A body, and any OK, gives a `response`; 304 and an unchanged body a `revisit` without a body; a
    failure only its metadata.
    """
    answer = _answer_record(exchange, build)
    concurrent = {}
    if answer is not None:
        yield answer
        concurrent["WARC-Concurrent-To"] = answer.rec_headers.get_header("WARC-Record-ID")
    block = write_fields(exchange_fields(exchange, answered=answer is not None))
    yield build.create_warc_record(
        _uri(exchange),
        "metadata",
        payload=io.BytesIO(block),
        length=len(block),
        warc_content_type="application/warc-fields",
        warc_headers_dict={**_warc_headers(exchange), **concurrent},
    )


def _answer_record(exchange: Exchange, build: RecordBuilder) -> ArcWarcRecord | None:
    profile = _PROFILES.get(exchange.outcome)
    if profile and exchange.status is not None and not exchange.body:
        digest = {"WARC-Payload-Digest": _digest(exchange.body_sha256)} if exchange.body_sha256 else {}
        kind, headers = "revisit", {"WARC-Profile": profile, **digest}
    elif exchange.body or exchange.outcome is Outcome.OK:
        sha256 = hashlib.sha256(exchange.body).digest()
        torn = {"WARC-Truncated": "disconnect"} if exchange.outcome is Outcome.TRUNCATED else {}  # §5.13
        kind, headers = "response", {"WARC-Payload-Digest": _digest(sha256), **torn}
    else:
        return None
    line, pairs = http_block(exchange.status or 200, exchange.headers, len(exchange.body))
    return build.create_warc_record(
        _uri(exchange),
        kind,
        payload=io.BytesIO(exchange.body) if kind == "response" else None,
        length=len(exchange.body),
        http_headers=_LatinHeaders(line, pairs, protocol="HTTP/1.1"),
        warc_headers_dict={**_warc_headers(exchange), **headers},
    )


class _LatinHeaders(StatusAndHeaders):  # type: ignore[misc] # warcio has no types
    """Headers written as they came, in Latin-1; warcio would percent-encode them, beyond recovery."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self.to_bytes(encoding="latin-1")


def _warc_headers(exchange: Exchange) -> dict[str, str]:
    return {"WARC-Date": exchange.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}


def _uri(exchange: Exchange) -> str:
    """The address answered from, as an ASCII URI: a header line must not be broken by it."""
    return (
        quote((exchange.final_url or exchange.url).encode("utf-8", "replace"), safe=_URI_SAFE)
        or "about:blank"
    )


def _digest(sha256: bytes) -> str:
    return "sha256:" + base64.b32encode(sha256).decode("ascii")
