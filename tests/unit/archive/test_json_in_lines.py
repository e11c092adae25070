"""Rows of JSON come in however a tool spread them over lines, and a log between them is no damage."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from support.read_saved import item_of, read
from wireroom.archive.saved.tables.json_in_lines import values_in_lines

A = {"title": "Low water", "content": "The ferry waited.", "tags": ["tides", "[a]"]}
B = {"title": "High water", "content": "The ferry ran.", "by": {"name": "Ada {Ferry"}}
ONE, TWO = json.dumps(A), json.dumps(B)
LONG, OTHER = json.dumps(A, indent=2), json.dumps(B, indent="\t")
LIST = json.dumps([A, B], indent=2)
TITLES = ["Low water", "High water"]


def titles(folder: Path) -> tuple[list[str], int, list[str]]:
    documents, left_out, wrong = read(folder)
    return [item_of(each)["title"] for each in documents], left_out.total(), wrong


@pytest.mark.parametrize(
    "body",
    [
        f"{ONE}{TWO}\n",
        f"[{ONE}][{TWO}]\n",
        f"[{ONE}]\n[{TWO}]\n",
        f"{LONG}\n{OTHER}\n",
        f"{LONG}{OTHER}",
        f"{LONG}\n\n{TWO}\n",
        f"[\n{ONE},\n{TWO}\n]\n",
        f"[{ONE},\n{TWO}]\n",
        f"[\n  {ONE},\n  {TWO},\n]\n",
        f"{ONE},\n{TWO},\n",
        LIST,
        LIST.replace("[\n  {", "[{", 1)
        .replace("\n  }", "\n}")
        .replace("},\n  {", "}, {")
        .replace("}\n]", "}]"),
    ],
)
def test_rows_of_lines_come_in_however_they_are_spread(body: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(body)
    assert titles(tmp_path) == (TITLES, 0, [])


def test_lines_of_a_log_are_no_damage(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"[INFO] export began\n{ONE}\n[WARN] slow\n{TWO}\n[INFO] done: [1]\n")
    assert titles(tmp_path) == (TITLES, 3, [])


@pytest.mark.parametrize(
    "body",
    [
        f"{ONE}\n{TWO[:-9]}\n{TWO}\n",
        f"{LONG[:-2]}\n{ONE}\n{TWO}\n",
        f"{ONE}\n{LONG[:40]}\n}}\n{TWO}\n",
        f"{ONE} // old\n{TWO}\n",
        f"[{ONE}, {TWO}, {ONE[:-9]}\n",
        f"{ONE}\n{TWO}\n{LONG[:-2]}",
    ],
)
def test_a_row_that_breaks_off_is_named_and_costs_only_itself(body: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(body)
    found, left_out, wrong = titles(tmp_path)
    assert (found, left_out) == (TITLES, 0)
    assert len(wrong) == 1


@pytest.mark.parametrize(
    ("body", "left_out"),
    [
        (f"{LONG}\n{OTHER}\n", 0),
        (f"{LONG}{OTHER}", 0),
        (f"[{ONE}]\n[{TWO}]", 0),
        (f"{json.dumps({'articles': [A]}, indent=1)}\n{json.dumps({'articles': [B]}, indent=1)}", 0),
        (f"[{ONE}]\n[]\n{TWO}", 1),
        (f"{ONE},\n{TWO},\n", 0),
    ],
)
def test_values_behind_one_another_in_a_json_file_come_in(body: str, left_out: int, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(body)
    assert titles(tmp_path) == (TITLES, left_out, [])


def test_a_long_list_over_lines_is_held_a_row_at_a_time() -> None:
    body = LIST.replace("[\n  {", "[{", 1).replace("\n  }", "\n}").replace("},\n  {", "}, {")
    rows = body.removeprefix("[").removesuffix("\n]")
    stream = io.BytesIO(("[" + ", ".join([rows] * 50) + "]").encode())
    found = list(values_in_lines(stream, 0, 1, 2 * len(body)))
    assert [value["title"] for each in found for value in each.values] == TITLES * 50
    assert not any(each.wrong or each.is_long for each in found)


def test_a_line_in_another_encoding_is_damage(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        f"{ONE}\n".encode() + b'{"title": "Mar\xe9e", "content": "Tea."}\n' + TWO.encode()
    )
    found, _, wrong = titles(tmp_path)
    assert (found, len(wrong)) == (TITLES, 1)
