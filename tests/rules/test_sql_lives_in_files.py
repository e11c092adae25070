"""SQL lives in .sql files, named and described; Python knows the names only (house style 12)."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sorted([*(ROOT / "plugins").rglob("*.py"), *(ROOT / "dags").rglob("*.py")])
QUERIES = sorted((ROOT / "sql" / "queries").rglob("*.sql"))
ALL_SQL = [path for path in sorted((ROOT / "sql").rglob("*.sql")) if path.name != "schema.sql"]

STATEMENT = re.compile(
    r"^\s*(SELECT\s.+\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|WITH\s+\w+\s+AS\s*\(|"
    r"(CREATE|ALTER|DROP)\s+(TABLE|VIEW|ROLE|DATABASE|SCHEMA|INDEX|FUNCTION|EXTENSION)\s|COPY\s+\S+\s+FROM\s|"
    r"TRUNCATE\s|GRANT\s.+\sTO\s|SET\s+(LOCAL\s+)?\w+\s*(=|TO)\s|SAVEPOINT\s|LOCK\s+TABLE\s|VACUUM\b|ANALYZE\s)",
    re.DOTALL | re.IGNORECASE,
)


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of a module with its line; an f-string with x in its gaps. Docstrings are prose."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "x" for part in node.values)
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sql_in_python(path: Path) -> None:
    """Not even a short one: it would be the first that nobody finds."""
    found = [f"{path.name}:{line}: {text[:60]}" for line, text in texts(path) if STATEMENT.match(text)]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "SELECT id FROM wireroom.feeds",
        "\n  INSERT INTO wireroom.feeds (url) VALUES (%s)",
        "UPDATE wireroom.feeds SET paused = true",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "CREATE DATABASE ",
        "TRUNCATE staged_keys",
    ],
)
def test_sql_is_recognised(text: str) -> None:
    """The rule can fail."""
    assert STATEMENT.match(text)


@pytest.mark.parametrize("path", ALL_SQL, ids=lambda path: str(path.relative_to(ROOT)))
def test_sql_says_what_it_is_for(path: Path) -> None:
    """The first line is a comment; a view may let its COMMENT speak."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("--") or (path.parent.name == "views" and "COMMENT ON VIEW" in text)


def test_every_query_is_used() -> None:
    """No museum of retired code."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in PYTHON)
    names = [str(path.relative_to(ROOT / "sql" / "queries").with_suffix("")) for path in QUERIES]
    unused = [name for name in names if f'"{name}"' not in source]
    assert unused == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "sql" / "migrations").glob("*")), ids=lambda path: str(path.name)
)
def test_migrations_are_numbered_and_named(path: Path) -> None:
    """NNNN_verb_object.sql."""
    assert re.fullmatch(r"\d{4}_[a-z]+(_[a-z]+)+\.sql", path.name)


def test_queries_stand_in_folders_by_subject() -> None:
    """More than 300 in one folder were a list that nobody could read."""
    assert [path.name for path in QUERIES if path.parent.name == "queries"] == []
    in_folder = Counter(path.parent.name for path in QUERIES)
    assert [name for name, queries in in_folder.items() if queries > 50] == []
