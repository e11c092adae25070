"""Tell whether a name is a person's whole name, and which part of it is the outlet's."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from wireroom.common.text import is_cjk, letters_of
from wireroom.common.text.byline_hands import is_unfilled
from wireroom.extract.visible.byline_parts import EDGES, class_words

# `编辑部`, `朝日新聞社`, `편집부`, `취재팀`: desks and outlets.
_NEWSROOM = re.compile(
    "(?:[部社报報网網]|新闻|新聞|通讯|通訊|通信|编辑|編輯|小编|小編|(?:편집|취재|정치|경제|사회|국제|문화)부|팀"
    "|뉴스|신문|통신|일보|방송|경제|투데이|타임스|저널)$"
)
_BARS = re.compile(r"\s+[|｜]\s+")
_DOMAIN = re.compile(r"\.[a-z]{2,4}$", re.IGNORECASE)
_OF_A_PERSON: Final = 2  # words, at least


def is_whole_name(name: str) -> bool:
    """A given name and a family name, in CJK without a blank between; `code: A. Roe` is no name."""
    if ":" in name or _NEWSROOM.search(name.strip()) or is_unfilled(name):
        return False
    if name.strip(" .").rpartition(" ")[2].casefold() in class_words("firm"):  # `Quay Post Limited`
        return False
    return " " in name.strip() or is_cjk(name)


def names_person(name: str, outlets: Collection[str]) -> bool:
    """Whether it, or a part between bars, is a person's; `outlets` are the letters of outlets' names.

    Portals write `paper | portal`, where the portal is called by the first word of its name.
    """
    parts = _BARS.split(name)
    for part in parts:
        letters = letters_of(part)
        is_outlet = letters in outlets or (
            len(parts) > 1 and any(each.startswith(letters) for each in outlets)
        )
        if is_whole_name(part) and not is_outlet:
            return True
    return False


def without_outlet(name: str, outlet: str | None) -> str:
    """`ANA PIKE` of `ANA PIKE Marsh Today`, of `ANA PIKE MT` and of `Marsh-Today ANA PIKE`.

    Ana Marsh keeps her family's name, and so does Mary Ann Marsh at an outlet that is called Marsh: a single
    word is no outlet's for sure.
    """
    words, ends = name.split(), (outlet or "").split()
    count = len(ends)
    first = _DOMAIN.sub("", ends[0]) if count else ""
    if "-" in first and words[0].casefold() == first.casefold() and len(words) > _OF_A_PERSON:
        return " ".join(words[1:])
    if count < _OF_A_PERSON or len(words) <= _OF_A_PERSON:
        return name
    if words[-1] == "".join(word[0] for word in ends).upper():
        return " ".join(words[:-1]).rstrip(EDGES)
    if len(words) < count + _OF_A_PERSON:
        return name
    if [word.casefold() for word in words[-count:]] != [word.casefold() for word in ends]:
        return name
    return name if words[-count - 1].islower() else " ".join(words[:-count]).rstrip(EDGES)
