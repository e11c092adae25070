"""Map an exported row to what it says of an article, under our names of fields.

`data/row_fields.tsv` has the names. A value may be a text, a list of paragraphs, or an object around either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from wireroom.archive.saved.saved_members import since_the_web, time_of
from wireroom.archive.saved.tables.column_names import field_of, names_of_fields, written
from wireroom.parse import is_draft

_SAYS = ("html", "text", "title")  # any manifest and any account has a description
_ADDRESSES = ("url", "image")
_INNER = ("_source", "fields", "attributes")  # objects with more of the row: Elasticsearch, APIs
# What an object around one value calls it: WordPress, the New York Times, MongoDB, converters of XML.
_VALUES = (
    *("rendered", "content", "main", "original", "value", "name"),
    *("$date", "$oid", "$numberLong", "#text", "@value", "href"),
)
# What is called as a day of publication may be one of saving, in lists that are known by another column:
# Instapaper's, GDELT's.
_TIMES_OF_SAVING = {"timestamp": {"folder", "selection"}, "date": {"mobileurl"}}
_FILES = ("file", "filename", "path", "postid", "slug", "id")  # columns that may name the file of a text
_SLASH, _NO_FOLDERS = re.compile(r"[/\\]"), ("", ".", "..")
_SHORTEST_NAME = 6  # characters
_HOST = re.compile(r"(?://)?[\w-]{1,63}(?:\.[\w-]{1,63})+/\S+")
_OF_OMNIVORE = {"readingprogress", "savedat"}  # whose labels are tags; a data set's may be classes
_SECTION_OR_TITLE = "rubrik"
_DATE_OR_ALL = "data"
_LONGEST_DATE = 40  # characters
_MILLISECONDS = 100_000_000_000  # seconds since 1970 are fewer for 3,000 years


def said_by_row(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row's fields by our names; of several columns of one meaning the first that is filled, in our order.

    Of several addresses, the first on the web.
    """
    found = {written(name): value for name, value in level_of(row).items()}
    columns = set(map(written, row))
    for name, of_lists in _TIMES_OF_SAVING.items():
        if name in found and not columns.isdisjoint(of_lists):
            found["captured"] = found.pop(name)
    _meant(found, columns)
    said = {}
    for field, names in names_of_fields().items():
        if values := [found[name] for name in names if name in found]:
            said[field] = values[0]
            if field in _ADDRESSES:
                said[field] = next((value for value in values if address_of(value)), values[0])
    if address_of(title := text_of(said.get("title"))) == title:
        del said["title"]  # lists of links have the address where nobody knows the title
    if (
        isinstance(whole := said.get("summary"), dict)
        and "content" in whole
        and not {*said} & {"html", "text"}
    ):
        said["html"] = said.pop("summary")  # Google Reader's `summary` holds the whole text, and Inoreader's
    return {**said, "is_draft": True} if is_draft(found) else said


def _meant(found: dict[str, Any], columns: set[str]) -> None:
    """Give names of two meanings the one that they have here, by what else there is."""
    if _SECTION_OR_TITLE in found and columns.isdisjoint(names_of_fields()["title"]):
        found["title"] = found.pop(_SECTION_OR_TITLE)
    if "labels" in found and columns >= _OF_OMNIVORE:
        found.setdefault("tags", found.pop("labels"))
    day = found.get(_DATE_OR_ALL)
    if isinstance(day, str) and len(day) <= _LONGEST_DATE and any(map(str.isdecimal, day)):
        found.setdefault("date", day)


def files_named(row: Mapping[Any, Any]) -> tuple[tuple[str, ...], ...]:
    """The files that may hold the text of a row without one: folders, if named, then the name without suffix.

    Short names are skipped: they may be numbers of anything.
    """
    found = {written(name): value for name, value in level_of(row).items()}
    names = names_of_fields()
    if not found.keys().isdisjoint((*names["html"], *names["text"])):
        return ()
    values = (found[name] for name in _FILES if isinstance(found.get(name), str))
    stems = (re.sub(r"\.(?:x?html?|md|txt)\Z", "", value, flags=re.I) for value in values)
    paths = [tuple(part for part in _SLASH.split(stem) if part not in _NO_FOLDERS) for stem in stems]
    return tuple(path for path in paths if path and len(path[-1]) >= _SHORTEST_NAME)


def says_something(said: Mapping[str, Any]) -> bool:
    """Whether fields, by our names, say something of an article."""
    return any(said.get(name) for name in _SAYS)


def is_row(said: object) -> bool:
    """Whether a value is an object with an article's fields."""
    if not isinstance(said, dict):
        return False
    names = (name for row in (said, *_inner(said)) for name in row)
    return any(field_of(name) in (*_SAYS, "summary") for name in names)


def level_of(row: Mapping[Any, Any]) -> dict[Any, Any]:
    """The filled fields of a row, with those of its inner objects; its own take precedence."""
    return {
        name: value
        for said in (*_inner(row), row)
        for name, value in said.items()
        if value not in (None, "", [], {}) and not (name in _INNER and isinstance(value, dict))
    }


def columns_of(row: Mapping[Any, Any]) -> set[Any]:
    """The names in a row and in its inner objects, also of what is empty in it."""
    return {name for said in (row, *_inner(row)) for name in said}


def text_of(value: object) -> str:
    """A value as one text; items of lists, however deep, become paragraphs."""
    return "\n\n".join(filter(None, _texts(value)))


def address_of(value: object) -> str | None:
    """The first web address in a value; one without a scheme is completed with `https:`."""
    for said in map(str.strip, _texts(value)):
        if said.lower().startswith(("http://", "https://")):
            return said
        if _HOST.fullmatch(said):
            return f"https://{said.removeprefix('//')}"
    return None


def date_of(value: object) -> str | int | float:
    """A date as it is written, or as a number if it is counted."""
    plain = _plain_value(value)
    return plain if isinstance(plain, int | float) else text_of(plain)


def _plain_value(value: object) -> object:
    """The value without the objects around it."""
    while isinstance(value, dict):
        inner = _value_of(value)
        if inner is value:
            break
        value = inner
    return value


def instant(said: Any) -> datetime | None:
    """Parse ISO 8601, or a time counted since 1970; UTC unless a zone is given."""
    said = _plain_value(said)
    try:
        count = float(said)
    except (TypeError, ValueError, OverflowError):
        count = 0.0
    if count >= 1e9:
        return time_of(count / 1000 if count >= _MILLISECONDS else count)
    try:
        at = datetime.fromisoformat(text_of(said).strip())
        return since_the_web(at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC))
    except (ValueError, OverflowError):  # the first and the last day have no UTC in every zone
        return None


def _inner(row: Mapping[Any, Any]) -> list[dict[Any, Any]]:
    return [row[name] for name in _INNER if isinstance(row.get(name), dict)]


def _texts(value: object) -> Iterator[str]:
    """The texts in a value, in order, without recursion, since rows may be nested deeply."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            inner = _value_of(value)
            waiting += reversed(value.values()) if inner is value else [inner]
        elif isinstance(value, list):
            waiting += reversed(value)
        elif value is not None and not isinstance(value, bool):
            yield str(value)


def _value_of(value: dict[Any, Any]) -> Any:
    """The value that an object wraps; the object itself if it wraps none."""
    return next((value[name] for name in _VALUES if value.get(name) not in (None, "")), value)
