"""Saved documents read as a backfill reads them."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wireroom.archive.files_origin import Place
from wireroom.archive.saved.documents import DocumentsOrigin
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def read(path: Path, max_bytes: int = 1_000_000) -> tuple[list[ArchivedDocument], Counter[str], list[str]]:
    """The documents of a folder or file, what was left out, and what is wrong in words."""
    left_out, found, wrong = Counter[str](), list[ArchivedDocument](), list[str]()
    origin = DocumentsOrigin(Place(str(path), pytest.fail, NOW, max_bytes=max_bytes))
    for unit in origin.list():
        try:
            found += origin.read(unit, left_out)
        except DocumentError as error:
            wrong.append(str(error))
    return found, left_out, wrong


def item_of(document: ArchivedDocument) -> dict[str, Any]:
    """The one entry of a document that is a row's."""
    (item,) = json.loads(document.body)["items"]
    return dict(item)
