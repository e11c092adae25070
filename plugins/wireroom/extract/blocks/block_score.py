"""Rows of features in, how likely each block belongs to the article out: trees read from a data file.

`tools/train_blocks.py` writes the file: a line a tree, of three levels of questions and eight answers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wireroom.common.tables import rows
from wireroom.extract.blocks.block_features import NAMES
from wireroom.extract.blocks.block_surroundings import Numbers

FILE: Final = "block_trees.tsv"


class Trees(NamedTuple):
    """Every tree is complete; question n of a level stands at 2**level - 1 + n."""

    base: float  # log odds before any tree
    features: NDArray[np.intp]  # tree × question: column
    limits: Numbers  # tree × question: at or above it, the answer is yes
    answers: Numbers  # tree × leaf: log odds


def block_scores(features: Numbers) -> Numbers:
    """Give 0 to 1 for each row."""
    return score_with(_trees(), features)


def score_with(trees: Trees, features: Numbers) -> Numbers:
    """The same with other trees: of a fold, where hosts are held back."""
    rows = np.arange(len(features))[:, None]
    tree = np.arange(len(trees.features))[None, :]
    node = np.zeros((len(features), len(trees.features)), dtype=np.intp)
    for _ in range(int(math.log2(trees.answers.shape[1]))):
        asked = trees.features[tree, node]
        node = 2 * node + 1 + (features[rows, asked] >= trees.limits[tree, node])
    odds: Numbers = trees.base + trees.answers[tree, node - trees.features.shape[1]].sum(axis=1)
    return 1 / (1 + np.exp(-odds))


def likeliest(scores: Numbers, words: Numbers) -> NDArray[np.bool_]:
    """The blocks whose word F1 is expected to be the best, each being the article's as `scores` says.

    Where blocks are told apart well that is all above a half; on a page in doubt more of them.
    """
    order = np.argsort(-scores, kind="stable")
    expected = (scores * words)[order].cumsum() / (words[order].cumsum() + (scores * words).sum() + 1)
    kept = np.zeros(len(scores), dtype=bool)
    kept[order[: int(expected.argmax()) + 1]] = True
    return kept


@lru_cache(maxsize=1)
def _trees() -> Trees:
    (_, base), *trees = rows("wireroom.extract", FILE)
    return Trees(float(base), *_tables(trees))


def _tables(trees: Sequence[tuple[str, ...]]) -> tuple[NDArray[np.intp], Numbers, Numbers]:
    columns = {name: place for place, name in enumerate(NAMES)}
    split = [[cell.split(">=") for cell in row if ">=" in cell] for row in trees]
    return (
        np.array([[columns[name] for name, _ in row] for row in split], dtype=np.intp),
        np.array([[float(limit) for _, limit in row] for row in split]),
        np.array([[float(cell) for cell in row if ">=" not in cell] for row in trees]),
    )
