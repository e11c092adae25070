"""What we import is what requirements.in names, with a reason beside what nobody would expect."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = [path for folder in ("plugins", "dags") for path in (ROOT / folder).rglob("*.py")]
OURS = {"wireroom"}


def normal(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def named(lines: list[str]) -> set[str]:
    found = (re.match(r"[\w.-]+", line) for line in lines)
    return {normal(match[0]) for match in found if match}


def imported(path: Path) -> Iterator[str]:
    """Top names of the modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.fixture(scope="module")
def listed() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return named((ROOT / "requirements.in").read_text("utf-8").splitlines()) | named(extras)


def test_each_library_that_is_imported_is_named(listed: set[str]) -> None:
    """What comes along with another library goes with it, or changes its version unasked."""
    distributions = packages_distributions()
    unnamed = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in CODE
        for module in imported(path)
        if module not in sys.stdlib_module_names | OURS
        and module not in {"_typeshed"}  # mypy's alone
        and listed.isdisjoint({*map(normal, distributions.get(module, [])), normal(module)})
    }
    assert not unnamed
