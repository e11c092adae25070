"""A newcomer finds their way: folders that can be taken in at a glance, no name twice, no crumbs of modules.

Each list below names what is not there yet. It may only shrink: an entry that is no longer needed fails too.
"""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "plugins" / "wireroom"
FILES_A_FOLDER = 20
CRUMB = 40  # lines; a smaller module that only one neighbour imports joins that neighbour
FULLER_FOLDERS: set[str] = set()
NAMES_TWICE: set[str] = set()
CRUMBS: set[str] = set()
REGISTERS = {"archive.register"}  # what each line of one opens has a module of its own, however small


def modules() -> dict[str, Path]:
    """Dotted name below the package → file; packages by their own names."""
    named = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        named[".".join(part for part in parts if part != "__init__")] = path
    return named


def imported(path: Path, known: dict[str, Path]) -> set[str]:
    """Modules of ours that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wireroom"):
            base = (node.module or "").removeprefix("wireroom").lstrip(".")
            for alias in node.names:
                whole = f"{base}.{alias.name}".lstrip(".")
                found.add(whole if whole in known else base)
    return found


def test_a_folder_has_no_more_files_than_a_glance_takes_in() -> None:
    files = Counter(str(path.parent.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py"))
    assert {folder for folder, count in files.items() if count > FILES_A_FOLDER} == FULLER_FOLDERS


def test_no_two_modules_have_the_same_name() -> None:
    names = Counter(path.stem for path in PACKAGE.rglob("*.py") if path.stem != "__init__")
    twice = {name for name, count in names.items() if count > 1}
    assert twice == NAMES_TWICE, "rename one of two, or keep NAMES_TWICE as the code is"


def test_no_two_classes_have_the_same_name() -> None:
    """One word, one thing: `Place` was a folder of files, a spot on a page and a document's key."""
    names = Counter(
        node.name
        for path in PACKAGE.rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert {name for name, count in names.items() if count > 1} == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Nor for the type checker's sake: of two that name each other neither can be read first."""
    known = {name: path for name, path in modules().items() if path.stem != "__init__"}
    left = {name: imported(path, known) & set(known) for name, path in known.items()}
    while ready := [name for name, others in left.items() if not others & set(left)]:
        for name in ready:
            del left[name]
    assert sorted(left) == [], "these import each other, or what does"


def test_a_small_module_that_one_neighbour_imports_is_part_of_it() -> None:
    known = modules()
    users: dict[str, set[str]] = {name: set() for name in known}
    for name, path in known.items():
        for other in imported(path, known) & set(known):
            users[other].add(name)
    crumbs = {
        name
        for name, path in known.items()
        if path.stem != "__init__"
        and path.read_text(encoding="utf-8").count("\n") < CRUMB
        and len(users[name]) == 1
        and not users[name] <= REGISTERS
        and all(known[user].stem != "__init__" and known[user].parent == path.parent for user in users[name])
    }
    assert crumbs == CRUMBS, "put it into its only user, or keep CRUMBS as the code is"
