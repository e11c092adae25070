"""A page's blocks and those chosen in; its standfirst, which the head's description repeats, once in them.

Templates set it apart from the text (in a heading, a header, beside the picture), where it looks like a
teaser, and some write it twice: for narrow screens and for wide ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from bs4.element import NavigableString
from numpy.typing import NDArray

from wireroom.common.text import letters_of
from wireroom.extract.blocks.block_features import NAMES
from wireroom.extract.blocks.block_surroundings import FAR, Numbers
from wireroom.extract.blocks.text_blocks import TextBlock

_AS_DESCRIBED: Final = 1.8  # of 2: letter for letter within the description, and all its words
_A_SENTENCE: Final = 2.4  # log of words and one: ten
_FEW_LINKS: Final = 0.3
_LETTERS, _SUMMARY = 30, 2_000  # of a block or summary that says something; characters looked at
_RUNS: Final = 50  # of text in a block that is parted; a standfirst has few
_SENTENCE_END = re.compile(r"[.!?…।؟][\"”»’')\]]*\s+|[。！？][”’」』）]*\s*")
_USED: Final = ("words", "linked", "hidden", "from_title", "in_description", "in_figure")


def with_standfirst(
    kept: NDArray[np.bool_],
    scores: Numbers,
    features: Numbers,
    blocks: Sequence[TextBlock],
    *,
    title: str,
    summary: str = "",
) -> NDArray[np.bool_]:
    """`kept` with what the description, or the feed's `summary`, says between headline and text, once.

    Of copies the likeliest stands; what the text or a longer one says too is left out. Of what comes back the
    sentences alone that are said so are taken from its block and tree. What is linked, hidden or a caption,
    or says what the headline says too, does not come back.
    """
    column = {name: features[:, NAMES.index(name)] for name in _USED}
    is_shown = (column["linked"] < _FEW_LINKS) & (column["hidden"] == 0) & (column["in_figure"] >= FAR)
    described = (column["in_description"] >= _AS_DESCRIBED) | _summarised(blocks, summary)
    described &= (column["from_title"] > 0) & is_shown
    body = np.flatnonzero(kept & ~described & is_shown & (column["words"] > _A_SENTENCE))
    if not body.size or not described[: body[0]].any():
        return kept
    copies: dict[str, list[int]] = {}
    for place in np.flatnonzero(described[: body[0]]).tolist():
        copies.setdefault(letters_of(blocks[place].text), []).append(place)
    with_it = kept.copy()
    with_it[[place for places in copies.values() for place in places]] = False
    said = letters_of(" ".join(blocks[place].text for place in np.flatnonzero(with_it).tolist()))
    headline = letters_of(title)
    for written, places in sorted(copies.items(), key=lambda copy: -len(copy[0])):  # a part after its whole
        says_headline = written in headline or (headline and headline in written)
        chosen = [place for place in places if kept[place]] or ([] if says_headline else places)
        likeliest = max(chosen, key=scores.__getitem__, default=None)
        if likeliest is None or written in said:
            continue
        if kept[likeliest] or _says_news(blocks[likeliest], said):
            with_it[likeliest] = True
            said += f" {letters_of(blocks[likeliest].text)}"  # a sentence across two blocks is neither's
    return with_it


def _says_news(block: TextBlock, said: str) -> bool:
    """Leave out its sentences whose letters are in `said`; False, and none, where too little would stay."""
    whole = "".join(block.nodes)
    if len(whole) > _SUMMARY or len(block.nodes) > _RUNS:
        return True
    spans = list(_sentences(whole))
    news = [(start, end) for start, known_by, end in spans if letters_of(whole[known_by:end]) not in said]
    if sum(len(letters_of(whole[start:end])) for start, end in news) < min(_LETTERS, len(letters_of(whole))):
        return False
    if len(news) < len(spans):
        _cut(block, news)
    return True


def _sentences(text: str) -> Iterator[tuple[int, int, int]]:
    """Where each begins, where that which it is known by, and where it ends.

    What is too short to be known by, as `Dr.`, belongs to the next.
    """
    start = last = letters = 0
    for end in (*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)):
        own = len(letters_of(text[last:end]))
        letters += own
        if letters >= _LETTERS or end == len(text):
            yield start, last if own >= _LETTERS else start, end
            start, letters = end, 0
        last = end


def _cut(block: TextBlock, stays: Sequence[tuple[int, int]]) -> None:
    at = 0
    for place, node in enumerate(block.nodes):
        kept = "".join(node[max(start - at, 0) : max(end - at, 0)] for start, end in stays)
        block.nodes[place] = NavigableString(kept)
        node.replace_with(block.nodes[place])
        at += len(node)
    block.text = " ".join("".join(block.nodes).split())


def _summarised(blocks: Sequence[TextBlock], summary: str) -> NDArray[np.bool_]:
    """Which say what the feed says, or begin with what it breaks off."""
    letters = letters_of(summary.rstrip(" .…[]()")[:_SUMMARY])
    if len(letters) < _LETTERS:
        return np.zeros(len(blocks), dtype=bool)
    written = [letters_of(block.text[:_SUMMARY]) for block in blocks]
    return np.array(
        [len(each) >= _LETTERS and (each in letters or each.startswith(letters)) for each in written]
    )
