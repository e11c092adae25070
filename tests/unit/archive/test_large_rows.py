"""Rows and documents above the limits: left out with the true reason and their place, the others filed."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from support.read_saved import NOW, item_of, read
from wireroom.archive.files_origin import Bookmark, Place
from wireroom.archive.saved import saved_rows, saved_tables
from wireroom.archive.saved.documents import DocumentsOrigin
from wireroom.models import ArchivedDocument

BEGIN = Bookmark()
URL = "https://quay.example"
LIMIT = 20_000  # bytes of a document, a row and a line here


def row(number: int, text: str = "It ran.") -> dict[str, str]:
    return {
        "url": f"{URL}/{number}",
        "title": f"T{number}",
        "text": text,
        "date": "2024-05-02",
    }


MANY = [row(number, "It ran. " * 20) for number in range(300)]
WITH_A_LARGE_ONE = [row(1), row(2, "x" * 3 * LIMIT), row(3), row(4)]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_rows, "LARGEST_ITEM", LIMIT)
    monkeypatch.setattr(saved_tables, "_LARGEST_LINE", LIMIT)
    monkeypatch.setattr(saved_tables, "_LARGEST_FIELD", 2 * LIMIT)


def table(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([list(rows[0]), *(each.values() for each in rows)])
    return out.getvalue().encode()


def noted(path: Path, after: Bookmark = BEGIN) -> tuple[list[ArchivedDocument], Counter[str], list[str]]:
    """Documents behind `after`, what was left out, and what is noted."""
    notes, left_out = list[str](), Counter[str]()
    place = Place(str(path), pytest.fail, NOW, max_bytes=LIMIT)
    (unit,) = DocumentsOrigin(place).list()
    origin = DocumentsOrigin(replace(place, note=notes.append))
    return [each for _, each in origin.read_on(unit, left_out, after)], left_out, notes


LINE = "a line of more than 20,000 bytes"
ROW = "a row of more than 20,000 bytes"
OF_A_TABLE = "a row of more than 40,000 bytes, or with a line of more than 20,000"
FIELD = [row(1), row(2, 'It "ran", so.\n' * LIMIT), row(3), row(4)]
QUOTED = [row(1), row(2, '"' + 'x","y"\n\n' * 9 + "x" * 3 * LIMIT + '",\n"' * 5), row(3), row(4)]
FILES = {
    "rows.jsonl": ("\n".join(map(json.dumps, WITH_A_LARGE_ONE)).encode(), LINE, "line 2 "),
    "list.json": (json.dumps(WITH_A_LARGE_ONE).encode(), ROW, "row 2 "),
    "answer.json": (json.dumps({"status": "ok", "articles": WITH_A_LARGE_ONE}).encode(), ROW, "row 2 "),
    "items.json": (json.dumps({"items": WITH_A_LARGE_ONE}).encode(), ROW, "row 2 "),
    "line.csv": (table(WITH_A_LARGE_ONE), OF_A_TABLE, "row 2 "),
    "field.csv": (table(FIELD), OF_A_TABLE, "row 2 "),
    "quoted.csv": (table(QUOTED), OF_A_TABLE, "row 2 "),
}


@pytest.mark.parametrize("name", FILES)
def test_a_row_that_is_too_large_costs_no_other_and_is_told_by_its_place(tmp_path: Path, name: str) -> None:
    """Of a table the rest was called damaged; an answer of an API was read only below a key `items`."""
    body, reason, where = FILES[name]
    (tmp_path / name).write_bytes(body)
    documents, left_out, notes = noted(tmp_path)
    assert [document.url for document in documents] == [f"{URL}/1", f"{URL}/3", f"{URL}/4"]
    assert left_out == {reason: 1}
    assert [words.partition("is left out")[0] for words in notes if "left out" in words] == [where]


@pytest.mark.parametrize("name", ["line.csv", "field.csv", "rows.jsonl"])
def test_reading_goes_on_behind_any_row(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name][0])
    origin = DocumentsOrigin(Place(str(tmp_path), pytest.fail, NOW))
    (unit,) = origin.list()
    whole = list(origin.read_on(unit, Counter(), Bookmark()))
    assert len(whole) == 3
    for place, (bookmark, _) in enumerate(whole, start=1):
        assert list(origin.read_on(unit, Counter(), bookmark)) == whole[place:]


PEOPLE = [{"id": 1, "name": "Ada", "url": f"{URL}/ada"}]
LARGE = {
    "an answer": {"status": "ok", "totalResults": 300, "articles": MANY},
    "an answer with more before it": {"authors": PEOPLE, "see": [{"title": "a", "url": "b"}], "posts": MANY},
    "Elasticsearch": {"took": 1, "hits": {"total": 300, "hits": [{"_source": each} for each in MANY]}},
    "Ghost": {"db": [{"meta": {}, "data": {"users": PEOPLE, "posts": MANY}}]},
    "GraphQL": {"data": {"posts": {"edges": [{"node": each} for each in MANY]}}},
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
@pytest.mark.parametrize("is_packed", [False, True])
def test_rows_of_a_document_of_any_size_are_read_wherever_they_stand(
    tmp_path: Path, name: str, is_packed: bool
) -> None:
    """It was called damaged."""
    body = json.dumps(LARGE[name])
    if is_packed:
        with zipfile.ZipFile(tmp_path / "saved.zip", "w") as packed:
            packed.writestr("export.json", body)
    else:
        (tmp_path / "export.json").write_text(body)
    documents, left_out, notes = noted(tmp_path)
    assert [document.url for document in documents] == [each["url"] for each in MANY]
    assert {item_of(document)["content_text"] for document in documents} == {MANY[0]["text"]}
    (note,) = notes
    assert "it is too large to be read as a whole: of its lists the first with articles is, `" in note
    assert left_out == {}


@pytest.mark.parametrize(
    "said",
    [
        {"a": "x" * 3 * LIMIT},
        {"title": "Low water", "body": [{"text": "It ran. " * 9, "type": "p"}] * 3_000},
        {"title": "Low water", "text": "x" * 3 * LIMIT, "images": [{"title": "A", "url": f"{URL}/a"}] * 9},
    ],
)
def test_a_document_that_is_too_large_is_refused_for_that(tmp_path: Path, said: object) -> None:
    (tmp_path / "state.json").write_text(json.dumps(said))
    documents, left_out, (wrong,) = read(tmp_path, max_bytes=LIMIT)
    reason = "a document that is larger than 20,000 bytes, and is neither a feed nor rows"
    assert (documents, left_out) == ([], {reason: 1})
    assert wrong.endswith(f"holds no article: {reason}")


def test_a_list_of_articles_that_breaks_off_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "torn.json").write_text(json.dumps({"articles": MANY})[:-5_000])
    documents, _, (wrong,) = read(tmp_path, max_bytes=LIMIT)
    assert 200 < len(documents) < 300
    assert "is larger than 20,000 bytes and damaged, what is whole is read: the list does not end" in wrong


def test_a_quote_without_an_end_is_damage_and_no_row_that_is_too_large(tmp_path: Path) -> None:
    """All rows behind it were one that was left out, and nothing was told."""
    (tmp_path / "torn.csv").write_bytes(table([row(1), row(2)]) + b'x,"T\n' + table(MANY * 2))
    documents, left_out, (wrong,) = read(tmp_path, max_bytes=LIMIT)
    assert [document.url for document in documents] == [f"{URL}/1", f"{URL}/2"]
    assert wrong.endswith("row 3 has a quote that does not end: the rest is not read")
    assert left_out == {}
