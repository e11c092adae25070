"""Ghost keeps who wrote a post, and its tags, in tables apart: they were lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wireroom.archive.saved.exports.ghost_export import with_names
from wireroom.archive.saved.rows_within import rows_of

POSTS = [
    {"id": "a", "title": "Low water", "html": "<p>Tea.</p>", "status": "published"},
    {"id": "b", "title": "High water", "html": "<p>Tea.</p>", "status": "published", "author_id": 2},
]
DATA: dict[str, Any] = {
    "posts": POSTS,
    "users": [{"id": "1", "name": "Ada Ferry"}, {"id": "2", "name": "Bo Quay"}],
    "posts_authors": [
        {"post_id": "a", "author_id": "2", "sort_order": 1},
        {"post_id": "a", "author_id": "1", "sort_order": 0},
        {"post_id": "a", "author_id": "9", "sort_order": 2},
    ],
    "tags": [
        {"id": "t", "name": "Harbour", "visibility": "public"},
        {"id": "u", "name": "Ferries"},
        {"id": "v", "name": "#letter", "visibility": "internal"},
    ],
    "posts_tags": [
        {"post_id": "a", "tag_id": "t", "sort_order": 1},
        {"post_id": "a", "tag_id": "u", "sort_order": 0},
        {"post_id": "a", "tag_id": "v", "sort_order": 2},
    ],
}


@pytest.mark.parametrize("whole", [{"db": [{"meta": {}, "data": DATA}]}, {"meta": {}, "data": DATA}])
def test_posts_have_their_authors_and_tags(whole: dict[str, Any]) -> None:
    found = rows_of(json.dumps(whole).encode())
    assert found is not None
    low, high = found.rows
    assert (low["authors"], low["tags"]) == (["Ada Ferry", "Bo Quay"], ["Ferries", "Harbour"])
    assert (high["authors"], high["tags"]) == (["Bo Quay"], []), "early exports name one author"


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {"posts": POSTS},
        {"data": []},
        {"db": [1, {"data": {"posts": [1], "users": [1], "tags": 2, "posts_tags": [{}]}}]},
        {"data": {"posts": [{"title": "Low water", "tags": ["Tides"]}]}},
    ],
)
def test_what_is_no_such_export_stays_as_it_is(said: object) -> None:
    assert with_names(json.loads(json.dumps(said))) == said


API = {
    "posts": [{"id": 1, "title": "Low water", "html": "<p>Tea.</p>", "author": "Ada Ferry", "author_id": 7}],
    "users": [{"id": 7, "name": "forum_admin"}],
}


def test_the_users_of_another_api_are_no_authors() -> None:
    assert with_names(json.loads(json.dumps({"data": API}))) == {"data": API}
    nameless = {"posts": POSTS, "users": [{"id": 2, "name": "forum_admin"}]}
    answer = {"meta": {"version": 1}, "data": nameless}
    assert with_names(json.loads(json.dumps(answer))) == answer


@pytest.mark.parametrize(
    "whole",
    [
        {"db": [{"meta": {"version": "5.1"}, "data": API}]},
        {"meta": {"exported_on": 1388805572000, "version": "003"}, "data": API},
        {"data": {**API, "posts_tags": []}},
    ],
)
def test_an_author_that_a_post_states_stays(whole: dict[str, Any]) -> None:
    found = rows_of(json.dumps(whole).encode())
    assert found is not None
    assert (found.rows[0].get("author"), found.rows[0].get("authors")) == ("Ada Ferry", None)
    found = rows_of(json.dumps(whole).replace('"author": "Ada Ferry", ', "").encode())
    assert found is not None
    assert found.rows[0]["authors"] == ["forum_admin"], "then it is the export's one author"


@pytest.mark.parametrize("empty", [None, [], ""])
def test_empty_authors_and_tags_of_a_post_are_read_from_the_tables(empty: object) -> None:
    posts = [{**POSTS[0], "authors": empty, "tags": empty}]
    found = rows_of(json.dumps({"db": [{"data": {**DATA, "posts": posts}}]}).encode())
    assert found is not None
    assert found.rows[0]["authors"] == ["Ada Ferry", "Bo Quay"]
    assert found.rows[0]["tags"] == ["Ferries", "Harbour"]
