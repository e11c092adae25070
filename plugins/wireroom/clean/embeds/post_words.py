"""A post's words as its card has them in, without what the platform writes round them out."""

from __future__ import annotations

import re
from typing import Final

from wireroom.clean.embeds.platform_register import PLATFORMS

# `A post shared by Name (@handle)`, `Ein Beitrag geteilt von …`, `Post by @handle`
SHARED = re.compile(
    r"\b(?:by|von|par|por|da|door|av|przez|от)\s{1,5}(?P<author>[^()\n@]{1,80}?)\s{0,5}\(@(?P<handle>[\w.]{1,40})\)",
    re.IGNORECASE,
)
# `— @handle February 7, 2022`, as publishers sign who type the card themselves
BARE_SIGNATURE = re.compile(
    r"(?:^|\s)[—–―]\s?@(?P<handle>\w{1,40}(?:@[\w.\-]{1,80})?)(?:[\s,·][^\n@]{0,30}\d{4})?\s*$"
)
# Lines that a platform writes round a post: `View this post on Instagram`, `Post by @handle`,
# `A post shared by Name (@handle) on May 2, 2018`
_PLATFORM_LINE = re.compile(
    r"^(?:(?:view|see|sieh|voir|ver|visualizza|bekijk|zobacz|visa|vis|посмотреть)\b[^\n.!?]{0,40}"
    rf"\b(?:{'|'.join(each.name for each in PLATFORMS if each.introduces)})\b[^\n.!?]{{0,4}}"
    r"|(?:post|beitrag|publication|publicación|publicação) (?:by|von|de|par|por)"
    r" @[\w.\-]{1,40}(?:@[\w.\-]{1,80})?"
    rf"|[^\n@()]{{0,50}}{SHARED.pattern}[^\n]{{0,50}})$",
    re.IGNORECASE | re.MULTILINE,
)
_LAST_LINK = re.compile(r"(?:https?://t\.co/\w{1,100}|pic\.(?:twitter|x)\.com/\w{1,100})$")
_LONGEST_LINK: Final = 120  # characters
_STAND_INS: Final = tuple(each.stand_in for each in PLATFORMS if each.stand_in)


def without_trailing_links(text: str) -> str:
    """A post's words without the short links to its pictures that X appends, and without who signs them."""
    unsigned = BARE_SIGNATURE.sub("", _PLATFORM_LINE.sub("", text))
    words = _without_last_links(unsigned).strip()
    for stand_in in _STAND_INS:
        words = words.removesuffix(stand_in).rstrip()
    return words


def _without_last_links(text: str) -> str:
    """Link by link from the end: a pattern for all of them would begin anew at each."""
    end = last = len(text)
    while True:
        while end and text[end - 1].isspace():
            end -= 1
        if (link := _LAST_LINK.search(text[max(0, end - _LONGEST_LINK) : end])) is None:
            return text[:last]
        end = last = end - len(link[0])
