"""A tree of lxml in, the same tree as BeautifulSoup's objects out.

`BeautifulSoup(markup, "lxml")` hears of the elements from the same parser, and asks of each what is the same
for all: 7 s for bodies that take 2 here (docs/decisions/0023). What comes out is the same tree, so all that
BeautifulSoup's documentation says holds for it; tests/unit/common compares the two object by object.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final, TypeVar

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from bs4.builder._lxml import LXMLTreeBuilder
from lxml import etree

MAX_ELEMENTS: Final = 200_000  # about 200 MB; the longest body of 344 real feeds has 21,500 tags
_VOID: Final = frozenset(LXMLTreeBuilder().empty_element_tags or ())
_VERBATIM: Final = frozenset(LXMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS)
_STRINGS: Final = dict(LXMLTreeBuilder.DEFAULT_STRING_CONTAINERS)  # scripts and their like: not in `get_text`
_BEGINNING: Final = 100  # elements and strings
_SPACE: Final = " \n\t\f\r"
_Node = TypeVar("_Node", bound=PageElement)


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


def soup_of(root: etree._Element, *, most: int = MAX_ELEMENTS) -> BeautifulSoup:
    """The tree under `root`, without comments; `class` and its like are plain strings.

    Nothing recurses, however deep the tree. What comes after `most` elements is left out.
    """
    soup = BeautifulSoup(builder=_Builder(multi_valued_attributes=None))
    parent: Tag = soup
    last: PageElement = soup
    kinds: list[type[NavigableString]] = [NavigableString]
    verbatim = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            if not most:
                break
            most -= 1
            name = node.tag
            parent = last = _append(_element(name, node.items()), parent, last)
            if name in _STRINGS:
                kinds.append(_STRINGS[name])
                parent.interesting_string_types = {_STRINGS[name]}
            verbatim += name in _VERBATIM
            text = node.text
        else:
            if event == "end":
                if parent.name in _STRINGS:
                    kinds.pop()
                verbatim -= parent.name in _VERBATIM
                parent = parent.parent or soup
            text = node.tail
        if text:
            if not verbatim and text.isspace() and not text.strip(_SPACE):
                text = "\n" if "\n" in text else " "
            last = _append(str.__new__(kinds[-1], text), parent, last)
    return soup


def _element(name: str, attributes: list[tuple[str, str]]) -> Element:
    """Made without Tag's constructor, which would work out what the class says."""
    element = Element.__new__(Element)
    element.name = name
    element.attrs = _Attributes(attributes)
    element.contents = []
    element.can_be_empty_element = name in _VOID
    return element


def _append(child: _Node, parent: Tag, last: PageElement) -> _Node:
    """Make `child` the end of `parent`; `last` is what stands before it in the document."""
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
    return child


def attribute(element: Tag, name: str) -> str | None:
    """An attribute as written; None where it is not there."""
    value = element.attrs.get(name)
    return value if isinstance(value, str) else None


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
