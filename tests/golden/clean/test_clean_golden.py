"""Each document here is cleaned to what the file beside it says, and cleaning that again changes nothing.

After a wanted change: `WIREROOM_REGENERATE=1 pytest tests/golden/clean`, then read the difference.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from support.golden import documents, expected
from wireroom.clean import clean_html, clean_text
from wireroom.models import Cleaned

HERE = Path(__file__).parent
DOCUMENTS = documents(HERE)


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


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_document_is_cleaned_as_expected(document: Path) -> None:
    found = json.loads(json.dumps(said(cleaned(document))))
    assert found == expected(document, found)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_cleaning_it_again_changes_nothing(document: Path) -> None:
    once = cleaned(document)
    assert clean_html(once.html).html == once.html
