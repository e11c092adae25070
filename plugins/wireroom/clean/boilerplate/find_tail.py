"""A line in, where in it begins what feeds hang on an article's end out."""

from __future__ import annotations

import re
from typing import Final

from wireroom.clean.boilerplate.find_credit import credit_start
from wireroom.clean.lexicon import rows

_LONGEST: Final = 700  # characters; a longer line is prose, whatever it begins with
_LONGEST_FURNITURE: Final = 240
_LONGEST_UNLINKED: Final = 40  # characters; `Read more` needs a link, or nothing else beside it
_LONGEST_PHRASE: Final = 60  # characters; longer, what follows the cut may be prose if it ends as prose does
_LONGEST_CALL: Final = 200


def _pattern(kind: str, rest: str = "") -> re.Pattern[str]:
    choices = "|".join(f"(?:{row[2].replace('REST', rest)})" for row in rows("tails.tsv") if row[0] == kind)
    return re.compile(rf"[\s\W]*(?:{choices})[\s\W]*", re.IGNORECASE)


_MORE: Final = _pattern("more", ".{0,200}")
_LABEL: Final = _pattern("more")  # and nothing after it
_FURNITURE: Final = _pattern("furniture")
# `Mehr dazu sagte der Sprecher nicht.`, `Continua a piovere.`: words after the label that end as prose does.
_SENTENCE = re.compile(r"(?:[^.][.!?]|[。！？])[»”\"'’)\]]?$")
_CALL: Final = _pattern(
    "more", r"(?:[^\w.!?]*\b(?:more|here|now|below|hier|ici|aquí|aqui|qui|tutaj|здесь|тут)\b)?"
)
_CUT_OFF = re.compile(r"(?:…|\.{3}|\[(?:…|\.{3})\])(?=[^…]{1,200}$)")
# The last words after a sentence that are no sentence themselves; or after any, in brackets of their own.
_LAST_WORDS = re.compile(
    r"(?:[.!?…][»”\"'’)\]]{0,2}\s|[。！？])(?=[^.!?…。！？]{1,40}(?:…|\.\.\.)?[)\]»→›\s]*$)"
    r"|\s(?=[(\[][^()\[\]]{3,40}(?:…|\.\.\.)[)\]]$)"
)


def is_more(words: str) -> bool:
    """Whether the words of a link only lead to the rest: `Continue reading →`."""
    return _MORE.fullmatch(words) is not None


def tail_start(line: str, *, linked: bool = False, markup: str = "") -> int | None:
    """Where the tail begins that ends `line`, one of several at most; None where there is none.

    `linked` says that a link is near, `markup` is the line as HTML where it is known.
    """
    start = credit_start(line, markup)
    if start is not None:
        return start
    if _is_tail(line, linked=linked):
        return 0
    return _phrase_start(line)


def _is_tail(line: str, *, linked: bool) -> bool:
    """Whether the line says nothing but `Read more` or `Share this`."""
    if len(line) <= _LONGEST_FURNITURE and _FURNITURE.fullmatch(line):
        return True
    if linked:
        return len(line) <= _LONGEST and is_more(line)
    if len(line) > _LONGEST_UNLINKED or not is_more(line):
        return False
    return _SENTENCE.search(line) is None or _CALL.fullmatch(line) is not None


def _phrase_start(line: str) -> int | None:
    """`… Read more »` after the mark that the text was cut off."""
    near = line[-_LONGEST_CALL - 5 :]
    mark = _CUT_OFF.search(near) if "…" in near or "..." in near else None
    if mark is None:
        return None
    words = near[mark.end() :]
    is_call = len(words) <= _LONGEST_PHRASE or words[-1] not in ".!?"
    return len(line) - len(words) if is_call and is_more(words) else None


def label_start(line: str) -> int | None:
    """`Comments` or `Read more »` after a sentence, alone and no sentence itself."""
    end = _LAST_WORDS.search(line, max(0, len(line) - 50))
    return end.end() if end and _LABEL.fullmatch(line, end.end()) else None
