"""Find the tags that links below or above an article's text name (rel=tag)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Final, cast

from lxml import etree
from lxml.html import HtmlElement

from wireroom.extract.blocks.text_blocks import KINDS, kinds_named

_LINKS: Final = etree.XPath("descendant-or-self::a[contains(translate(@rel, 'TAG', 'tag'), 'tag')]")
_TO_TAGS: Final = etree.XPath("descendant-or-self::a[contains(@href, '/tag') or contains(@href, '/label/')]")
_OF_A_TAG = re.compile(r"/(?:tags?|label)/[^/?#]+/?(?:$|[?#])", re.IGNORECASE)
_OF_ENTRY = re.compile(r"(?<![\w-])(?:entry|post)-title(?![\w-])", re.IGNORECASE)
_OTHERS: Final = frozenset(("author", "category"))  # what else `rel` names, of what is no tag
_MOST: Final = 25  # of one article; a cloud has more
_LOOKED_AT: Final = 200
_LONGEST_LINE: Final = 80  # characters: `Posted in News by Jane Doe`
_LONGEST_TAG: Final = 60  # characters of a tag
_COMMENT, _RELATED, _TAGS, _BODY = (KINDS.index(kind) for kind in ("comment", "related", "tags", "body"))
_BESIDE = re.compile(r"cloud(?!flare)|trending|popular|(?<!re)search(?!able)|sidebar", re.IGNORECASE)
_POPULAR = re.compile(r"trending|popular", re.IGNORECASE)  # of an article's own tags, too: `tags-popular`
_OWN = re.compile(r"(?:post|article|entry|story)[-_]*tags?(?![a-z])", re.IGNORECASE)
_TAGGED = re.compile(
    r"(?<![a-z])tag(?:s|ged)?(?![a-z])|(?<=[a-z])Tags", re.IGNORECASE
)  # classes, not `topics`
_SIZED = re.compile(r"font-size\s*:\s*([\d.]+\s?(pt)?)", re.IGNORECASE)
_WHOLE: Final = frozenset(("article", "main"))
_LANDMARKS: Final = frozenset(("aside", "nav"))
_STORIES: Final = ("h2", "h3", "h4")
_CARDS: Final = frozenset(("article", "li"))
_LEVELS: Final = 12  # elements around a link that are looked at
_ROW_LEVELS: Final = 3  # elements around a link, of which one says what it is to
_ROWS: Final = frozenset(("li", "span", "b", "strong", "em", "i"))


def linked_tags(page: HtmlElement) -> tuple[str, ...]:
    """Of the innermost element that holds the page's headline and such links; of its only line of them.

    Those of a sidebar, a cloud or a card are of other things; of several lines nobody can tell which is the
    article's, unless all say the same. A category is no tag. Without `rel` an address tells.
    """
    found = islice(cast("list[HtmlElement]", _LINKS(page)), _LOOKED_AT)
    links = [link for link in found if "tag" in (words := _words(link)) and _OTHERS.isdisjoint(words)]
    lines = _nearest_lines(page, links or _by_address(page))
    first, *others = {tuple(dict.fromkeys(names)) for names in lines} or {()}
    return first if not others and len(first) <= _MOST else ()


def linked_section(page: HtmlElement) -> str | None:
    """`in <a rel="category tag">News</a>` beside the headline or below the text, where it is the only one."""
    found = islice(cast("list[HtmlElement]", _LINKS(page)), _LOOKED_AT)
    links = [link for link in found if "category" in _words(link)]
    named = {name for names in _nearest_lines(page, links, _LONGEST_LINE) for name in names}
    return named.pop() if len(named) == 1 else None


def _by_address(page: HtmlElement) -> list[HtmlElement]:
    """Links to `/tags/locks` in something that is called tags."""
    found = islice(cast("list[HtmlElement]", _TO_TAGS(page)), _LOOKED_AT)
    return [
        link
        for link in found
        if _OF_A_TAG.search(link.get("href") or "")
        and not any(above.tag in _LANDMARKS for above in link.iterancestors())
        and any(
            _TAGGED.search(above.get("class") or "") for above in islice(link.iterancestors(), _ROW_LEVELS)
        )
    ]


def _nearest_lines(page: HtmlElement, links: list[HtmlElement], shortest: int = 0) -> list[list[str]]:
    """The names in each line of such links nearest to the headline; a sentence has `shortest` characters."""
    headline = _headline(page) if links else None
    if headline is None:
        return []
    level = {above: place for place, above in enumerate(headline.iterancestors())}
    is_marked = any(above.tag in _WHOLE for above in level)
    sizes = {size[1] for link in links if (size := _SIZED.search(link.get("style") or ""))}
    lines: dict[int, dict[HtmlElement, list[str]]] = {}
    cards: dict[HtmlElement, bool] = {}
    for link in links:
        name = " ".join(" ".join(link.itertext()).split()).lstrip("#").strip()
        around = next((above for above in link.iterancestors() if above in level), None)
        if around is None or not 0 < len(name) <= _LONGEST_TAG or _stands_beside(link, around, cards):
            continue
        if _is_sized(link, sizes) or (is_marked and _is_outside(link)) or _in_sentence(link, shortest):
            continue
        lines.setdefault(level[around], {}).setdefault(_line_of(link), []).append(name)
    return list(lines[min(lines)].values()) if lines else []


def _headline(page: HtmlElement) -> HtmlElement | None:
    """The first h1, or the only heading that is called an entry's title: Blogger's h1 is the blog's."""
    headings = list(page.iter("h1", "h2", "h3"))
    named = [each for each in headings if _OF_ENTRY.search(each.get("class") or "")]
    return named[0] if len(named) == 1 else next((each for each in headings if each.tag == "h1"), None)


def _words(link: HtmlElement) -> list[str]:
    return (link.get("rel") or "").lower().split()


def _line_of(link: HtmlElement) -> HtmlElement:
    return next((above for above in link.iterancestors() if above.tag not in _ROWS), link)


def _stands_beside(link: HtmlElement, around: HtmlElement, cards: dict[HtmlElement, bool]) -> bool:
    for above in _below(link, around):
        name = f"{above.get('class') or ''} {above.get('id') or ''}"
        kinds = kinds_named(name)
        is_tags = _TAGS in kinds
        is_other = _COMMENT in kinds or (_RELATED in kinds and not is_tags and _BODY not in kinds)
        if is_other or _is_called_other(name) or (above.tag in _LANDMARKS and not is_tags):
            return True
        if above.tag in _CARDS and above not in cards:
            cards[above] = any(above.find(f".//{tag}") is not None for tag in _STORIES)
        if cards.get(above):
            return True
    return _is_called_other(link.get("class") or "")


def _is_called_other(name: str) -> bool:
    found = _BESIDE.search(_POPULAR.sub("", name) if _OWN.search(name) else name)
    return found is not None


def _is_sized(link: HtmlElement, sizes: set[str]) -> bool:
    """Whether it is of a cloud: of several sizes, or of points, as clouds have them."""
    size = _SIZED.search(link.get("style") or "")
    return size is not None and (len(sizes) > 1 or size[2] is not None)


def _is_outside(link: HtmlElement) -> bool:
    """Whether it is in no `article` or `main`, and in nothing that is called tags."""
    around = list(islice(link.iterancestors(), _LEVELS))
    if any(above.tag in _WHOLE for above in link.iterancestors()):
        return False
    return not any(_TAGGED.search(above.get("class") or "") for above in around)


def _in_sentence(link: HtmlElement, shortest: int) -> bool:
    """Whether its line says more than its links do, or leads up to the only one: `Read <a>more news</a>`."""
    line = _line_of(link)
    if line.tag != "p":
        return False
    links = list(line.iter("a"))
    said, linked = "".join(line.itertext()).strip(), sum(len("".join(each.itertext())) for each in links)
    if len(said) < shortest:
        return False
    before = said[: said.find("".join(link.itertext()).strip())].strip()
    leads_up = len(links) == 1 and before[-1:].isalpha() and not _TAGGED.search(before)
    return leads_up or len(said) > 2 * linked


def _below(link: HtmlElement, around: HtmlElement) -> Iterator[HtmlElement]:
    return islice(takewhile(lambda above: above is not around, link.iterancestors()), _LEVELS)
