"""A crawl's file is read on from any of its bookmarks: the same documents, under the same numbers."""

from __future__ import annotations

import gzip
import zipfile
from collections import Counter
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from wireroom.archive.crawl_documents import CrawlDocuments
from wireroom.archive.crawl_records import ArchiveRecord
from wireroom.archive.files_origin import Bookmark, Place
from wireroom.archive.warc import WarcOrigin
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument, FileUnit

NOW = datetime(2026, 11, 24, tzinfo=UTC)
PAGES = 12
Read = list[tuple[Bookmark, ArchivedDocument | None]]


def records(*, packed: bool, name: str = "a") -> list[bytes]:
    """Each as it lies in a file: the file's own, then pages, each third a repeat and each fourth gone."""
    file, ends = BytesIO(), list[int]()
    writer = WARCWriter(file, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("f", {"software": "s"}))
    for number in range(PAGES):
        ends.append(file.tell())
        told = number - 1 if number % 3 == 2 else number
        body = f"<html><body><h1>Ferry {name}{told}</h1><p>{'Tea was given. ' * 40}</p></body></html>"
        status = "404 Gone" if number % 4 == 3 else "200 OK"
        head = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"https://{name}.example/{told}",
                "response",
                payload=BytesIO(body.encode()),
                http_headers=head,
                warc_headers_dict={"WARC-Date": "2020-05-01T08:00:00Z"},
            )
        )
    content = file.getvalue()
    return [content[start:end] for start, end in zip([0, *ends], [*ends, len(content)], strict=True)]


def asked_for() -> bytes:
    """A record of a request, which is passed over."""
    file = BytesIO()
    payload = BytesIO(b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n")
    writer = WARCWriter(file, gzip=False)
    writer.write_record(writer.create_warc_record("https://a.example/", "request", payload=payload))
    return file.getvalue()


def wacz(how: int) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", how) as packed:
        packed.writestr("pages/pages.jsonl", "{}")
        for name in ("one", "two"):
            packed.writestr(f"archive/{name} of two.warc.gz", b"".join(records(packed=True, name=name)))
    return file.getvalue()


def in_members_of(size: int, content: bytes) -> bytes:
    """As bgzip and pigz pack: wherever a record begins."""
    return b"".join(gzip.compress(content[at : at + size]) for at in range(0, len(content), size))


KINDS = {
    "a member a record": b"".join(records(packed=True)),
    "not packed": b"".join(records(packed=False)),
    "packed as a whole": gzip.compress(b"".join(records(packed=False))),
    "four records a member": b"".join(
        gzip.compress(b"".join(records(packed=False)[start : start + 4])) for start in range(0, PAGES + 1, 4)
    ),
    "members of so many bytes": in_members_of(700, b"".join(records(packed=False))),
    "WACZ": wacz(zipfile.ZIP_STORED),
    "WACZ that packs twice": wacz(zipfile.ZIP_DEFLATED),
}
IN_THE_MIDDLE = ("a member a record", "not packed", "WACZ")


def opened(tmp_path: Path, content: bytes) -> tuple[WarcOrigin, FileUnit]:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(content)
    origin = WarcOrigin(Place(str(path), print, NOW))
    (unit,) = origin.list()
    return origin, unit


def read(origin: WarcOrigin, unit: FileUnit, after: Bookmark) -> tuple[Read, Counter[str]]:
    left_out: Counter[str] = Counter()
    return list(origin.read_on(unit, left_out, after)), left_out


@pytest.mark.parametrize("kind", KINDS)
def test_from_every_bookmark_the_rest_comes_and_nothing_else(tmp_path: Path, kind: str) -> None:
    origin, unit = opened(tmp_path, KINDS[kind])
    whole, left_out = read(origin, unit, Bookmark())
    given = [(mark.documents, document) for mark, document in whole if document]
    assert len(given) >= PAGES // 2

    so_far: Counter[str] = Counter()
    for place, (bookmark, _) in enumerate(origin.read_on(unit, so_far, Bookmark())):
        before = +so_far
        rest, left_out_behind = read(origin, unit, bookmark)
        found = [(mark.documents, document) for mark, document in rest if document]
        # A repeat of what came before the bookmark is not known as one there, and comes again.
        assert [each for each in found if each in given] == [
            each for each in given if each[0] > bookmark.documents
        ]
        assert {each.url for _, each in found if each} <= {each.url for _, each in given if each}
        assert (
            sum((before + left_out_behind).values()) + len(found) == left_out.total() + len(given) - place - 1
        )
        assert bool(bookmark.place) == (kind != "WACZ that packs twice")


@pytest.mark.parametrize("kind", IN_THE_MIDDLE)
def test_what_lies_before_a_bookmark_is_not_looked_at(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin, unit = opened(tmp_path, KINDS[kind])
    whole, _ = read(origin, unit, Bookmark())
    looked_at: list[str] = []
    of = CrawlDocuments.of

    def look(documents: CrawlDocuments, record: ArchiveRecord) -> ArchivedDocument | str:
        looked_at.append(record.url)
        return of(documents, record)

    monkeypatch.setattr(CrawlDocuments, "of", look)
    read(origin, unit, whole[-2][0])
    assert 0 < len(looked_at) <= 5


def test_numbers_and_captures_are_the_same_wherever_reading_began(tmp_path: Path) -> None:
    """A document that ends its process is known by its number."""
    origin, unit = opened(tmp_path, KINDS["a member a record"])
    whole, _ = read(origin, unit, Bookmark())
    rest, _ = read(origin, unit, whole[1][0])
    told = {document.uri: (mark.documents, document) for mark, document in whole if document}
    assert all(told[each.uri] == (mark.documents, each) for mark, each in rest if each and each.uri in told)
    assert all(each.is_rewritten for _, each in rest if each), "as the warcinfo at the start of the file says"


def test_a_place_where_another_record_lies_now_is_not_believed(tmp_path: Path) -> None:
    origin, unit = opened(tmp_path, KINDS["a member a record"])
    whole, _ = read(origin, unit, Bookmark())
    bookmark = whole[3][0]
    other, unit = opened(tmp_path, b"".join(records(packed=True)))  # as long, and with other ids
    rest, _ = read(other, unit, bookmark)
    assert [mark.documents for mark, _ in rest] == [mark.documents for mark, _ in whole[4:]]


def test_a_long_way_without_a_document_is_not_read_again(tmp_path: Path) -> None:
    """Pages of other hosts: a gigabyte of them left no trace in the ledger."""
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"".join(records(packed=False)[1:] * 200))
    origin = WarcOrigin(Place(str(path), print, NOW, hosts=("b.example",)))
    (unit,) = origin.list()
    marks, left_out = read(origin, unit, Bookmark())
    assert len(marks) > 5
    assert {document for _, document in marks} == {None}
    rest, behind = read(origin, unit, marks[-2][0])
    assert len(rest) == 1
    assert behind.total() < left_out.total() / 4


def with_images(*, packed: bool) -> list[bytes]:
    """A page, records that are left out for a long way, and a page."""
    file, ends = BytesIO(), [0]
    writer, draw = WARCWriter(file, gzip=packed), Random(1)
    for number in range(62):
        is_page = number in {0, 61}
        body = b"<html><body><h1>Ferry</h1><p>Tea.</p></body></html>" if is_page else draw.randbytes(20_000)
        kind = "text/html" if is_page else "image/png"
        head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        url = f"https://a.example/{number}"
        writer.write_record(
            writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=head)
        )
        ends.append(file.tell())
    content = file.getvalue()
    return [content[start:end] for start, end in pairwise(ends)]


def zipped(how: int, name: str, *, packed: bool) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", how) as out:
        out.writestr(f"archive/{name}", b"".join(with_images(packed=packed)))
    return file.getvalue()


FAR = {
    "a member a record": b"".join(with_images(packed=True)),
    "packed as a whole": gzip.compress(b"".join(with_images(packed=False))),
    "WACZ that packs twice": zipped(zipfile.ZIP_DEFLATED, "a.warc.gz", packed=True),
    "WACZ that packs nothing": zipped(zipfile.ZIP_STORED, "a.warc", packed=False),
}


@pytest.mark.parametrize("kind", FAR)
def test_what_is_left_out_counts_once_however_often_reading_ends(tmp_path: Path, kind: str) -> None:
    """Where a bookmark led nowhere, all behind the last document counted again: 119 of 60."""
    origin, unit = opened(tmp_path, FAR[kind])
    so_far: Counter[str] = Counter()
    for bookmark, _ in origin.read_on(unit, so_far, Bookmark()):
        before = so_far.total()
        _, behind = read(origin, unit, bookmark)
        assert before + behind.total() == 60


CUT = {
    **{f"{cut} bytes of one packing": (KINDS["packed as a whole"], -cut) for cut in (1, 20, 40, 80, 120)},
    "in a head": (b"".join(records(packed=False)), sum(map(len, records(packed=False)[:-1])) + 60),
    "in a first line": (b"".join(records(packed=False)), sum(map(len, records(packed=False)[:-1])) + 4),
    "in a record that is passed over": (b"".join([*records(packed=False), asked_for()[:-20]]), None),
    "in the last of members with several": (
        gzip.compress(b"".join(records(packed=False)[:6]))
        + gzip.compress(b"".join(records(packed=False)[6:])),
        -9,
    ),
}


@pytest.mark.parametrize("where", CUT)
def test_a_file_that_is_cut_off_is_damaged_wherever(tmp_path: Path, where: str) -> None:
    """It was done, and what was missing was lost without a word."""
    content, end = CUT[where]
    origin, unit = opened(tmp_path, content[:end])
    with pytest.raises(DocumentError, match="is torn at byte") as told:
        read(origin, unit, Bookmark())
    assert told.value.state == "damaged"


APART = {"its own record apart": 1, "its own two records apart": 2}  # and all others packed as one


@pytest.mark.parametrize("kind", [*KINDS, *APART, "packed as a whole, and cut off"])
def test_no_file_is_read_twice_for_its_end(tmp_path: Path, kind: str) -> None:
    """One that is packed as a whole was, from another machine as well: two gigabytes were four. So was one
    whose first member holds but the record of the file itself.
    """
    whole = "packed as a whole, and cut off"
    images = b"".join(with_images(packed=False))
    contents = {
        **KINDS,
        "packed as a whole": gzip.compress(images),
        "members of so many bytes": in_members_of(100_000, images),
        **{
            name: b"".join(records(packed=True)[:1] * count) + gzip.compress(images)
            for name, count in APART.items()
        },
        whole: gzip.compress(images)[:-9],
    }
    origin, _ = opened(tmp_path, contents[kind])
    heard: list[int] = []
    origin = WarcOrigin(replace(origin.place, on_read=heard.append))
    (unit,) = origin.list()
    with pytest.raises(DocumentError, match=f"at byte {unit.size:,};") if kind == whole else nullcontext():
        read(origin, unit, Bookmark())
    behind = heard[heard.index(unit.size) :]
    assert max(behind) - min(behind) <= 128 * 1024


@pytest.mark.parametrize("behind", [b"", b"\r\n\r\n"], ids=["nothing", "lines"])
def test_what_is_blank_behind_the_last_record_is_no_damage(tmp_path: Path, behind: bytes) -> None:
    origin, unit = opened(tmp_path, b"".join(records(packed=False)) + behind)
    assert read(origin, unit, Bookmark())[0]


def test_types_that_servers_make_up_are_not_kept_without_end(tmp_path: Path) -> None:
    """Each was a reason of its own, of any length, in every line of the ledger."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=True)
    for number in range(200):
        kind = f"image/{number}\x07{'x' * 500}; q=1"
        head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        url, payload = f"https://a.example/{number}", BytesIO(b"\x89PNG")
        writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=head))
    origin, unit = opened(tmp_path, file.getvalue())
    _, left_out = read(origin, unit, Bookmark())
    assert left_out.total() == 200
    assert left_out["of other types, no page or feed"] == 150
    assert len(left_out) == 51
    assert max(map(len, left_out)) < 100
    assert all(reason.isprintable() for reason in left_out)
