"""A page saved with a folder of its frames and scripts: the page is an article, they are none."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wireroom.archive.files_origin import Place
from wireroom.archive.saved.documents import DocumentsOrigin
from wireroom.errors import DocumentError

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PAGE = b"<!doctype html><html><title>Low water</title><p>The ferry waited.</p></html>"
A_PART = "a part of a page that a browser saved beside it"


def read(place: Path) -> tuple[list[str], Counter[str]]:
    origin = DocumentsOrigin(Place(str(place), pytest.fail, NOW))
    left_out, found = Counter[str](), list[str]()
    for unit in origin.list():
        with contextlib.suppress(DocumentError):  # a file of its own that is refused
            found += [document.url for document in origin.read(unit, left_out)]
    return found, left_out


def files(folder: str) -> dict[str, bytes]:
    return {
        "2024/Ferry.html": PAGE,
        f"2024/{folder}/frame.html": PAGE,
        f"2024/{folder}/deep/style.css.download": b"p { color: red }",
        "old_files/tram.html": PAGE,
    }


def packed(folder: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in files(folder).items():
            archive.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize("folder", ["Ferry_files", "Ferry-Dateien", "Ferry_fichiers", "Ferry.files"])
@pytest.mark.parametrize("is_zip", [False, True])
def test_a_part_of_a_page_is_none_itself(tmp_path: Path, folder: str, is_zip: bool) -> None:
    """Each frame, and the text of each script, was an article."""
    if is_zip:
        (tmp_path / "saved.zip").write_bytes(packed(folder))
    else:
        for name, body in files(folder).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(body)
    found, left_out = read(tmp_path)
    assert found == ["file:2024/Ferry.html", "file:old_files/tram.html"]
    assert left_out == {A_PART: 2}


def test_what_is_asked_for_by_its_own_name_is_read(tmp_path: Path) -> None:
    (tmp_path / "Ferry_files").mkdir()
    (tmp_path / "Ferry.html").write_bytes(PAGE)
    (tmp_path / "Ferry_files" / "frame.html").write_bytes(PAGE)
    assert read(tmp_path / "Ferry_files") == (["file:frame.html"], Counter())


def test_a_folder_of_a_name_that_no_browser_gives_holds_documents(tmp_path: Path) -> None:
    (tmp_path / "case-file").mkdir()
    (tmp_path / "case.html").write_bytes(PAGE)
    (tmp_path / "case-file" / "other.html").write_bytes(PAGE)
    assert read(tmp_path) == (["file:case-file/other.html", "file:case.html"], Counter())
