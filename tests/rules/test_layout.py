"""The layout can be trusted: who may import whom, how long a module may be, what the plugin loader sees."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "plugins" / "wireroom"
PURE = {"parse", "normalize", "clean", "extract", "decide"}
EFFECTS = {"fetch", "landing", "archive", "store", "sources"}
SIDE_PACKAGES = {"newsroom", "stack"}
SURFACES = {"airflow_glue", "ui", "cli"}
FOUNDATION = {"models", "errors", "common"}
MODULE_LINES = 200
FUNCTION_LINES = 40
MODULE_LINES_FOR_A_REASON = 300
LONGER_MODULES = {
    "common/dates/freeform/interpret.py": "one grammar, a function for each kind of token",
}
LONGER_FOR_A_REASON = {
    # module:function: why
    "articles/staged_rows.py:result_row": "one line a column of the staged row",
    "decide/feed_result.py:feed_result": "one line a field of the result, after the judgement",
    "settings/settings.py:from_environment": "one line a setting",
}

# What a pure step must not touch: network, database, clock, Airflow.
IMPURE = {
    *("requests", "urllib3", "socket", "ssl", "asyncio", "ftplib", "smtplib", "http", "urllib.request"),
    *("psycopg2", "airflow", "subprocess", "threading", "os", "time"),
}
# What a use case leaves to its steps.
STEP_LIBRARIES = {
    "requests",
    "urllib3",
    "psycopg2",
    "bs4",
    "feedparser",
    "lxml",
    "airflow",
    "warcio",
    "fastwarc",
}
# Where a step's library may be named at all.
HOMES = {
    "feedparser": {"parse"},
    "bs4": {"clean", "extract", "common"},
    "psycopg2": {"store", "stack"},
    "requests": {"fetch", "stack"},
    "warcio": {"archive"},
    "airflow": {"airflow_glue", "ui"},
}


def use_cases() -> set[str]:
    """The modules beside the step folders but for the foundation, and packages of such."""
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "errors"}
    return modules | {
        "backfill",
        "feed_list",
        "full_text",
        "ingest",
        "inspection",
        "maintain",
        "replay",
        "runtime",
        "stories",
        "takedown",
        "transform",
        "watch",
        "websub",
    }


def allowed(part: str) -> set[str]:
    """The parts of ours that `part` may import."""
    if part in FOUNDATION:
        return {"models": {"models"}, "errors": set[str](), "common": FOUNDATION}[part]
    if part == "settings":
        return {"errors"}
    if part in PURE:
        return FOUNDATION
    if part in EFFECTS or part in SIDE_PACKAGES:
        return FOUNDATION | {"settings"} | ({"parse"} if part == "archive" else set())
    if part in use_cases():
        return FOUNDATION | {"settings"} | PURE | EFFECTS | use_cases()
    # Of archives surfaces need the register alone: forms and commands name origins.
    surface = FOUNDATION | {"settings"} | use_cases() | {"store", "sources", "archive"}
    return surface | SIDE_PACKAGES | {"cli"} if part == "cli" else surface | {part}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, (
                f"relative import, line {node.lineno}: breaks under Airflow's plugin loader"
            )
            module = node.module or ""
            yield node.lineno, module
            if module in {"wireroom", "urllib"}:  # `from wireroom import store` imports wireroom.store
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def within(path: Path) -> str:
    """Its place in the package; a DAG has none."""
    return str(path.relative_to(PACKAGE)) if path.is_relative_to(PACKAGE) else path.name


MODULE_NAMES = {".".join(p.relative_to(PACKAGE.parent).with_suffix("").parts) for p in modules()}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_module_imports_only_the_parts_that_the_table_allows(path: Path) -> None:
    part = part_of(path)
    for line, name in imports(ast.parse(path.read_text())):
        if not name.startswith("wireroom.") or name == "wireroom.__version__":
            continue
        target = name.split(".")[1]
        assert target == part or target in allowed(part), (
            f"{named(path)}:{line}: {part} may not import {name}"
        )


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_module_names_only_libraries_that_belong_to_its_part(path: Path) -> None:
    part = part_of(path)
    for line, name in imports(ast.parse(path.read_text())):
        top = name.split(".")[0]
        where = f"{named(path)}:{line}"
        if part in PURE:
            assert name not in IMPURE, f"{where}: {part} is pure and may not import {name}"
            assert top not in IMPURE, f"{where}: {part} is pure and may not import {name}"
        if part in use_cases():
            assert top not in STEP_LIBRARIES, f"{where}: a use case leaves {top} to its step"
        assert part in HOMES.get(top, {part}), f"{where}: {top} belongs to {sorted(HOMES[top])}"


@pytest.mark.parametrize("path", [p for p in modules() if part_of(p) in PURE], ids=named)
def test_a_pure_step_never_reads_the_clock(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in {"now", "utcnow", "today", "time_ns", "monotonic"}, (
                f"{named(path)}:{node.lineno}: `now` is an argument"
            )


@pytest.mark.parametrize("path", sorted((ROOT / "dags").glob("*.py")), ids=named)
def test_a_dag_file_imports_only_airflow_and_the_glue(path: Path) -> None:
    for line, name in imports(ast.parse(path.read_text())):
        ours = name.startswith("wireroom")
        assert not ours or name.startswith("wireroom.airflow_glue"), f"{named(path)}:{line}: imports {name}"
        assert name not in IMPURE - {"airflow"}, f"{named(path)}:{line}: imports {name}"
        assert name.split(".")[0] not in STEP_LIBRARIES - {"airflow"}, f"{named(path)}:{line}: imports {name}"


@pytest.mark.parametrize("path", [*modules(), *sorted((ROOT / "dags").glob("*.py"))], ids=named)
def test_a_module_and_its_functions_stay_small(path: Path) -> None:
    source = path.read_text()
    longest = MODULE_LINES_FOR_A_REASON if within(path) in LONGER_MODULES else MODULE_LINES
    assert source.count("\n") <= longest, f"{named(path)}: split it by job"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            limit = FUNCTION_LINES + _docstring_lines(node)
            if f"{path.relative_to(path.parents[1])}:{node.name}" in LONGER_FOR_A_REASON:
                continue
            assert lines <= limit, f"{named(path)}:{node.lineno}: {node.name} has {lines} lines"


def test_a_longer_module_is_there_and_needs_its_reason() -> None:
    lengths = {within(path): path.read_text().count("\n") for path in modules()}
    assert [name for name in LONGER_MODULES if lengths.get(name, 0) <= MODULE_LINES] == []


@cache
def offered() -> dict[tuple[str, str], Path]:
    """What packages offer by their `__init__`: the module that it stands in and its name → the package."""
    return {  # a module as such has no second way
        (node.module or "", alias.name): path.parent
        for path in PACKAGE.rglob("__init__.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ImportFrom)
        and (PACKAGE.parent / (node.module or "").replace(".", "/")).is_relative_to(path.parent)
        for alias in node.names
        if f"{node.module}.{alias.name}" not in MODULE_NAMES
    }


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_name_is_imported_in_one_way(path: Path) -> None:
    """Outside its package from there, where the package offers it; else from its module (all of `store`)."""
    around = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (home := offered().get((node.module or "", alias.name))) and not path.is_relative_to(home)
    }
    assert around == set(), "its package offers it: take it from there"


def test_use_cases_the_store_and_archives_have_no_second_door() -> None:
    """A list of all their names in `__init__` would load all of it for who needs one."""
    closed = {PACKAGE / name for name in {*use_cases(), "store", "archive"}}
    assert {name for (_, name), package in offered().items() if package in closed} == set()


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        return (first.end_lineno or first.lineno) - first.lineno + 1
    return 0


@pytest.mark.parametrize("path", modules(), ids=named)
def test_no_module_is_named_like_one_of_the_standard_library(path: Path) -> None:
    """A loader that imports by bare file name would replace it for the whole process."""
    for part in path.relative_to(PACKAGE).with_suffix("").parts:
        if part != "__init__":
            assert part not in sys.stdlib_module_names, f"{named(path)}: rename it"


def test_the_plugin_loader_sees_the_entry_file_and_nothing_else() -> None:
    """Airflow 3.3 imports every .py under plugins/ that .airflowignore does not hide (issue 63548)."""
    from airflow._shared.module_loading.file_discovery import find_path_from_directory

    seen = {
        Path(found).name
        for found in find_path_from_directory(ROOT / "plugins", ".airflowignore", "glob")
        if found.endswith(".py")
    }
    assert seen == {"wireroom_plugin.py"}


@pytest.mark.parametrize("path", modules(), ids=named)
def test_every_module_says_in_its_first_sentence_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text())), f"{named(path)} has no docstring"
