"""An HTTP answer as it came over the wire in, its status and its body without codings out."""

from __future__ import annotations

import re
from io import BytesIO
from typing import NamedTuple

from warcio.bufferedreaders import BufferedReader, ChunkedDataReader

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})", re.I)
_MOST_CODINGS = 4  # one upon the other; each is a reader around the last
_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "br": "br"}


class HttpAnswer(NamedTuple):
    """`body` holds one byte more than was asked for where there is more."""

    status: int
    content_type: str
    body: bytes


def http_answer(block: bytes, max_bytes: int) -> HttpAnswer | None:
    """Undo the codings that the head names; None: no HTTP answer, or a coding that nobody here knows.

    Many crawlers keep the body decoded and the head as it was: what is not chunked or packed, though the
    head says so, is taken as it is.
    """
    end = _HEAD_END.search(block, 0, 256 * 1024)
    head = block[: end.start()] if end else block
    status = _STATUS.match(head)
    if status is None:
        return None
    headers = _headers(head)
    codings = [word for word in re.split(r"[,\s]+", headers.get("content-encoding", "").lower()) if word]
    packed = [word for word in codings if word != "identity"]
    if len(packed) > _MOST_CODINGS or any(word not in _CODINGS for word in packed):
        return None
    stream: BufferedReader | BytesIO = BytesIO(block[end.end() :] if end else b"")
    if "chunked" in headers.get("transfer-encoding", "").lower():
        stream = ChunkedDataReader(stream)
    for word in reversed(packed):
        stream = BufferedReader(stream, decomp_type=_CODINGS[word], read_all_members=True)
    return HttpAnswer(int(status[1]), headers.get("content-type", ""), stream.read(max_bytes + 1))


def _headers(head: bytes) -> dict[str, str]:
    pairs = (line.partition(":") for line in head.decode("latin-1").splitlines()[1:])
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
