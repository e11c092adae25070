"""What tests of sets around doubted blocks share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from wireroom.extract.blocks.block_features import Told, block_features
from wireroom.extract.blocks.block_surroundings import Numbers
from wireroom.extract.blocks.text_blocks import TextBlock


@pytest.fixture
def doubted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the trees know the paragraphs of the module's PROSE, and think little of all else."""
    prose: Sequence[str] = request.module.PROSE

    def scored(blocks: Sequence[TextBlock], told: Told) -> tuple[Numbers, Numbers]:
        scores = np.where([block.text in prose for block in blocks], 0.9, 0.11)
        return block_features(blocks, told), scores

    monkeypatch.setattr("wireroom.extract.main_text._scored", scored)
