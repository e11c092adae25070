"""Fields of a metadata record."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wireroom.landing.exchange_fields import read_fields, write_fields

NAMES = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1)
# Lone surrogates too; not pairs of them, which are one character to JSON and come from no decoder.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\ud800\udbff\r\n\0\x85"))


@given(st.lists(st.tuples(NAMES, ANY_TEXT)))
def test_any_text_comes_back_in_its_order(fields: list[tuple[str, str]]) -> None:
    assert read_fields(write_fields(fields)) == fields


@given(ANY_TEXT)
def test_a_value_never_breaks_its_line(value: str) -> None:
    block = write_fields([("detail", value)])
    assert block.count(b"\n") == block.count(b"\r") == 1


def test_ordinary_text_is_readable() -> None:
    assert write_fields([("detail", "404: nichts für uns")]).decode() == "detail: 404: nichts für uns\r\n"
