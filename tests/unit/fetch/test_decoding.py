"""Undoing content codings, piece by piece."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.http_server import raw_deflate
from wireroom.fetch.bodies.decoding import SLICE, CutShortError, decoded
from wireroom.fetch.outcomes import Failure

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


def given_before_the_end(data: bytes, coding: str, size: int = 7) -> tuple[bytes, bool]:
    """What `decoded` gives, and whether it then said that the body is cut short."""
    out = bytearray()
    try:
        for piece in decoded((data[at : at + size] for at in range(0, len(data), size)), coding):
            out += piece
    except CutShortError:
        return bytes(out), True
    return bytes(out), False


@given(members=st.lists(st.binary(max_size=400), min_size=1, max_size=4), size=st.integers(1, 300))
def test_all_members_of_a_gzip_body_count_wherever_a_piece_ends(members: list[bytes], size: int) -> None:
    """A member that ended where a piece did was taken for the last: half of the body was lost."""
    packed = b"".join(map(gzip.compress, members))
    assert given_before_the_end(packed, "gzip", size) == (b"".join(members), False)


@pytest.mark.parametrize(
    ("coding", "pack"), [row for row in CODINGS if row[0] not in {"identity", "", "utf-8"}]
)
@given(
    data=st.binary(min_size=1, max_size=600), cut=st.floats(0, 1, exclude_max=True), size=st.integers(1, 99)
)
def test_a_body_cut_anywhere_is_said_to_be_cut_and_gives_what_came(
    coding: str, pack: Callable[[bytes], bytes], data: bytes, cut: float, size: int
) -> None:
    packed = pack(data)
    kept = packed[: max(int(len(packed) * cut), 1)]
    given_first, is_cut = given_before_the_end(kept, coding, size)
    assert is_cut
    assert data.startswith(given_first)


@pytest.mark.parametrize(("coding", "pack"), [row for row in CODINGS if row[0] in {"gzip", "deflate", "br"}])
def test_nothing_waits_inside_a_decoder_when_a_slice_is_just_full(
    coding: str, pack: Callable[[bytes], bytes]
) -> None:
    """zlib keeps the rest of a repeat back when the output is full, though all input is taken."""
    for size in (SLICE - 1, SLICE, SLICE + 1, 2 * SLICE, 2 * SLICE + 100):
        assert given_before_the_end(pack(b"a" * size), coding, 10**6) == (b"a" * size, False)


def test_the_second_member_cut_short_gives_the_first() -> None:
    first, second = gzip.compress(b"first "), gzip.compress(b"second")
    for cut in range(1, len(second)):
        text, is_cut = given_before_the_end(first + second[:cut], "gzip")
        assert is_cut
        assert text.startswith(b"first ")


@pytest.mark.parametrize(
    "padding",
    [
        pytest.param(b"\0" * 50, id="noughts"),
        pytest.param(b"<!-- served in 0.2 s -->", id="a remark"),
        pytest.param(b"\x1f\x8bnot a member", id="what begins like a member"),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_padding_after_gzip_is_ignored_as_browsers_do(padding: bytes, size: int) -> None:
    assert given_before_the_end(gzip.compress(b"feed") + padding, "gzip", size) == (b"feed", False)


def test_damage_inside_a_later_member_is_no_padding() -> None:
    second = bytearray(gzip.compress(bytes(range(256)) * 8))
    second[-6] ^= 0xFF  # its checksum
    for size in (7, 10_000):
        with pytest.raises(zlib.error):
            unpack(gzip.compress(b"feed") + bytes(second), "gzip", size)


def test_a_body_that_only_claims_to_be_packed_is_taken_as_it_is() -> None:
    assert unpack(b"<rss></rss>", "gzip") == b"<rss></rss>"
    assert unpack(b"<", "gzip") == b"<"
    assert [unpack(b"", coding) for coding in ("gzip", "deflate", "br")] == [b"", b"", b""]


@pytest.mark.parametrize("coding", ["zstd", "compress", "gzip, gzip, gzip"])
def test_a_coding_nobody_asked_for_is_a_named_failure(coding: str) -> None:
    with pytest.raises(Failure, match=r"packed"):
        unpack(b"data", coding)


@pytest.mark.parametrize(("coding", "pack"), [row for row in CODINGS if row[0] in {"gzip", "deflate", "br"}])
def test_a_bomb_comes_in_small_slices(coding: str, pack: Callable[[bytes], bytes]) -> None:
    """Whoever counts can stop after any slice."""
    packed = pack(b" " * 20_000_000)
    assert max(len(piece) for piece in decoded(iter([packed]), coding)) <= 2 * SLICE
