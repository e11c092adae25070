"""Markup is parsed once: BeautifulSoup's tree is made in one place, of what lxml read."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "plugins" / "wireroom"


def test_only_one_module_makes_trees_of_beautifulsoup() -> None:
    makers = set()
    for path in PACKAGE.rglob("*.py"):
        calls = (node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
        if any(isinstance(called, ast.Name) and called.id == "BeautifulSoup" for called in calls):
            makers.add(str(path.relative_to(PACKAGE)))
    assert makers == {"common/soup.py"}
