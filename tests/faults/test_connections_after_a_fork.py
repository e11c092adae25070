"""A child that forgets the parent's file systems leaves their connections alone."""

from __future__ import annotations

import gc

import pytest
from upath import UPath

from support.file_server import ServedFile, serving
from wireroom.runtime.run_in_child import run_in_child


@pytest.mark.timeout(60)
def test_a_parent_still_hears_its_server_after_a_child_forgot_the_connection() -> None:
    """It waited for an answer that had come, for five minutes, if it asked again within seconds."""
    with serving(ServedFile(b"all of it")) as file:
        asked = [UPath(file.url)]
        assert asked[0].fs.info(file.url)["size"] == 9

        def forget(tell: object) -> bool:
            asked[0] = UPath(file.url)
            assert asked[0].fs  # fsspec empties what it had kept of the parent
            gc.unfreeze()
            gc.collect()
            return True

        assert run_in_child(forget, print)
        assert asked[0].fs.info(file.url)["size"] == 9
