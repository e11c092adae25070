"""What tests of the watch share."""

from __future__ import annotations

from pathlib import Path

import pytest

from wireroom.settings import Settings


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(database_url=database_url, home=tmp_path, landing_url=tmp_path.as_uri())
