"""Each document here is read as the file beside it says.

After a wanted change: `WIREROOM_REGENERATE=1 pytest tests/golden/parse`, then read the difference.
"""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path
from typing import Any

import pytest

from wireroom.parse import parse_document

HERE = Path(__file__).parent
DOCUMENTS = sorted(path for path in HERE.iterdir() if path.suffix in (".xml", ".json-feed"))


def said(value: Any) -> Any:
    """A frozen value as JSON, without the fields that say nothing."""
    if dataclasses.is_dataclass(value):
        named = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {
            field.name: said(content) for field, content in named if content not in (None, (), field.default)
        }
    if isinstance(value, tuple):
        return [said(item) for item in value]
    return value


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_document_is_read_as_expected(document: Path) -> None:
    """Everything the publisher said is there, and nothing else."""
    feed = parse_document(document.read_bytes(), url=f"https://example.org/{document.name}")
    found = json.dumps(said(feed), indent=2, ensure_ascii=False) + "\n"
    expected = document.with_suffix(".expected.json")
    if os.environ.get("WIREROOM_REGENERATE"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_there_are_documents() -> None:
    """The glob above finds something: an empty folder must not pass."""
    assert len(DOCUMENTS) >= 9
