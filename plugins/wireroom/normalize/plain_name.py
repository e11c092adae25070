"""A title or name as written in, one line of it without tags out."""

from __future__ import annotations

import re

from wireroom.normalize.inert import inert

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<!--[^<>]{0,200}-->")


def plain_name(text: str | None) -> str | None:
    """`<b>The Post</b>` is `The Post`; what is left of tags cannot open one; None where nothing is left."""
    if not text:
        return None
    bare = _TAG.sub(" ", text) if "<" in text else text
    return " ".join(inert(bare).split()) or None
