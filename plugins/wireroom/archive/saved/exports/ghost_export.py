"""Read the posts of a Ghost export, with author and tag names from the export's other tables.

posts.id ─▶ posts_authors, posts_tags, by sort_order ─▶ users.id, tags.id
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from wireroom.archive.saved.row_fields import said_by_row

_TABLES = ("posts_authors", "posts_tags")  # no answer of another API has them


def with_names(said: object) -> object:
    """The export, its posts with `authors` and `tags`; what is no such export, as it is."""
    if not isinstance(said, dict):
        return said
    exports = said.get("db")
    for export in exports if isinstance(exports, list) else [said]:
        data = export.get("data") if isinstance(export, dict) else None
        if not isinstance(data, dict):
            continue
        posts = data.get("posts")
        is_export = not data.keys().isdisjoint(_TABLES) or _is_head(export.get("meta"), is_in_db="db" in said)
        if isinstance(posts, list) and is_export:
            _name(data, [post for post in posts if isinstance(post, dict)])
    return said


def _is_head(meta: object, *, is_in_db: bool) -> bool:
    """Whether it is the head of an export; the first ones, whose posts name one author, have no `db`."""
    return isinstance(meta, dict) and "version" in meta and (is_in_db or "exported_on" in meta)


def _name(data: Mapping[str, Any], posts: list[dict[str, Any]]) -> None:
    people = {_key(user.get("id")): user.get("name") for user in _rows(data, "users")}
    # Internal tags (`#newsletter`) are the site's own marks, which no reader sees.
    tags = {
        _key(tag.get("id")): tag.get("name")
        for tag in _rows(data, "tags")
        if tag.get("visibility") != "internal" and not str(tag.get("name")).startswith("#")
    }
    authors_of = _joined(data, "posts_authors", "author_id", people)
    tags_of = _joined(data, "posts_tags", "tag_id", tags)
    for post in posts:
        key = _key(post.get("id"))
        own = people.get(_key(post.get("author_id")))  # before posts had several authors
        said = said_by_row(post)  # what a post names itself stays
        if not said.get("authors"):
            post["authors"] = authors_of.get(key) or ([own] if own else [])
        if not said.get("tags"):
            post["tags"] = tags_of.get(key, [])


def _joined(
    data: Mapping[str, Any], table: str, column: str, names: Mapping[str, Any]
) -> Mapping[str, list[str]]:
    """Post → names, in the order that the table gives them."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in sorted(_rows(data, table), key=_place):
        if isinstance(name := names.get(_key(row.get(column))), str):
            found[_key(row.get("post_id"))].append(name)
    return found


def _rows(data: Mapping[str, Any], table: str) -> Iterator[Mapping[str, Any]]:
    rows = data.get(table)
    return (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else iter(())


def _place(row: Mapping[str, Any]) -> float:
    place = row.get("sort_order")
    return place if isinstance(place, int | float) else 0


def _key(number: object) -> str:
    return str(number)  # early exports have numbers, and their tables of joins sometimes strings
