"""Saved articles in every shape that people keep them in; what is none is refused by name and counted."""

from __future__ import annotations

import bz2
import csv
import gzip
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

import pytest

from support.cpu_time import STEEPEST, growth
from wireroom.archive.files_origin import Bookmark, Place
from wireroom.archive.saved import saved_page
from wireroom.archive.saved.documents import DocumentsOrigin
from wireroom.archive.saved.no_article import no_article_by_content
from wireroom.archive.saved.saved_page import SavedFrom, saved_from
from wireroom.archive.saved.tables.bookmarks import ADDRESS
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TEXT = b"date 2022-02-08 The tram came late.\n\nNobody minded."
PAGE = b"<!doctype html><html><title>Low water</title><p>The ferry waited.</p></html>"


class Read:
    """What a folder gives, what was left out, what is wrong."""

    def __init__(self, folder: Path, max_bytes: int = 100_000) -> None:
        self.documents: list[ArchivedDocument] = []
        self.left_out: Counter[str] = Counter()
        self.wrong: list[tuple[str, str]] = []
        origin = DocumentsOrigin(Place(str(folder), pytest.fail, NOW, max_bytes=max_bytes))
        for unit in origin.list():
            try:
                self.documents += origin.read(unit, self.left_out)
            except DocumentError as error:
                self.wrong.append((unit.name, error.state))

    @property
    def urls(self) -> list[str]:
        return [document.url for document in self.documents]


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in files.items():
            packed.writestr(zipfile.ZipInfo(name, (2023, 5, 6, 7, 8, 0)), body)
    return out.getvalue()


def tarred(mode: str, **files: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as packed:  # type: ignore[call-overload]
        for name, body in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(body), 1_683_356_880
            packed.addfile(info, io.BytesIO(body))
    return out.getvalue()


FILES = {
    "a.txt": TEXT,
    "b/c.html": PAGE,
    "LICENSE": b"MIT",
    "feeds.yaml": b"feeds: []",
    "logo.png": b"\x89PNG",
}


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("saved.zip", zipped(**FILES)),
        ("saved.tar", tarred("w", **FILES)),
        ("saved.tar.gz", tarred("w:gz", **FILES)),
        ("saved.tar.bz2", tarred("w:bz2", **FILES)),
        ("saved.tar.xz", tarred("w:xz", **FILES)),
        ("no name that says so", zipped(**FILES)),
    ],
)
def test_what_an_archive_holds_is_read_as_if_it_lay_in_its_folder(
    tmp_path: Path, name: str, packed: bytes
) -> None:
    (tmp_path / "2023").mkdir()
    (tmp_path / "2023" / name).write_bytes(packed)
    read = Read(tmp_path)

    assert read.urls == ["file:2023/a.txt", "file:2023/b/c.html"]
    assert [document.body for document in read.documents] == [TEXT, PAGE]
    assert all(document.captured_at.date().isoformat() == "2023-05-06" for document in read.documents)
    assert read.left_out == {
        "a licence, read-me or the like, by its name": 1,
        "a configuration file": 1,
        "a picture": 1,
    }
    assert not read.wrong


ROWS = [
    pytest.param({"text": TEXT.decode()}, "text/plain", "file:rows.jsonl#1", id="a text alone"),
    pytest.param(
        {"html": PAGE.decode(), "url": "https://a.example/1"}, "text/html", "https://a.example/1", id="page"
    ),
    pytest.param(
        {"Headline": "Low water", "maintext": "The ferry waited.", "date_publish": "2023-05-06", "id": 7},
        "application/feed+json",
        "file:rows.jsonl#7",
        id="the columns of a known export",
    ),
]


@pytest.mark.parametrize(("row", "kind", "url"), ROWS)
def test_a_row_is_a_page_a_text_or_an_entry(
    tmp_path: Path, row: dict[str, object], kind: str, url: str
) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n\nno JSON\n")
    read = Read(tmp_path)
    assert [(d.content_type, d.url) for d in read.documents] == [(kind, url)]
    assert read.left_out.total() == 1, "the line that is no JSON"


def test_a_row_tells_when_it_was_captured(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": "Tea.", "date_download": "2023-05-06 07:08:09"}))
    assert Read(tmp_path).documents[0].captured_at == datetime(2023, 5, 6, 7, 8, 9, tzinfo=UTC)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_rows_of_json_are_read_in_the_encoding_they_have(tmp_path: Path, encoding: str) -> None:
    """As PowerShell and old exports write it, it was filed as a text that is JSON."""
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    rows = [{"text": "Tea.", "title": "Grüße von der Fähre", "url": "https://a.example/1"}]
    (tmp_path / "rows.json").write_bytes((mark + json.dumps(rows, ensure_ascii=False)).encode(encoding))
    (document,) = Read(tmp_path).documents
    assert document.url == "https://a.example/1"
    assert json.loads(document.body)["items"][0]["title"] == "Grüße von der Fähre"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_by_the_names_of_its_columns(tmp_path: Path, delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(
        [
            ["url", "title", "content", "authors"],
            ["https://a.example/1", "Low, water", 'He said "tea";\nso be it.', "['Ada', 'Bo']"],
            ["https://a.example/2", "", "", ""],
        ]
    )
    (tmp_path / "rows.csv").write_text(out.getvalue(), encoding="utf-8-sig")
    read = Read(tmp_path)
    (item,) = json.loads(read.documents[0].body)["items"]

    assert item["content_text"] == 'He said "tea";\nso be it.'
    assert item["authors"] == [{"name": "Ada"}, {"name": "Bo"}]
    assert read.left_out == {ADDRESS: 1}


def test_a_list_of_addresses_is_counted_and_none_is_taken_for_an_article(tmp_path: Path) -> None:
    (tmp_path / "urls.csv").write_text("https://a.example/1\nhttps://a.example/2\n")
    read = Read(tmp_path)
    assert not read.documents
    assert read.left_out.total() == 2
    assert read.wrong == [("urls.csv", "refused")]


def test_a_json_feed_stays_one_and_a_list_of_articles_is_rows(tmp_path: Path) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "Tea."}]}
    (tmp_path / "a.json").write_text(json.dumps(feed))
    (tmp_path / "b.json").write_text(json.dumps([{"text": "Tea."}, {"text": "More tea."}], indent=1))
    read = Read(tmp_path)
    assert read.urls == ["file:a.json", "file:b.json#1", "file:b.json#2"]


def test_a_page_that_a_browser_saved_keeps_its_address_and_its_time(tmp_path: Path) -> None:
    (tmp_path / "page.mhtml").write_bytes(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/1\r\n"
        b"Date: Sat, 6 May 2023 07:08:09 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\n'
        b"Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><p>Caf=E9</p></html>\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n"
    )
    (document,) = Read(tmp_path).documents
    assert document.url == "https://a.example/1"
    assert type(document.url) is str, "Postgres refused what the email package gives, and so every such page"
    assert "Café" in document.body.decode("utf-8-sig")
    assert document.captured_at == datetime(2023, 5, 6, 7, 8, 9, tzinfo=UTC)


def test_newsletters_of_a_mailbox_are_articles_each(tmp_path: Path) -> None:
    mail = (
        "From quay@a.example Sat May  6 07:08:09 2023\nFrom: Quay Post <quay@a.example>\nSubject: {0}\n"
        "Date: Sat, 06 May 2023 07:08:09 +0200\nMessage-ID: <{0}@a.example>\n\n"
        "The ferry ran.\n>From noon on.\n\n"
    )
    (tmp_path / "letters.mbox").write_text(mail.format("One") + mail.format("Two"))
    read = Read(tmp_path)
    items = [json.loads(document.body)["items"][0] for document in read.documents]
    assert [item["title"] for item in items] == ["One", "Two"]
    assert items[0]["content_text"].split("\n")[:2] == ["The ferry ran.", "From noon on."]
    assert items[0]["date_published"] == "2023-05-06T05:08:09+00:00"


@pytest.mark.parametrize("drop", ["", "Message-ID", "Date"])
def test_a_folder_of_mail_holds_messages(tmp_path: Path, drop: str) -> None:
    """Whose names say nothing: the head was filed as text. A text that begins like one stays a text."""
    head = {
        "From": "Quay <q@a.example>",
        "Date": "Sat, 06 May 2023 07:08:09 +0200",
        "Message-ID": "<1@a.example>",
    }
    lines = [f"{name}: {value}" for name, value in head.items() if name != drop]
    (tmp_path / "1714644000.M1P1.host:2,S").write_text("\n".join((*lines, "", "The ferry ran.")))
    (document,) = Read(tmp_path).documents
    assert (document.content_type == "application/feed+json") == (not drop)


@pytest.mark.parametrize("sender", ["<", '"', "a@[", "a b:;c"])
def test_a_message_whose_head_cannot_be_read_costs_no_other(tmp_path: Path, sender: str) -> None:
    mail = "From quay@a.example Sat May  6 07:08:09 2023\nFrom: {}\nSubject: {}\n\nThe ferry ran.\n\n"
    letters = [mail.format(sender if title == "Two" else "Quay", title) for title in ("One", "Two", "Three")]
    (tmp_path / "letters.mbox").write_text("".join(letters))
    titles = [json.loads(document.body)["items"][0]["title"] for document in Read(tmp_path).documents]
    assert [title for title in titles if title != "Two"] == ["One", "Three"]


def test_a_member_that_no_one_can_unpack_costs_no_other(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "saved.zip", "w") as packed:
        for name in ("1", "2", "3"):
            packed.writestr(f"{name}.txt", f"date 2024-05-0{name}\n\nThe ferry ran, and the quay was full.")
    data = bytearray((tmp_path / "saved.zip").read_bytes())
    for place in (data.index(b"2.txt") - 22, data.rindex(b"2.txt") - 36):
        data[place : place + 2] = (97).to_bytes(2, "little")  # a method that nobody has
    (tmp_path / "saved.zip").write_bytes(bytes(data))
    read = Read(tmp_path)
    assert [document.url[-5:] for document in read.documents] == ["1.txt", "3.txt"]


@pytest.mark.parametrize("packed", ["saved.zip", "saved.tar", "saved.tar.gz"])
def test_what_a_file_manager_leaves_in_an_archive_is_no_document(tmp_path: Path, packed: str) -> None:
    """Each archive that was packed on a Mac was damaged."""
    files = {
        "a/b.txt": TEXT,
        ".DS_Store": b"\0\0\0\1Bud1\0",
        "__MACOSX/a/._b.txt": b"\0\5\x16\7",
        "a/._b.txt": b"\0\5\x16\7",
        "a/desktop.ini": b"[.ShellClassInfo]",
    }
    body = zipped(**files) if packed == "saved.zip" else tarred("w:gz" if "gz" in packed else "w", **files)
    (tmp_path / packed).write_bytes(body)
    read = Read(tmp_path)
    assert [document.url.rpartition("/")[2] for document in read.documents] == ["b.txt"]
    assert not read.left_out


def bz2_in_zip(**files: bytes) -> bytes:
    """As some packers do it: a member that is packed so, not a file of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    whole = bytearray(out.getvalue())
    second = whole.index(b"BZh", whole.index(b"2.html"))
    whole[second + 20 : second + 40] = bytes(20)
    return bytes(whole)


BAD_BZ2 = bz2.compress(PAGE)[:20] + bytes(20) + bz2.compress(PAGE)[40:]


@pytest.mark.parametrize(
    "packed",
    [
        zipped(**{"1.html": PAGE, "2.html.bz2": BAD_BZ2, "3.html": PAGE}),
        tarred("w", **{"1.html": PAGE, "2.html.bz2": BAD_BZ2, "3.html": PAGE}),
        bz2_in_zip(**{"1.html": PAGE, "2.html": PAGE, "3.html": PAGE}),
    ],
    ids=["a file in a zip", "a file in a tar", "a zip that packs so"],
)
def test_damage_of_bz2_costs_no_other_member(tmp_path: Path, packed: bytes) -> None:
    """Python calls it an OSError: it was told as the storage's, and the rest not read."""
    (tmp_path / "saved").write_bytes(packed)
    read = Read(tmp_path)
    assert read.urls == ["file:1.html", "file:3.html"]
    assert read.wrong == [("saved", "damaged")]


@pytest.mark.parametrize("body", [BAD_BZ2, bz2.compress(tarred("w", a=PAGE * 99))[:-30] + bytes(30)])
def test_a_damaged_bz2_file_is_damaged(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "saved.bz2").write_bytes(body)
    assert Read(tmp_path).wrong == [("saved.bz2", "damaged")]


@pytest.mark.parametrize("place", ["b.txt", "saved.zip"])
def test_a_text_that_begins_as_bz2_does_is_one(tmp_path: Path, place: str) -> None:
    text = b"BZh is how a packed file begins.\n\nNobody minded, and the ferry ran."
    (tmp_path / place).write_bytes(zipped(**{"b.txt": text}) if place == "saved.zip" else text)
    (tmp_path / "none.txt.bz2").write_bytes(bz2.compress(b""))
    read = Read(tmp_path)
    assert [document.body for document in read.documents] == [text]
    assert (read.wrong, read.left_out) == ([("none.txt.bz2", "refused")], {"empty": 1})


def test_a_time_that_is_none_costs_no_member_of_a_tar(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "saved.tar", "w") as packed:
        for name, time in (("1.txt", 0), ("2.txt", 2**60), ("3.txt", 0)):
            info, text = tarfile.TarInfo(name), b"date 2024-05-06\n\nThe ferry ran, and the quay was full."
            info.size, info.mtime = len(text), time
            packed.addfile(info, io.BytesIO(text))
    assert [document.url[-5:] for document in Read(tmp_path).documents] == ["1.txt", "2.txt", "3.txt"]


@pytest.mark.parametrize(
    "pack", [zipped, lambda **files: tarred("w", **files), lambda **files: tarred("w:gz", **files)]
)
def test_what_is_packed_within_an_archive_is_unpacked(tmp_path: Path, pack: Callable[..., bytes]) -> None:
    """It was taken for a table or text as it is packed, and each of its lines left out."""
    rows = b'{"url": "https://a.example/1", "text": "Tea."}\n{"url": "https://a.example/2", "text": "Tea."}\n'
    files = {
        "a.jsonl.gz": gzip.compress(rows),
        "b.html.bz2": bz2.compress(PAGE),
        "c.txt": TEXT,
        "d.zip": zipped(**{"a.txt": TEXT}),
        "e.zip": zipped(**{"larger than is read.txt": random.Random(5).randbytes(180_000)}),
    }
    (tmp_path / "saved").write_bytes(pack(**files))
    read = Read(tmp_path)
    assert read.urls == ["https://a.example/1", "https://a.example/2", "file:b.html.bz2", "file:c.txt"]
    assert [document.body for document in read.documents[2:]] == [PAGE, TEXT]
    assert (read.left_out, read.wrong) == ({"an archive within an archive: unpack it": 2}, [])


OF_A_SITEMAP = (
    "a sitemap: it names pages and holds none; `wireroom backfill run --from sitemaps --since DAY{}` "
    "fetches those of a site whose feed is listed"
)
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            b"<urlset><url><loc>https://www.a.example/1</loc></url></urlset>",
            OF_A_SITEMAP.format(" --match a.example"),
        ),
        (
            b"<urlset><url><loc><![CDATA[https://www.a.example/1]]></loc></url></urlset>",
            OF_A_SITEMAP.format(" --match a.example"),
        ),
        (b"<urlset><url><loc>http://192.0.2.7/1</loc></url></urlset>", OF_A_SITEMAP.format("")),
        (
            b"<?xml version='1.0'?><sitemapindex/>",
            OF_A_SITEMAP.format(""),
        ),
        (b"<html><title>Index of /saved</title><pre>a.txt</pre></html>", "an index of a folder"),
        (
            b"<?xml version='1.0'?><!-- ours --><opml version='2.0'><body/></opml>",
            "a list of feeds (OPML): `wireroom feeds import` reads it",
        ),
        (b"<?xml version='1.0'?><config><a>b</a></config>", "XML that is neither a feed nor a page"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html><p>Tea.</p></html>", ""),
        (b"<?xml version='1.0'?><nitf><body><p>Tea.</p></body></nitf>", ""),
        (f"<urlset {NEWS}/>".encode(), ""),
        (PAGE, ""),
    ],
)
def test_sitemaps_are_told_from_articles(tmp_path: Path, body: bytes, reason: str) -> None:
    (tmp_path / "some.xml").write_bytes(body)
    read = Read(tmp_path)
    assert bool(read.documents) == (not reason)
    assert dict(read.left_out) == ({reason: 1} if reason else {})


def test_a_damaged_archive_gives_what_is_whole_and_says_so(tmp_path: Path) -> None:
    whole = tarred("w:gz", a=TEXT, b=bytes(range(256)) * 400, c=TEXT)
    (tmp_path / "cut.tar.gz").write_bytes(whole[: len(whole) - 40])
    broken = bytearray(zipped(**{"a.txt": TEXT, "b.txt": TEXT * 9}))
    broken[broken.rindex(b"b.txt", 0, broken.index(b"PK\x01\x02")) + 12] ^= 0xFF
    (tmp_path / "bad.zip").write_bytes(bytes(broken))
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 not one")
    read = Read(tmp_path)
    assert dict(read.wrong) == dict.fromkeys(("bad.zip", "cut.tar.gz", "no.zip"), "damaged")
    assert [d.body for d in read.documents].count(TEXT) >= 2


def test_a_bomb_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(**{"bomb.txt": b"a" * 50_000_000, "b.txt": TEXT}))
    (tmp_path / "c.txt.bz2").write_bytes(bz2.compress(b"a" * 5_000_000))
    read = Read(tmp_path)
    assert [document.body for document in read.documents] == [TEXT]
    assert read.wrong == [("c.txt.bz2", "refused")]
    assert read.left_out == {
        "a document that is larger than 100,000 bytes, and is neither a feed nor rows": 2
    }


def test_a_file_named_like_a_document_that_holds_none_is_a_fault_and_any_other_is_refused(
    tmp_path: Path,
) -> None:
    (tmp_path / "story.xml").write_bytes(b"\0\1\2\3")
    (tmp_path / "thing.bin2").write_bytes(b"\0\1\2\3")
    (tmp_path / "empty.txt").touch()
    read = Read(tmp_path)
    assert read.wrong == [("empty.txt", "refused"), ("story.xml", "damaged"), ("thing.bin2", "refused")]


def test_rows_are_read_one_at_a_time(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "rows.jsonl.gz", "wt") as file:
        for number in range(20_000):
            file.write(json.dumps({"text": f"Tea {number}. " + "x" * 100}) + "\n")
    origin = DocumentsOrigin(Place(str(tmp_path), pytest.fail, NOW, max_bytes=10_000))
    (unit,) = origin.list()
    assert sum(1 for _ in origin.read(unit, Counter())) == 20_000


def test_a_table_with_a_line_that_does_not_end_is_damaged_and_what_stands_before_it_is_read(
    tmp_path: Path,
) -> None:
    """It was read into memory whole, whatever its length."""
    with (tmp_path / "table.csv").open("wb") as file:
        file.write(b"url,title,author\nhttps://a.example/1,Low water,\n")
        for _ in range(12):
            file.write(b"a," * 512 * 1024)
    read = Read(tmp_path)
    assert read.urls == ["https://a.example/1"]
    assert read.wrong == [("table.csv", "damaged")]


def test_a_line_that_does_not_end_is_one_row_left_out(tmp_path: Path) -> None:
    with (tmp_path / "rows.jsonl").open("wb") as file:
        file.write(b'{"url": "https://a.example/1", "title": "Low water", "author": "Ada"}\n')
        for _ in range(70):
            file.write(b" " * 1024 * 1024)
        file.write(b'\n{"url": "https://a.example/2", "title": "High water", "author": "Ada"}\n')
    read = Read(tmp_path)
    assert read.urls == ["https://a.example/1", "https://a.example/2"]
    assert read.left_out == {"a line of more than 33,554,432 bytes": 1}


@pytest.mark.parametrize(
    ("comment", "url", "captured"),
    [
        ("saved from url=(0027)https://quay.example/ferry", "https://quay.example/ferry", None),
        (
            (
                "\n Page saved with SingleFile \n url: https://quay.example/ferry \n saved date: "
                "Wed Oct 21 2020 12:00:00 GMT+0200 (Central European Summer Time)\n"
            ),
            "https://quay.example/ferry",
            datetime(2020, 10, 21, 10, tzinfo=UTC),
        ),
        (
            " Saved from https://quay.example/ferry at 2020-10-21T10:00:00Z using monolith v2.8.1 ",
            "https://quay.example/ferry",
            datetime(2020, 10, 21, 10, tzinfo=UTC),
        ),
        (
            " Mirrored from quay.example/ferry by HTTrack Website Copier/3.x, Wed, 21 Oct 2020 10:00:00 GMT ",
            "http://quay.example/ferry",
            datetime(2020, 10, 21, 10, tzinfo=UTC),
        ),
        (
            " Mirrored from quay.example/ferry by HTTrack Website Copier/3.x ",
            "http://quay.example/ferry",
            None,
        ),
        (" saved from url=(0014)about:internet ", None, None),
        (" saved from url=(0016)file:///home/me/ ", None, None),
        (" The ferry was saved from url=(0027)https://quay.example/ferry ", None, None),
        (
            " Saved from https://quay.example/ferry at noon using monolith v2 ",
            "https://quay.example/ferry",
            None,
        ),
    ],
)
def test_a_saved_page_notes_where_and_when_it_was_saved(
    tmp_path: Path, comment: str, url: str | None, captured: datetime | None
) -> None:
    """Its address was that of its file, so the same page of a feed was another article."""
    (tmp_path / "a.html").write_bytes(PAGE.replace(b"<html>", f"\n<!--{comment}-->\n<html>".encode()))
    (document,) = Read(tmp_path).documents
    assert document.url == (url or "file:a.html")
    assert captured is None or document.captured_at == captured


@pytest.mark.parametrize(
    "said", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-10:00", "1970-01-01T00:00:00Z", "0001-01-01"]
)
def test_a_time_that_no_page_was_saved_at_costs_neither_its_page_nor_the_next(
    tmp_path: Path, said: str
) -> None:
    comment = f"<!-- Saved from https://quay.example/ferry at {said} using monolith v2 -->".encode()
    packed = zipped(**{"1.html": PAGE, "2.html": comment + PAGE, "3.html": PAGE})
    (tmp_path / "a.zip").write_bytes(packed)
    documents = Read(tmp_path).documents
    assert [document.url[-6:] for document in documents] == ["1.html", "/ferry", "3.html"]
    assert documents[1].captured_at == documents[0].captured_at


def test_a_fault_in_one_member_ends_neither_a_zip_nor_is_kept_quiet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(body: bytes) -> SavedFrom:
        if b"broken" in body:
            raise OverflowError("date value out of range")
        return SavedFrom()

    monkeypatch.setattr(saved_page, "saved_from", fails)
    packed = zipped(**{"1.html": PAGE, "2.html": PAGE + b"<!-- broken -->", "3.html": PAGE})
    (tmp_path / "a.zip").write_bytes(packed)
    read = Read(tmp_path)
    assert [url[-6:] for url in read.urls] == ["1.html", "3.html"]
    assert read.wrong == [("a.zip", "damaged")]


CANONICAL = '<link rel="Canonical" href="https://own.example/b/2">'
OG_URL = '<meta property="og:url" content="https://own.example/b/2">'


@pytest.mark.parametrize(
    ("before", "inside", "is_believed"),
    [
        ("<!doctype html><html lang=en>{}<head>", CANONICAL.replace("own", "www.quay"), True),
        ("<!doctype html>{}<html><head>", CANONICAL, False),
        ("<!doctype html>{}<html><head>", OG_URL, False),
        ("<html><head><title>Harbour</title>{}", "", False),
        ("<html><body><p>Harbour</p>{}", "", False),
        ("<!-- {} <html><head>", "", False),
    ],
    ids=[
        "before the head",
        "another canonical",
        "another og:url",
        "behind a tag",
        "in the text",
        "not closed",
    ],
)
def test_a_comment_takes_over_nobody_elses_article(before: str, inside: str, is_believed: bool) -> None:
    """Any comment in the first 16 KB was believed, against the page's own word."""
    comment = "<!-- saved from url=(0027)https://quay.example/ferry -->"
    page = f"{before.format(comment)}{inside}</head><body><p>The harbour opened.</p></body></html>"
    assert (saved_from(page.encode()).url is not None) == is_believed


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost",
        "http://localhost/a",
        "https://quay.example/",
        "https://quay.example/#a",
        "http://127.0.0.1/a",
    ],
)
def test_an_address_that_is_no_articles_is_not_believed(url: str) -> None:
    """Templates carry the mark of the web of whoever wrote them: all their pages were one article."""
    assert saved_from(f"<!-- saved from url=({len(url):04}){url} -->\n<html>".encode()).url is None


def test_white_space_costs_no_time() -> None:
    """A second a document."""
    assert growth(lambda size: lambda: no_article_by_content(b" " * size + b"x"), 8192) <= STEEPEST


def test_looking_for_the_comment_is_linear() -> None:
    assert growth(lambda size: lambda: saved_from(b"<!--" * size), 4096) <= STEEPEST


@pytest.mark.parametrize("seconds", [0, 1, 315_532_800], ids=["1970", "the second after", "1980"])
def test_a_time_of_change_from_before_the_web_is_none(tmp_path: Path, seconds: int) -> None:
    """Packed so that the bytes are the same each time: a date of 2022 lay 52 years ahead, so it was none."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        info = tarfile.TarInfo("a.txt")
        info.size, info.mtime = len(TEXT), seconds
        tar.addfile(info, io.BytesIO(TEXT))
    (tmp_path / "a.tar").write_bytes(packed.getvalue())
    (tmp_path / "b.txt").write_bytes(TEXT)
    for name, at in (("a.tar", 1_683_356_880), ("b.txt", seconds)):
        os.utime(tmp_path / name, (at, at))
    of_tar, of_file = Read(tmp_path).documents
    assert of_tar.captured_at == datetime.fromtimestamp(1_683_356_880, UTC)
    assert of_file.captured_at == NOW


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz"])
def test_reading_goes_on_behind_any_document_that_was_filed(tmp_path: Path, kind: str) -> None:
    """With the same documents and what was left out between them, opened where the member begins."""
    rows = b'{"url":"https://a.example/1","title":"A","text":"one"}\n{"url":"https://a.example/2"}\n' * 2
    files = {
        "a.txt": TEXT,
        "b.jsonl": rows,
        "LICENSE": b"MIT",
        "c/d.html": PAGE,
        "e.png": b"png",
        "f.txt": TEXT,
    }
    packed = (
        zipped(**files)
        if kind == "zip"
        else tarred("w" + kind.removeprefix("tar").replace(".", ":"), **files)
    )
    (tmp_path / f"a.{kind}").write_bytes(packed)
    origin = DocumentsOrigin(Place(str(tmp_path), pytest.fail, NOW))
    (unit,) = origin.list()

    def read_on(after: Bookmark) -> tuple[list[tuple[Bookmark, str, Counter[str]]], Counter[str]]:
        left_out: Counter[str] = Counter()
        found = [
            (bookmark, document.uri, Counter(left_out))
            for bookmark, document in origin.read_on(unit, left_out, after)
        ]
        return found, left_out

    whole, all_left_out = read_on(Bookmark())
    assert [bookmark.documents for bookmark, *_ in whole] == [1, 2, 3, 4, 5]
    assert all(bool(bookmark.place) == (kind != "tar.gz") for bookmark, *_ in whole)
    for count, (after, _, so_far) in enumerate(whole, start=1):
        rest, left_out = read_on(after)
        assert [each[:2] for each in rest] == [each[:2] for each in whole[count:]]
        assert left_out + so_far == all_left_out


def test_behind_a_member_that_cannot_be_read_there_is_no_place_to_go_on(tmp_path: Path) -> None:
    """Whoever went on there would call the file whole."""
    (tmp_path / "a.zip").write_bytes(zipped(**{"a.html": PAGE, "b.html": b"\0\1\2", "c.html": PAGE}))
    origin = DocumentsOrigin(Place(str(tmp_path), pytest.fail, NOW))
    (unit,) = origin.list()
    found = origin.read_on(unit, Counter(), Bookmark())
    assert [next(found)[0].place for _ in range(2)] == ["0 0", ""]
    with pytest.raises(DocumentError, match="1 of its documents cannot be read"):
        next(found)
