"""The first thing that a newcomer meets says clearly what is missing, and costs nothing the second time."""

from __future__ import annotations

import builtins
import json
import subprocess
import sys
from collections import namedtuple
from collections.abc import Iterator
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


@pytest.fixture
def installed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What runs is installed, and works; the installs that were asked for since."""
    bootstrap.VENV.mkdir()
    bootstrap.STAMP.write_text(bootstrap.digest("requirements.txt"))
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(bootstrap, "venv_works", lambda: True)
    monkeypatch.setattr(bootstrap, "install", lambda dev, **how: asked.append({"dev": dev, **how}) or 0)
    monkeypatch.delenv("WIREROOM_HOME", raising=False)
    return asked


@pytest.fixture
def running(checkout: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that `make up` started and that is alive."""
    (checkout / ".wireroom").mkdir()
    with subprocess.Popen(["sleep", "60"]) as process:
        record = {"processes": {"scheduler": {"pid": process.pid}}}
        (checkout / ".wireroom" / "state.json").write_text(json.dumps(record))
        yield process
        process.kill()


def ask_for(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", *words])
    return bootstrap.main()


def test_what_is_installed_is_not_installed_again(installed: list[dict[str, object]]) -> None:
    assert bootstrap.main() == 0
    assert installed == []


def test_another_python_on_the_path_rebuilds_nothing(
    installed: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version", "3.13.0 (another one)")
    assert bootstrap.main() == 0
    assert installed == [], "make PYTHON=… up, then make status, rebuilt .venv under the running stack"


def test_what_the_tests_need_holds_what_running_needs(installed: list[dict[str, object]]) -> None:
    bootstrap.STAMP.write_text(bootstrap.digest("requirements-dev.txt"))
    assert bootstrap.main() == 0
    assert installed == []


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_lock_is_installed(installed: list[dict[str, object]], checkout: Path, name: str) -> None:
    (checkout / name).write_text("changed")
    assert bootstrap.main() == 0
    assert installed == [{"dev": False, "afresh": False, "adds": False}]


def test_what_tests_need_is_laid_beside_a_running_stack(
    installed: list[dict[str, object]], running: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask_for(monkeypatch, "--dev") == 0
    assert installed == [{"dev": True, "afresh": False, "adds": True}], "nothing that is there is touched"


def test_nothing_is_reinstalled_under_a_running_stack(
    installed: list[dict[str, object]],
    running: subprocess.Popen[bytes],
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (checkout / "requirements.txt").write_text("changed")
    assert ask_for(monkeypatch, "--dev") == 1
    assert installed == []
    assert "`make up` restarts it" in capsys.readouterr().err


def test_up_ends_the_stack_before_its_packages_change(
    installed: list[dict[str, object]],
    running: subprocess.Popen[bytes],
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (checkout / "requirements.txt").write_text("changed")
    down = bootstrap.VENV / "bin" / "wireroom"
    down.parent.mkdir()
    down.write_text(f"#!/bin/sh\ntest $1 = down && kill {running.pid}\n")
    down.chmod(0o755)
    assert ask_for(monkeypatch, "--restart") == 0
    assert running.wait(60) != 0
    assert installed == [{"dev": False, "afresh": False, "adds": False}]


def test_an_environment_that_was_moved_or_is_broken_does_not_work(checkout: Path) -> None:
    assert not bootstrap.venv_works()
    (bootstrap.VENV / "bin").mkdir(parents=True)
    (bootstrap.VENV / "bin" / "python").symlink_to(sys.executable)
    (bootstrap.VENV / "pyvenv.cfg").write_text("command = python -m venv /elsewhere/.venv\n")
    assert not bootstrap.venv_works()
    (bootstrap.VENV / "pyvenv.cfg").write_text(f"command = python -m venv {bootstrap.VENV}\n")
    assert bootstrap.venv_works()
    (bootstrap.VENV / "bin" / "python").unlink()
    (bootstrap.VENV / "bin" / "python").symlink_to("/nonexistent/python")
    assert not bootstrap.venv_works()
