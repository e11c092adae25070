"""A page's blocks and those chosen in; the posts of a live blog, a timeline or a ticker come back whole.

Each post is short, some are a picture's caption or one line, and on its own it looks like a teaser or a
comment. What tells is that it is made like its neighbours, each with its time, and that most are kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress, islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wireroom.common.elements import SUBHEADINGS, attribute
from wireroom.extract.blocks.block_features import NAMES
from wireroom.extract.blocks.block_surroundings import FAR, Numbers
from wireroom.extract.blocks.readers_comments import Kind, kinds_around, tells_when
from wireroom.extract.blocks.text_blocks import TextBlock

_FEWEST: Final = 4  # posts
_TIMED: Final = 0.8  # of them at least
_KEPT: Final = 0.5
_MOST: Final = 1_000  # lines that are looked at
_SAYS: Final = 1.3  # log of words and one: three
_FEW_LINKS: Final = 0.3


@dataclass(slots=True)
class _Post:
    """The places of its blocks that say something, and what it is like."""

    said: list[int] = field(default_factory=list)
    is_timed: bool = False
    is_kept: bool = False
    leads_away: bool = False  # it begins with a link to another page, as a teaser does


def with_posts(kept: NDArray[np.bool_], features: Numbers, blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """`kept` with the sentences and headlines of a list's posts where most are kept."""
    when = [tells_when(block) for block in blocks]
    timed = _kinds_that_tell_when(blocks, when)
    if not timed:
        return kept
    within = {parent for parent, _, _ in timed}
    used = ("words", "linked", "in_figure", "ends")
    words, linked, figure, ends = (features[:, NAMES.index(name)] for name in used)
    is_sentence = (words > _SAYS) & (ends > 0)
    is_shown = (words > 0) & (figure >= FAR)
    lists: dict[Kind, dict[int, _Post]] = defaultdict(lambda: defaultdict(_Post))
    for place, block in enumerate(blocks):
        is_heading = block.holder.name in SUBHEADINGS
        is_news = is_shown[place] and (is_sentence[place] or is_heading)
        says = is_news and linked[place] < _FEW_LINKS and block.holder.name != "button"
        leads_away = is_news and _begins_with_link(block)
        for kind, element in kinds_around(block.holder, within):
            if kind not in timed:
                continue
            post = lists[kind][id(element)]
            post.is_timed |= when[place]
            post.leads_away |= leads_away and not post.said
            if says:
                post.said.append(place)
                post.is_kept |= bool(kept[place] and is_sentence[place])
    whole = kept.copy()
    for posts in lists.values():
        telling = [post for post in posts.values() if post.said]
        if _are_posts(telling):
            whole[[place for post in telling for place in post.said]] = True
    return whole


def _are_posts(telling: Sequence[_Post]) -> bool:
    """Most of them kept, each with its time; teasers have one too, and begin with a link."""
    if len(telling) < _FEWEST or sum(post.is_timed for post in telling) < _TIMED * len(telling):
        return False
    most = _KEPT * len(telling)
    return sum(post.leads_away for post in telling) < most <= sum(post.is_kept for post in telling)


def _kinds_that_tell_when(blocks: Sequence[TextBlock], when: Sequence[bool]) -> set[Kind]:
    members: dict[Kind, set[int]] = defaultdict(set)
    for block in islice(compress(blocks, when), _MOST):
        for kind, element in kinds_around(block.holder):
            members[kind].add(id(element))
    return {kind for kind, those in members.items() if len(those) >= _FEWEST}


def _begins_with_link(block: TextBlock) -> bool:
    """To another page; a post's headline may link to the post itself."""
    link = block.nodes[0].find_parent("a")
    return link is not None and "#" not in (attribute(link, "href") or "#")
