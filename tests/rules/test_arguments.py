"""A function takes what a reader can keep in mind: what travels together is one value (`models/`)."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST = 7  # arguments, however they are given; `self` and `cls` are none
MORE_FOR_A_REASON = {
    # module:function: why
    "normalize/identity/identity_keys.py:identity_keys": "each is a fact of an entry; callers know some",
}


def functions() -> dict[str, int]:
    """Function, by its module → the number of its arguments."""
    found = {}
    package = ROOT / "plugins" / "wireroom"
    for path in [*package.rglob("*.py"), *(ROOT / "dags").glob("*.py")]:
        module = path.relative_to(package if path.is_relative_to(package) else ROOT)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                given = node.args
                named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
                count = len([each for each in named if each.arg not in {"self", "cls"}])
                found[f"{module}:{node.name}"] = max(found.get(f"{module}:{node.name}", 0), count)
    return found


def test_no_function_takes_more_arguments_than_can_be_kept_in_mind() -> None:
    assert {name for name, count in functions().items() if count > MOST} == set(MORE_FOR_A_REASON)
