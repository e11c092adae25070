"""DAG files in, docs/DAGS.md out: what their decorators set as a table, their docstrings as they are."""

from __future__ import annotations

import ast
from pathlib import Path

from wireroom.cli.up_steps import POOLS, UNPAUSED
from wireroom.settings import PROJECT_ROOT

_HEAD = "# DAGs\n\nGenerated from `dags/` by `make docs`; a test holds it current.\n"
_TABLE = (
    "| DAG | schedule (UTC) | kinds of run | first state | runs at once |",
    "|---|---|---|---|---|",
)
_ASSETS = "plugins/wireroom/airflow_glue/assets.py"
_POOLS = ("| pool | slots | for |", "|---|---|---|")


def dag_pages(folder: Path) -> str:
    """Markdown: a row and a section for each DAG file, in alphabetical order, and the pools."""
    files = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.py"))}
    rows = [_row(dag_id, tree) for dag_id, tree in files.items()]
    pools = [f"| `{name}` | {slots} | {purpose} |" for name, slots, purpose in POOLS]
    tables = ["\n".join((*_TABLE, *rows)), "\n".join((*_POOLS, *pools))]
    sections = [_section(dag_id, tree) for dag_id, tree in files.items()]
    return "\n".join([_HEAD, *(f"{table}\n" for table in tables), *sections])


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
    if isinstance(value, ast.List):
        names = _assets()
        return "whenever " + " or ".join(f"`{names[ast.unparse(item)]}`" for item in value.elts) + " changes"
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
