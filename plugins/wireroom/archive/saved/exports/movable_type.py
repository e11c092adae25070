"""Read the entries of a Movable Type or TypePad export as rows, without readers' comments.

AUTHOR: Ada                     fields of the entry
TITLE: Low water
DATE: 05/31/2024 03:31:05 PM
-----
BODY:                           texts, each below its name: EXTENDED BODY, EXCERPT, KEYWORDS, COMMENT, PING
The ferry waited.
-----
--------                        the end of the entry
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from wireroom.archive.saved.saved_rows import RowDocument, row_documents
from wireroom.common.text.encoding import decode
from wireroom.parse.json_list import LARGEST_ITEM

_FIELD = re.compile(r"([A-Z][A-Z ]{1,40}):[ \t]*(.*)")
_BEGIN = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,9}(?:[A-Z][A-Z ]{1,40}:.*\r?\n)++-----\r?\nBODY:\s*$", re.M)
_NEXT = re.compile(rb"(?:AUTHOR|TITLE|STATUS|BASENAME|DATE):")
_END, _BETWEEN = b"--------", "-----"
_BY_READERS = {"COMMENT": "a reader's comment", "PING": "a link from elsewhere to an article"}
_TEXTS = {"BODY", "EXTENDED BODY", "EXCERPT", "KEYWORDS", *_BY_READERS}
_DATES = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S")
_BLOCKS = re.compile(r"<(?:p|div|blockquote|ul|ol|table|pre|h[1-6])\b", re.I)
_MARKUP = re.compile(r"</?[a-z][^<>]*>", re.I)
_QUOTED = re.compile(r'"([^"]*)"|([^,]+)')


def is_export(head: bytes) -> bool:
    """Whether it begins as an entry does."""
    return _BEGIN.match(head) is not None


def entries(stream: IO[bytes], left_out: Counter[str]) -> Iterator[RowDocument]:
    """The document of each entry; comments are counted."""
    for number, entry in enumerate(_entries(stream, left_out), start=1):
        yield from row_documents(_row(decode(entry, None).text, left_out), number, left_out)


def _entries(stream: IO[bytes], left_out: Counter[str]) -> Iterator[bytes]:
    """Each entry; eight dashes that end no text, or that no field follows, are a line of its text."""
    lines, size, may_end, before = list[bytes](), 0, False, b""
    while line := stream.readline(LARGEST_ITEM):
        bare = line.strip()
        if may_end and bare:
            may_end = False
            if _NEXT.match(line):
                yield from _whole(lines, size, left_out)
                lines, size = [], 0
        may_end = may_end or (bare == _END and before == _BETWEEN.encode())
        before = bare or before
        size += len(line)
        if size <= LARGEST_ITEM:
            lines.append(line)
    yield from _whole(lines, size, left_out)


def _whole(lines: list[bytes], size: int, left_out: Counter[str]) -> Iterator[bytes]:
    if size > LARGEST_ITEM:
        left_out[f"an entry of more than {LARGEST_ITEM:,} bytes"] += 1
    elif entry := b"".join(lines).strip().removesuffix(_END):
        yield entry


def _row(entry: str, left_out: Counter[str]) -> dict[str, Any]:
    """Its fields, as names of rows are known."""
    fields, texts = _parts(entry.lstrip("\ufeff\r\n "), left_out)
    at = _date(" ".join(fields.get("DATE", ())))
    basename = " ".join(fields.get("BASENAME", ()))
    body = "\n\n".join(filter(None, (texts.get("BODY"), texts.get("EXTENDED BODY"))))
    breaks = " ".join(fields.get("CONVERT BREAKS", ())) not in ("", "0")
    is_html = _MARKUP.search(body) is not None
    categories = fields.get("PRIMARY CATEGORY", []) + fields.get("CATEGORY", [])
    tags = [one or two for one, two in _QUOTED.findall(",".join(fields.get("TAGS", ())))]
    return {
        "id": f"{at[:7]}/{basename}".lstrip("/") if basename else None,  # unique in its month at some hosts
        "url": " ".join(fields.get("UNIQUE URL", ())),
        "title": " ".join(fields.get("TITLE", ())),
        "author": " ".join(fields.get("AUTHOR", ())),
        "date": at,
        "status": " ".join(fields.get("STATUS", ())),
        "tags": list(dict.fromkeys(filter(None, map(str.strip, [*categories, *tags])))),
        "summary": texts.get("EXCERPT"),
        "html": _paragraphs(body, breaks=breaks) if is_html else None,
        "text": None if is_html else body,
    }


def _parts(entry: str, left_out: Counter[str]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Fields with their values, and texts, of which what readers wrote is counted."""
    fields: dict[str, list[str]] = {}
    texts: dict[str, list[str]] = {}
    name, begins = "", False  # of the text; whether one may begin
    for line in entry.splitlines():
        found = _FIELD.fullmatch(line)
        may_begin = _BY_READERS if name in _BY_READERS else _TEXTS  # `UPDATE:` below a rule is text
        if begins and found and not found[2] and found[1] in may_begin:
            name, begins = found[1], False
            left_out.update([_BY_READERS[name]] if name in _BY_READERS else ())
            texts.setdefault(name, [])
            continue
        if begins and name:
            texts[name].append(_BETWEEN)  # a rule within the text
        begins = line.rstrip() == _BETWEEN
        if name and not begins:
            texts[name].append(line)
        elif not name and found and found[2]:
            fields.setdefault(found[1], []).append(found[2].strip())
    return fields, {name: "\n".join(lines).strip() for name, lines in texts.items()}


def _date(said: str) -> str:
    """ISO 8601; months stand first, whatever the language. As written if it is no such date."""
    for form in _DATES:
        try:
            return datetime.strptime(said.strip(), form).isoformat()  # noqa: DTZ007 - it names no zone
        except ValueError:
            continue
    return said


def _paragraphs(body: str, *, breaks: bool) -> str:
    """Markup, with paragraphs where the blog made them of empty lines."""
    if not breaks or _BLOCKS.search(body):
        return body
    return "".join(f"<p>{part.strip()}</p>" for part in re.split(r"\n\s*\n", body) if part.strip())
