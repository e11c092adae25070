"""Find where, in a line, the footer begins that a feed appends to articles: a call, or a blog's credit."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from wireroom.clean.boilerplate.house_lines import house_start, is_house_line
from wireroom.clean.lexicon import rows
from wireroom.common.tables import pattern
from wireroom.common.text import escaped

_LONGEST_FOOTER_LINE: Final = 700  # characters; a longer line is prose, however it begins
_LONGEST_BOILERPLATE: Final = 240
_LONGEST_UNLINKED: Final = 40  # characters; `Read more` needs a link, or nothing else beside it
_LONGEST_PHRASE: Final = 60  # characters; a longer one after the cut may be prose if it ends as prose does
_LONGEST_CALL: Final = 200

_SUBSCRIBED: Final = (
    r"(?=[^\n]{0,200}?(?:sign|subscri|regist|opted|member|customer|mailing|angemeldet|abonn|inscri|suscri"
    r"|iscri|ingeschreven|aangemeld|zapisa|подпис))"
)
_LONGEST_CREDIT: Final = 600  # characters; a credit that begins farther from the end is prose
# Where a sentence may begin: after white space, or in scripts without it after a mark.
_WORD: Final = re.compile(r"(?:^|(?<=[\s。！？…»”)\]}.!?]))(?=[^\W\d_]|[《〈])")
_SENTENCE_END: Final = re.compile(r"(?:^|[。！？]|[.!?…»”\"'’)\]]\s)\s*$")


def _pattern(kind: str, rest: str = "", *, most: int = 1) -> re.Pattern[str]:
    of_kind = (row[2].replace("SUBSCRIBED", _SUBSCRIBED) for row in rows("footers.tsv") if row[0] == kind)
    choices = "|".join(f"(?:{words.replace('REST', rest)})" for words in of_kind)
    return re.compile(rf"[\s\W]*(?:(?:{choices})[\s\W]*){{1,{most}}}", re.IGNORECASE)


_MORE: Final = _pattern("more", ".{0,200}")
_LABEL: Final = _pattern("more")  # and nothing after it
_BOILERPLATE: Final = _pattern("boilerplate")
_COUNT: Final = _pattern("count")
# An item of a list that is no link may be one of the story's: `The largest are: Apple, Google, Facebook`.
_NETWORKS = re.compile(r"\W*(?:(?:facebook|twitter|x|linkedin|whatsapp|pinterest|reddit|telegram)\W*)+", re.I)
_LETTER: Final = _pattern("letter", most=3)  # why it came, and how it comes no more
_BETWEEN: Final = _pattern("between")
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


@cache
def _addressed() -> re.Pattern[str]:
    """Who is called to the channels of somebody else may be told so by the story."""
    return pattern("wireroom.common", "addressed.tsv")


def is_more(words: str) -> bool:
    """Whether the words of a link only lead to the rest: `Continue reading →`."""
    return _MORE.fullmatch(words) is not None


def interrupts(line: str) -> bool:
    """Whether a paragraph says nothing but `Advertisement`, `Story continues below` or `Follow us here`."""
    if len(line) <= _LONGEST_CALL and _BETWEEN.fullmatch(line) is not None:
        return True
    return is_house_line(line) and _addressed().search(line) is not None


def footer_start(
    line: str, *, linked: bool = False, markup: str = "", may_end_letter: bool = True
) -> int | None:
    """The character at which the last footer of `line` begins; None if it ends with none.

    `linked`: a link is near. `markup`: the line as HTML, where it is known. `may_end_letter`: it is no
    item of a list (`3. Unsubscribe`, `Visits: 1,200`) and no quotation.
    """
    if may_end_letter and len(line) <= _LONGEST_BOILERPLATE and _LETTER.fullmatch(line):
        return 0
    start = credit_start(line, markup)
    if start is not None:
        return start
    if _is_footer(line, linked=linked, is_item=not may_end_letter):
        return 0
    start = house_start(line) if may_end_letter else None
    return _phrase_start(line) if start is None else start


def _is_footer(line: str, *, linked: bool, is_item: bool) -> bool:
    """Whether the line says nothing but `Read more` or `Share this`."""
    if len(line) <= _LONGEST_BOILERPLATE:
        if _BOILERPLATE.fullmatch(line) and (linked or not is_item or not _NETWORKS.fullmatch(line)):
            return True
        if not is_item and _COUNT.fullmatch(line):
            return True
    if linked:
        return len(line) <= _LONGEST_FOOTER_LINE and is_more(line)
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
    """The start of `Comments` or `Read more »` after a sentence, where nothing follows it."""
    end = _LAST_WORDS.search(line, max(0, len(line) - 50))
    return end.end() if end and _LABEL.fullmatch(line, end.end()) else None


class _Credit(NamedTuple):
    pattern: re.Pattern[str]
    is_exact: bool  # WordPress's very words: a title in lower case proves nothing
    is_unopened: bool  # begins with the title, so only a sentence's end tells where


def _credit(kind: str, written: str) -> _Credit:
    source = written.replace("TITLE", "(?P<title>.{1,300}?)").replace("SITE", ".{1,150}")
    return _Credit(re.compile(source, re.IGNORECASE), kind == "exact", written.startswith("TITLE"))


_SIGNS: Final[list[tuple[str, _Credit]]] = []
for _row in rows("footers.tsv"):
    if _row[0] in {"credit", "exact"}:
        _made = _credit(_row[0], _row[3])
        _SIGNS.extend((_sign, _made) for _sign in _row[2].split("|"))
_ASCII_SIGNS: Final = [each for each in _SIGNS if each[0].isascii()]


def credit_start(line: str, markup: str = "") -> int | None:
    """The character at which the credit at the end of `line` begins; None if there is none.

    Prose before it does not belong to it. `markup`, the same line as HTML, shows whether the title is a link.
    """
    first = max(0, len(line) - _LONGEST_CREDIT)
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
