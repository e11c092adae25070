"""Exports whose rows stand in one file and their texts in others: one article of both, once."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import fsspec
import pytest

from support.read_saved import item_of, read
from wireroom.archive.saved.beside.folder_sidecars import FolderSidecars
from wireroom.archive.saved.beside.rows_of_files import A_NOTE, ELSEWHERE

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
    documents, _, _ = read(written(tmp_path, {**files, "low-water.html": TEXT}))
    assert len(documents) == 514
