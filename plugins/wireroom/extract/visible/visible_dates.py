"""Find the days that readers see beside an article's headline, as written.

spots (short blocks with a day) ─▶ not beside the article ─▶ labels ─▶ place ─▶ publication, last change
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from wireroom.common.elements import attribute
from wireroom.extract.blocks.text_blocks import COMMENT, KINDS, LANDMARKS, Position, TextBlock
from wireroom.extract.visible.date_spots import DateSpot, date_spots
from wireroom.extract.visible.written_days import has_year, is_date

_A_PARAGRAPH: Final = 120  # characters; the text begins with the first that is as long
_BEFORE, _AFTER = 12, 8  # blocks before the headline or the text, and after it, that are looked at
_NEAR: Final = 5  # blocks on either side of the headline that are the article's head
_MOST: Final = 60  # days that are looked at
_BESIDE: Final = tuple(KINDS.index(name) for name in ("comment", "related", "navigation", "advert"))
_BESIDE_LANDMARKS: Final = tuple(LANDMARKS.index(name) for name in ("aside", "nav", "form", "button"))
_LINK: Final = LANDMARKS.index("a")
_FOOTER: Final = LANDMARKS.index("footer")
# `article-footer`, `entry-footer`; neither `recent-posts` nor `latest-post-list`
_OF_ARTICLE = re.compile(
    r"(?:^|\s)(?:article|entry|post)(?:$|\s|[-_]*(?:footer|foot|meta|info)(?![a-z]))", re.IGNORECASE
)
_A_LABEL: Final = 2  # words before a day, besides those that belong to it
_WHOLE: Final = tuple(LANDMARKS.index(name) for name in ("article", "main"))  # what an article is in
_HEAD: Final = (COMMENT,)  # and what no head of an article stands in
_HEAD_LANDMARKS: Final = tuple(LANDMARKS.index(name) for name in ("nav", "button"))


class SeenDates(NamedTuple):
    """As written; None where the page shows none."""

    published: str | None  # said to be that by a label
    shown: str | None  # without a label
    modified: str | None


def seen_dates(blocks: Sequence[TextBlock], kept: Sequence[int], headline: int | None) -> SeenDates:
    """`kept` are the places of the article's blocks, ascending; `headline` that of its headline.

    A day in a comment, a card, a menu or a sentence is none of the article's.
    """
    first = next((place for place in kept if len(blocks[place].text) >= _A_PARAGRAPH), kept[0] if kept else 0)
    start = headline if headline is not None and headline <= first else max(-1, first - _BEFORE)
    last = kept[-1] if kept else len(blocks)
    second = (place for place in kept if place > first and len(blocks[place].text) >= _A_PARAGRAPH)
    until = min(max(next(second, first), start + _NEAR), last)  # the first paragraph may be the standfirst
    found = (
        spot
        for place in range(max(0, start - _BEFORE), min(len(blocks), last + _AFTER))
        if not _stands_beside(blocks[place].place, blocks[first].place, start - _NEAR <= place <= until)
        or (start < place < first and _is_in_bar(blocks[place], blocks[first].place))
        for spot in date_spots(blocks, place, is_head=start < place < min(first, start + _NEAR))
        if not _is_sites(spot, blocks[place], blocks[first].place)
    )
    spots = list(islice(found, _MOST))
    modified = next((spot.text for spot in spots if spot.label == "modified"), None)
    labelled = [spot for spot in spots if spot.label == "published"]
    published = [spot for spot in labelled if not spot.is_told]
    # In the headline's words a day is what it tells of, not when.
    bare = [spot for spot in spots if not spot.label and (spot.is_apart or spot.place != headline)]
    above = [spot for spot in reversed(bare) if spot.place <= start]
    below = [spot for spot in bare if spot.place > until]
    ranked = (
        *(spot for spot in published if start < spot.place <= until),
        *(spot for spot in bare if start < spot.place <= until),
        *published,
        *labelled,
        *(spot for spot in (*above, *below) if spot.is_named),
        *above,
        *(spot for spot in below if last < spot.place <= last + 3),
    )
    best = next(iter(ranked), None)
    if best is None:
        return SeenDates(None, None, modified)
    return SeenDates(best.text if best.label else None, None if best.label else best.text, modified)


def _stands_beside(place: Position, text: Position, is_head: bool) -> bool:
    """Whether it is in something that is no part of an article, and the article's text is not in the same."""
    kinds, landmarks = (_HEAD, _HEAD_LANDMARKS) if is_head else (_BESIDE, _BESIDE_LANDMARKS)
    return any(place.kinds[kind] not in (-1, text.kinds[kind]) for kind in kinds) or any(
        place.landmarks[name] not in (-1, text.landmarks[name]) for name in landmarks
    )


def _is_in_bar(block: TextBlock, text: Position) -> bool:
    """Whether it is the one day in the `nav` below a headline that has byline and tools in it.

    Nothing but the day, in no link, and within the `article` or `main` that the text is in: a list of other
    stories, or of the posts before and after, has several, or links them.
    """
    landmarks, nav = block.place.landmarks, block.holder.find_parent("nav")
    is_inside = any(text.landmarks[name] == landmarks[name] >= 0 for name in _WHOLE)
    if nav is None or not is_inside or landmarks[_LINK] >= 0 or not is_date(block.text):
        return False
    return sum(has_year(each) is not None for each in islice(nav.stripped_strings, _MOST)) == 1


def _is_sites(spot: DateSpot, block: TextBlock, text: Position) -> bool:
    """Whether it stands in the site's footer: outside of the `article` or `main` that the text is in.

    Some templates close the article before its own footer: its class says so, or what the day is called.
    """
    is_footer = block.place.landmarks[_FOOTER] not in (-1, text.landmarks[_FOOTER])
    is_marked = any(text.landmarks[name] >= 0 for name in _WHOLE)
    if not is_footer or not is_marked or any(block.place.landmarks[name] >= 0 for name in _WHOLE):
        return False
    # `Published by Post Ltd since 2 May 1911` has too many words between.
    said = block.text.partition(spot.text)[0].split()
    if spot.label == "published" and len(said) <= _A_LABEL:
        return False
    footer = next((each for each in (block.holder, *block.holder.parents) if each.name == "footer"), None)
    return footer is None or _OF_ARTICLE.search((attribute(footer, "class") or "")[:300]) is None
