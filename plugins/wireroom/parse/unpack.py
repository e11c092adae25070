"""Bytes that may be a gzip file in; what is in it out. Sitemaps are published as `.xml.gz` files."""

from __future__ import annotations

import zlib

_MAGIC = b"\x1f\x8b"
_LARGEST = 64 * 1024 * 1024  # bytes: a sitemap may have 50 MB (sitemaps.org), a bomb has more


def unpacked(body: bytes) -> bytes:
    """Decompress a gzip file; anything else, and a file that is broken or too large, comes back as it is."""
    if not body.startswith(_MAGIC):
        return body
    try:
        content = zlib.decompressobj(wbits=31).decompress(body, _LARGEST + 1)
    except zlib.error:
        return body
    return content if len(content) <= _LARGEST else body
