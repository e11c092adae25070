"""Each document here is cleaned to what the file beside it says, and cleaning that again changes nothing.

After a wanted change: `WIREROOM_REGENERATE=1 pytest tests/golden/clean`, then read the difference.
"""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path
from typing import Any

import pytest

from wireroom.clean import clean_html, clean_text
from wireroom.models import Cleaned

HERE = Path(__file__).parent
DOCUMENTS = sorted(path for path in HERE.iterdir() if path.suffix in (".html", ".txt"))


def cleaned(document: Path) -> Cleaned:
    """Plain text by its name, markup by its."""
    written = document.read_text("utf-8")
    if document.suffix == ".txt":
        return clean_text(written)
    return clean_html(written, base_url="https://bay.example/news/ferry")


def said(found: Cleaned) -> dict[str, Any]:
    """The value as JSON; beside each span the words that stand there."""
    answer = dataclasses.asdict(found)
    for each in (*answer["embeds"], *answer["attribution"]):
        each["stands"] = found.text[slice(*each["span"])] if each["span"] else None
    answer["text"] = found.text.split("\n")
    return answer


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_document_is_cleaned_as_expected(document: Path) -> None:
    found = json.dumps(said(cleaned(document)), indent=2, ensure_ascii=False) + "\n"
    expected = document.with_suffix(document.suffix + ".expected.json")
    if os.environ.get("WIREROOM_REGENERATE"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_cleaning_it_again_changes_nothing(document: Path) -> None:
    once = cleaned(document)
    assert clean_html(once.html).html == once.html


def test_there_are_documents() -> None:
    """The glob above finds something: an empty folder must not pass."""
    assert len(DOCUMENTS) >= 14
