"""The dataclasses of settings and what reads them from the environment in; docs/SETTINGS.md out."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

from wireroom import __version__
from wireroom.settings import PROJECT_ROOT, Alerting, Budget, Embedding, Retention, Settings
from wireroom.settings import groups as groups_module
from wireroom.store.schema.reader_limits import READER_LIMITS

_HEAD = """# Settings

Generated from `plugins/wireroom/settings/` by `make docs`; a test holds it current. The environment is read
once, by whoever starts the work; [OPERATING.md](OPERATING.md) says when you need which of these.
"""
_TABLE = "| variable | default | what for |\n|---|---|---|\n"
_READ_BY: dict[type, Callable[..., Any]] = {
    Settings: Settings.from_environment,
    Budget: groups_module.budget_of,
    Retention: groups_module.retention_of,
    Embedding: groups_module.embedding_of,
    Alerting: groups_module.alerting_of,
}


def settings_page() -> str:
    """Markdown: a table of all settings that have a variable, then one for each group."""
    return _HEAD + "".join(_section(group, reader) for group, reader in _READ_BY.items())


def _section(group: type, reader: Callable[..., Any]) -> str:
    about = "" if group is Settings else f"\n## {group.__name__}\n\n{inspect.getdoc(group)}\n"
    comments, variables = _comments(group), _variables(group, reader)
    rows = (
        f"| {_code(*names)} | {_default(each, names[0])} | {cell(comments[each.name])} |\n"
        for each in fields(group)
        if (names := variables.get(each.name, []))
    )
    return f"{about}\n{_TABLE}{''.join(rows)}"


def _comments(group: type) -> dict[str, str]:
    """Field → the comment behind it."""
    source = inspect.getsource(group)
    lines = source.splitlines()
    (tree,) = ast.parse(source).body
    assert isinstance(tree, ast.ClassDef)
    return {
        ast.unparse(node.target): lines[(node.end_lineno or 0) - 1].partition("  # ")[2]
        for node in tree.body
        if isinstance(node, ast.AnnAssign)
    }


def _variables(group: type, reader: Callable[..., Any]) -> dict[str, list[str]]:
    """Field → the variable that `reader` makes it of; of the analysts' limits, those of each."""
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(reader)))
    nodes = list(ast.walk(tree))
    assigned = {ast.unparse(node.targets[0]): node.value for node in nodes if isinstance(node, ast.Assign)}
    made = next(
        node.value
        for node in nodes
        if isinstance(node, ast.Return)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) in ("cls", group.__name__)
    )
    given = dict(zip((each.name for each in fields(group)), made.args, strict=False))
    given |= {keyword.arg: keyword.value for keyword in made.keywords if keyword.arg}
    found = {name: list(_named(value, assigned))[:1] for name, value in given.items()}
    if "reader_limits" in found:
        found["reader_limits"] = [f"WIREROOM_READER_{name.upper()}" for name in READER_LIMITS]
    return found


def _named(value: ast.expr, assigned: Mapping[str, ast.expr]) -> Iterator[str]:
    if isinstance(value, ast.Name):
        value = assigned[value.id]
    for node in ast.walk(value):
        if isinstance(node, ast.Constant) and str(node.value).startswith("WIREROOM_"):
            yield node.value


def _default(each: Field[Any], variable: str) -> str:
    value = each.default if each.default_factory is MISSING else each.default_factory()
    if isinstance(value, timedelta):
        return f"{value / timedelta(**{'minutes' if 'MINUTES' in variable else 'days': 1}):g}"
    if isinstance(value, Path):
        return _code(str(value.relative_to(PROJECT_ROOT)))
    if value is None:
        return "`forever`"
    if isinstance(value, int | float):
        return str(value)
    if not isinstance(value, str):
        return ""  # nothing of many
    return _code(value.replace(__version__, "VERSION")) if value else ""


def _code(*words: str) -> str:
    return ", ".join(f"`{cell(word)}`" for word in words)


def cell(text: str) -> str:
    """A cell of a table in Markdown."""
    return text.replace("|", "\\|")
