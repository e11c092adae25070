"""The trees that score a page's blocks ask for a column by its name, and answer level by level."""

from __future__ import annotations

from collections import Counter

import numpy as np

from wireroom.extract.blocks.block_features import NAMES
from wireroom.extract.blocks.block_score import Trees, score_with

TREE = Trees(
    base=0.0,
    features=np.array([[0, 1, 0]]),
    limits=np.array([[2.0, 5.0, 7.0]]),
    answers=np.array([[-2.0, -1.0, 1.0, 2.0]]),
)


def test_each_feature_has_a_name_of_its_own() -> None:
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []


def test_a_row_goes_down_a_tree_by_its_features() -> None:
    features = np.array([[1.0, 4.0], [1.0, 5.0], [6.9, 0.0], [7.0, 0.0]])
    odds = np.log(1 / (1 / score_with(TREE, features) - 1))
    assert odds.round(6).tolist() == [-2.0, -1.0, 1.0, 2.0]
