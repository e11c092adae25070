"""Find where, at the end of a line or of a text, the house calls readers to its own channels.

`Thanks for reading. Follow us on Google News!`, `Got a tip? Send it to tips@bay.example`: told sentence by
sentence, from the last one on, for what stands before it in the same paragraph may be the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

import re2

from wireroom.clean.blocks import Block
from wireroom.clean.lexicon import rows

_ANY: Final = r"(?:[^.!?…。！？\n\"“”„«»]|\.(?=\w)){0,100}"
_CHANNEL: Final = (
    r"google\s(?:news|haberler|noticias|notícias|actualités|discover|новост\w+)|whats\s?app|telegram|viber"
    r"|facebook|instagram|twitter|tiktok|youtube|threads|bluesky|mastodon|linkedin|messenger|x|line"
)
_KINDS: Final = ("call", "ask", "bare")
_NOT_LATIN: Final = frozenset({"el", "ru", "uk", "bg", "sr", "zh", "ja", "ko", "ar", "fa", "he", "hi"})
# Not the mark that makes an arrow a picture (U+FE0F): `➡️ Follow us` is Latin.
_OTHER_LETTERS = re.compile(r"[\u0370-\u1dff\u2e80-\ufdff\ufe20-\uffff]")
_SHORTEST, _LONGEST_SENTENCE = 9, 240  # characters of a sentence
_LONGEST: Final = 400  # of the end of a line that are looked at
_MEMORY: Final = 64 << 20  # bytes, at most
_MOST_BLOCKS: Final = 5  # paragraphs of one call
# Where a sentence begins; a quotation that ends there is no sentence of the house.
_BEGINS = re.compile(r"(?:(?<=[.!?…])\s+|(?<=[。！？])\s*|\n+)(?=[^\s\W]|[¿¡#*>→👉])")
_LOOKS = re.compile(r"\\b|\(\?<?[=!](?:[^()]|\([^()]*\))*\)")
_IN_CLASS = re.compile(r"\[[^\]]*\]")
_MARKS: Final = r"[^\w\"“”„«»'’「」『』]*"


def house_start(line: str) -> int | None:
    """The character at which the sentences begin by which a line ends so; None if it does not."""
    start, kinds = _end_of(line)
    return start if _is_call(kinds) else None


def first_of_house_lines(blocks: Sequence[Block], last: int) -> int | None:
    """The first of the blocks up to `last` that are such a call together: a question, then an address."""
    kinds: set[str] = set()
    first = None
    place = last
    while place >= 0 and place > last - _MOST_BLOCKS and not blocks[place].inside("blockquote", "table"):
        if blocks[place].text:
            start, more = _end_of(blocks[place].text)
            if start != 0:
                break
            kinds |= more
            first = place if _is_call(kinds) else first
        place -= 1
    return first


def _is_call(kinds: set[str]) -> bool:
    return "call" in kinds or {"ask", "bare"} <= kinds


def _end_of(line: str) -> tuple[int | None, set[str]]:
    """Where its last sentences of these kinds begin, and which they are."""
    start, kinds = None, set[str]()
    if len(line) < _SHORTEST:
        return start, kinds
    in_latin = _OTHER_LETTERS.search(line, max(0, len(line) - _LONGEST)) is None
    for begin, end in _sentences_back(line):
        if end - begin > _LONGEST_SENTENCE or not _may_be_of_house(line[begin:end], in_latin=in_latin):
            break
        found = _sentence(in_latin=in_latin).fullmatch(line, begin, end)
        if found is None:
            break
        kinds.add(found.lastgroup or "")
        start = begin
    return start, kinds


def _sentences_back(line: str) -> Iterator[tuple[int, int]]:
    floor = max(0, len(line) - _LONGEST)
    begins = [match.end() for match in _BEGINS.finditer(line, floor)]
    end = len(line)
    for begin in (*reversed(begins), *([0] if not floor else [])):
        yield begin, end
        end = begin


def _may_be_of_house(sentence: str, *, in_latin: bool) -> bool:
    """False for nearly all that are not; RE2 says so in one pass, where `re` tries each choice at length."""
    return _wider(in_latin=in_latin).fullmatch(_one_i(sentence).encode("utf-8", "replace")) is not None


@cache
def _sentence(*, in_latin: bool) -> re.Pattern[str]:
    """One for each script: it is asked of every paragraph."""
    named = []
    for kind in _KINDS:
        choices = "|".join(_choices(kind, in_latin=in_latin))
        named.append(f"(?P<{kind}>{choices.replace('ANY', _ANY).replace('CHANNEL', _CHANNEL)})")
    return re.compile(rf"{_MARKS}(?:{'|'.join(named)}){_MARKS}", re.IGNORECASE)


@cache
def _wider(*, in_latin: bool) -> Any:
    """What RE2 can be asked: anything for what is no word of its own, and no bounds."""
    choices = "|".join(choice for kind in _KINDS for choice in _choices(kind, in_latin=in_latin))
    wider = re.sub(r"ANY|CHANNEL", ".*", _IN_CLASS.sub(".", _LOOKS.sub("", choices)))
    wider = re.sub(r"\{\d*,\d*\}\??", "*", re.sub(r"\\[wsS]", ".", wider))
    options = re2.Options()
    options.max_mem = _MEMORY  # where it has too little, RE2 is as slow as `re`
    return re2.compile(rf"(?is)[^\pL\pN_]*(?:{_one_i(wider)})[^\pL\pN_]*", options)


def _choices(kind: str, *, in_latin: bool) -> list[str]:
    of_kind = (row for row in rows("house.tsv") if row[0] == kind)
    return [row[2] for row in of_kind if in_latin == (row[1] not in _NOT_LATIN)]


def _one_i(text: str) -> str:
    """To `re` all four i's of Turkish are one, to RE2 they are not."""
    return text.replace("\u0130", "i").replace("\u0131", "i")
