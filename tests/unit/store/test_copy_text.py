"""Values as COPY's text format has them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.store.articles.copy_text import copy_line, json_text

FIELDS = {
    "null": (None, b"\\N"),
    "the word that looks like null": ("\\N", b"\\\\N"),
    "empty": ("", b""),
    "tab and newline": ("a\tb\nc\rd", b"a\\tb\\nc\\rd"),
    "nul": ("a\x00b", "a�b".encode()),
    "lone surrogate": ("a\udc80b", b"a?b"),
    "bytes": (b"\x00\xff", b"\\\\x00ff"),
    "true": (True, b"t"),
    "number": (-7, b"-7"),
    "interval": (timedelta(minutes=5), b"300.0 seconds"),
    "time": (datetime(2026, 1, 2, 3, tzinfo=UTC), b"2026-01-02T03:00:00+00:00"),
    "array": (('a"b', "c\\d", "e,f", ""), b'{"a\\\\"b","c\\\\\\\\d","e,f",""}'),
}


@pytest.mark.parametrize(("value", "expected"), FIELDS.values(), ids=FIELDS)
def test_a_field(value: object, expected: bytes) -> None:
    """PostgreSQL documentation, COPY, "Text Format"."""
    assert copy_line([value]) == expected + b"\n"


@given(st.lists(st.text() | st.none() | st.lists(st.text()), min_size=1))
def test_a_row_is_one_line_with_its_fields(values: list[object]) -> None:
    """Whatever the text holds, neither the number of rows nor that of fields changes."""
    line = copy_line(values)
    assert line.count(b"\n") == 1
    assert line.count(b"\t") == len(values) - 1
    assert b"\x00" not in line


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_json_is_json(value: object) -> None:
    """Without NUL, NaN and infinities, which jsonb refuses."""
    text = json_text(value)

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    assert "\x00" not in str(json.loads(text, parse_constant=refuse))
    assert r"\u0000" not in text.replace(r"\\", "")


def test_half_a_surrogate_is_text_that_postgres_takes() -> None:
    """A file's name in Latin-1, as Python reads it: psycopg2 could not send it."""
    json_text({"caf\udce9.html": ["\ud83d"]}).encode("utf-8")
