"""Tell why a table's row is a bookmark: it names a page that somebody keeps, without its content.

Programs that keep pages are known by their columns. Of others a row is one if it has an address and a title,
and no column that tells more of an article, be it empty in this row, or that holds more than one value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wireroom.archive.saved.row_fields import address_of, columns_of
from wireroom.archive.saved.tables.column_names import field_of, written

_HOW = (
    "it names a page and holds none; put the addresses into FILE, one a line: "
    "`wget --warc-file=pages -i FILE` saves their pages, `--from warc:pages.warc.gz` reads them"
)
ADDRESS = f"an address without a text: {_HOW}"
TITLE = f"an address with a title alone, as bookmarks are: {_HOW}"
# Columns that few tables of articles have together.
_PROGRAMS = {
    "Pocket": {"timeadded", "status"},
    "Instapaper": {"selection", "folder"},
    "Raindrop": {"excerpt", "folder", "highlights", "favorite"},
    "Pinboard": {"href", "extended", "toread"},
    "Readwise Reader": {"saveddate", "readingprogress"},
}
# A list of what was published says when, by whom, in which language or what of; a bookmark has tags at most.
_OF_ARTICLES = {"html", "text", "summary", "date_published", "authors", "language"}
_SAID_OF_ARTICLES = ("date_published", "authors")  # programs that keep pages name neither
_UNLIKE_OTHERS = "Pinboard"  # its `time` of saving looks like a day of publication
_SEEN_IN_THE_NEWS = {"seendate", "indexeddate"}  # GDELT, Media Cloud
_BY_WHOM = {"publisher", "outlet", "newspaper", "zeitung"}
_BESIDE = {"file", "filename", "path", "slug", "postid"}  # what they name may hold the text
_OF_BOOKMARKS = {"tags", "title", "url"}  # fields that may have several values


def why_bookmark(row: Mapping[Any, Any], said: Mapping[str, Any]) -> str:
    """Why a row, which says this by our names, is a bookmark; empty if it is none, or nobody can tell."""
    if said.get("text") or said.get("html") or not address_of(said.get("url")):
        return ""
    columns = {written(name) for name in columns_of(row)}
    program = next((name for name, some in _PROGRAMS.items() if some <= columns), "")
    if program == _UNLIKE_OTHERS or (program and not any(map(said.get, _SAID_OF_ARTICLES))):
        return f"a bookmark of {program}: {_HOW}"
    if not said.get("title"):
        return "" if said.get("summary") else ADDRESS
    if columns & (_SEEN_IN_THE_NEWS | _BY_WHOM | _BESIDE) or _OF_ARTICLES & {*map(field_of, columns)}:
        return ""
    held = (value for name, value in row.items() if field_of(name) not in _OF_BOOKMARKS)
    return "" if any(isinstance(value, dict | list) for value in held) else TITLE
