"""DAG files in, docs/DAGS.md out: their docstrings are their documentation."""

from __future__ import annotations

import ast
from pathlib import Path

HEAD = "# DAGs\n\nGenerated from the docstrings in `dags/` by `make docs`; a test holds it current.\n"


def dag_pages(folder: Path) -> str:
    """Markdown with one section a DAG file, in alphabetical order."""
    sections = []
    for path in sorted(folder.glob("*.py")):
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        title, _, body = docstring.strip().partition("\n")
        sections.append(f"## `{path.stem}`: {title.lstrip('# ').strip()}\n{body}\n")
    return HEAD + "\n" + "\n".join(sections)
