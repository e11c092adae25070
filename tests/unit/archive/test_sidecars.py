"""A saved document's address and time of capture stand beside it; what tells them is no document itself."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.http import HTTPFileSystem

from support.file_server import ServedFile, serving
from wireroom.archive import Place
from wireroom.archive.saved.documents import DocumentsOrigin
from wireroom.archive.saved.sidecars import TELLS_OF_OTHERS
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://quay.example/ferry"
AT = datetime(2019, 3, 4, 5, 6, 7, tzinfo=UTC)
PAGE = b"<!doctype html><html><title>Low water</title><p>The ferry waited.</p></html>"
TOLD = {"url": URL, "date_download": "2019-03-04 05:06:07", "title": "Low water", "maintext": "The ferry."}
TABLE = b"file,url,captured_at\nferry.html,https://quay.example/ferry,2019-03-04T05:06:07Z\n"


def read(place: str) -> tuple[list[ArchivedDocument], Counter[str]]:
    origin = DocumentsOrigin(Place(place, pytest.fail, NOW))
    found, left_out, states = list[ArchivedDocument](), Counter[str](), set[str]()
    for unit in origin.list():
        try:
            found += origin.read(unit, left_out)
        except DocumentError as error:
            states.add(error.state)
    assert states <= {"refused"}
    return found, left_out


def written(folder: Path, files: dict[str, bytes]) -> str:
    for name, body in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    return str(folder)


def zipped(folder: Path, files: dict[str, bytes]) -> str:
    (folder / "deep").mkdir()
    with zipfile.ZipFile(folder / "deep" / "saved.zip", "w") as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    return str(folder)


def in_memory(folder: Path, files: dict[str, bytes]) -> str:
    storage = fsspec.filesystem("memory")
    for name, body in files.items():
        storage.pipe(f"/{folder.name}/{name}", body)
    return f"memory://{folder.name}"


BESIDE = {
    "the whole name": {"ferry.html": PAGE, "ferry.html.json": json.dumps(TOLD).encode()},
    "the stem": {"ferry.html": PAGE, "ferry.json": json.dumps(TOLD).encode()},
    "a text": {"ferry.txt": b"The ferry waited. " * 9, "ferry.json": json.dumps(TOLD).encode()},
    "a table": {"ferry.html": PAGE, "index.csv": TABLE},
    "a table with tabs": {"ferry.html": PAGE, "urls.tsv": TABLE.replace(b",", b"\t")},
    "a table above": {"a/b/ferry.html": PAGE, "manifest.csv": TABLE.replace(b"\nferry", b"\n./a/b/ferry")},
    "before the page's own comment": {
        "ferry.html": b"<!-- saved from url=(0028)https://quay.example/elsewhere -->" + PAGE,
        "metadata.csv": TABLE,
    },
}


@pytest.mark.parametrize("files", BESIDE.values(), ids=BESIDE)
@pytest.mark.parametrize("keep", [written, zipped, in_memory])
def test_what_stands_beside_a_document_says_where_and_when_it_was_saved(
    tmp_path: Path, keep: object, files: dict[str, bytes]
) -> None:
    """It was an article more, under an address of its own, and the page one without an address."""
    documents, left_out = read(keep(tmp_path, files))  # type: ignore[operator]
    (document,) = documents
    assert (document.url, document.captured_at) == (URL, AT)
    assert left_out == {TELLS_OF_OTHERS: 1}


NOT_BESIDE = {
    "no document of that name": {"tram.html": PAGE, "ferry.json": json.dumps(TOLD).encode()},
    "without an address": {"ferry.html": PAGE, "ferry.json": json.dumps({**TOLD, "url": None}).encode()},
    "a feed": {
        "ferry.html": PAGE,
        "ferry.json": json.dumps({"version": "1", "url": URL, "items": [{"id": "1", "title": "A"}]}).encode(),
    },
    "a table of rows": {"ferry.html": PAGE, "index.csv": b"url,title\nhttps://quay.example/a,Low water\n"},
}


@pytest.mark.parametrize("files", NOT_BESIDE.values(), ids=NOT_BESIDE)
def test_what_tells_of_no_other_is_a_document(tmp_path: Path, files: dict[str, bytes]) -> None:
    documents, left_out = read(written(tmp_path, files))
    assert len(documents) == 2
    assert not left_out
    assert all(document.url.startswith("file:") for document in documents if document.body == PAGE)


@pytest.mark.parametrize(
    "body", [b"\xff{", b"[" * 100_000, b"null", b'{"url": 7}', b'{"url": "javascript:a"}']
)
def test_a_sidecar_that_says_nothing_is_believed_in_nothing(tmp_path: Path, body: bytes) -> None:
    written(tmp_path, {"ferry.html": PAGE, "ferry.html.json": body})
    origin = DocumentsOrigin(Place(str(tmp_path), pytest.fail, NOW))
    (document,) = origin.read(next(iter(origin.list())), Counter())
    assert document.url == "file:ferry.html"


def test_a_link_beside_a_page_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text(json.dumps(TOLD))
    (tmp_path / "saved").mkdir()
    written(tmp_path / "saved", {"ferry.html": PAGE})
    (tmp_path / "saved" / "ferry.html.json").symlink_to(elsewhere)
    origin = DocumentsOrigin(Place(str(tmp_path / "saved"), lambda error: None, NOW))
    (document,) = origin.read(next(iter(origin.list())), Counter())
    assert document.url == "file:ferry.html"


def test_in_a_tar_nothing_is_looked_up_and_a_row_stays_a_row(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "saved.tar", "w") as packed:
        for name, body in BESIDE["the stem"].items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            packed.addfile(info, io.BytesIO(body))
    documents, _ = read(str(tmp_path))
    assert [document.url for document in documents] == ["file:ferry.html", URL]


def test_one_file_of_a_server_is_asked_for_and_nothing_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HTTPFileSystem, "_ls", pytest.fail)
    with serving(ServedFile(PAGE, name="ferry.html")) as file:
        documents, _ = read(file.url)
    assert [document.body for document in documents] == [PAGE]


def test_a_folder_is_listed_once_for_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A listing a file would be quadratic."""
    written(tmp_path, {f"{number}.html": PAGE for number in range(50)})
    listed: list[Path] = []
    found = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda self: (listed.append(self), found(self))[1])
    documents, _ = read(str(tmp_path))
    assert (len(documents), len(listed)) == (50, 1)
