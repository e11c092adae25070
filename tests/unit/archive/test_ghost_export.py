"""Ghost keeps who wrote a post, and its tags, in tables apart: they were lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wireroom.archive.saved.ghost_export import with_names
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
