"""Undoing content codings, piece by piece."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.fetch.decoding import SLICE, decoded
from wireroom.fetch.failure import Failure


def raw_deflate(data: bytes) -> bytes:
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflater.compress(data) + deflater.flush()


CODINGS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("GZIP", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
    ("br", brotli.compress),
    ("identity", bytes),
    ("", bytes),
    ("utf-8", bytes),
    ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
]


def unpack(data: bytes, coding: str, size: int = 7) -> bytes:
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    return b"".join(decoded(pieces, coding))


@pytest.mark.parametrize(("coding", "pack"), CODINGS)
@given(data=st.binary(max_size=2000), size=st.integers(1, 999))
def test_what_was_packed_comes_back_however_it_is_cut(
    coding: str, pack: Callable[[bytes], bytes], data: bytes, size: int
) -> None:
    assert unpack(pack(data), coding, size) == data


def test_several_gzip_members_are_one_body() -> None:
    assert unpack(gzip.compress(b"first ") + gzip.compress(b"second"), "gzip") == b"first second"


def test_padding_after_gzip_is_ignored() -> None:
    assert unpack(gzip.compress(b"feed") + b"\0" * 50, "gzip") == b"feed"


def test_a_body_that_only_claims_to_be_gzip_is_taken_as_it_is() -> None:
    assert unpack(b"<rss></rss>", "gzip") == b"<rss></rss>"
    assert unpack(b"<", "gzip") == b"<"


def test_a_gzip_cut_short_gives_what_is_there() -> None:
    packed = gzip.compress(b"a" * 1000 + bytes(range(256)) * 20)
    assert unpack(packed[:-12], "gzip").startswith(b"a" * 1000)


@pytest.mark.parametrize("coding", ["zstd", "compress", "gzip, gzip, gzip"])
def test_a_coding_nobody_asked_for_is_a_named_failure(coding: str) -> None:
    with pytest.raises(Failure, match=r"packed"):
        unpack(b"data", coding)


@pytest.mark.parametrize(("coding", "pack"), [row for row in CODINGS if row[0] in {"gzip", "deflate", "br"}])
def test_a_bomb_comes_in_small_slices(coding: str, pack: Callable[[bytes], bytes]) -> None:
    """Whoever counts can stop after any slice."""
    packed = pack(b" " * 20_000_000)
    assert max(len(piece) for piece in decoded(iter([packed]), coding)) <= 2 * SLICE
