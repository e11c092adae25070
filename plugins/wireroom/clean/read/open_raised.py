"""Write `<sup>`, `<sub>` and MathML so that numbers on the line read as they do above or below it."""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import Final, NamedTuple

from bs4 import Tag
from bs4.element import NavigableString

from wireroom.clean.read.walk_context import EndHandler, WalkContext
from wireroom.common.elements import attribute
from wireroom.common.text import lowered, raised

_NUMBER = re.compile(r"\s*[+\-−]?[0-9]{1,4}\s*")
_NOTE = re.compile(r"[0-9]{1,3}|[a-z]")
_NOTE_CLASS = re.compile(r"note|reference|cite", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"[^\W\d_]{4}$|[.,;:!?%”\"»]$")  # units are shorter: km², sec²
_VARIABLE = re.compile(r"(?:^|[^\w])[^\W_]$|\d$")
_MARKS: Final = {"TM": "™", "SM": "℠"}
_BEGINNING: Final = 4  # elements and strings that are searched for a link
_SLASHES: Final = frozenset("/⁄∕")


class _Opened(NamedTuple):
    """Where in the current block an element began."""

    tag: str
    html: list[str]
    html_from: int
    text: list[str]
    text_from: int
    before: str  # the last characters before it on its line
    is_note: bool  # as its class or a link says
    is_part: bool  # of a fraction


def open_raised(context: WalkContext, element: Tag) -> EndHandler | None:
    """Write `10<sup>6</sup>` as 10⁶, `word<sup>2</sup>` as word[2], and `<sup>1</sup>/<sub>2</sub>` as 1/2.

    Subscript digits after letters become plain ones (CO2): they cannot be misread.
    """
    return _open(context, element, element.name)


def open_math(context: WalkContext, element: Tag) -> EndHandler | None:
    """Write a part of MathML: the second child of `<msup>` raised, that of `<mfrac>` after a slash."""
    above = element.parent
    if element.name == "msqrt":
        return _open_root(context, element)
    if above is None or above.name not in {"msup", "msub", "mfrac"}:
        return None
    is_first = element.find_previous_sibling() is None
    if above.name != "mfrac":
        return None if is_first else _open(context, element, above.name.removeprefix("m"))
    _, text = context.builder.under_way()
    if not is_first:
        context.builder.write("/")
    elif _ending(text)[-1:].isdigit():
        context.builder.write(" ")
    return None


def _open_root(context: WalkContext, element: Tag) -> EndHandler | None:
    """Write a root: `√2`, `√(x+1)`."""
    write = context.builder.write
    parts = sum(isinstance(node, Tag) for node in islice(element.children, _BEGINNING))
    write("√(" if parts > 1 else "√")
    return partial(write, ")") if parts > 1 else None


def _open(context: WalkContext, element: Tag, tag: str) -> EndHandler | None:
    builder = context.builder
    if not builder.open_inline(tag, f"<{tag}>"):
        return None
    html, text = builder.under_way()
    is_note = _NOTE_CLASS.search((attribute(element, "class") or "")[:200]) is not None or any(
        isinstance(node, Tag) and node.name == "a" for node in islice(element.descendants, _BEGINNING)
    )
    before, is_part = _ending(text), _is_part_of_fraction(element, tag)
    return partial(_end, context, _Opened(tag, html, len(html), text, len(text), before, is_note, is_part))


def _ending(text: list[str]) -> str:
    return "".join(piece[-4:] for piece in text[-4:])[-4:]


def _end(context: WalkContext, opened: _Opened) -> None:
    html, text = context.builder.under_way()
    if html is opened.html:  # no new block began within it
        words = "".join(text[opened.text_from :])
        if _says_note(opened, words):
            html.insert(opened.html_from, "[")
            html.append("]")
            text[opened.text_from :] = [f"[{words}]"]
        elif _NUMBER.fullmatch(words) and opened.before[-1:].strip():
            text[opened.text_from :] = [_number(opened, words)]
        elif opened.tag == "sup" and (sign := _sign(opened.before, words)):
            text[opened.text_from :] = [sign]
    context.builder.close_inline()


def _says_note(opened: _Opened, words: str) -> bool:
    if opened.tag != "sup" or opened.is_part or not opened.before.strip() or not _NOTE.fullmatch(words):
        return False
    return opened.is_note or (words.isdigit() and bool(_WORD_BEFORE.search(opened.before)))


def _sign(before: str, words: str) -> str | None:
    """The character for a raised word (`Acme<sup>TM</sup>` is Acme™, `x<sup>n</sup>` is xⁿ), or None."""
    if words == "n":
        return "ⁿ" if _VARIABLE.search(before) else None
    return _MARKS.get(words) if before[-1:].strip() else None


def _number(opened: _Opened, words: str) -> str:
    is_after_digit = opened.before[-1].isdigit()
    if opened.is_part:
        return f" {words}" if is_after_digit and opened.tag == "sup" else words
    if opened.tag == "sup":
        return raised(words)
    return lowered(words) if is_after_digit else words


def _is_part_of_fraction(element: Tag, tag: str) -> bool:
    slash = element.next_sibling if tag == "sup" else element.previous_sibling
    if not isinstance(slash, NavigableString) or slash.strip() not in _SLASHES:
        return False
    other = slash.next_sibling if tag == "sup" else slash.previous_sibling
    return isinstance(other, Tag) and other.name == ("sub" if tag == "sup" else "sup")
