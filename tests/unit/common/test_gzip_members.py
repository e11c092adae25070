"""Files of gzip, whole and not."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.common.gzip_members import Gunzipped, gunzip, whole_until

ONE, TWO = gzip.compress(b"one " * 500), gzip.compress(b"two")
BOTH = b"one " * 500 + b"two"


def test_a_file_of_many_members_is_read_to_its_end() -> None:
    """The first alone was, before: a feed that a server had appended to lost the rest, silently."""
    assert gunzip(ONE + TWO, most=10_000) == (BOTH, "")
    assert gunzip(ONE + TWO + b"\0" * 100, most=10_000) == (BOTH, "")


@pytest.mark.parametrize("kept", [3, 12, len(ONE) - 1, len(ONE) + 5, len(ONE) + len(TWO) - 1])
def test_a_file_cut_anywhere_says_so(kept: int) -> None:
    content, trouble = gunzip((ONE + TWO)[:kept], most=10_000)
    assert trouble
    assert BOTH.startswith(content)


def test_broken_bytes_are_trouble_and_other_bytes_are_not() -> None:
    broken = bytearray(ONE)
    broken[15] ^= 0xFF
    assert "is not whole" in gunzip(bytes(broken), most=10_000).trouble
    assert gunzip(b"<rss/>", most=3) == (b"<rss/>", "")


def test_no_more_is_unpacked_than_was_asked_for() -> None:
    assert len(gunzip(gzip.compress(bytes(10_000_000)), most=1_000).content) == 1_001
    assert len(gunzip(gzip.compress(b"") * 100_000, most=1_000).content) == 0


def test_how_far_a_file_is_whole() -> None:
    assert whole_until(io.BytesIO(ONE + TWO)) == (len(ONE + TWO), True)
    assert whole_until(io.BytesIO(ONE + TWO[:-1])) == (len(ONE), False)
    assert whole_until(io.BytesIO(ONE + TWO[:-1]), len(ONE)) == (len(ONE), False)
    assert whole_until(io.BytesIO(ONE + b"garbage")) == (len(ONE), False)


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=5))
def test_what_was_packed_comes_back(parts: list[bytes]) -> None:
    assert gunzip(b"".join(map(gzip.compress, parts)), most=10_000) == (b"".join(parts), "")


@given(st.lists(st.binary(max_size=300_000), min_size=1, max_size=4), st.integers(1, 200_000))
def test_as_a_stream_it_is_the_same(parts: list[bytes], at_once: int) -> None:
    stream = Gunzipped(io.BytesIO(b"".join(map(gzip.compress, parts))))
    read = bytearray()
    while piece := stream.read(at_once):
        read += piece
    assert (bytes(read), stream.tell()) == (b"".join(parts), len(read))
    assert stream.rest_torn_at() is None


@given(st.binary(max_size=1_000), st.data())
def test_as_a_stream_it_tells_where_it_is_torn(content: bytes, data: st.DataObject) -> None:
    packed = gzip.compress(content)
    kept = data.draw(st.integers(1, len(packed) - 1))
    stream = Gunzipped(io.BytesIO(ONE + packed[:kept]))
    assert stream.rest_torn_at() == len(ONE) + kept
    broken = packed[:-8] + bytes([packed[-8] ^ 1]) + packed[-7:]
    assert Gunzipped(io.BytesIO(broken)).rest_torn_at() is not None, "its check is wrong"
