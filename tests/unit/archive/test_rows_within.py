"""Which rows a file of JSON holds: no article is lost without a word, and nothing else is taken for one."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from support.cpu_time import STEEPEST, growth
from support.read_saved import item_of, read
from wireroom.archive.saved.rows_within import rows_within
from wireroom.archive.saved.tables.bookmarks import ADDRESS, TITLE

A = {"title": "Low water", "url": "https://quay.example/a", "content": "The ferry waited."}
B = {"title": "High water", "url": "https://quay.example/b", "content": "The ferry ran."}
STUB = {"title": "Tram", "url": "https://quay.example/tram"}
SOURCE = {"name": "Quay", "description": "News of the world", "url": "https://quay.example/"}
LESS = "a row of an answer that says less than its articles, or than an article"
PART = "a row within an article"
UNCLEAR = "unclear: an article, or something around articles"
AROUND = "a title above rows"
NEITHER = "no article: a row without text or title"

SHAPES: dict[str, tuple[object, list[str], dict[str, int]]] = {
    "another list stands first": ({"sources": [SOURCE], "articles": [A, B]}, ["Low water", "High water"], {}),
    "tags stand first": ({"tags": [{"title": "x"}], "articles": [A, B]}, ["Low water", "High water"], {}),
    "titles stand first": (
        {"labels": [{"title": "x"}], "articles": [A, B]},
        ["Low water", "High water"],
        {LESS: 1},
    ),
    "two lists": ({"sports": [A], "politics": {"rows": [B]}}, ["Low water", "High water"], {}),
    "numbered": ({"1": A, "2": B}, ["Low water", "High water"], {}),
    "links numbered": ({"1": STUB, "2": {**STUB, "title": "Bus"}}, [], {TITLE: 2}),
    "a title above": (
        {"title": "Export", "description": "All of May", "articles": [A, B]},
        ["Low water", "High water"],
        {AROUND: 1},
    ),
    "a blog": ({**STUB, "posts": [A, B]}, ["Low water", "High water"], {AROUND: 1}),
    "a source around links": (
        {"source": STUB, "articles": [{**STUB, "lang": "en"}] * 2},
        ["Tram", "Tram"],
        {LESS: 1},
    ),
    "links and articles": ({"menu": [STUB], "articles": [A]}, ["Low water"], {LESS: 1}),
    "rows called a text": ({"content": [A, B], "totalPages": 1}, ["Low water", "High water"], {}),
    "an author with a line": (
        {"headline": "Main story", "author": [{"name": "Ada", "description": "Writes"}]},
        ["Main story"],
        {},
    ),
    "an author with a page": ({"headline": "Main story", "author": STUB}, ["Main story"], {PART: 1}),
    "paragraphs and pictures": (
        {"title": "Low water", "text": ["The ferry", "waited."], "images": [{"description": "An image"}]},
        ["Low water"],
        {},
    ),
    "blocks of text": (
        {**STUB, "content": [{"title": "Noon", "text": "The ferry waited."}, {"text": "It ran."}]},
        ["Tram"],
        {},
    ),
    "an article with others": (
        {**A, "related": [STUB], "comments": [{"text": "So?"}]},
        ["Low water"],
        {PART: 2},
    ),
    "an article within, and comments": (
        {"article": A, "comments": [{"text": "So?"}]},
        ["Low water"],
        {LESS: 1},
    ),
    "texts below a title": (
        {"title": "Tram", "blocks": [{"text": "It"}, {"text": "ran."}]},
        [],
        {UNCLEAR: 3},
    ),
    "comments below a link": ({**STUB, "comments": [{"text": "So?"}]}, ["Tram"], {PART: 1}),
    "blocks of objects below a link": (
        {**STUB, "components": [{"type": "p", "data": {"title": "Noon", "text": "It ran."}}]},
        ["Tram"],
        {},
    ),
    "links below a link": ({**STUB, "related": [STUB, STUB]}, [], {UNCLEAR: 3}),
    "chapters below a link": ({**STUB, "chapters": [{"title": "One", "text": "Noon."}]}, [], {UNCLEAR: 2}),
    "titles alone": ({"data": [{"title": "x"}, {"title": "y"}]}, [], {LESS: 2}),
    "OpenAPI": ({"openapi": "3.0.0", "info": {"title": "My API", "description": "It is."}}, [], {LESS: 1}),
    "a package": (
        {"name": "quay", "description": "A library for tests", "link": "https://quay.example/lib"},
        [],
        {ADDRESS: 1},
    ),
    "a list whose articles come late": (
        [{"name": "x"}] * 20 + [A],
        ["Low water"],
        {NEITHER: 20},
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_of_all_that_a_file_holds_the_articles_are_read(tmp_path: Path, name: str) -> None:
    """The first list with a field that is known was taken, and the rest lost without a word."""
    said, titles, passed_over = SHAPES[name]
    (tmp_path / "export.json").write_text(json.dumps(said))
    documents, left_out, wrong = read(tmp_path)
    assert [item_of(document)["title"] for document in documents] == titles
    assert left_out == passed_over
    assert len({document.uri for document in documents}) == len(documents)
    assert bool(wrong) == (not documents)


def test_time_grows_as_the_rows_do() -> None:
    """Each was compared with all that were taken: 16,000 took 11 seconds."""

    def nodes(size: int) -> Callable[[], object]:
        return partial(rows_within, [{"node": {**A, "content": f"{number}"}} for number in range(size)])

    assert growth(nodes, 4_000) < STEEPEST


def test_a_text_of_paragraphs_is_whole(tmp_path: Path) -> None:
    said: dict[str, Any] = {
        "title": "Low water",
        "content": [{"type": "text", "text": "One."}, {"text": "Two."}],
    }
    (tmp_path / "a.json").write_text(json.dumps(said))
    (document,), left_out, _ = read(tmp_path)
    assert "One." in item_of(document)["content_text"]
    assert item_of(document)["content_text"].endswith("Two.")
    assert not left_out


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_what_has_neither_title_nor_text_is_no_article(tmp_path: Path, name: str) -> None:
    """A bank's accounts were articles that are called as the shop is."""
    row = {"Date": "2024-05-02", "Description": "COFFEE HOUSE 12", "Amount": "4.20", "Link": STUB["url"]}
    table = "\n".join((",".join(row), ",".join(row.values())))
    (tmp_path / name).write_text(table if name.endswith("csv") else json.dumps(row))
    documents, left_out, _ = read(tmp_path)
    assert not documents
    assert left_out == {ADDRESS: 1}
