"""A name in; whether it is the whole name of a person out."""

from __future__ import annotations

import re

from wireroom.common.text import is_cjk
from wireroom.common.text.byline_hands import is_unfilled
from wireroom.extract.visible.byline_parts import class_words

# `编辑部`, `朝日新聞社`, `편집부`, `취재팀`: desks and outlets.
_NEWSROOM = re.compile(
    "(?:[部社报報网網]|新闻|新聞|通讯|通訊|通信|编辑|編輯|小编|小編|(?:편집|취재|정치|경제|사회|국제|문화)부|팀|뉴스|신문|통신)$"
)


def is_whole_name(name: str) -> bool:
    """A given name and a family name, in CJK without a blank between; `code: A. Roe` is no name."""
    if ":" in name or _NEWSROOM.search(name.strip()) or is_unfilled(name):
        return False
    if name.strip(" .").rpartition(" ")[2].casefold() in class_words("firm"):  # `Quay Post Limited`
        return False
    return " " in name.strip() or is_cjk(name)
