"""Tell whether a block of a page stands in the card of another story.

A card holds a headline that leads to its story, and often who wrote that.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from bs4 import Tag

from wireroom.common.elements import HEADINGS, attribute
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.visible.author_links import author_link
from wireroom.extract.visible.byline_parts import class_words
from wireroom.extract.visible.written_days import is_date

_LEVELS: Final = 4  # elements around a block that may be the card
_BEFORE: Final = 4  # blocks before it that may be the headline
_HALF: Final = 0.5  # of a headline's characters
_HEADLINE: Final = 5  # words of a link that is one, where no heading says so
_LISTED: Final = 3  # and of one before more in the item of a list
_NO_STORIES: Final = frozenset({"bookmark", "category", "license", "tag"})  # what links are `rel` to


def in_other_card(blocks: Sequence[TextBlock], place: int, text: Tag, named: str) -> bool:
    """`text` is the element of the article's text, around which no card is; `named` who is found there."""
    block = blocks[place]
    around_text = {id(text), *map(id, text.parents)}
    around = [
        id(each)
        for each in islice((block.holder, *block.holder.parents), _LEVELS)
        if id(each) not in around_text
    ]
    return any(
        _leads_to_story(each, named)
        and any(id(above) in around for above in (each.holder, *each.holder.parents))
        for each in blocks[max(0, place - _BEFORE) : place + 1]
    )


def _leads_to_story(block: TextBlock, named: str) -> bool:
    """Whether one link makes most of it, which is no name, tag or call: `Ten walks for a wet Sunday`."""
    if block.linked < _HALF * len(block.text):
        return False
    links = {id(link): link for node in block.nodes if (link := node.find_parent("a")) is not None}
    if len(links) != 1 or author_link(block.nodes[0]) is not None:
        return False
    (link,) = links.values()
    said = " ".join(link.get_text(" ").split())
    if said in named or named in said or is_date(said) or "#" in (attribute(link, "href") or ""):
        return False
    words = said.lower().split() or [""]
    if words[0] in class_words("elsewhere") | class_words("beside"):
        return False
    if any(each.name in HEADINGS for each in islice((block.holder, *block.holder.parents), 2)):
        return True
    is_filed = not _NO_STORIES.isdisjoint((attribute(link, "rel") or "").lower().split())
    least = _LISTED if block.holder.name == "li" and block.text != said else _HEADLINE
    return len(words) >= least and block.text.startswith(said) and not is_filed
