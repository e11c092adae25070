"""An article's blocks in their page in; the byline that readers see beside its headline out, as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from bs4 import Tag
from bs4.element import NavigableString

from wireroom.common.elements import attribute
from wireroom.common.tables import rows
from wireroom.extract.blocks.text_blocks import KINDS, LANDMARKS, TextBlock
from wireroom.extract.visible.date_spots import dates_in

_LONGEST: Final = 160  # characters of a block that holds a byline
_NEAR, _AFTER = 6, 4  # blocks before the headline, and after the text, that are looked at
_LEVELS: Final = 4  # elements around the text whose names are read
_SEPARATOR = re.compile(r"\s+[|/•·–—-]\s+|\s?[|•·\n]\s?|\s{3,}|(?<=[a-zß-ÿ]{2})\.\s")
_NAME: Final = r"(?-i:[^\W\d_a-zß-ÿа-я])[\w.'’-]*(?:[ ,](?:\s?[^\W\d_][\w.'’-]*|&)){0,12}"
_CAPITAL: Final = r"(?-i:[^\W\d_a-zß-ÿа-я])[\w.'’-]*"
_PLACE: Final = rf"(?:\s(?:in|from|aus|à|w)\s{_CAPITAL}(?:\s{_CAPITAL})?)?"  # `… in New Harwich` names nobody
_DATE_LABEL = re.compile(r"[^\W\d_]+\s?:\s*$|(?<=\s)(?:on|am|le|el|il|den|op|в)\s*$", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][a-z]+|[A-Z]+(?![a-z])")
_HANDLE = re.compile(r"\s*\(?(?<![\w.])@\w{1,30}\)?")  # `Jane Doe @janedoe`
_EDGES: Final = " ,;:|/-–—•·"
_COMMENT: Final = KINDS.index("comment")
_BESIDE: Final = tuple(LANDMARKS.index(name) for name in ("nav", "figure", "button"))


def seen_byline(blocks: Sequence[TextBlock], kept: Sequence[int], headline: int | None) -> str | None:
    """`By Jane Doe and John Roe`, from an element called so or behind such a word; None where there is none.

    `kept` are the places of the article's blocks, ascending; `headline` that of its headline. Where nothing
    stands above the text, what stands right below it counts.
    """
    if not kept:
        return None
    first, last = kept[0], kept[-1]
    start = headline if headline is not None and headline <= first + _NEAR else first
    above = range(max(0, start - _NEAR), min(first + _NEAR, last, len(blocks)))
    below = range(max(last - 1, above.stop), min(last + _AFTER, len(blocks)))
    for places in (above, below):
        near = [blocks[place] for place in places if _may_hold(blocks[place])]
        for read in (_behind_word, _in_named):
            if found := next(filter(None, map(read, near)), None):
                return found
    return None


def _may_hold(block: TextBlock) -> bool:
    place = block.place
    if len(block.text) > _LONGEST or place.kinds[_COMMENT] >= 0:
        return False
    return all(place.landmarks[name] < 0 for name in _BESIDE)


def _behind_word(block: TextBlock) -> str | None:
    """A part of the block that begins with `By`, `Von`, `Autor:`."""
    for part in _parts(block):
        found = _lead().fullmatch(part)
        if found and _is_name(found["name"], is_sure=":" in found["lead"]):
            return found["name"].strip(_EDGES)
    return None


def _in_named(block: TextBlock) -> str | None:
    """The text of an element whose class or id says author, and no other's."""
    names = [set(_names(element)) for node in block.nodes[:1] for element in _around(node, block.holder)]
    if not any(each & _classes("class") for each in names) or any(
        each & _classes("beside") for each in names
    ):
        return None
    for part in _parts(block):
        found = _lead().fullmatch(part)
        name = found["name"] if found else part
        if _is_name(name, is_sure=True):
            return name.strip(_EDGES)
    return None


def _parts(block: TextBlock) -> Iterator[str]:
    """What marks and dates part, in order."""
    text = _HANDLE.sub("", _spaced(block.nodes))
    at = 0
    for start, stop, _ in [*dates_in(text), (len(text), len(text), "")]:
        before = _DATE_LABEL.sub("", text[at:start]) if stop > start else text[at:]
        for part in _SEPARATOR.split(before):
            if part.strip(_EDGES):
                yield part.strip(_EDGES)
        at = stop


def _spaced(nodes: Sequence[NavigableString]) -> str:
    """Elements side by side without a blank hold different things: `Jane Doe`, `Lifestyle Writer`."""
    out = ""
    for node in nodes:
        text = str(node)
        if out and text and out[-1].isalnum() and text[0].isupper():
            out += " | "
        out += text
    return " ".join(out.split())


def _is_name(written: str, *, is_sure: bool) -> bool:
    """Whether it may name people: two words with capitals at least, or any where the page says so."""
    words = written.split()
    if any(map(str.isdigit, written)) or {"@", ":"} & set(written) or not words or _lead_alone(written):
        return False
    small = [word for word in words if word[0].islower() and word not in _JOINING and word not in _PARTICLES]
    most = 3 * (1 + sum(word in _JOINING or word.endswith(",") for word in words)) + 2
    return not small and len(words) <= most and (is_sure or len(words) > 1)


def _lead_alone(written: str) -> bool:
    return _lead().fullmatch(f"{written}: X") is not None


_JOINING: Final = frozenset(("and", "und", "et", "y", "e", "en", "och", "og", "&", "i", "и", "με"))
_PARTICLES: Final = frozenset(
    (
        "de",
        "del",
        "della",
        "di",
        "da",
        "das",
        "dos",
        "du",
        "des",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "la",
        "le",
        "al",
        "bin",
        "dpa",
        "afp",
    )
)


def _around(node: NavigableString, holder: Tag) -> Iterator[Tag]:
    element, beyond = node.parent, 0
    for _ in range(_LEVELS):
        if element is None or element.name in ("body", "article", "main", "header") or beyond > 2:
            return
        yield element
        beyond += beyond > 0 or element is holder
        element = element.parent


def _names(element: Tag) -> Iterator[str]:
    for name in ("class", "id", "itemprop", "data-testid", "data-component"):
        if value := attribute(element, name):
            yield from (word.lower() for word in _WORD.findall(value[:200]))


@cache
def _classes(kind: str) -> frozenset[str]:
    table = rows("wireroom.extract", "byline_words.tsv")
    return frozenset(word for row in table if row[0] == kind for word in row[1].split("|"))


@cache
def _lead() -> re.Pattern[str]:
    leads = "|".join(row[1] for row in rows("wireroom.extract", "byline_words.tsv") if row[0] == "lead")
    lead = rf"(?P<lead>(?:{leads})(?:\s?[:：]|(?=\s)))"
    return re.compile(rf"{lead}\s*(?P<name>{_NAME}?){_PLACE}", re.IGNORECASE)
