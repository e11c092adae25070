"""A line in, where the blog's credit to itself begins out: `The post … appeared first on ….`"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from wireroom.clean.lexicon import rows
from wireroom.common.text import escaped

_LONGEST: Final = 600  # characters; what begins farther from the end is prose
# Where a sentence may begin: after white space, or in scripts without it after a mark.
_WORD: Final = re.compile(r"(?:^|(?<=[\s。！？…»”)\]}.!?]))(?=[^\W\d_]|[《〈])")
_SENTENCE_END: Final = re.compile(r"(?:^|[。！？]|[.!?…»”\"'’)\]]\s)\s*$")


class _Credit(NamedTuple):
    pattern: re.Pattern[str]
    is_exact: bool  # WordPress's very words: a title in lower case proves nothing
    is_unopened: bool  # begins with the title, so only a sentence's end tells where


def _credit(kind: str, written: str) -> _Credit:
    source = written.replace("TITLE", "(?P<title>.{1,300}?)").replace("SITE", ".{1,150}")
    return _Credit(re.compile(source, re.IGNORECASE), kind == "exact", written.startswith("TITLE"))


_SIGNS: Final[list[tuple[str, _Credit]]] = []
for _row in rows("tails.tsv"):
    if _row[0] in {"credit", "exact"}:
        _made = _credit(_row[0], _row[3])
        _SIGNS.extend((_sign, _made) for _sign in _row[2].split("|"))
_ASCII_SIGNS: Final = [each for each in _SIGNS if each[0].isascii()]


def credit_start(line: str, markup: str = "") -> int | None:
    """Where in `line` the credit begins that ends it; None where it has none.

    Prose before it is no part of it. `markup` is the same line as HTML: it tells a linked title.
    """
    first = max(0, len(line) - _LONGEST)
    lowered = line[first:].lower()
    signs = _ASCII_SIGNS if lowered.isascii() else _SIGNS
    possible = [credit for sign, credit in signs if sign in lowered]
    if not possible:
        return None
    starts = [found.start() for found in _WORD.finditer(line, first)]
    for credit in possible:
        for start in reversed(starts):
            if _is_credit(credit, line, start, markup):
                return start
    return None


def _is_credit(credit: _Credit, line: str, start: int, markup: str) -> bool:
    needs_end = credit.is_unopened or line[start].islower()
    if needs_end and not _SENTENCE_END.search(line, max(0, start - 3), start):
        return False
    found = credit.pattern.fullmatch(line, start)
    if found is None:
        return False
    word = found["title"].split(" ", 1)[0]
    return credit.is_exact or not word.islower() or f">{escaped(word)}" in markup
