"""A folder of saved documents: each is given once, in order, and a bad one stays one."""

from __future__ import annotations

import gzip
import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import fsspec
import pytest

from wireroom.archive.files_origin import Place
from wireroom.archive.saved.documents import DocumentsOrigin
from wireroom.errors import DocumentError, OriginError

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TEXT = b"date 2022-02-08 The tram came late.\n\nNobody minded."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / "b" / "deep" / "feed.txt").write_bytes(b"<rss><channel/></rss>")
    (tmp_path / "b" / "page").write_bytes(b"<!doctype html><p>Low water</p>")
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "c.json").write_bytes(b'{"version": "https://jsonfeed.org/version/1.1", "items": []}')
    return tmp_path


def read(
    place: str | Path, refused: list[DocumentError] | None = None, **more: int
) -> list[tuple[str, str | None]]:
    errors = [] if refused is None else refused
    origin = DocumentsOrigin(Place(str(place), errors.append, NOW, **more))
    return [(document.uri.rsplit("/", 1)[-1], document.content_type) for document in origin.documents(None)]


def test_documents_are_found_at_any_depth_sorted_and_told_by_content(folder: Path) -> None:
    assert read(folder) == [
        ("a.txt", "text/plain"),
        ("feed.txt", "application/rss+xml"),
        ("page", "text/html"),
        ("c.json", "application/feed+json"),
    ]


def test_a_single_file_is_a_place_too(folder: Path) -> None:
    assert read(folder / "a.txt") == [("a.txt", "text/plain")]


def test_the_time_of_capture_is_the_files_own(folder: Path) -> None:
    os.utime(folder / "a.txt", (1_644_300_000, 1_644_300_000))
    origin = DocumentsOrigin(Place(str(folder / "a.txt"), pytest.fail, NOW))
    (document,) = origin.documents(None)
    assert document.captured_at == datetime(2022, 2, 8, 6, 0, tzinfo=UTC)
    assert document.body == TEXT


def test_one_bad_file_is_told_and_the_others_are_given(folder: Path) -> None:
    (folder / "b" / "empty.txt").touch()
    (folder / "b" / "cut.gz").write_bytes(gzip.compress(TEXT)[:4] + b"\xff\xff\xff")
    (folder / "b" / "large.txt").write_bytes(b"x" * 200)
    refused: list[DocumentError] = []
    assert len(read(folder, refused, max_bytes=100)) == 4
    assert sorted(error.uri.rsplit("/", 1)[-1] for error in refused) == ["cut.gz", "empty.txt", "large.txt"]


def test_a_packed_document_is_unpacked_no_further_than_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.xml.gz").write_bytes(gzip.compress(b"<rss/>"))
    (tmp_path / "b.xml.gz").write_bytes(gzip.compress(b"<rss>" + b" " * 10_000_000))
    refused: list[DocumentError] = []
    assert read(tmp_path, refused, max_bytes=1_000) == [("a.xml.gz", "application/rss+xml")]
    assert "larger than 1,000 bytes" in str(refused[0])


ITEMS = b"".join(b"<item><title>%d</title><guid>%d</guid></item>" % (n, n) for n in range(5_000))


@pytest.mark.parametrize("packed", [False, True])
def test_a_feed_of_any_size_is_given_in_parts(tmp_path: Path, packed: bool) -> None:
    body = b"<rss version='2.0'><channel><title>T</title>" + ITEMS + b"</channel></rss>"
    name = "large.xml.gz" if packed else "large.xml"
    (tmp_path / name).write_bytes(gzip.compress(body) if packed else body)
    refused: list[DocumentError] = []
    origin = DocumentsOrigin(Place(str(tmp_path), refused.append, NOW, max_bytes=1_000))
    parts = [document.body for document in origin.documents(None)]
    assert [part.count(b"<item>") for part in parts] == [2_000, 2_000, 1_000]
    assert refused == []


def test_of_a_large_feed_that_is_damaged_the_whole_part_is_given_and_the_rest_told(tmp_path: Path) -> None:
    (tmp_path / "large.xml").write_bytes(b"<rss version='2.0'><channel>" + ITEMS + b"<item><title>a & b")
    refused: list[DocumentError] = []
    assert len(read(tmp_path, refused, max_bytes=1_000)) == 3
    assert "larger than 1,000 bytes and damaged, what is whole is read: xml" in str(refused[0])


def test_a_place_that_is_not_there_is_an_error_of_the_origin(tmp_path: Path) -> None:
    with pytest.raises(OriginError, match="no such file or folder"):
        read(tmp_path / "nowhere")


def test_links_in_a_circle_and_links_to_nowhere_do_no_harm(folder: Path) -> None:
    (folder / "b" / "round").symlink_to(folder)
    (folder / "b" / "dead").symlink_to(folder / "gone")
    assert len(read(folder)) == 4


def test_files_that_are_no_documents_are_passed_over(folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"\0\1")
    refused: list[DocumentError] = []
    assert len(read(folder, refused)) == 4
    assert refused == []


@pytest.fixture
def bucket() -> Iterator[str]:
    storage = fsspec.filesystem("memory")
    storage.pipe({"/saved/x/one": TEXT, "/saved/two.xml": b"<rss/>"})
    yield "memory://saved"
    storage.rm("/saved", recursive=True)


def test_a_bucket_is_read_like_a_folder(bucket: str) -> None:
    assert read(bucket) == [("two.xml", "application/rss+xml"), ("one", "text/plain")]


def test_the_cost_counts_files_and_bytes_without_reading_them(folder: Path) -> None:
    cost = DocumentsOrigin(Place(str(folder), pytest.fail, NOW)).cost(None)
    assert cost.requests == 0
    assert cost.note == "4 files"
    assert cost.size == sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_a_document_is_called_by_its_path_below_the_place(folder: Path) -> None:
    (folder / "b" / "Käse?.txt").write_bytes(TEXT)
    origin = DocumentsOrigin(Place(str(folder / "b"), pytest.fail, NOW))
    assert [document.url for document in origin.documents(None)] == [
        "file:K%C3%A4se%3F.txt",
        "file:deep/feed.txt",
        "file:page",
    ]
    assert (
        next(DocumentsOrigin(Place(str(folder / "a.txt"), pytest.fail, NOW)).documents(None)).url
        == "file:a.txt"
    )


@pytest.fixture
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that lies elsewhere on the machine."""
    path = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    path.write_bytes(b"date 2022-02-08 The password is herring.")
    return path


@pytest.mark.parametrize("scheme", ["", "file://", "local://"])
def test_a_link_that_leads_out_of_the_folder_is_told_and_not_followed(
    folder: Path, secret: Path, scheme: str
) -> None:
    (folder / "b" / "absolute.txt").symlink_to(secret)
    (folder / "b" / "up.txt").symlink_to(os.path.relpath(secret, folder / "b"))
    (folder / "b" / "outer").symlink_to(secret.parent)
    (folder / "b" / "twice.txt").symlink_to(folder / "b" / "absolute.txt")
    refused: list[DocumentError] = []
    origin = DocumentsOrigin(Place(f"{scheme}{folder}", refused.append, NOW))

    assert len(list(origin.documents(None))) == 4
    assert len(refused) == 4
    assert all("leads out" in str(error) for error in refused)
    assert origin.cost(None).note == "4 files", "nor does the cost count what will not be read"


def test_a_link_inside_the_folder_is_followed(folder: Path) -> None:
    (folder / "b" / "newest.txt").symlink_to(folder / "a.txt")
    assert ("a.txt", "text/plain") in read(folder / "b" / "..")
    assert len(read(folder)) == 5


def test_a_place_that_is_a_link_itself_is_what_it_leads_to(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whoever names it on the command line means it."""
    link = tmp_path_factory.mktemp("links") / "latest"
    link.symlink_to(folder)
    assert len(read(link)) == 4
    one = link.with_name("one.txt")
    one.symlink_to(folder / "a.txt")
    assert len(read(one)) == 1


def test_a_file_that_becomes_a_link_while_the_folder_is_read_is_not_followed(
    folder: Path, secret: Path
) -> None:
    page = folder / "b" / "page"
    origin = DocumentsOrigin(Place(str(folder / "b"), pytest.fail, NOW))
    (found,) = [unit for unit in origin.list() if unit.name == "page"]
    page.unlink()
    page.symlink_to(secret)
    with pytest.raises(DocumentError, match="cannot be read"):
        list(origin.read(found, Counter()))
