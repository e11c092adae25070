"""Read elements of BeautifulSoup's tree where bs4's own methods fall short."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Final

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from wireroom.common.tables import pattern
from wireroom.common.text.byline_hands import words_of_kind

ICON: Final = 32  # pixels a side; no picture of an article is shown so small
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SUBHEADINGS: Final = HEADINGS - {"h1"}
NOT_READ: Final = "data-not-read"  # of a caption that is shown in the HTML and no part of the text
_BEGINNING: Final = 100  # elements and strings
_SHOWN: Final = frozenset({"img", "amp-img", "picture", "video", "amp-video", "audio", "iframe"})
_LABEL = re.compile(r"[^\W\d_]{1,12}\s?[:：]")
_PIXELS = re.compile(r"\s*0*(\d{1,4})(?:\.\d+)?(?:px)?\s*", re.IGNORECASE)
_PERMALINK = re.compile(
    r"(?<!\S)(?:anchorjs-link|headerlink|header-anchor|heading-anchor|anchor-link|hash-link)(?!\S)",
    re.IGNORECASE,
)
_PERMALINK_LEVELS: Final = 4
_LONGEST_OFFER: Final = 240  # characters; two paragraphs of a story are longer
_MOST_OF_OFFER: Final = 200  # elements and strings
_ANSWERS: Final = frozenset({"a", "button", "form", "input"})
_OFFER = re.compile(
    r"paywall[-_](?:prompt|cta|offer|banner|message|overlay|notice|modal|popup|subscribe|barrier|teaser-cta)s?"
    r"(?:[-_].*)?",
    re.IGNORECASE,
)


def attribute(element: Tag, name: str) -> str | None:
    """An attribute as written; None where it is not there."""
    value = element.attrs.get(name)
    return value if isinstance(value, str) else None


def is_aid(names: str) -> bool:
    """Whether classes or an id say that an element is none of the text around it: `screen-reader-text`."""
    return any(map(_aids().fullmatch, names[:2000].split()))


def is_permalink(element: Tag) -> bool:
    """Whether it is called a heading's link to itself, and is: a sign, or a word beside the heading's own.

    The same class may stand on a heading, on the link around all of it, and on hashtags within a sentence.
    """
    names = element.attrs.get("class")
    if not isinstance(names, str) or _PERMALINK.search(names[:2000]) is None:
        return False
    own = [*map(str.strip, islice(strings_in(element), _BEGINNING))]
    if not any(map(str.isalnum, "".join(own))):
        return True
    around = islice((element, *element.parents), _PERMALINK_LEVELS)
    heading = next((each for each in around if each.name in HEADINGS), None)
    whole = map(str.strip, islice(strings_in(heading), _BEGINNING)) if heading is not None else ()
    return sum(map(bool, whole)) > sum(map(bool, own))


@cache
def _aids() -> re.Pattern[str]:
    return pattern("wireroom.common", "aids.tsv")


def is_offer(names: str) -> bool:
    """Whether classes or an id say that an element asks readers to pay: `paywall-prompt`."""
    return "paywall" in names.lower() and any(map(_OFFER.fullmatch, names[:500].split()))


def is_short_offer(element: Tag) -> bool:
    """Whether its classes say so, it is short, and it asks for something.

    A whole story may stand in a `paywall-overlay`, or a short one that asks for nothing.
    """
    names = attribute(element, "class")
    if names is None or not is_offer(names):
        return False
    inside = list(islice(element.descendants, _MOST_OF_OFFER + 1))
    words = "".join(node for node in inside if isinstance(node, NavigableString))
    if len(inside) > _MOST_OF_OFFER or len(words) > _LONGEST_OFFER:
        return False
    is_answered = any(isinstance(node, Tag) and node.name in _ANSWERS for node in inside)
    return is_answered or _calls().search(words) is not None


@cache
def _calls() -> re.Pattern[str]:
    return pattern("wireroom.common", "calls.tsv")


def enlarges_picture(button: Tag) -> bool:
    """Whether a button of a figure is around what it shows: nothing else is shown outside of its buttons."""
    figure = button.find_parent("figure")
    inside = islice(figure.descendants, _BEGINNING) if figure is not None else ()
    shown = (node for node in inside if isinstance(node, Tag) and node.name in _SHOWN)
    return figure is not None and all(each.find_parent("button") is not None for each in shown)


def is_tiny(size: str, *, most: int = 2) -> bool:
    """Whether a `width` or `height` has `most` pixels: two leave nothing to see."""
    pixels = _PIXELS.fullmatch(size)
    return pixels is not None and int(pixels[1]) <= most


def elements_in(element: Tag, names: Collection[str]) -> Iterator[Tag]:
    """The elements called one of `names` inside `element`, in order: a `find_all` that can be left early."""
    for node in element.descendants:
        if isinstance(node, Tag) and node.name in names:
            yield node


def strings_in(element: Tag, *, without: Collection[str] = (), lines: Collection[str] = ()) -> Iterator[str]:
    """All character data inside; that of readings (`<rt>`) and scripts too, other than `element.strings`.

    Not what stands in an element called one of `without`; a line end after one called one of `lines`.
    """
    nodes: Iterator[PageElement] = iter(element.contents)
    above: list[tuple[Iterator[PageElement], bool]] = []
    while True:
        for node in nodes:
            if isinstance(node, NavigableString):
                yield node
            elif isinstance(node, Tag) and node.name not in without:
                above.append((nodes, node.name in lines))
                nodes = iter(node.contents)
                break
        else:
            if not above:
                return
            nodes, ends_line = above.pop()
            if ends_line:
                yield "\n"


def holds_words(element: Tag) -> bool:
    """Whether anything but white space stands at its beginning.

    No further in: nested a hundred deep, each would read what all hold.
    """
    nodes = islice(element.descendants, _BEGINNING)
    return any(isinstance(node, NavigableString) and not node.isspace() for node in nodes)


def spaced(nodes: Sequence[NavigableString]) -> str:
    """Elements side by side without a blank hold different things: `Jane Doe`, `Lifestyle Writer`.

    Scripts without capitals show it by a label of bylines, `记者：王小河`; in a line that begins with one,
    by any. Elsewhere a word with a colon may be the rest of one, set in bold type.
    """
    out, is_labelled = "", False
    for node in nodes:
        text = str(node)
        is_beside = bool(out and text) and out[-1].isalnum() and not text[0].islower()
        if not out.strip():
            is_labelled = _LABEL.match(text.lstrip()) is not None
        is_label = is_beside and (_LABEL if is_labelled else _labels()).match(text) is not None
        is_parted = is_beside and (text[0].isupper() or text[0].isdigit() or is_label)
        is_labelled = is_labelled or is_label
        out += f" | {text}" if is_parted else text
    return " ".join(out.split())


@cache
def _labels() -> re.Pattern[str]:
    """Those of more than one character: `文：` may end `中文：`."""
    return re.compile(
        rf"(?!\w\s?[:：])(?:{words_of_kind('lead')}|{words_of_kind('signs')})\s?[:：]", re.IGNORECASE
    )
