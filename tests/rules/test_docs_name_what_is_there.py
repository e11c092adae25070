"""What the pages for people name is there: modules, folders and links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "plugins" / "wireroom"
PAGES = (
    *("README.md", "CONTRIBUTING.md", "dbt/README.md", "tests/README.md"),
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
)
_PATH = re.compile(r"`((?:[a-z_]+/)*[a-z_]+(?:\.(?:py|tsv|yaml|sql)|/))`")
_MODULE = re.compile(r"(?<![\w./])((?:[a-z_]+/)+[a-z_]+\.py|(?<=`)[a-z_]+\.py(?=`))(?!\w)")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
DECISIONS = ROOT / "docs" / "decisions"
_DECISION = re.compile(r"\b[Dd]ecisions?[ /](\d{1,4})\b")


@pytest.mark.parametrize("page", PAGES)
def test_every_module_and_folder_that_a_page_names_is_there(page: str) -> None:
    named = set(_PATH.findall((ROOT / page).read_text(encoding="utf-8")))
    assert [path for path in sorted(named) if not _is_there(path)] == []


@pytest.mark.parametrize(
    "page", [*PAGES, *(f"docs/decisions/{path.name}" for path in DECISIONS.glob("*.md"))]
)
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    links = _LINK.findall((ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


def test_every_module_that_a_docstring_or_comment_names_is_there() -> None:
    """Beside it, or from the root or the package."""
    sources = (
        *PACKAGE.rglob("*.py"),
        *(ROOT / "dags").glob("*.py"),
        *(ROOT / "sql" / "queries").rglob("*.sql"),
    )
    lost = [
        f"{path.relative_to(ROOT)}: {named}"
        for path in (*sources, *(ROOT / "sql" / "views").glob("*.sql"))
        for named in sorted(set(_MODULE.findall(path.read_text(encoding="utf-8"))))
        if not _is_there(named) and not (path.parent / named).exists()
    ]
    assert lost == []


def test_every_room_of_the_package_is_in_the_table_of_rooms() -> None:
    said = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = said.partition("\n## Rooms\n")[2].partition("\n## ")[0]
    folders = [f"{path.parent.name}/" for path in PACKAGE.glob("*/__init__.py")]
    modules = [path.name for path in PACKAGE.glob("*.py") if path.stem != "__init__"]
    assert [name for name in (*folders, *modules) if f"`{name}`" not in table] == []


def test_each_walk_through_the_code_has_twelve_stops_at_most() -> None:
    said = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    walks = re.split(r"^## \w+ walks$", said, flags=re.MULTILINE)[1].partition("\n## ")[0].split("\n**")[1:]
    stops = [len(re.findall(r"^\d+\. ", walk, re.MULTILINE)) for walk in walks]
    assert len(stops) >= 4
    assert min(stops) >= 1
    assert max(stops) <= 12


def test_every_file_that_a_decision_names_with_its_folder_is_there() -> None:
    """A decision may speak of what was given up: by its name alone."""
    lost = [
        f"{page.name}: {path}"
        for page in sorted(DECISIONS.glob("*.md"))
        for path in sorted(set(_PATH.findall(page.read_text(encoding="utf-8"))))
        if "/" in path.rstrip("/") and not path.endswith("/") and not _is_there(path)
    ]
    assert lost == []


def test_every_decision_that_anything_names_by_number_is_there() -> None:
    """As `decision 44` or `decisions/0044`: a page that was joined with another takes its number along."""
    there = {int(page.name[:4]) for page in DECISIONS.glob("*.md")}
    texts = [
        *(
            path
            for folder in ("plugins", "dags", "tests", "bench", "tools")
            for path in (ROOT / folder).rglob("*.py")
        ),
        *(ROOT / "sql").rglob("*.sql"),
        *PACKAGE.rglob("*.tsv"),
        *DECISIONS.glob("*.md"),
        *(ROOT / page for page in PAGES),
    ]
    lost = [
        f"{path.relative_to(ROOT)}: {number}"
        for path in texts
        for number in _DECISION.findall(path.read_text(encoding="utf-8"))
        if int(number) not in there
    ]
    assert lost == []


def _is_there(path: str) -> bool:
    """As written from the root, the package or a folder that pages speak of without its place."""
    bases = (ROOT, PACKAGE, ROOT / "sql", ROOT / "sql" / "queries", ROOT / "tests", ROOT / "docs")
    return any((base / path).exists() for base in bases)
