"""`make docs`: what code, database and DAG files say of themselves in; generated pages out."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path

from support.schema_docs import ColumnDoc, column_docs, schema_dump
from support.settings_page import cell, settings_page
from wireroom.cli.stack.up_steps import POOLS, UNPAUSED
from wireroom.settings import PROJECT_ROOT, Settings
from wireroom.store.connection import connect

_DAGS_HEAD = "# DAGs\n\nGenerated from `dags/` by `make docs`; a test holds it current.\n"
_TABLE = (
    "| DAG | schedule (UTC) | kinds of run | first state | runs at once |",
    "|---|---|---|---|---|",
)
_ASSETS = "plugins/wireroom/airflow_glue/assets.py"
_POOLS = ("| pool | slots | for |", "|---|---|---|")

_COLUMNS_HEAD = """# Columns

Generated from the COMMENTs of a migrated database by `make docs`; checked by a test.

- [Schema `news`](#schema-news): the contract with analysts. Role `wireroom_reader` reads it and nothing else.
- [Schema `wireroom`](#schema-wireroom): private; may change with any release.
"""


def columns_page(docs: Sequence[ColumnDoc]) -> str:
    """Markdown: both schemas, tables and views first, functions after them."""
    parts = [_COLUMNS_HEAD]
    for schema, members in groupby(docs, key=lambda doc: doc.schema):
        parts.append(f"\n## Schema `{schema}`\n")
        documented = list(members)
        for relation, columns in groupby((d for d in documented if d.column), key=lambda doc: doc.relation):
            parts.append(_relation(f"{schema}.{relation}", list(columns)))
        parts.append(_functions(d for d in documented if not d.column))
    return "".join(parts)


def _relation(name: str, columns: Sequence[ColumnDoc]) -> str:
    rows = "".join(f"| `{c.column}` | {c.type} | {cell(c.comment)} |\n" for c in columns)
    return (
        f"\n### {name}\n\n{columns[0].relation_comment}\n\n| column | type | meaning |\n|---|---|---|\n{rows}"
    )


def _functions(functions: Iterable[ColumnDoc]) -> str:
    rows = "".join(f"| `{f.relation}` | `{cell(f.type)}` | {cell(f.relation_comment)} |\n" for f in functions)
    return f"\n### Functions\n\n| function | signature | meaning |\n|---|---|---|\n{rows}" if rows else ""


def _columns_page_of(settings: Settings) -> str:
    with connect(settings.admin_database_url) as conn:
        return columns_page(column_docs(conn))


def _dags_page_of(settings: Settings) -> str:
    return dag_pages(PROJECT_ROOT / "dags")


def _settings_page_of(settings: Settings) -> str:
    return settings_page()


def _schema_of(settings: Settings) -> str:
    return schema_dump(settings.admin_database_url)


# Page → what writes it. A new generated page is one more row.
PAGES: dict[Path, Callable[[Settings], str]] = {
    Path("docs/COLUMNS.md"): _columns_page_of,
    Path("docs/DAGS.md"): _dags_page_of,
    Path("docs/SETTINGS.md"): _settings_page_of,
    Path("sql/schema.sql"): _schema_of,
}


def write_pages(settings: Settings, *, check: bool) -> int:
    """Write every page that changed, or with `check` only name it; exit code 1 where one is stale.

    The database is a freshly migrated one: one in use has partitions of its own.
    """
    changed = [
        (PROJECT_ROOT / page, text)
        for page, text in ((page, write(settings)) for page, write in PAGES.items())
        if _present(PROJECT_ROOT / page) != text
    ]
    for path, text in changed:
        print(f"{path.relative_to(PROJECT_ROOT)}: {'out of date' if check else 'written'}")
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if changed and check else 0


def _present(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def dag_pages(folder: Path) -> str:
    """Markdown: a row and a section for each DAG file, in alphabetical order, and the pools."""
    files = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.py"))}
    rows = [_row(dag_id, tree) for dag_id, tree in files.items()]
    pools = [f"| `{name}` | {slots} | {purpose} |" for name, slots, purpose in POOLS]
    tables = ["\n".join((*_TABLE, *rows)), "\n".join((*_POOLS, *pools))]
    sections = [_section(dag_id, tree) for dag_id, tree in files.items()]
    return "\n".join([_DAGS_HEAD, *(f"{table}\n" for table in tables), *sections])


def _section(dag_id: str, tree: ast.Module) -> str:
    title, _, body = (ast.get_docstring(tree) or "").strip().partition("\n")
    return f"## `{dag_id}`: {title.lstrip('# ').strip()}\n{body}\n"


def _row(dag_id: str, tree: ast.Module) -> str:
    set_to = _decorator(tree)
    schedule = _schedule(set_to["schedule"])
    kinds = ", ".join(sorted(ast.literal_eval(set_to["allowed_run_types"])))
    state = "on" if dag_id in UNPAUSED else "off"
    return f"| `{dag_id}` | {schedule} | {kinds} | {state} | {ast.literal_eval(set_to['max_active_runs'])} |"


def _decorator(tree: ast.Module) -> dict[str, ast.expr]:
    """Keywords of `@dag(…)`. Raises ValueError where the file has none."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dag":
            return {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
    raise ValueError("a file in dags/ without @dag")


def _schedule(value: ast.expr) -> str:
    """A cron line, that of a timetable, assets that wake it, or none."""
    if isinstance(value, ast.List | ast.BinOp):  # Airflow takes a list for all of them, `|` for any
        names, joint = _assets(), " and " if isinstance(value, ast.List) else " or "
        found = [names[item.id] for item in ast.walk(value) if isinstance(item, ast.Name)]
        return "whenever " + joint.join(f"`{name}`" for name in sorted(found)) + " changes"
    if isinstance(value, ast.Call):
        return f"`{ast.literal_eval(value.args[0])}`, each run a data interval"
    cron = ast.literal_eval(value)
    return f"`{cron}`" if cron else "none: started by hand"


def _assets() -> dict[str, str]:
    """What `airflow_glue/assets.py` calls each asset, and its name in Airflow."""
    tree = ast.parse((PROJECT_ROOT / _ASSETS).read_text(encoding="utf-8"))
    return {
        ast.unparse(node.targets[0]): ast.literal_eval(keyword.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for keyword in node.value.keywords
        if keyword.arg == "name"
    }
