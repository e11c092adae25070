"""Code that nothing uses is deleted: vulture finds it; what it cannot see used stands below and why."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "plugins" / "wireroom"
CODE = [
    ROOT / name for name in ("plugins", "dags", "tools", "bench")
]  # not tests: what they alone use is dead
MODULES = {
    f"wireroom.{'.'.join(path.parent.relative_to(PACKAGE).parts)}" for path in PACKAGE.rglob("*/__init__.py")
}
USED_BY = {
    "requests and urllib3 call or read it": {
        *("resolve_redirects", "response_class", "_new_conn", "ConnectionCls", "init_poolmanager"),
        *("pool_classes_by_scheme", "cert_verify", "proxy_manager_for", "trust_env"),
    },
    "http.client reads it": {"_MAXHEADERS"},
    "BeautifulSoup reads it of its elements": {
        *("interesting_string_types", "can_be_empty_element", "previous_element"),
    },
    "io calls it": {"seekable"},
    "psycopg2 reads it": {"autocommit", "itersize"},
    "py3langid reads it": {"_full_model"},
    "RE2 reads it of its options": {"case_sensitive", "log_errors", "max_mem"},
    "rich calls it": {"on_broken_pipe"},
    "Airflow reads it of a plugin": {"WireroomPlugin", "external_views", "fastapi_apps"},
    "Airflow loads what core.executor names": {"PreloadingExecutor"},
}


@pytest.fixture(scope="module")
def dead() -> dict[str, str]:
    """Name → place and kind, of what nothing in code or templates uses."""
    library = pytest.importorskip("vulture", reason="an older environment: make install-dev")
    vulture = library.Vulture(
        ignore_decorators=["@*router.*", "@_inside.*", "@_open.*"]
    )  # routes: FastAPI calls them
    vulture.scavenge([str(path) for path in CODE])
    templates = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.html"))
    shown = set(re.findall(r"\w+", templates))
    return {
        item.name: f"{item.filename}:{item.first_lineno}: {item.message}"
        for item in vulture.get_unused_code(min_confidence=60)
        if item.typ != "unreachable_code"  # vulture takes `while True: for …: break; else: break` for endless
        and item.filename.is_relative_to(ROOT / "plugins")
        and item.name not in shown
        and not _is_column(item.typ, item.filename)
    }


@pytest.mark.slow
def test_every_name_is_used(dead: dict[str, str]) -> None:
    excused = set().union(*USED_BY.values())
    assert [place for name, place in sorted(dead.items()) if name not in excused] == []


def test_every_excuse_is_needed(dead: dict[str, str]) -> None:
    excused = set().union(*USED_BY.values())
    assert sorted(excused - set(dead)) == []


def _is_column(typ: str, path: Path) -> bool:
    """A field of a row: whoever asks for rows may read it."""
    return typ == "variable" and path.is_relative_to(PACKAGE / "store")


@pytest.mark.parametrize("package", ["wireroom", *sorted(MODULES)])
def test_every_name_that_a_room_offers_is_there(package: str) -> None:
    """`from room import *` fails for one that is gone."""
    room = import_module(package)
    assert [name for name in getattr(room, "__all__", ()) if not hasattr(room, name)] == []


@pytest.mark.slow
def test_every_name_that_a_room_offers_is_taken() -> None:
    """Of code or tests outside it: what stands in `__all__` alone, vulture takes for used."""
    files = [file for folder in (*CODE, ROOT / "tests") for file in folder.rglob("*.py")]
    taken = set().union(*map(_taken, files))
    offered = {(room, name) for room in MODULES for name in getattr(import_module(room), "__all__", ())}
    assert sorted(offered - taken) == []


def _taken(file: Path) -> set[tuple[str, str]]:
    """Room and name, of `from room import name` and of `room.name`."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found: set[tuple[str, str]] = set()
    rooms: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            room_itself = file.name == "__init__.py" and node.module.startswith(_room_of(file))
            for alias in node.names:
                rooms[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                found |= set() if room_itself else {(node.module, alias.name)}
    return found | {
        (rooms[node.value.id], node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in rooms
    }


def _room_of(file: Path) -> str:
    inside = file.is_relative_to(PACKAGE)
    return ".".join(("wireroom", *file.parent.relative_to(PACKAGE).parts)) if inside else "-"
