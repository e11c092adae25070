"""An entry is known as long as the code is the same that would transform it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from wireroom.transform import known_entries

PLUGINS = Path(known_entries.__file__).parents[2]


def imported_by(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}{name}" for name in ("", *(f".{each.name}" for each in node.names)))
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def file_of(module: str) -> Path | None:
    path = PLUGINS.joinpath(*module.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)


def test_whatever_an_article_is_made_with_is_in_the_hash() -> None:
    waiting, found = ["wireroom.transform.transform_entry"], set[str]()
    while waiting:
        module = waiting.pop()
        if module.startswith("wireroom.") and module not in found and (file := file_of(module)):
            found.add(module)
            waiting += imported_by(file)
    packages = {module.split(".")[1] for module in found}
    assert packages - {"errors"} == set(known_entries._CODE)  # which are raised, and say nothing of articles
