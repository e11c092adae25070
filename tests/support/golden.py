"""A folder of golden cases in, its documents out; a document and what it gives in, what it must give out.

The answer to `NAME.xml` is `NAME.xml.expected.json`, in every folder.
`WIREROOM_REGENERATE=1 pytest tests/golden`
writes the answers anew: read the difference before you keep it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

_NO_DOCUMENT = {".json", ".py", ".pyc"}


def documents(folder: Path) -> list[Path]:
    """Sorted; an answer whose document is missing fails."""
    files = [path for path in folder.iterdir() if path.is_file()]
    found = sorted(path for path in files if path.suffix not in _NO_DOCUMENT)
    answers = {path.name for path in files if path.suffix == ".json"}
    assert answers == {answer_beside(path).name for path in found if answer_beside(path).exists()}
    assert found, "an empty folder must not pass"
    return found


def answer_beside(document: Path) -> Path:
    """Where it says what `document` must give."""
    return document.with_name(f"{document.name}.expected.json")


def expected(document: Path, found: Any) -> Any:
    """What `document` must give, as JSON; `found` is written there where answers are made anew."""
    answer = answer_beside(document)
    if os.environ.get("WIREROOM_REGENERATE"):
        answer.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return json.loads(answer.read_text(encoding="utf-8"))
