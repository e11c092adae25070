"""Markup that was escaped once too often in, markup with its tags back out."""

from __future__ import annotations

import re
from typing import Final

from wireroom.common.text import unescape

_TAG = re.compile(r"<[a-zA-Z/!]")
_ESCAPED_TAG = re.compile(
    r"&(?:amp;)*lt;/?(?:p|a|br|div|span|img|b|i|em|strong|ul|ol|li|h[1-6]|table|blockquote|figure|iframe|script"
    r"|font|center)"
    r"(?=\s|/|&)",
    re.IGNORECASE,
)
_DEEPEST: Final = 4  # levels; nobody has been seen to escape more often


def has_tags(markup: str) -> bool:
    """Whether an HTML parser would find any tag, comment or declaration."""
    return _TAG.search(markup) is not None


def unescaped(markup: str) -> str:
    """`markup`, unescaped until tags appear; as it is where it has tags or would have none."""
    for _ in range(_DEEPEST):
        if (
            "lt;" not in markup
            or "gt;" not in markup
            or _TAG.search(markup)
            or not _ESCAPED_TAG.search(markup)
        ):
            return markup
        markup = unescape(markup)
    return markup
