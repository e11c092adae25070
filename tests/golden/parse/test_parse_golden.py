"""Each document here is read as the file beside it says.

After a wanted change: `WIREROOM_REGENERATE=1 pytest tests/golden/parse`, then read the difference.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from support.golden import documents, expected
from wireroom.parse import parse_document

HERE = Path(__file__).parent
DOCUMENTS = documents(HERE)


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


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_document_is_read_as_expected(document: Path) -> None:
    """Everything the publisher said is there, and nothing else."""
    feed = parse_document(document.read_bytes(), url=f"https://example.org/{document.name}")
    found = json.loads(json.dumps(said(feed)))
    assert found == expected(document, found)
