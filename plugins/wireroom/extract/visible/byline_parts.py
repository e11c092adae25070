"""Split the nodes of a byline into parts, and tell which of them may name people."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Final

from bs4.element import NavigableString

from wireroom.common.elements import attribute, spaced
from wireroom.common.text import joining_words
from wireroom.common.text.byline_hands import (
    AND,
    JOINED,
    JOINING,
    NAMING,
    PICTURES,
    without_hands,
    words_of_kind,
)
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.visible.written_days import dates_in

_SEPARATOR = re.compile(
    rf"(?:\s?,|{JOINED})?\s+(?=(?i:(?:{PICTURES}|{words_of_kind('hands')}){NAMING})|(?:{words_of_kind('signs')})[:：])|"
    r";\s+(?=(?:[^\W\d_]+\s){1,2}by\s)|\s+[|/•·⋅∙–—-]\s+|\s?[|•·⋅∙\n]\s?|\s{3,}|(?<=[a-zß-ÿ]{2})\.\s|\s?,\s+(?=[^\W\d_]+\s?:\s)"
)
_JOINED_END = re.compile(rf"{JOINED}$")  # with nobody: a link, or who took the pictures
# Vowel signs of the scripts of India and South-East Asia are no letters to `\w`.
_LETTERS: Final = "[\\w.'’\u0900-\u0e4e\u200c\u200d-]*"
_NAME: Final = rf"(?-i:[^\W\d_a-zß-ÿа-я]){_LETTERS}(?:[ ,](?:\s?[^\W\d_]{_LETTERS}|&)){{0,12}}"
_CAPITAL: Final = r"(?-i:[^\W\d_a-zß-ÿа-я])[\w.'’-]*"
# `… in New Harwich`, `…, de Lisboa` name nobody
_PLACE: Final = rf"(?:\s(?:in|from|aus|à|w)\s{_CAPITAL}(?:\s{_CAPITAL})?|,\s(?:de|da|do|desde)\s{_CAPITAL})?"
# `Jane Doe in London and …`, `… for The Harbour Post`: what tells of a name in the midst, or at the end
_BESIDE_A_NAME = re.compile(
    rf"\s(?:in|from|aus|à|w)\s{_CAPITAL}(?:\s{_CAPITAL})?(?=,|\s(?:{joining_words.one_of(AND)})\s|$)"
    rf"|\s(?:(?:[Ss]pecial\s)?(?:to|[Ff]or)|für|pour|para|voor)\s{_CAPITAL}(?:\s{_CAPITAL}){{0,3}}$"
)
# `By Jane Doe, in News, Portugal, Travel`: the sections that a story is filed in, not who else wrote it.
_SECTIONS = re.compile(rf",\s+in(?:\s{_CAPITAL}){{1,3}}(?:,(?:\s{_CAPITAL}){{1,3}})+$")
_OUTLET = re.compile(r"(?<!\w)[^\W\d_]{1,2}\d{1,2}(?!\w)")  # `g1`, `R7`, `F5`: no name has digits else
_DATE_LABEL = re.compile(r"[^\W\d_]+\s?:\s*$|(?<=\s)(?:on|am|le|el|il|den|op|в)\s*$", re.IGNORECASE)
_HANDLE = re.compile(
    r"\s*\(?(?<![\w.])@\w{1,30}\)?|,?\s*[\w.+-]{1,40}@[\w-]{1,40}\.[\w.-]{2,40}"
)  # `@janedoe`, mail
_COMMENTS = re.compile(r"#(?:comments?|respond|disqus_thread)\b", re.IGNORECASE)
_HELPED = re.compile(
    rf"(?:\s?,|{JOINED})\s(?:(?:with|and)\s)?(?:{words_of_kind('more_by')})\s"
    rf"|(?:\s?,)?{JOINED}\s(?:{words_of_kind('nameless')})$",
    re.IGNORECASE,
)
# `이서연 기자 lee@bay.example`: the role behind the name says whose line it is.
KOREAN_REPORTER: Final = re.compile(
    r"(?P<name>[가-힣]{2,4}\s?(?:(?:선임|인턴|객원|수습|전문)?기자|특파원))(?:\s?[(<=]?\s?[\w.+-]{1,40}@[\w.-]{3,60}[)>]?)?"
)
_OF_A_NAME: Final = range(2, 5)  # words of one that stands on a line of its own
EDGES: Final = " ,;:|/-–—•·"


def parts_of(nodes: Sequence[NavigableString]) -> Iterator[str]:
    """What marks and dates part, in order."""
    text = _HANDLE.sub("", spaced([node for node in nodes if not _leads_elsewhere(node)]))
    text = without_hands(text.replace(" ,", ","))
    at = 0
    for start, stop, _ in [*dates_in(text), (len(text), len(text), "")]:
        before = _DATE_LABEL.sub("", text[at:start]) if stop > start else text[at:]
        for part in _SEPARATOR.split(before):
            if named := _JOINED_END.sub("", part.strip(EDGES)):
                yield named
        at = stop


def without_sections(part: str) -> str:
    """The part of a byline without those that the story is filed in."""
    return _SECTIONS.sub("", part)


def without_roles(part: str, elements: Collection[str]) -> str:
    """`Jane Doe` of `Jane Doe, envoyée spéciale à Brest`, `…, with additional reporting by John Roe`.

    Where the page says that it is a byline: elsewhere what goes on in small letters is a sentence. A role may
    go on too, `author of The Ferry, Low Water`: whoever is named behind one is joined by a word, or alone in
    one of the `elements`.
    """
    first, *others = _HELPED.split(part, maxsplit=1)[0].split(", ")
    kept = [first]
    for place, piece in enumerate(others):
        is_joined = piece.partition(" ")[0] in JOINING or piece in elements
        if _may_begin_name(piece) and (is_joined or len(kept) > place):
            kept.append(piece)
    return ", ".join(kept)


def _may_begin_name(piece: str) -> bool:
    """`John Roe`, `and John Roe`, `van der Meer`; not `staff writer`, `and writes of bridges`."""
    first, _, rest = piece.partition(" ")
    return not first[:1].islower() or (first in _SMALL and (first in _PARTICLES or rest[:1].isupper()))


def _leads_elsewhere(node: NavigableString) -> bool:
    """`One comment`, in a link to where they stand; `More from this author`, `Subscribe to alerts`."""
    link = node.find_parent("a")
    if link is None:
        return False
    first, *more = link.get_text().split() or [""]
    small = (word for word in more if word[0].islower() and word not in _PARTICLES)
    is_call = first.lower() in class_words("elsewhere") and any(small)
    return is_call or _COMMENTS.search(attribute(link, "href") or "") is not None


def may_name(written: str, *, is_sure: bool) -> bool:
    """Whether it may name people: two words with capitals at least, or any where the page says so."""
    words = _OUTLET.sub("", _BESIDE_A_NAME.sub("", written)).split()
    if (
        any(map(str.isdigit, "".join(words)))
        or {"@", ":"} & set(written)
        or not words
        or lead().fullmatch(f"{written}: X") is not None
    ):
        return False
    small = [word for word in words if word[0].islower() and word not in _SMALL]
    most = 3 * (1 + sum(word in JOINING or word.endswith(",") for word in words)) + 2
    count = sum(word not in _PARTICLES for word in words)
    return not small and count <= most and (is_sure or len(words) > 1)


_PARTICLES: Final = joining_words.PARTICLES | {"afp", "dpa"}  # which sign in small letters
_SMALL: Final = JOINING | _PARTICLES


@cache
def lead() -> re.Pattern[str]:
    """A lead word of any language, the `name` behind it and a place, where one follows; blind for case."""
    before = rf"(?P<lead>(?:{words_of_kind('lead')})(?:\s?[:：]|(?=\s)))"
    return re.compile(rf"{before}\s*(?P<name>{_NAME}?){_PLACE}", re.IGNORECASE)


@cache
def signs() -> re.Pattern[str]:
    """`来源：`, `责任编辑：`: where a text is from, and who answers for it."""
    return re.compile(rf"(?:{words_of_kind('signs')})\s?[:：]")


def is_chinese(names: str) -> bool:
    """Whether each is a Chinese name as most are: a usual family name of one sign, one or two behind it."""
    parts = names.split()
    return bool(parts) and all(_chinese_name().fullmatch(part) for part in parts)


@cache
def _chinese_name() -> re.Pattern[str]:
    return re.compile(rf"(?:{words_of_kind('han_family')})[\u4e00-\u9fff]{{1,2}}")


@cache
def login() -> re.Pattern[str]:
    """All that a block says: `by ibby`, `Written by @jane_d`."""
    return re.compile(rf"(?i:{words_of_kind('login')})\s?:?\s@?(?P<name>[^\W\d_][\w.-]{{2,30}})")


def named_beside(byline: str, told: Sequence[str]) -> str:
    """Whom `byline` names after all those `told`: `Jane Doe and John Roe in London`; empty for nobody."""
    rest = byline
    for name in told:
        _, found, rest = rest.partition(name)
        if not found:
            return ""
    joining, _, name = rest.removeprefix(",").strip().partition(" ")
    return name if joining in AND and _may_be_person(name) else ""


def next_line(first: TextBlock, block: TextBlock) -> str:
    """`and John Roe` after a break below `By Jane Doe`.

    Without such a word it may as well be a post, who took the picture, or how the text begins.
    """
    if block.holder is not first.holder or not block.after_break:
        return ""
    line = next(parts_of(block.nodes), "")
    joining, _, name = line.partition(" ")
    is_name = len(name.split()) in _OF_A_NAME and _may_be_person(name)
    return line if joining in JOINING and is_name else ""


def _may_be_person(name: str) -> bool:
    """Not `Follow Us`, `Photos Ben Roe`."""
    first = name.lower().partition(" ")[0]
    is_other = first in class_words("elsewhere") or first.rstrip("s") in class_words("beside")
    return not is_other and may_name(name, is_sure=False)


@cache
def class_words(kind: str) -> frozenset[str]:
    """Words of a byline's class names, those `beside` it, links `elsewhere`; each `outlet` that signs."""
    return frozenset(words_of_kind(kind).split("|"))
