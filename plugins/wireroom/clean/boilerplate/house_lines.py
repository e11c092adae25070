"""Find where, at the end of a line or of a text, the house calls readers to its own channels.

`Thanks for reading. Follow us on Google News!`, `Got a tip? Send it to tips@bay.example`: told sentence by
sentence, from the last one on, for what stands before it in the same paragraph may be the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

import re2

from wireroom.clean.blocks import Block
from wireroom.clean.lexicon import rows
from wireroom.common.others_speak import sends_to_an_office, somebody_is_quoted

# What a row's names stand for; and, to RE2, whose `\\w` knows ASCII only, something that no match is without.
_EXACT: Final = {
    "ANY": r"(?:[^.!?…。！？\n\"“”„«»।]|\.(?=\w)){0,100}",
    "CHANNEL": (
        r"google\s(?:news|haberler|noticias|notícias|actualités|discover|новост\w+)|whats\s?app|telegram|viber"
        r"|facebook|instagram|twitter|tiktok|youtube|threads|bluesky|mastodon|linkedin|messenger|(?<![a-zà-ÿ])(?:x|line)"
    ),
    "ADDRESS": r"[\w.+-]{1,60}@[\w.-]{3,60}",
}
_WIDER: Final = {"ANY": ".*", "CHANNEL": ".*", "ADDRESS": ".*@.*", r"\b": "", r"\w": ".", r"\s": "."}
_KINDS: Final = ("call", "ask", "bare")
_NOT_LATIN: Final = frozenset({"el", "ru", "uk", "bg", "sr", "zh", "ja", "ko", "ar", "fa", "he", "hi"})
# Not the mark that makes an arrow a picture (U+FE0F): `➡️ Follow us` is Latin.
_OTHER_LETTERS = re.compile(r"[\u0370-\u1dff\u2e80-\ufdff\ufe20-\uffff]")
_SHORTEST, _LONGEST_SENTENCE = 9, 240  # characters of a sentence
_LONGEST: Final = 400  # of the end of a line that are looked at
_MEMORY: Final = 64 << 20  # bytes, at most
_MOST_BLOCKS: Final = 5  # paragraphs of one call
# Where a sentence begins; a quotation that ends there is no sentence of the house.
_BEGINS = re.compile(r"(?:(?<=[.!?…])\s+|(?<=[。！？।])\s*|\n+)(?=[^\s\W]|[¿¡#*>→👉])")
_BOUNDS = re.compile(r"\{\d+,\d+\}")
_MARKS: Final = r"[^\w\"“”„«»'’「」『』]*"


def house_start(line: str) -> int | None:
    """The character at which the sentences begin by which a line ends so; None if it does not."""
    start, kinds = _end_of(line)
    return start if _is_call(kinds) else None


def is_house_line(line: str) -> bool:
    """Whether the line is nothing but such sentences; how it begins rules that out for nearly all."""
    if not _SHORTEST <= len(line) <= _LONGEST:
        return False
    begins_so = _wider(in_latin=_in_latin(line)).match(_bytes(line[:_LONGEST_SENTENCE])) is not None
    return begins_so and house_start(line) == 0


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
    in_latin = _in_latin(line)
    for begin, end in _sentences_back(line):
        if end - begin > _LONGEST_SENTENCE or not _may_be_of_house(line[begin:end], in_latin=in_latin):
            break
        found = _sentence(in_latin=in_latin).fullmatch(line, begin, end)
        kind = found.lastgroup or "" if found else ""
        if not kind or _is_of_story(line[begin:end], kind):
            break
        kinds.add(kind)
        start = begin
    return start, kinds


def _in_latin(line: str) -> bool:
    return _OTHER_LETTERS.search(line, max(0, len(line) - _LONGEST)) is None


def _sentences_back(line: str) -> Iterator[tuple[int, int]]:
    floor = max(0, len(line) - _LONGEST)
    begins = [match.end() for match in _BEGINS.finditer(line, floor)]
    end = len(line)
    for begin in (*reversed(begins), *([0] if not floor else [])):
        yield begin, end
        end = begin


def _may_be_of_house(sentence: str, *, in_latin: bool) -> bool:
    """False for nearly all that are not; RE2 says so in one pass, where `re` tries each choice at length."""
    return _wider(in_latin=in_latin).fullmatch(_bytes(sentence)) is not None


def _is_of_story(sentence: str, kind: str) -> bool:
    """Whether somebody is quoted in it, be it without marks, or it sends witnesses to the police."""
    return somebody_is_quoted(sentence) or (kind != "call" and sends_to_an_office(sentence))


@cache
def _sentence(*, in_latin: bool) -> re.Pattern[str]:
    """One for each script: it is asked of many paragraphs."""
    kinds = "|".join(f"(?P<{kind}>{_choices(kind, _EXACT, in_latin=in_latin)})" for kind in _KINDS)
    return re.compile(rf"{_MARKS}(?:{kinds}){_MARKS}", re.IGNORECASE)


@cache
def _wider(*, in_latin: bool) -> Any:
    """What RE2 can be asked, of whole sentences and of how a line begins."""
    choices = "|".join(_choices(kind, _WIDER, in_latin=in_latin) for kind in _KINDS)
    choices = _BOUNDS.sub("*", choices)  # each would make RE2's automaton as many times larger
    options = re2.Options()
    options.max_mem = _MEMORY  # where it has too little, RE2 is as slow as `re`
    return re2.compile(rf"(?is)[^\pL\pN_]*(?:{_one_i(choices)})[^\pL\pN_]*", options)


def _choices(kind: str, names: Mapping[str, str], *, in_latin: bool) -> str:
    return _meant("|".join(row[2] for row in _rows_of(kind, in_latin=in_latin)), names)


def _rows_of(kind: str, *, in_latin: bool) -> list[tuple[str, ...]]:
    return [row for row in rows("house.tsv") if row[0] == kind and in_latin == (row[1] not in _NOT_LATIN)]


def _meant(pattern: str, names: Mapping[str, str]) -> str:
    """`pattern` with what the names in it stand for."""
    for name, meaning in names.items():
        pattern = pattern.replace(name, meaning)
    return pattern


def _bytes(text: str) -> bytes:
    return _one_i(text).encode("utf-8", "replace")


def _one_i(text: str) -> str:
    """To `re` all four i's of Turkish are one, to RE2 they are not."""
    return text.replace("\u0130", "i").replace("\u0131", "i")
