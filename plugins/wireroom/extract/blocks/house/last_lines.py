"""A page's blocks and those chosen in; those out without the site's own lines under the text.

A link to follow it, the notice of its rights. What names an agency says where the text is from, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wireroom.common.others_speak import somebody_is_quoted
from wireroom.common.tables import rows
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.site_mentions import speaks_for_site
from wireroom.extract.visible.byline_parts import KOREAN_REPORTER

_LONGEST_CALL: Final = 120  # characters: `Follow us on Google News`
_LONGEST_NOTICE: Final = 500
_ALL: Final = 0.9  # of its characters
_NAMES: Final = {  # what the table's stand for
    "SIGN": r"(?:©|\(c\)|copyright)[^\n“”„«\"]{0,80}?\b",
    "OF": r"(?-i:[^\W\d_a-zß-ÿа-яё]\S*(?: (?:[^\W\d_a-zß-ÿа-яё]\S*|[dv]\S{0,3}|[-–—|])){0,7}\s?[-–—|.,:] ?)",
    "THEN": r"\s?[.!|;©–—-][^\n]{0,160}",
}


def without_last_lines(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """From the last one on, up to the first that is the article's; something always stays."""
    left = kept.copy()
    for place in np.flatnonzero(kept).tolist()[:0:-1]:
        if not (_is_call(blocks[place]) or _is_notice(blocks[place].text) or _is_signed(blocks[place].text)):
            return left
        left[place] = False
    return left


def _is_call(block: TextBlock) -> bool:
    """Whether it is all a link, and calls to something."""
    is_link = len(block.text) <= _LONGEST_CALL and block.linked >= _ALL * len(block.text)
    return is_link and speaks_for_site(block.text, ())


def _is_signed(text: str) -> bool:
    """`이서연 기자 lee@bay.example`: who wrote is read from it, and it is no sentence."""
    return "@" in text[:_LONGEST_CALL] and KOREAN_REPORTER.fullmatch(text) is not None


def _is_notice(text: str) -> bool:
    if len(text) > _LONGEST_NOTICE or _notice().fullmatch(text) is None:
        return False
    return _agency().search(text) is None and not somebody_is_quoted(text)


@cache
def _notice() -> re.Pattern[str]:
    choices = "|".join(row[0] for row in rows("wireroom.extract", "last_lines.tsv"))
    for name, meaning in _NAMES.items():
        choices = choices.replace(name, meaning)
    return re.compile(rf"[^\w©(ⓒ“”„«\x22]*(?:{choices})[\W_]*", re.IGNORECASE)


@cache
def _agency() -> re.Pattern[str]:
    """A licence says on which terms a text may be used, and stays too."""
    written = (row[1] for row in rows("wireroom.common", "agencies.tsv"))
    names = "|".join(re.escape(name) for each in written for name in each.split("|") if name)
    return re.compile(rf"(?<!\w)(?:{names}|(?i:cc[ -]by|creative commons))(?!\w)")
