"""Write one WARC 1.1 record as a gzip member of its own.

warcio could do so too, but builds each record out of lists that it searches again for every field, and gives
zlib 256 kB of memory for a few hundred bytes: a 304 took a quarter of a poll to land.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
import zlib
from collections.abc import Mapping
from typing import IO, Final

_LEVEL: Final = 6  # of zlib: at 9 a feed is a two-hundredth smaller and takes twice as long
_LEAST_WINDOW, _MOST_WINDOW = 9, 15  # bits
_GZIP: Final = 16  # added to the window's bits
_SLICE: Final = 1 << 20  # bytes that are compressed at once


def write_record(
    file: IO[bytes], kind: str, headers: Mapping[str, str], *block: bytes, content_type: str
) -> str:
    """Append a record whose content is `block`, in parts; returns its WARC-Record-ID.

    `headers` are the WARC headers but those that every record has; they must fit into a line each.
    """
    record_id = f"<urn:uuid:{uuid.uuid4()}>"
    digest = hashlib.sha1(usedforsecurity=False)  # as other tools write and check it
    for part in block:
        digest.update(part)
    length = sum(map(len, block))
    lines = {
        "WARC-Type": kind,
        "WARC-Record-ID": record_id,
        **headers,
        "WARC-Block-Digest": f"sha1:{base64.b32encode(digest.digest()).decode('ascii')}",
        "Content-Type": content_type,
        "Content-Length": str(length),
    }
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
    _write_member(file, head.encode(), *block, b"\r\n\r\n")
    return record_id


def _write_member(file: IO[bytes], *parts: bytes) -> None:
    """A gzip member that holds `parts`, with a window no larger than they are: less memory to be cleared."""
    window = min(max(sum(map(len, parts)).bit_length(), _LEAST_WINDOW), _MOST_WINDOW)
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP + window, window - 7)
    packed = bytearray()
    for part in parts:
        for start in range(0, len(part), _SLICE):
            packed += packer.compress(memoryview(part)[start : start + _SLICE])
            if len(packed) > _SLICE:
                file.write(packed)
                packed.clear()
    file.write(packed + packer.flush())
