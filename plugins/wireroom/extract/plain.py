"""A value of a page's head in, one plain line of it out."""

from __future__ import annotations

import html
import re

_INLINE = re.compile(
    r"</?(?:a|b|br|em|i|mark|p|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_NUMBER_TOO_LONG = re.compile(r"&#[0-9]{8,}+;?")  # no character; html.unescape raises at 4,300 digits
_ENTITY = re.compile(r"&(?:[a-z][a-z0-9]{1,20}|#\d{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)


def plain(text: str) -> str:
    """Unescape what templates escape once more (`Tom &amp; Jerry` in JSON); take a headline's markup out."""
    for _ in range(2):
        if "&" in text and _ENTITY.search(text):
            text = html.unescape(_NUMBER_TOO_LONG.sub("", text))
    return " ".join((_INLINE.sub(" ", text) if "<" in text else text).split())
