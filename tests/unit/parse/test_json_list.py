"""A list of rows larger than a document may be is read a row at a time, whatever its rows hold."""

from __future__ import annotations

import io
import json
from collections import Counter
from contextlib import nullcontext

import pytest

from support.cpu_time import STEEPEST, growth
from wireroom.archive.saved.saved_rows import RowDocument, json_rows
from wireroom.parse import json_list
from wireroom.parse.json_list import list_items

ITEMS: list[object] = [
    {"a": 'Ebbe "ü" \\', "b": [[], {}, [{"c": "],[{}"}]]},
    [],
    'a, "b"',
    -1.5,
    {"text": '\\\\"' * 30},
    [[1, [2, [3]]], None],
]
ROW = {"url": "https://a.example/1", "title": "Low water", "author": "Ann Lee"}


@pytest.mark.parametrize("piece", [5, 6, 7, 11, 64, 65_536])
@pytest.mark.parametrize("count", range(len(ITEMS) + 1))
@pytest.mark.parametrize("indent", [None, 1])
def test_items_come_as_they_stand_wherever_a_piece_ends(
    monkeypatch: pytest.MonkeyPatch, piece: int, count: int, indent: int | None
) -> None:
    monkeypatch.setattr(json_list, "_PIECE", piece)
    body = b"\xef\xbb\xbf" + json.dumps(ITEMS[:count], indent=indent).encode() + b"\n"
    found = list(list_items(io.BytesIO(body), 10_000))
    assert [json.loads(item or b"0") for item in found] == ITEMS[:count]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('[{"a": 1}, {"b"', "does not end"),
        ('[{"a": 1}, {"b": "\\', "does not end"),
        ('[{"a": 1}}', "does not end"),
        ('[{"a": 1}] [{"b": 2}]', "behind the list"),
    ],
)
def test_what_stands_before_damage_is_given(body: str, words: str) -> None:
    items = list_items(io.BytesIO(body.encode()), 10_000)
    assert json.loads(next(items) or b"0") == {"a": 1}
    with pytest.raises(ValueError, match=words):
        list(items)


def test_an_item_that_cannot_be_held_costs_no_other() -> None:
    """It was gathered in memory, whatever its size."""
    body = json.dumps([{"a": 1}, {"a": ["x" * 50] * 50}, {"a": 2}]).encode()
    assert [item and json.loads(item) for item in list_items(io.BytesIO(body), 1_000)] == [
        {"a": 1},
        None,
        {"a": 2},
    ]


def test_a_row_too_large_or_too_deep_is_counted() -> None:
    rows = [ROW, {**ROW, "text": "a" * 34_000_000}, ROW]
    deep = json.dumps(ROW).encode() + b"," + b"[" * 100_000 + b"]" * 100_000
    left_out: Counter[str] = Counter()
    assert len(list(json_rows(io.BytesIO(json.dumps(rows).encode()), left_out))) == 2
    assert len(list(json_rows(io.BytesIO(b"[" + deep + b"]"), left_out))) == 1
    assert left_out == {
        "a row of more than 33,554,432 bytes": 1,
        "no article: a row without text or title": 1,
    }


def test_a_row_that_is_no_json_is_damage() -> None:
    rows = json_rows(io.BytesIO(b'[{"title": "Low water"}, {"title": Low}]'), Counter())
    assert next(rows).key == "1"
    with pytest.raises(ValueError, match="row 2: "):
        next(rows)


@pytest.mark.parametrize(
    ("second", "title"),
    [
        (b'{"title": "Low water",}', None),
        (b'{"title": "Low\nwater"}', "Low water"),
        ('{"title": "Café"}'.encode("cp1252"), "Café"),
    ],
)
def test_a_row_costs_no_other(second: bytes, title: str | None) -> None:
    rows: list[RowDocument] = []
    with pytest.raises(ValueError, match="row 2: ") if title is None else nullcontext():
        rows += json_rows(io.BytesIO(b'[{"title": "One"}, ' + second + b', {"title": "Three"}, ]'), Counter())
    titles = [" ".join(json.loads(row.body)["items"][0]["title"].split()) for row in rows]
    assert titles == ["One", *filter(None, [title]), "Three"]


@pytest.mark.parametrize(
    "unit", [b'"' + b"a" * 65_536, b'\\"', b'","', b"[]", b"[[1]],", b"[", b'{"'], ids=repr
)
def test_reading_is_linear_in_what_a_row_holds(unit: bytes) -> None:
    """A long text took time with the square of its length: 10 MB two seconds, 40 MB 22."""

    def work(size: int) -> object:
        return lambda: list(damaged(b'[{"title":"x","text":"' + (unit * (size // len(unit) + 1))[:size]))

    assert growth(work, 4_000_000) <= STEEPEST  # type: ignore[arg-type]


def damaged(body: bytes) -> list[object]:
    found: list[object] = []
    with pytest.raises(ValueError, match="does not end"):
        found += json_rows(io.BytesIO(body), Counter())
    return found
