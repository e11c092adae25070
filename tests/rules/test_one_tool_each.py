"""Each basic tool exists once, in `common/`: two of a kind disagree, and users get wrong data."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "plugins" / "wireroom"
HOME = {  # what only one module may name: which one does
    "urllib.parse.urljoin": "common/urls/absolute_url.py",
    "idna.*": "common/urls/hosts.py",
    "tldextract.*": "common/urls/hosts.py",
    "email.utils.parsedate_to_datetime": "common/http_headers.py",
    "email.utils.parsedate_tz": "common/http_headers.py",
    "html.unescape": "common/text/characters.py",
    "gzip.decompress": "common/gzip_members.py",
    "zlib.decompressobj": "common/gzip_members.py",
    "zlib.decompress": "common/gzip_members.py",
    "codecs.BOM_*": "common/sniff.py",
    "importlib.resources*": "common/tables.py",
}
ALSO = {  # tool, module: why it may name it too
    ("zlib.decompress", "store/known_documents.py"): "undoes what it packed itself: nobody else's bytes",
    ("importlib.resources*", "ui/app.py"): "serves files, reads no table",
    ("importlib.resources*", "newsroom/content/story.py"): "stories are no table",
    ("importlib.resources*", "newsroom/content/outlet.py"): "likewise",
    ("importlib.resources*", "newsroom/content/story_page.py"): "likewise",
    ("importlib.resources*", "newsroom/conformance.py"): "cases are no table",
    (
        "gzip.decompress",
        "newsroom/feeds/render_feed.py",
    ): "undoes what the line before packed: nobody else's bytes",
    (
        "zlib.decompressobj",
        "fetch/bodies/decoding.py",
    ): "inflates a body as it streams in, in slices, within its limits",
}


def named(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The dotted names that a module imports or reaches for, with the line."""
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                aliases[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            steps: list[str] = []
            at: ast.expr = node
            while isinstance(at, ast.Attribute):
                steps.append(at.attr)
                at = at.value
            if isinstance(at, ast.Name) and at.id in aliases:
                yield node.lineno, ".".join([aliases[at.id], *reversed(steps)])


def holds(tool: str, name: str) -> bool:
    return name.startswith(tool[:-1]) if tool.endswith("*") else name == tool


@cache
def names_by_module() -> dict[str, dict[str, int]]:
    """Of each module the names, with a line of each."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        names = {name: line for line, name in named(ast.parse(path.read_text()))}
        found[str(path.relative_to(PACKAGE))] = names
    return found


@pytest.mark.parametrize("tool", HOME)
def test_a_basic_tool_is_named_in_its_home_and_nowhere_else(tool: str) -> None:
    allowed = {HOME[tool], *(module for each, module in ALSO if each == tool)}
    strays = {
        f"{module}:{line}"
        for module, names in names_by_module().items()
        for name, line in names.items()
        if module not in allowed and holds(tool, name)
    }
    assert not strays, f"{tool} belongs to {HOME[tool]}, whose functions serve every step"


@pytest.mark.parametrize(("tool", "module"), ALSO)
def test_an_exception_is_one_that_is_needed(tool: str, module: str) -> None:
    assert any(holds(tool, name) for name in names_by_module()[module])
