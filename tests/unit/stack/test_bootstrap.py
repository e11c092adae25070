"""The first thing that a newcomer meets says clearly what is missing, and costs nothing the second time."""

from __future__ import annotations

import builtins
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from wireroom.stack import bootstrap

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(sys, "argv", ["bootstrap.py"])
    return tmp_path


@pytest.mark.parametrize("version", [(3, 9, 6), (3, 10, 0), (3, 14, 0)], ids=str)
def test_a_python_that_will_not_do_is_named_with_what_to_do(
    version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    message = bootstrap.missing_tool()
    assert ".".join(map(str, version)) in message
    assert "make PYTHON=" in message


def test_this_python_will_do() -> None:
    assert bootstrap.missing_tool() == ""


def test_a_debian_python_without_venv_gets_the_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, *rest: object) -> object:
        if name == "ensurepip":
            raise ImportError("no", name=name)
        return original(name, *rest)  # type: ignore[arg-type]

    original = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", refuse)
    assert f"apt install python3.{sys.version_info[1]}-venv" in bootstrap.missing_tool()


def test_a_full_disk_is_said_before_anything_is_written(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage(0, 0, 10 * 1024**2))
    assert "10 MB of free disk" in bootstrap.missing_room()
    assert bootstrap.main() == 1
    assert not bootstrap.VENV.exists()


def test_what_is_installed_is_not_installed_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bootstrap.VENV.mkdir()
    bootstrap.STAMP.write_text(bootstrap.digest("requirements.txt"))
    monkeypatch.setattr(bootstrap, "install", lambda *_: pytest.fail("installed again"))
    assert bootstrap.main() == 0


def test_what_the_tests_need_holds_what_running_needs(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.VENV.mkdir()
    bootstrap.STAMP.write_text(bootstrap.digest("requirements-dev.txt"))
    monkeypatch.setattr(bootstrap, "install", lambda *_: pytest.fail("installed again"))
    assert bootstrap.main() == 0


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_lock_is_installed(checkout: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bootstrap.digest("requirements.txt")
    bootstrap.VENV.mkdir()
    bootstrap.STAMP.write_text(before)
    (checkout / name).write_text("changed")
    monkeypatch.setattr(bootstrap, "install", lambda dev, stamp: 0 if stamp != before else 7)
    assert bootstrap.main() == 0
    assert bootstrap.digest("requirements.txt") != before


def test_an_environment_that_was_moved_or_is_broken_is_made_anew(checkout: Path) -> None:
    assert not bootstrap.same_python()
    (bootstrap.VENV / "bin").mkdir(parents=True)
    (bootstrap.VENV / "bin" / "python").symlink_to(sys.executable)
    (bootstrap.VENV / "pyvenv.cfg").write_text("command = python -m venv /elsewhere/.venv\n")
    assert not bootstrap.same_python()
    (bootstrap.VENV / "pyvenv.cfg").write_text(f"command = python -m venv {bootstrap.VENV}\n")
    (bootstrap.VENV / "bin" / "python").unlink()
    (bootstrap.VENV / "bin" / "python").symlink_to("/nonexistent/python")
    assert not bootstrap.same_python()
