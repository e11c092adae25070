"""An empty copy of this repository in; commands run in it as a newcomer would run them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def copy_repository(target: Path) -> Path:
    """Everything that git tracks or would track, and nothing else."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    names = (
        [name for name in listed.stdout.decode().split("\0") if name] if listed.returncode == 0 else _walk()
    )
    for name in names:
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


def newcomers_environment(**more: str) -> dict[str, str]:
    """Ours without whatever would tell it about another Wireroom, Airflow or virtual environment."""
    unwanted = ("WIREROOM", "AIRFLOW", "VIRTUAL_ENV", "PYTHONPATH", "MAKE", "MFLAGS")
    venv = str(ROOT / ".venv")
    path = os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if not part.startswith(venv))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return {**kept, "PATH": path, **more}


def make(target: str, checkout: Path, environment: dict[str, str], timeout: float = 900) -> str:
    """`make target` there; its output. AssertionError with the output where it fails."""
    done = subprocess.run(
        ["make", "--no-print-directory", "-C", str(checkout), target],
        env=environment,
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, f"make {target}:\n{done.stdout}"
    return done.stdout


def _walk() -> list[str]:
    unwanted = {".git", ".venv", ".wireroom", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache"}
    return [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if path.is_file() and not unwanted & set(path.relative_to(ROOT).parts)
    ]
