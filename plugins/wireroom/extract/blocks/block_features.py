"""A page's blocks and what others said of it in, a row of numbers for each block out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from wireroom.common.text import letters_of
from wireroom.extract.blocks.block_surroundings import FAR, LEVELS, Numbers, above, alike, marked
from wireroom.extract.blocks.second_extractor import Witness, words_of
from wireroom.extract.blocks.text_blocks import KINDS, LANDMARKS, TextBlock
from wireroom.extract.visible.headline import headline_place

_TAGS: Final = ("p", "li", "td", "div", "pre", "figcaption", "blockquote", "dd", "span")
_ENDS: Final = ".!?…。！？।؟\"”»'’)"
_STOPS = re.compile(r"[.!?…。！？।؟](?:\s|$|[\"”»])|[。！？]")
_COMMAS = re.compile(r"[,;:،、，；]")


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the page beside its blocks."""

    main: Witness  # what the first extractor kept
    title: str
    description: str
    body: Witness | None  # JSON-LD's articleBody
    is_live: bool = False  # it calls itself a live blog
    address: str = ""


NAMES: Final = (
    *("words", "characters", "linked", "strong", "ends", "stops", "commas", "digits", "capitals", "lower"),
    *(f"tag_{name}" for name in _TAGS),
    *("heading", "after_break", "depth", "hidden", "is_body", "repeated"),
    *(f"in_{name}" for name in LANDMARKS),
    *(f"named_{name}" for name in KINDS),
    *("place", "read", "from_title", "is_title", "in_description"),
    *("kept", "told", "from_first", "to_last", "between"),
    *(
        f"{what}_{near}"
        for near in ("before", "after", "near", "around")
        for what in ("kept", "words", "linked", "prose")
    ),
    *(f"{what}_{level}" for level in range(1, LEVELS + 1) for what in ("size", "kept", "linked", "share")),
    *("main_levels", "in_main_part", "dense_levels", "in_dense", "alike", "alike_kept", "alike_linked"),
    *("since_marker", "markers", "page_words", "page_kept", "page_told"),
)


def block_features(blocks: Sequence[TextBlock], told: Told) -> Numbers:
    """One row a block, one column a name of NAMES."""
    count = len(blocks)
    size = np.array([_size(block.text) for block in blocks], dtype=float)
    kept = np.array([told.main.share(block.text) for block in blocks])
    linked = np.array([block.linked / max(len(block.text), 1) for block in blocks]).clip(0, 1)
    own = np.array([_own(block) for block in blocks], dtype=float)
    prose = size * (1 - linked) * (own[:, 4] > 0)
    columns = [np.log1p(size), own[:, 0], linked, *own[:, 2:].T]
    seen: dict[str, int] = {}
    repeated = np.empty(count)
    for place, block in enumerate(blocks):
        repeated[place] = seen.get(block.text, 0)
        seen[block.text] = seen.get(block.text, 0) + 1
    columns += [np.array([seen[b.text] - 1 for b in blocks], dtype=float) * 2 + repeated]
    depth = np.array([block.place.depth for block in blocks])
    for name in ("landmarks", "kinds"):
        met = np.array([getattr(block.place, name) for block in blocks])
        columns += list(np.where(met < 0, FAR, np.minimum(depth[:, None] - met, FAR)).T)
    columns += _places(blocks, told, size)
    columns += _witnessed(blocks, told, kept)
    columns += _neighbours(kept, np.log1p(size), linked, np.log1p(prose))
    columns += above(blocks, size, kept, linked, prose)
    columns += alike(blocks, size, kept, linked)
    columns += marked(blocks)
    total = size.sum()
    columns += [
        np.full(count, value)
        for value in (np.log1p(total), np.log1p((size * kept).sum()), float(told.body is not None))
    ]
    return np.column_stack(columns)


def _size(text: str) -> int:
    if text.isascii():
        return text.count(" ") + 1
    return max(text.count(" ") + 1, len(words_of(text)) * 2 // 3)


def _own(block: TextBlock) -> list[float]:
    text = block.text
    length = len(text)
    name = block.holder.name
    heading = int(name[1]) if len(name) == 2 and name[0] == "h" and name[1].isdigit() else 0
    first = next(filter(str.isalnum, text), "")
    return [
        np.log1p(length),
        0.0,
        block.strong / length,
        float(text[-1] in _ENDS) + float(text[-1] in ".。"),
        min(len(_STOPS.findall(text)), 9),
        min(len(_COMMAS.findall(text)), 9),
        sum(map(text.count, "0123456789")) / length,
        sum(map(str.isupper, text[:200])) / min(length, 200),
        float(first.islower()),
        *(float(name == tag) for tag in _TAGS),
        heading,
        float(block.after_break),
        min(block.place.depth, 40),
        block.place.hidden,
        float(block.place.is_body),
    ]


def _places(blocks: Sequence[TextBlock], told: Told, size: Numbers) -> list[Numbers]:
    count = len(blocks)
    title = letters_of(told.title)
    letters = [letters_of(block.text[:300]) for block in blocks]
    is_title = np.array([float(bool(title) and each == title) for each in letters])
    head = headline_place(blocks, told.title) or 0
    read = size.cumsum()
    from_title = np.sign(np.arange(count) - head) * np.log1p(np.abs(read - read[head]))
    description = Witness(told.description)
    described = letters_of(told.description)
    in_description = np.array(
        [
            float(len(each) > 20 and (each in described or each == described))
            + (description.share(block.text) if len(block.text) > 40 else 0.0)
            if described
            else 0.0
            for each, block in zip(letters, blocks, strict=True)
        ]
    )
    return [np.arange(count) / count, read / max(read[-1], 1), from_title, is_title, in_description]


def _witnessed(blocks: Sequence[TextBlock], told: Told, kept: Numbers) -> list[Numbers]:
    count = len(blocks)
    body = np.array([told.body.share(block.text) for block in blocks]) if told.body else np.full(count, -1.0)
    where = np.flatnonzero(kept > 0.5)
    if not where.size:
        return [kept, body, np.full(count, 99.0), np.full(count, 99.0), np.zeros(count)]
    places = np.arange(count)
    return [
        kept,
        body,
        (places - where[0]).clip(-FAR, 30),
        (where[-1] - places).clip(-FAR, 30),
        ((places >= where[0]) & (places <= where[-1])).astype(float),
    ]


def _neighbours(*values: Numbers) -> list[Numbers]:
    columns: list[list[Numbers]] = []
    for value in values:
        padded = np.pad(value, 6)
        size = len(value)
        before, after = padded[5 : 5 + size], padded[7 : 7 + size]
        sums = np.concatenate([[0.0], padded.cumsum()])
        near = (sums[6 + 3 : 6 + 3 + size] - sums[4 : 4 + size] - value) / 4
        around = (sums[13 : 13 + size] - sums[0:size] - value) / 12
        columns.append([before, after, near, around])
    return [columns[what][near] for near in range(4) for what in range(len(values))]
