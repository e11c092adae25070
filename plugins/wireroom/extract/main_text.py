"""Find the markup of a page's article in the page's trees.

trafilatura (the first extractor) ─▶ blocks ─▶ features ─▶ scores ─▶ those that are the article ─▶ markup

What the site's other pages end with too is left out of those.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

import lxml.html
import numpy as np
import trafilatura
from bs4 import BeautifulSoup
from numpy.typing import NDArray

from wireroom.extract.blocks.block_features import NAMES, Told, block_features
from wireroom.extract.blocks.block_score import block_scores, likeliest
from wireroom.extract.blocks.block_surroundings import Numbers
from wireroom.extract.blocks.broken_lines import with_broken_lines
from wireroom.extract.blocks.dialogs import in_dialogs
from wireroom.extract.blocks.head_lines import without_head_lines
from wireroom.extract.blocks.house.boxes_that_ask import without_boxes_that_ask
from wireroom.extract.blocks.house.house_boxes import without_house_boxes
from wireroom.extract.blocks.house.last_lines import without_last_lines
from wireroom.extract.blocks.linked_notes import with_notes
from wireroom.extract.blocks.made_alike import with_alike, with_refrains, with_sentences
from wireroom.extract.blocks.own_headings import with_headings
from wireroom.extract.blocks.pull_quotes import with_signatures, without_pull_quotes
from wireroom.extract.blocks.readers_comments import readers_comments
from wireroom.extract.blocks.repeated_blocks import marks_of, own_blocks
from wireroom.extract.blocks.second_extractor import Witness
from wireroom.extract.blocks.sets.fact_boxes import with_fact_boxes
from wireroom.extract.blocks.sets.told_lists import with_told_lists
from wireroom.extract.blocks.sets.whole_sets import with_sets
from wireroom.extract.blocks.standfirst import with_standfirst
from wireroom.extract.blocks.text_blocks import TextBlock, text_blocks
from wireroom.extract.blocks.timed_posts import with_posts
from wireroom.extract.blocks.unseen_text import without_hidden_copies, without_unseen
from wireroom.extract.page_metadata import PageMetadata
from wireroom.extract.write_fragment import write_fragment
from wireroom.models import NO_HINTS, NO_TAIL, PageHints, PageTail

Mask = NDArray[np.bool_]
MOST_BLOCKS: Final = 8_000  # of a page; what comes after is not read
_LIKELY, _POSSIBLE = 0.5, 0.1
_TOO_LITTLE: Final = 0.3  # of the witness's words; then we take its word where ours is not surely no
_OF_COMMENTS: Final = 1 / 3  # of what is likely in them; an article has that much at least
_LEVELS: Final = 3  # elements around a comment: itself, their list, what holds that
_LONG_BODY: Final = 200  # characters; an article that is shorter is a teaser


def told_of(tree: lxml.html.HtmlElement, about: PageMetadata, address: str = "") -> Told:
    """What others say of the page; `tree` is used up by it."""
    body = about.body
    is_live = any("LiveBlogPosting" in (script.text or "") for script in tree.iter("script"))
    return Told(
        is_live=is_live,
        main=Witness(_witness(tree)),
        title=(about.title or "")[:500],
        description=(about.description or "")[:2000],
        body=Witness(body) if body and len(body) > _LONG_BODY else None,
        address=address,
    )


class MainText(NamedTuple):
    """The blocks of a page, and the places of those that are its article, ascending."""

    blocks: list[TextBlock]
    kept: list[int]
    markup: str  # "" where there is no text
    chosen: list[int]  # likewise with those that the site has under other articles too
    whole: str = ""  # their markup
    tail: PageTail = NO_TAIL
    comments: Sequence[int] = ()  # the places of readers' comments

    def without_others_words(self) -> list[TextBlock]:
        """All blocks; of comments, and of what the site has elsewhere too, nothing but where they stand."""
        blocks = list(self.blocks)
        for place in (*set(self.chosen).difference(self.kept), *self.comments):
            blocks[place] = TextBlock(blocks[place].holder, blocks[place].place)
        return blocks

    @property
    def characters(self) -> int:
        """Of the article, with what the site has elsewhere too."""
        return sum(len(self.blocks[place].text) for place in self.chosen)


def main_text(
    soup: BeautifulSoup,
    told: Told,
    cards: frozenset[str] = frozenset(),
    hints: PageHints = NO_HINTS,
    names: Sequence[str] = (),
) -> MainText:
    """Choose the article's blocks; elements and classes called `cards` are quoted posts.

    `hints` are what the site's other pages end with too, and what the feed says of the article; `names` those
    of the site.
    """
    blocks = text_blocks(soup, cards)[:MOST_BLOCKS]
    if not blocks:
        return MainText(blocks, [], "", [])
    features, scores = _scored(blocks, told)
    words = np.expm1(features[:, NAMES.index("words")])
    chosen = _kept(blocks, told, features, scores, hints.summary)
    found = [blocks[place] for place in chosen]
    tail = PageTail(told.title, marks_of(found))
    whole = markup = write_fragment(soup, blocks, chosen, cards) if chosen else ""
    kept = chosen
    if chosen and (is_repeated := hints.is_repeated):
        own = own_blocks(found, words[chosen].tolist(), names, lambda mark: is_repeated(mark, told.title))
        kept = chosen[:own]
    if len(kept) < len(chosen):
        markup = write_fragment(soup, blocks, kept, cards)
    comments = [int(place) for place in np.flatnonzero(words == 0)]
    return MainText(blocks, kept, markup, chosen, whole, tail, comments)


def _scored(blocks: list[TextBlock], told: Told) -> tuple[Numbers, Numbers]:
    """Features and scores of the blocks, with readers' comments and without; these have noughts."""
    features = block_features(blocks, told)
    scores = block_scores(features)
    dialogs = in_dialogs(blocks, scores > _POSSIBLE, told.title)
    scores[dialogs] = 0.0
    comments = np.zeros(len(blocks), dtype=bool) if told.is_live else readers_comments(blocks)
    comments &= ~np.array([_is_of_body(block, told) for block in blocks])
    if not comments.any() or not _follow_article(blocks, comments, scores > _LIKELY):
        return features, scores
    own = block_features([block for block, is_one in zip(blocks, comments, strict=True) if not is_one], told)
    features[comments], features[~comments] = 0.0, own
    scores[comments], scores[~comments] = 0.0, np.maximum(scores[~comments], block_scores(own))
    scores[dialogs] = 0.0
    return features, scores


def _is_of_body(block: TextBlock, told: Told) -> bool:
    return block.place.is_body or (told.body is not None and told.body.share(block.text) > 0.5)


def _follow_article(blocks: list[TextBlock], comments: Mask, likely: Mask) -> bool:
    """Whether enough of an article stands before them, in no element that holds them too.

    A thread of a forum, a live blog, questions and answers: they are the page, or stand among its paragraphs.
    """
    places = np.flatnonzero(comments)
    around = {id(element) for place in places for element in islice(blocks[place].holder.parents, _LEVELS)}
    before = [
        len(block.text)
        for block in (blocks[place] for place in np.flatnonzero(likely[: places[0]]))
        if block.holder.parent is None or id(block.holder.parent) not in around
    ]
    taken = sum(len(blocks[place].text) for place in np.flatnonzero(comments & likely))
    return sum(before) >= max(_LONG_BODY, _OF_COMMENTS * taken)


def _kept(blocks: list[TextBlock], told: Told, features: Numbers, scores: Numbers, summary: str) -> list[int]:
    words = np.expm1(features[:, NAMES.index("words")])
    size = np.array([len(block.text) for block in blocks])
    witnessed = np.array([told.main.share(block.text) > 0.5 for block in blocks]) & (words > 0) & (scores > 0)
    kept = likeliest(scores, words)
    if size[kept].sum() < _TOO_LITTLE * size[witnessed].sum():
        kept |= witnessed & (scores > _POSSIBLE)
    if not kept.any():
        kept = witnessed
    kept = with_sentences(kept, scores, features)
    kept = with_alike(with_refrains(kept, scores > _POSSIBLE, blocks), scores, features, blocks)
    kept = with_posts(kept, features, blocks)
    kept = with_headings(kept, scores > _POSSIBLE, blocks, told.title)
    kept = with_sets(kept, scores > _POSSIBLE, blocks)
    kept = with_broken_lines(kept, scores > _POSSIBLE, blocks)
    kept = with_fact_boxes(with_told_lists(kept, scores > _POSSIBLE, blocks), blocks)
    kept = with_standfirst(kept, scores, features, blocks, title=told.title, summary=summary)
    kept = with_notes(without_pull_quotes(with_signatures(kept, blocks), blocks), blocks, told.address)
    kept = without_hidden_copies(kept, blocks)
    kept = without_house_boxes(without_boxes_that_ask(kept, blocks, told.title), blocks)
    kept = without_head_lines(without_last_lines(kept, blocks), blocks, told.title)
    kept = without_unseen(kept, blocks, told.body)
    return [int(place) for place in np.flatnonzero(kept)]


def _witness(tree: lxml.html.HtmlElement) -> str:
    try:
        found = trafilatura.bare_extraction(tree, with_metadata=False, include_comments=False)
    except Exception:  # trafilatura raises what its many parts raise; a page without text is the answer
        return ""
    return str(getattr(found, "text", None) or "")
