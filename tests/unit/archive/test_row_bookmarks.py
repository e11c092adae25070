"""A table, lines of JSON or a mailbox is opened at the row where reading ended, if it is not packed."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wireroom.archive.files_origin import Bookmark, Place
from wireroom.archive.saved.documents import DocumentsOrigin

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
Found = tuple[Bookmark, str, bytes]


def lines_of_json() -> bytes:
    rows: list[object] = [
        {"url": f"https://a.example/{n}", "title": f"Ebbe ü {n}", "lang": "de"} for n in range(4)
    ]
    rows[2:2] = [{"url": "https://a.example/none"}, []]
    return "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def table(end: str) -> bytes:
    rows = [
        "id,title,text",
        "a,Ebbe ü,one",
        f'b,"Low, {end}{end} ""water""",two',
        ",,",
        "",
        "c,Flut,\0three",
        "d,Ende,four",
    ]
    return ("\ufeff" + end.join(rows)).encode()


def mailbox() -> bytes:
    head = "From: Quay <q@quay.example>\nDate: Sat, 04 Jul 2026 10:00:00 +0000\nSubject: "
    return "".join(f"From q Sat\n{head}Ebbe {n}\n\n>From here\nTea {n}.\n\n" for n in range(4)).encode()


KEPT = {
    "a.jsonl": lines_of_json(),
    "a.csv": table("\n"),
    "dos.csv": table("\r\n"),
    "mac.csv": table("\r"),
    "a.mbox": mailbox(),
}


def read_on(path: Path, after: Bookmark) -> tuple[list[Found], Counter[str]]:
    origin = DocumentsOrigin(Place(str(path), pytest.fail, NOW))
    (unit,) = origin.list()
    left_out: Counter[str] = Counter()
    found = origin.read_on(unit, left_out, after)
    return [(bookmark, document.uri, document.body) for bookmark, document in found], left_out


@pytest.mark.parametrize("name", KEPT)
def test_reading_goes_on_behind_any_row_that_was_filed(tmp_path: Path, name: str) -> None:
    """What stands before it is not looked at again: here it is overwritten, but for the names of columns."""
    path = tmp_path / name
    path.write_bytes(KEPT[name])
    whole, _ = read_on(path, Bookmark())
    assert [bookmark.documents for bookmark, *_ in whole] == [1, 2, 3, 4]
    assert len({uri for _, uri, _ in whole}) == 4
    for count, (after, *_) in enumerate(whole, start=1):
        byte = int(after.place.partition("-")[0])
        head = max(KEPT[name].find(b"text") + 6, 0) if name.endswith(".csv") else 0
        path.write_bytes(KEPT[name][:head] + b"\n" * (byte - head) + KEPT[name][max(byte, head) :])
        rest, _ = read_on(path, after)
        assert rest == whole[count:]


def test_what_is_left_out_is_counted_from_there_on(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(KEPT["a.jsonl"])
    whole, left_out = read_on(tmp_path, Bookmark())
    assert sum(left_out.values()) == 2
    counts = [sum(read_on(tmp_path, bookmark)[1].values()) for bookmark, *_ in whole]
    assert counts == [2, 2, 0, 0]


@pytest.mark.parametrize("name", KEPT)
def test_a_packed_one_is_read_from_its_start(tmp_path: Path, name: str) -> None:
    """Nobody can open gzip in its middle; the rows are the same."""
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(KEPT[name]))
    whole, _ = read_on(tmp_path, Bookmark())
    assert [bookmark for bookmark, *_ in whole] == [Bookmark(count) for count in (1, 2, 3, 4)]
    assert read_on(tmp_path, Bookmark(3))[0] == whole[3:]
