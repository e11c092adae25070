"""A part beside its file: one writer, and nothing of another's."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from wireroom.common.file_part import file_part
from wireroom.errors import FileBusyError


def test_what_still_writes_a_part_that_was_left_writes_nothing_of_the_next(tmp_path: Path) -> None:
    """A killed process's program goes on: both wrote one file, and half of each was moved into place."""
    path = tmp_path / "a.dump"
    with (tmp_path / ".a.dump.part").open("wb", buffering=0) as orphan:
        orphan.write(b"half a ")
        with file_part(path) as part:
            part.write_bytes(b"whole")
            orphan.write(b"line")
            part.replace(path)
        orphan.write(b" more")
    assert path.read_bytes() == b"whole"
    assert [each.name for each in tmp_path.iterdir()] == ["a.dump"]


def test_a_part_that_the_next_writer_has_begun_stays_when_the_one_before_ends(tmp_path: Path) -> None:
    """The name is free once the first has moved its part: it took the second's away."""
    path = tmp_path / "a.dump"
    with ExitStack() as second:
        with file_part(path) as part:
            part.write_text("first")
            part.replace(path)
            second.enter_context(file_part(path)).write_text("second")
        with pytest.raises(FileBusyError), file_part(path):
            pass
        assert part.read_text() == "second"
        part.replace(path)
    assert path.read_text() == "second"


def test_a_part_that_is_not_moved_goes(tmp_path: Path) -> None:
    with file_part(tmp_path / "made" / "a.csv") as part:
        part.write_text("half a li")
    assert not [*(tmp_path / "made").iterdir()]
