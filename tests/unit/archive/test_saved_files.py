"""The files below a place, while others tidy there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from upath import UPath

from wireroom.archive.saved.saved_files import saved_files
from wireroom.errors import NoSuchPlaceError


def remove_file(folder: Path) -> None:
    (folder / "b.txt").unlink()


def remove_folder(folder: Path) -> None:
    shutil.rmtree(folder / "below")


def remove_target(folder: Path) -> None:
    (folder / "d.txt").unlink()


GONE = [
    pytest.param(remove_file, ["a.txt", "below/c.txt", "d.txt", "e.txt"], id="a file"),
    pytest.param(remove_folder, ["a.txt", "b.txt", "d.txt", "e.txt"], id="a folder"),
    pytest.param(remove_target, ["a.txt", "b.txt", "below/c.txt", "e.txt"], id="what a link leads to"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "below").mkdir()
    for name in ("a.txt", "b.txt", "below/c.txt", "d.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "e.txt").symlink_to(tmp_path / "d.txt")
    return tmp_path


@pytest.mark.parametrize(("remove", "left"), GONE)
def test_what_goes_while_it_is_listed_is_passed_over(
    folder: Path, remove: Callable[[Path], None], left: list[str]
) -> None:
    """It was the operator's mistake, and the run was not tried again."""
    listed = saved_files(str(folder))
    names = [next(listed).name]
    remove(folder)
    names += [file.name for file in listed]
    assert names == left


def test_a_folder_elsewhere_that_goes_is_passed_over() -> None:
    root = UPath("memory://tidied")
    for name in ("a.txt", "below/c.txt", "d.txt"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    listed = saved_files("memory://tidied")
    names = [next(listed).name]
    root.fs.rm(f"{root.path}/below", recursive=True)
    assert [*names, *(file.name for file in listed)] == ["a.txt", "d.txt"]


def test_a_place_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPlaceError, match="no such file or folder"):
        list(saved_files(str(tmp_path / "none")))
