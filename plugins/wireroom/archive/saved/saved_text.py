"""A saved text in, the lines at its head that name what it is, as a row, out.

Title: Low water            ---
URL: https://a.example/1    title: Low water
Date: 2024-05-02            date: 2024-05-02
                            ---
The ferry waited.           The ferry waited.
"""

from __future__ import annotations

import re

from wireroom.archive.saved.row_fields import field_of
from wireroom.common.text.encoding import decode

_HEAD = 8_192  # characters looked at
_LINE = re.compile(r"([^\W\d][\w -]{0,30}):[ \t]+(\S.*)")
_OTHER_LINE = re.compile(r"[^\W\d][\w -]{0,30}:[ \t]*.*|[ \t-].*")  # of front matter: an empty value, a list
_FENCE = "---"


def row_of_text(body: bytes) -> dict[str, str] | None:
    """What the head says, and the text behind it; None where it does not say two things of an article, its
    title or address among them: then all of it is the text.
    """
    text = decode(body, None).text.replace("\r\n", "\n").lstrip()
    is_fenced = text.startswith(f"{_FENCE}\n")
    head, found, rest = text[len(_FENCE) + 1 if is_fenced else 0 :].partition(
        f"\n{_FENCE}\n" if is_fenced else "\n\n"
    )
    if not found or len(head) > _HEAD:
        return None
    said: dict[str, str] = {}
    for line in head.split("\n"):
        if named := _LINE.fullmatch(line):
            said[named[1]] = named[2].strip().strip("\"'")
        elif not (is_fenced and _OTHER_LINE.fullmatch(line)):
            return None
    fields = {field_of(name) for name in said} - {None, "text", "html"}
    return {**said, "text": rest.strip()} if len(fields) > 1 and fields & {"title", "url"} else None
