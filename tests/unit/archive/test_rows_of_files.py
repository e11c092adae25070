"""Exports whose rows stand in one file and their texts in others: one article of both, once."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import fsspec
import pytest

from support.cpu_time import cpu_seconds
from support.read_saved import item_of, read
from wireroom.archive.saved.beside import sidecars
from wireroom.archive.saved.beside.beside import A_NOTE, ELSEWHERE
from wireroom.archive.saved.beside.folder_sidecars import FolderSidecars
from wireroom.archive.saved.beside.zip_sidecars import ZipSidecars
from wireroom.archive.saved.tables.user_columns import Columns

URL = "https://quay.example/ferry"
TEXT = "<p>The ferry waited.</p><p>Nobody minded.</p>"
NO_ROW = "no article: a row without text or title"


def table(*rows: dict[str, str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([list(rows[0]), *(row.values() for row in rows)])
    return out.getvalue()


AT = "2024-05-02T08:00:00.000Z"
POST = {"post_id": "143001.ferry", "post_date": AT, "is_published": "true", "title": "Low water"}
DRAFT = {**POST, "post_id": "143002.draft", "is_published": "false", "title": "A secret"}
LINK = {"slug": "low-water-18f", "title": "Low water", "url": URL, "publishedAt": AT}
EXPORTS: dict[str, dict[str, str]] = {
    "Substack": {
        "posts.csv": table(POST, DRAFT),
        "posts/143001.ferry.html": TEXT,
        "posts/143002.draft.html": "<p>Nobody reads this.</p>",
    },
    "Omnivore": {
        "metadata_0_to_20.json": json.dumps([LINK]),
        "content/low-water-18f.html": f"<div>{TEXT}</div>",
        "highlights/low-water-18f.md": "> The ferry waited.\n",
    },
    "lines beside their texts": {
        "rows.jsonl": json.dumps({**LINK, "file": "texts/low-water.html"})
        + "\n"
        + json.dumps({"a": 1})
        + "\n",
        "low-water.html": TEXT,
    },
}
LEFT_OUT = {
    "Substack": {ELSEWHERE: 1, "a draft: it was not published": 2},
    "Omnivore": {ELSEWHERE: 1, A_NOTE: 1},
    "lines beside their texts": {ELSEWHERE: 1, NO_ROW: 1},
}


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, body in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(body, encoding="utf-8")
    return folder


def packed(folder: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(folder / "export.zip", "w") as target:
        for name, body in files.items():
            target.writestr(name, body)
    return folder


def in_memory(folder: Path, files: dict[str, str]) -> str:
    place = f"memory://{folder.name}"
    for name, body in files.items():
        fsspec.filesystem("memory").pipe(f"/{folder.name}/{name}", body.encode())
    return place


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("kept", [written, packed, in_memory], ids=["folder", "zip", "elsewhere"])
def test_a_row_and_the_file_of_its_text_are_one_article(tmp_path: Path, name: str, kept: object) -> None:
    """They were two: one with title and date, one with the text."""
    assert callable(kept)
    documents, left_out, _ = read(kept(tmp_path, EXPORTS[name]))
    (document,) = documents
    item = item_of(document)
    assert (item["title"], item["date_published"]) == ("Low water", AT)
    assert "<p>The ferry waited.</p><p>Nobody minded.</p>" in item["content_html"]
    assert left_out == LEFT_OUT[name]


ALONE = {
    "a row whose file is not there": {"posts.csv": table(POST)},
    "a number names nothing": {"posts.csv": table({**POST, "post_id": "1"}), "posts/1.html": TEXT},
    "a row with a text of its own": {
        "a.json": json.dumps([{**LINK, "text": "The ferry ran."}]),
        "low-water-18f.html": TEXT,
    },
}


@pytest.mark.parametrize("name", ALONE)
def test_whatever_is_not_surely_one_stays_apart(tmp_path: Path, name: str) -> None:
    documents, left_out, wrong = read(written(tmp_path, ALONE[name]))
    assert len(documents) == len(ALONE[name])
    assert (left_out, wrong) == (Counter(), [])


def test_a_whole_page_says_more_of_itself_than_a_row_which_gives_it_its_address(tmp_path: Path) -> None:
    """The row stays, with the same address: its title and day are not lost where the page tells none."""
    page = f"<!doctype html><html><title>High water</title>{TEXT}</html>"
    files = {"index.json": json.dumps([LINK]), "pages/low-water-18f.html": page}
    documents, left_out, wrong = read(written(tmp_path, files))
    assert [(document.url, document.content_type) for document in documents] == [
        (URL, "application/feed+json"),
        (URL, "text/html"),
    ]
    assert (left_out, wrong) == (Counter(), [])


def test_a_folder_of_many_tables_is_not_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FolderSidecars, "read_at_most", lambda self, name, most: pytest.fail(name))
    files = {f"{number}.json": json.dumps([{**LINK, "slug": f"slug-{number}"}]) for number in range(513)}
    documents, _, _ = read(written(tmp_path, {**files, "low-water.html": TEXT, "slug-1.html": TEXT}))
    assert len(documents) == 515  # the row of a text that does not get it is not left out


def lines(*rows: dict[str, str]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


PAGE = f"<!doctype html><html><title>High water</title>{TEXT}</html>"
NOTE = {"post_id": "1", "post_date": "2020-01-01", "is_published": "false", "title": "n" * 200_000}
WRITTEN: dict[str, tuple[str, str | bytes]] = {
    "semicolons": ("posts.csv", table(POST).replace(",", ";")),
    "tabs": ("posts.tsv", table(POST).replace(",", "\t")),
    "lines above the names": ("posts.csv", "sep=,\nPosts of 2024\n" + table(POST)),
    "a large field before it": ("posts.csv", table(NOTE, POST)),
    "UTF-16": ("posts.csv", table(POST).encode("utf-16")),
    "packed": ("posts.csv.gz", gzip.compress(table(POST).encode())),
    "a torn line": ("posts.jsonl", lines(POST) + '{"a":\n'),
    "capitals": ("posts.JSONL", lines(POST, {"a": "1"})),
    "another suffix": ("posts.ndjson", lines(POST)),
    "lines that are called JSON": ("posts.json", lines(POST, {"a": "1"})),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_table_is_read_for_its_texts_as_it_is_read_for_its_rows(tmp_path: Path, name: str) -> None:
    """The row was left out where the text never got it: the article had no title and no day."""
    csv.field_size_limit(131_072)  # as a new process has it
    table_name, body = WRITTEN[name]
    (tmp_path / table_name).write_bytes(body if isinstance(body, bytes) else body.encode())
    documents, left_out, _ = read(written(tmp_path, {"143001.ferry.html": TEXT}))
    (document,) = documents
    assert (item_of(document)["title"], item_of(document)["date_published"]) == ("Low water", AT)
    assert left_out[ELSEWHERE] == 1


def titles(path: Path) -> list[str]:
    """Of the rows, and the addresses of what is none."""
    return sorted(
        item_of(each).get("title", each.url) if each.content_type == "application/feed+json" else each.url
        for each in read(path)[0]
    )


FILE = "file:143001.ferry.html"
KEPT: dict[str, tuple[dict[str, str], list[str]]] = {
    "a table that is too large to be looked at": (
        {"posts.csv": table(POST, *[{**NOTE, "title": "n" * 40_000}] * 220)},
        ["Low water", FILE],
    ),
    "two rows for one file": (
        {"posts.json": json.dumps([POST, {**POST, "title": "High water"}])},
        ["High water", "Low water", FILE],
    ),
    "a row of its folder and one of the folder above": (
        {"143001.ferry.html": "", "a/143001.ferry.html": TEXT, "a/a.csv": table(POST),
         "b.csv": table({**POST, "title": "High water"})},
        ["High water", "Low water", "file:a/143001.ferry.html"],
    ),
    "two files for one row": (
        {"143001.ferry.html": "", "a/143001.ferry.html": TEXT, "b/143001.ferry.html": TEXT,
         "posts.csv": table(POST)},
        ["Low water", "file:a/143001.ferry.html", "file:b/143001.ferry.html"],
    ),
    "a file of another folder": (
        {"143001.ferry.html": "", "a/143001.ferry.html": TEXT,
         "posts.csv": table({**POST, "post_id": "b/143001.ferry"})},
        ["Low water", "file:a/143001.ferry.html"],
    ),
    "an empty file": ({"143001.ferry.html": "", "posts.csv": table(POST)}, ["Low water"]),
    "a file of blanks": ({"143001.ferry.html": " \n", "posts.csv": table(POST)}, ["Low water"]),
    "a file that is no text": ({"143001.ferry.html": "\0\1" * 99, "posts.csv": table(POST)}, ["Low water"]),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("kept", [written, packed])
def test_a_row_is_left_out_only_where_its_text_gets_it(tmp_path: Path, name: str, kept: object) -> None:
    assert callable(kept)
    files, found = KEPT[name]
    assert titles(kept(tmp_path, {"143001.ferry.html": TEXT, **files})) == found


@pytest.mark.parametrize("kept", [written, packed])
def test_a_row_that_names_folders_gets_the_text_of_its_own(tmp_path: Path, kept: object) -> None:
    """Two texts got the first row."""
    assert callable(kept)
    rows = [{**LINK, "slug": "", "path": f"x/{each}/report.html", "title": each} for each in "ab"]
    files = {f"{each}/report.html": f"<p>The text of {each}.</p>" for each in "ab"}
    documents, left_out, _ = read(kept(tmp_path, {"rows.json": json.dumps(rows), **files}))
    found = {item_of(each)["title"]: item_of(each)["content_html"] for each in documents}
    assert found == {each: f"<p>The text of {each}.</p>" for each in "ab"}
    assert left_out == {ELSEWHERE: 2}


def test_of_each_row_its_own_file_tells_whether_it_is_a_whole_page(tmp_path: Path) -> None:
    """The first file told it for all."""
    rows = [
        {**LINK, "slug": f"{each}-water", "title": each, "url": f"{URL}/{each}"} for each in ("high", "low")
    ]
    files = {"rows.json": json.dumps(rows), "high-water.html": TEXT, "low-water.html": PAGE}
    documents, left_out, _ = read(written(tmp_path, files))
    assert [(each.url, each.content_type) for each in documents] == [
        (f"{URL}/high", "application/feed+json"),
        (f"{URL}/low", "text/html"),
        (f"{URL}/low", "application/feed+json"),
    ]
    assert left_out == {ELSEWHERE: 1}


def test_the_text_of_a_draft_is_left_out_whatever_else_names_it(tmp_path: Path) -> None:
    files = {"posts.csv": table(DRAFT, {**DRAFT, "title": "Another"}), "143002.draft.html": TEXT}
    assert titles(written(tmp_path, files)) == []


def test_tables_of_a_folder_are_read_up_to_a_sum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sidecars, "_ALL_TABLES", 1_000)
    more = {f"{each}.csv": table({**POST, "post_id": f"{each}", "title": "n" * 400}) for each in range(3)}
    files = {"posts.csv": table(POST), "143001.ferry.html": TEXT}
    assert titles(written(tmp_path, files)) == ["Low water"]
    assert titles(written(tmp_path, more))[:2] == ["Low water", FILE]


def test_a_zip_of_many_folders_is_looked_through_once(tmp_path: Path) -> None:
    """Each folder cost a look at all members: 4,000 took seconds."""
    folders = [f"2024/{number}" for number in range(4_000)]
    place = packed(tmp_path, {f"{folder}/index.html": TEXT for folder in folders})
    with zipfile.ZipFile(place / "export.zip") as found:

        def near() -> list[tuple[list[str], list[str]]]:
            beside = ZipSidecars(found, "", Columns())
            return [(list(beside.names_in(folder)), list(beside.names_near(folder))) for folder in folders]

        assert cpu_seconds(near) < 0.5
        assert near() == [([f"{folder}/index.html"], ["index.html"]) for folder in folders]
