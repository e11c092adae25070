"""A saved document's address and time of capture stand beside it; what tells them is no document itself."""

from __future__ import annotations

import io
import json
import os
import random
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import fsspec
import pytest
from fsspec.implementations.http import HTTPFileSystem
from upath import UPath

from support.file_server import ServedFile, serving
from wireroom.archive.files_origin import Place
from wireroom.archive.saved import documents
from wireroom.archive.saved.beside import folder_sidecars
from wireroom.archive.saved.beside.folder_sidecars import FolderSidecars
from wireroom.archive.saved.beside.sidecars import TELLS_OF_OTHERS
from wireroom.archive.saved.documents import DocumentsOrigin
from wireroom.archive.saved.saved_files import open_saved
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://quay.example/ferry"
AT = datetime(2019, 3, 4, 5, 6, 7, tzinfo=UTC)
PAGE = b"<!doctype html><html><title>Low water</title><p>The ferry waited.</p></html>"
SAID = {"url": URL, "date_download": "2019-03-04 05:06:07"}
TOLD = json.dumps(SAID).encode()
ARTICLE = json.dumps({**SAID, "title": "Low water", "maintext": "The ferry."}).encode()


def pair(number: int) -> dict[str, bytes]:
    told = json.dumps({"url": f"{URL}/{number}", "captured_at": "2019-03-04T05:06:07Z"}).encode()
    return {f"{number}.html": PAGE, f"{number}.html.json": told}


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
    "a page": {"ferry.html": PAGE, "ferry.html.json": TOLD},
    "a text": {"ferry.txt": b"The ferry waited. " * 9, "ferry.txt.json": TOLD},
    "capital letters": {"Ferry.HTML": PAGE, "Ferry.HTML.Json": TOLD},
    "a name that an address would escape": {
        "a/low water +50%41 ä.html": PAGE,
        "a/low water +50%41 ä.html.json": TOLD,
    },
    "before the page's own comment": {
        "ferry.html": b"<!-- saved from url=(0028)https://quay.example/elsewhere -->" + PAGE,
        "ferry.html.json": TOLD,
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
    "no document of that name": {"tram.html": PAGE, "ferry.html.json": ARTICLE},
    "of the stem alone": {"ferry.html": PAGE, "ferry.json": ARTICLE},
    "without an address": {"ferry.html": PAGE, "ferry.html.json": b'{"title": "Low water"}'},
    "a feed": {
        "ferry.html": PAGE,
        "ferry.html.json": json.dumps({"url": URL, "items": [{"id": "1", "content_text": "A"}]}).encode(),
    },
    "a table of rows": {
        "ferry.html": PAGE,
        "index.csv": b"url,title,file\nhttps://q.example/a,Low,ferry.html\n",
    },
}


@pytest.mark.parametrize("files", NOT_BESIDE.values(), ids=NOT_BESIDE)
def test_what_tells_of_no_other_is_a_document(tmp_path: Path, files: dict[str, bytes]) -> None:
    documents, left_out = read(written(tmp_path, files))
    assert len(documents) == 2
    assert not left_out
    assert all(document.url.startswith("file:") for document in documents if document.body == PAGE)


@pytest.mark.parametrize("keep", [written, zipped, in_memory])
def test_what_has_an_article_of_its_own_tells_of_the_page_and_is_a_document(
    tmp_path: Path, keep: object
) -> None:
    """Beside a page that is empty, or damaged, it was left out all the same, and nothing stayed."""
    documents, left_out = read(keep(tmp_path, {"a.html": b"", "a.html.json": ARTICLE}))  # type: ignore[operator]
    assert [document.url for document in documents] == [URL]
    assert left_out == {"empty": 1}
    (tmp_path / "both").mkdir()
    documents, _ = read(keep(tmp_path / "both", {"a.html": PAGE, "a.html.json": ARTICLE}))  # type: ignore[operator]
    assert [(document.url, document.captured_at) for document in documents] == [(URL, AT)] * 2


def test_a_damaged_sidecar_costs_its_own_words_alone(tmp_path: Path) -> None:
    """The rest of the zip was not read."""
    files = {name: body for number in range(3) for name, body in pair(number).items()}
    with zipfile.ZipFile(tmp_path / "saved.zip", "w") as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    whole = (tmp_path / "saved.zip").read_bytes()
    (tmp_path / "saved.zip").write_bytes(
        whole.replace(pair(1)["1.html.json"], b"?" * len(pair(1)["1.html.json"]), 1)
    )
    refused: list[str] = []
    origin = DocumentsOrigin(Place(str(tmp_path), lambda error: refused.append(str(error)), NOW))
    documents = list(origin.documents(None))
    told = [f"{URL}/0", "file:1.html", f"{URL}/2"]
    assert [document.url for document in documents] == told
    (words,) = refused
    assert "1 of its documents cannot be read: 1.html.json" in words


def test_a_sidecar_that_may_not_be_read_costs_its_own_words_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page was refused with it."""
    monkeypatch.setattr(
        FolderSidecars, "read", lambda self, name, most=0: (tmp_path / "away" / name).read_bytes()
    )
    documents, _ = read(written(tmp_path, {"ferry.html": PAGE, "ferry.html.json": ARTICLE}))
    assert [document.url for document in documents] == ["file:ferry.html", URL]


@pytest.mark.parametrize(
    "url",
    [
        *("http://localhost/a", "http://10.0.0.1/a", "https://quay.example", "https://quay.example/a\0"),
        *("https://quay.example/a b", "https://evil.example/a", "javascript:a", 7),
    ],
)
def test_an_address_is_believed_as_in_a_page(tmp_path: Path, url: object) -> None:
    page = PAGE.replace(b"<title>", b'<link rel="canonical" href="https://www.quay.example/b"><title>')
    told = json.dumps({**SAID, "url": url}).encode()
    documents, _ = read(written(tmp_path, {"ferry.html": page, "ferry.html.json": told}))
    assert [(document.url, document.captured_at) for document in documents] == [("file:ferry.html", AT)]


@pytest.mark.parametrize("at", ["1970-01-01", "1980-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "soon"])
def test_a_time_before_the_web_is_none(tmp_path: Path, at: str) -> None:
    told = json.dumps({"url": URL, "captured_at": at}).encode()
    written(tmp_path, {"ferry.html": PAGE, "ferry.html.json": told})
    os.utime(tmp_path / "ferry.html", (AT.timestamp(), AT.timestamp()))
    documents, _ = read(str(tmp_path))
    assert [(document.url, document.captured_at) for document in documents] == [(URL, AT)]


def test_a_row_s_time_before_the_web_is_none(tmp_path: Path) -> None:
    row = {"url": URL, "title": "Low water", "summary": "It ran.", "captured_at": "1970-01-01"}
    written(tmp_path, {"a.jsonl": json.dumps(row).encode()})
    os.utime(tmp_path / "a.jsonl", (AT.timestamp(), AT.timestamp()))
    documents, _ = read(str(tmp_path))
    assert [document.captured_at for document in documents] == [AT]


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
    elsewhere.write_text(TOLD.decode())
    (tmp_path / "saved").mkdir()
    written(tmp_path / "saved", {"ferry.html": PAGE})
    (tmp_path / "saved" / "ferry.html.json").symlink_to(elsewhere)
    origin = DocumentsOrigin(Place(str(tmp_path / "saved"), lambda error: None, NOW))
    (document,) = origin.read(next(iter(origin.list())), Counter())
    assert document.url == "file:ferry.html"


def test_in_a_tar_nothing_is_looked_up_and_a_row_stays_a_row(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "saved.tar", "w") as packed:
        for name, body in {"ferry.html": PAGE, "ferry.html.json": ARTICLE}.items():
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
    listed: list[str] = []
    found = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: (listed.append(str(path)), found(path))[1])
    documents, _ = read(str(tmp_path))
    assert (len(documents), len(listed)) == (50, 2), "its files, and what stands beside them"


def test_a_run_opens_a_sidecar_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was opened four times."""
    opened = Counter[str]()

    def opening(path: UPath, **how: Callable[[int], None]) -> IO[bytes]:
        opened[path.name] += 1
        return open_saved(path, **how)

    for module in (documents, folder_sidecars):
        monkeypatch.setattr(module, "open_saved", opening)
    found, _ = read(written(tmp_path, {**pair(1), **pair(2)}))
    assert [document.url for document in found] == [f"{URL}/1", f"{URL}/2"]
    assert opened == {"1.html": 1, "1.html.json": 1, "2.html": 1, "2.html.json": 1}


@pytest.mark.parametrize("by", [lambda name: name[-5:] == ".json", str], ids=["last", "beside"])
def test_a_remote_zip_is_fetched_once_with_its_sidecars(by: Callable[[str], object]) -> None:
    """With the sidecars at its end much of it was fetched once more for each."""
    words = random.Random(1).randbytes(150_000).hex().encode()
    pages = {f"{number:02}.html": PAGE + words for number in range(60)}
    told = {f"{name}.json": json.dumps({"url": f"{URL}/{name}"}).encode() for name in pages}

    def fetched(files: dict[str, bytes]) -> tuple[int, int]:
        body = io.BytesIO()
        with zipfile.ZipFile(body, "w") as packed:
            for name in sorted(files, key=by):
                packed.writestr(name, files[name])
        with serving(ServedFile(body.getvalue(), name="saved.zip")) as file:
            found, _ = read(file.url)
            assert [document.url for document in found] == [
                f"{URL}/{name}" if told.keys() & files else f"file:{name}" for name in pages
            ]
            return len(file.sent), file.sent_bytes

    (plain, plain_bytes), (requests, sent) = fetched(pages), fetched({**pages, **told})
    assert requests <= plain + 3
    assert sent < 1.5 * plain_bytes
