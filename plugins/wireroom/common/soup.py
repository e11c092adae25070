"""Build BeautifulSoup's tree from markup, the same as `BeautifulSoup(markup, "lxml")` builds.

BeautifulSoup hears of elements from the same parser, and asks of each what is the same for all: 7 s for
bodies that take 2 here (docs/decisions/0023). What comes out is the same tree, so that all its documentation
holds; tests/unit/common compares the two object by object.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final

from bs4 import BeautifulSoup, Tag
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import NavigableString, PageElement
from lxml import etree

MAX_DEPTH: Final = 256  # as libxml2 itself
MAX_ELEMENTS: Final = 100_000  # about 150 MB; the longest body of 344 real feeds has 21,500 tags
_VOID: Final = frozenset(LXMLTreeBuilder().empty_element_tags or ())
_VERBATIM: Final = frozenset(LXMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS)
_STRINGS: Final = dict(LXMLTreeBuilder.DEFAULT_STRING_CONTAINERS)  # scripts and their like: not in `get_text`
_SPECIAL: Final = _VERBATIM | _STRINGS.keys()
_SPACE: Final = " \n\t\f\r"


class Element(Tag):
    """A `Tag` of HTML; what BeautifulSoup's own builder gives every one alike stands on the class."""

    interesting_string_types: set[type[NavigableString]] | None


_OWN: Final = {
    *("name", "attrs", "contents", "can_be_empty_element"),
    *("parent", "previous_element", "next_element", "previous_sibling", "next_sibling"),
}
_MODEL: Final = BeautifulSoup("<p>", "lxml", multi_valued_attributes=None).find_all("p")[0]
for _field, _value in vars(_MODEL).items():
    if _field not in _OWN:
        setattr(Element, _field, _value)
_Attributes: Final = type(_MODEL.attrs)


class _Builder(LXMLTreeBuilder):
    """BeautifulSoup's settings for HTML; its tree is filled from elsewhere, so nothing is parsed."""

    def feed(self, markup: str | bytes) -> None:
        """Leave the tree empty."""


def soup_from(markup: bytes) -> tuple[BeautifulSoup, bool]:
    """The tree of `markup`, UTF-8, without comments; `class` and its like are plain strings.

    And whether it is whole: it ends where it would be deeper or of more elements than anyone writes.
    """
    soup = _empty()
    target: Any = _Target(soup, MAX_ELEMENTS, MAX_DEPTH)  # Any: lxml's types ask for what they let out
    parser = etree.HTMLParser(
        target=target, encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        parser.feed(markup)
        parser.close()
    except _Full:
        return soup, False
    return soup, True


def soup_of(root: etree._Element, *, most: int = MAX_ELEMENTS) -> BeautifulSoup:
    """The same of a tree that lxml has read; what comes after `most` elements is left out."""
    soup = _empty()
    target = _Target(soup, most, None)
    with suppress(_Full):
        for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                target.start(node.tag, dict(node.items()))
                text = node.text
            else:
                if event == "end":
                    target.end(node.tag)
                text = None if node is root else node.tail
            if text:
                target.data(text)
    target.close()
    return soup


def _empty() -> BeautifulSoup:
    return BeautifulSoup(builder=_Builder(multi_valued_attributes=None))


class _Full(Exception):  # noqa: N818 - no error: the tree ends here
    """No more elements are taken."""


class _Target:
    """What lxml's parser tells of the markup; the tree under `soup` grows by it."""

    def __init__(self, soup: BeautifulSoup, most: int, deepest: int | None) -> None:
        self._left = most
        self._deepest = deepest
        self._parent: Tag = soup
        self._last: PageElement = soup
        self._depth = 0
        self._text: list[str] = []
        self._kinds: list[type[NavigableString]] = [NavigableString]  # of strings, by the open elements
        self._verbatim = 0  # open elements in which white space stays as written

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._text:
            self._string()
        self._left -= 1
        self._depth += 1
        if self._left < 0 or (self._deepest and self._depth > self._deepest):
            raise _Full
        element = Element.__new__(Element)  # Tag's constructor would work out what the class says
        element.name = name
        # The empty mapping of lxml's is slow to copy, and most elements have that one.
        element.attrs = _Attributes(attributes) if attributes else _Attributes()
        element.contents = []
        element.can_be_empty_element = name in _VOID
        self._append(element)
        self._parent = element
        if name in _SPECIAL:
            self._verbatim += name in _VERBATIM
            if name in _STRINGS:
                self._kinds.append(_STRINGS[name])
                element.interesting_string_types = {_STRINGS[name]}

    def data(self, text: str) -> None:
        """Character data, perhaps in pieces."""
        self._text.append(text)

    def end(self, name: str) -> None:
        """The innermost element ends."""
        if self._text:
            self._string()
        self._depth -= 1
        self._parent = self._parent.parent or self._parent
        if name in _SPECIAL:
            self._verbatim -= name in _VERBATIM
            if name in _STRINGS:
                self._kinds.pop()

    def close(self) -> None:
        """The markup ends."""
        if self._text:
            self._string()

    def _string(self) -> None:
        text = self._text.pop() if len(self._text) == 1 else "".join(self._text)
        self._text.clear()
        if not self._verbatim and text.isspace() and not text.strip(_SPACE):
            text = "\n" if "\n" in text else " "
        self._append(str.__new__(self._kinds[-1], text))

    def _append(self, child: PageElement) -> None:
        """Make `child` the end of the open element."""
        parent, last = self._parent, self._last
        siblings = parent.contents
        child.parent = parent
        child.previous_element = last
        last.next_element = child
        child.next_element = child.next_sibling = None
        if siblings:
            before = siblings[-1]
            before.next_sibling = child
            child.previous_sibling = before
        else:
            child.previous_sibling = None
        siblings.append(child)
        self._last = child


def release(soup: BeautifulSoup) -> None:
    """Free the tree without a search for cycles, in half the time of `decompose`."""
    node: PageElement | None = soup
    while (each := node) is not None:
        node = each.next_element
        each.__dict__.clear()


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """Within the block Python looks for no unreachable cycles: for bounded work that builds much.

    While a tree of 10,000 elements grows it would go through all of them again and again, and find nothing.
    """
    if not gc.isenabled():  # somebody around us
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
