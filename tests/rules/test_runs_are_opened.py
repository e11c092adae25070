"""Whoever opens a run closes dead ones, so that what they claimed is free though no other kind runs."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "plugins" / "wireroom"
CLOSERS = {"close_dead_runs", "sweep"}
OPEN_ONLY = {
    # module:function: why
    "websub/deliveries.py:_file": "each batch of pushes opens the run of its hour again; it claims nothing",
}


def called(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The last names of what a function calls."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    attributes = {func.attr for func in calls if isinstance(func, ast.Attribute)}
    return attributes | {func.id for func in calls if isinstance(func, ast.Name)}


def openers() -> dict[str, set[str]]:
    """Each function that opens a run, by its module → what it calls."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and "open_run" in called(node):
                found[f"{path.relative_to(PACKAGE)}:{node.name}"] = called(node)
    return found


def test_who_opens_a_run_closes_dead_ones() -> None:
    found = openers()
    assert {name for name, calls in found.items() if not calls & CLOSERS} == set(OPEN_ONLY)
    assert len(found) > len(OPEN_ONLY)
