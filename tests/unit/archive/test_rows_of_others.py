"""Rows as news APIs, crawlers, databases and spreadsheets export them: with text, title, day, address."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from support.read_saved import NOW, item_of, read
from wireroom.archive.files_origin import Bookmark, Place
from wireroom.archive.saved.documents import DocumentsOrigin
from wireroom.archive.saved.tables.bookmarks import ADDRESS
from wireroom.models import ArchivedDocument

URL = "https://quay.example/ferry"
TEXT = "The ferry waited.\n\nNobody minded."
FOUND = {"url": URL, "title": "Low water", "content_text": TEXT}
DAY = {"date_published": "2024-05-02T10:00:00Z"}

NEWS_API = {"url": URL, "title": "Low water", "content": TEXT, "publishedAt": DAY["date_published"]}
EXPORTS: dict[str, object] = {
    "NewsAPI": {"status": "ok", "totalResults": 1, "articles": [NEWS_API]},
    "the Guardian": {
        "response": {
            "status": "ok",
            "results": [
                {
                    "webUrl": URL,
                    "webTitle": "Low water",
                    "fields": {"bodyText": TEXT},
                    "webPublicationDate": DAY["date_published"],
                }
            ],
        }
    },
    "Elasticsearch": {"hits": {"total": 1, "hits": [{"_id": "a", "_source": NEWS_API}]}},
    "MongoDB": [{"url": URL, "title": "Low water", "text": TEXT, "date": {"$date": DAY["date_published"]}}],
    "schema.org": {
        "@type": "NewsArticle",
        "url": URL,
        "headline": "Low water",
        "articleBody": TEXT,
        "datePublished": DAY["date_published"],
    },
    "paragraphs": [
        {
            "url": URL,
            "title": "Low water",
            "body": {"sections": TEXT.split("\n\n")},
            "date": DAY["date_published"],
        }
    ],
    "Common Crawl's news": [
        {
            "requested_url": URL,
            "title": "Low water",
            "plain_text": TEXT,
            "published_date": DAY["date_published"],
        }
    ],
    "the New York Times": {
        "response": {"docs": [{**NEWS_API, "web_url": URL, "uri": "nyt://article/1", "url": ""}]}
    },
    "an address without https": [{**NEWS_API, "url": URL.removeprefix("https://")}],
    "columns in German": [{"url": URL, "Titel": "Low water", "Inhalt": TEXT, "Datum": DAY["date_published"]}],
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_read_whatever_its_columns_are_called(tmp_path: Path, name: str) -> None:
    """Of an answer nothing was read; of columns of other names text, day or address were lost."""
    (tmp_path / "export.json").write_text(json.dumps(EXPORTS[name]))
    (document,), left_out, wrong = read(tmp_path)
    found = item_of(document)
    assert {name: found[name] for name in (*FOUND, *DAY)} == {**FOUND, **DAY}
    assert (document.url, left_out.total(), wrong) == (URL, 0, [])


def test_a_body_of_markup_is_one_and_people_are_no_numbers(tmp_path: Path) -> None:
    """As WordPress' REST API answers: the tags came in as text, and the author as `3`."""
    post = {
        "date": "2024-05-02T12:00:00",
        "date_gmt": "2024-05-02T10:00:00",
        "link": URL,
        "title": {"rendered": "Low water"},
        "content": {"rendered": "<p>The ferry waited.</p>", "protected": False},
        "author": 3,
        "categories": [7, 12],
    }
    (tmp_path / "posts.json").write_text(json.dumps([post]))
    (document,), _, _ = read(tmp_path)
    found = item_of(document)
    assert (found["content_html"], found["title"]) == ("<p>The ferry waited.</p>", "Low water")
    assert found["date_published"] == "2024-05-02T10:00:00"
    assert not {"authors", "tags", "content_text"} & found.keys()


@pytest.mark.parametrize(
    ("written", "captured"),
    [
        (1_714_644_000, datetime(2024, 5, 2, 10, tzinfo=UTC)),
        ("1714644000000", datetime(2024, 5, 2, 10, tzinfo=UTC)),
        ("20240502T100000Z", datetime(2024, 5, 2, 10, tzinfo=UTC)),
    ],
)
def test_when_a_row_was_captured_may_be_counted(tmp_path: Path, written: object, captured: datetime) -> None:
    """GDELT's `seendate` is when it saw the article, not when that came out."""
    row = {"articles": [{"url": URL, "title": "Low water", "seendate": written}]}
    (tmp_path / "list.json").write_text(json.dumps(row))
    (document,), _, _ = read(tmp_path)
    assert document.captured_at == captured
    assert "date_published" not in item_of(document)


ROWS = [[f"{URL}/{number}", f"Grüße {number}", "Über\nallem", "2024-05-02"] for number in range(3)]


def table(names: list[str], delimiter: str = ",", above: str = "") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([names, *ROWS])
    return above + out.getvalue()


TABLES = {
    "Excel's Unicode text": table(["URL", "Titel", "Text", "Datum"], "\t").encode("utf-16"),
    "in windows-1252": table(["url", "title", "text", "date"], ";").encode("cp1252"),
    "Excel's line of its separator": table(["url", "title", "text", "date"], ";", "sep=;\r\n").encode(),
    "a line above the names": table(["url", "title", "text", "date"], above="Export, 2 May\n\n").encode(),
    "names in words": table(["Article URL", "Article-Title", "Full Text", "Publication Date"]).encode(),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_as_spreadsheets_write_it(tmp_path: Path, name: str) -> None:
    """Letters beyond ASCII came in as U+FFFD, and a line above the names cost all rows."""
    (tmp_path / "rows.csv").write_bytes(TABLES[name])
    documents, left_out, wrong = read(tmp_path)
    found = [item_of(document) for document in documents]
    assert [item["title"] for item in found] == ["Grüße 0", "Grüße 1", "Grüße 2"]
    assert {(item["content_text"], item["date_published"]) for item in found} == {
        ("Über\nallem", "2024-05-02")
    }
    assert [document.url for document in documents] == [f"{URL}/{number}" for number in range(3)]
    assert (left_out.total(), wrong) == (0, [])


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_gone_on_with_behind_any_row(tmp_path: Path, name: str) -> None:
    (tmp_path / "rows.csv").write_bytes(TABLES[name])
    origin = DocumentsOrigin(Place(str(tmp_path), pytest.fail, NOW))
    (unit,) = origin.list()
    whole = list(origin.read_on(unit, Counter(), Bookmark()))
    for place, (bookmark, _) in enumerate(whole, start=1):
        assert list(origin.read_on(unit, Counter(), bookmark)) == whole[place:]


def test_a_table_whose_columns_nobody_knows_counts_its_rows(tmp_path: Path) -> None:
    (tmp_path / "rows.tsv").write_text("20240502\t1\tTAX\n20240502\t2\tTAX\n")
    documents, left_out, _ = read(tmp_path)
    assert not documents
    assert left_out == {"a row of a table whose columns have no names that are known": 2}


@pytest.mark.parametrize(
    ("table", "texts"),
    [
        (
            'text,label\n"It was so,\nDate, Title\nand on",1\nTea.,2\n',
            ["It was so,\nDate, Title\nand on", "Tea."],
        ),
        ('"Export; all, of\nDate, Title\nMay"\ntitle,text,url\nLow water,Tea.,\n', ["Tea."]),
        ('"Title\n(short)",Text\nLow water,"Tea,\nand cake"\n', ["Tea,\nand cake"]),
        (f"1,Ebb,Tea.\n{URL},Title,Text\n2,Flood,Tea.\n", []),
        (f"{URL},Title,Text\n2,Flood,Tea.\n", []),
    ],
)
def test_names_of_columns_are_not_taken_from_rows(tmp_path: Path, table: str, texts: list[str]) -> None:
    """A line of a text that holds `Date, Title` was the head of the table, and its rows were lost."""
    (tmp_path / "rows.csv").write_text(table)
    documents, left_out, _ = read(tmp_path)
    assert [text_of_row(document) for document in documents] == texts
    assert bool(left_out.total()) == (not texts)


def text_of_row(document: ArchivedDocument) -> str:
    is_text = document.content_type == "text/plain"
    return document.body.decode() if is_text else str(item_of(document)["content_text"])


def test_a_list_of_rows_may_be_of_any_size(tmp_path: Path) -> None:
    """One larger than a document may be was called damaged, and nothing of it read."""
    rows = [{"url": f"{URL}/{number}", "title": "Low water", "text": TEXT} for number in range(500)]
    body = json.dumps(rows, indent=1)
    (tmp_path / "a.json").write_text(body, encoding="utf-8-sig")
    (tmp_path / "b.json").write_text(body[: len(body) // 2])
    documents, _, (torn,) = read(tmp_path, max_bytes=20_000)
    addresses = [document.url for document in documents]
    assert addresses[:500] == [row["url"] for row in rows]
    assert 240 < len(addresses[500:]) < 260
    assert "b.json: is larger than 20,000 bytes and damaged, what is whole is read" in torn


def test_a_list_of_nothing_known_is_no_article(tmp_path: Path) -> None:
    """It was filed as a text; then it was called damaged."""
    (tmp_path / "numbers.json").write_text("[1, 2, 3]")
    documents, left_out, (wrong,) = read(tmp_path)
    assert not documents
    assert left_out == {"JSON without an article": 1}
    assert "numbers.json: holds no article: JSON without an article" in wrong


@pytest.mark.parametrize("said", [{"name": "quay", "version": "1.0"}, [], {}, [[1]], {"items": []}])
def test_a_folder_of_pages_may_hold_json_that_is_no_article(tmp_path: Path, said: object) -> None:
    """Its part was damaged for good by a `package.json`."""
    page = b"<!doctype html><html><title>Low water</title><p>The ferry waited.</p></html>"
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("a.html", page)
        packed.writestr("package.json", json.dumps(said))
    documents, left_out, wrong = read(tmp_path)
    assert [document.body for document in documents] == [page]
    assert (left_out, wrong) == ({"JSON without an article": 1}, [])


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_list_of_addresses_gives_the_first(tmp_path: Path, is_packed: bool) -> None:
    """The address was one made of all."""
    links = [{"href": f"{URL}/{number}"} for number in range(2)]
    said = {"title": "Low water", "content": TEXT, "canonical": links, "alternate": links[1:]}
    said |= {"image": [f"{URL}.jpg", f"{URL}.png"]}
    (tmp_path / "a.json").write_text(json.dumps([said] if is_packed else said))
    (document,), _, _ = read(tmp_path)
    assert (document.url, item_of(document)["image"]) == (f"{URL}/0", f"{URL}.jpg")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("fence", ["", "---"])
def test_lines_at_the_head_of_a_text_name_what_it_is(tmp_path: Path, end: str, fence: str) -> None:
    """They were filed as the beginning of the text, without title, day and address."""
    head = ["Title: Low water", f"URL: {URL}", "Date: 2024-05-02"]
    lines = [*([fence] if fence else []), *head, fence, *TEXT.split("\n")]
    (tmp_path / "a.md").write_bytes(end.join(lines).encode())
    (document,), _, _ = read(tmp_path)
    found = item_of(document)
    assert {name: found[name] for name in FOUND} == {**FOUND, "content_text": found["content_text"]}
    assert found["content_text"].split() == TEXT.split()
    assert found["date_published"] == "2024-05-02"


@pytest.mark.parametrize("day", ["2024-05-02", "2024-05-02T00:00:00Z", '"2024-05-02"'])
def test_a_head_in_toml_names_what_a_text_is(tmp_path: Path, day: str) -> None:
    """Hugo and Zola write it; it stayed in the text."""
    head = f'title = "Low water"\ndate = {day}\nurl = "{URL}"\n[taxonomies]\ntags = ["ferry", "tide"]'
    (tmp_path / "a.md").write_text(f"+++\n{head}\n+++\n\n{TEXT}")
    (document,), _, _ = read(tmp_path)
    found = item_of(document)
    assert (found["title"], document.url, found["tags"]) == ("Low water", URL, ["ferry", "tide"])
    assert found["content_text"].split() == TEXT.split()
    assert found["date_published"].startswith("2024-05-02")


def test_a_table_of_a_head_in_toml_names_nothing_but_its_own(tmp_path: Path) -> None:
    """The licence's address became the article's, and two articles under one licence became one."""
    for name in ("ebb", "flood"):
        tables = (
            '[license]\nname = "CC BY"\nurl = "https://license.example/by"\n'
            '[author]\nname = "Ada Quay"\nurl = "https://ada.example/"\n'
            f'[extra]\nurl = "https://theme.example/"\ntitle = "T"\ndate = 2020-01-01\nimage = "{URL}.jpg"'
        )
        (tmp_path / f"{name}.md").write_text(
            f'+++\ntitle = "{name}"\nslug = "{name}"\ntags = ["tide"]\n{tables}\n+++\n\n{TEXT}'
        )
    documents, _, _ = read(tmp_path)
    found = [item_of(document) for document in documents]
    assert [item["title"] for item in found] == ["ebb", "flood"]
    assert [item.get("url") for item in found] == [None, None]
    assert len({document.url for document in documents}) == 2
    assert {item["image"] for item in found} == {f"{URL}.jpg"}
    assert not [item for item in found if "date_published" in item]


@pytest.mark.parametrize(
    "text",
    [
        "Ferry: late\nTram: early\n\nBoth ran.",
        "Title: Low water\n\nThe ferry ran.",
        " date 2022-02-08 x",
        "+++\ntitle = Low\nurl = 1\n+++\nIt ran.",
        f"+++\na = {'[' * 7_000}\n+++\nIt ran.",
    ],
    ids=["two lines", "one name", "a day", "no TOML", "deep TOML"],
)
def test_a_text_that_only_begins_so_stays_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    (document,), _, _ = read(tmp_path)
    assert (document.body.decode(), document.content_type) == (text, "text/plain")


@pytest.mark.parametrize("text", [f"{URL}/1\n{URL}/2\n", f"{URL}/1", f"{URL}/1\r\n" * 900])
def test_a_text_of_addresses_is_no_article(tmp_path: Path, text: str) -> None:
    """It was one of that title."""
    (tmp_path / "urls.txt").write_text(text)
    documents, left_out, _ = read(tmp_path)
    assert not documents
    assert left_out == {
        "a list of addresses: it names pages and holds none; `wget --warc-file=pages -i FILE` saves those, "
        "`--from warc:pages.warc.gz` reads them": 1
    }


@pytest.mark.parametrize(
    ("name", "said", "reason"),
    [
        ("page.html.json", {"url": URL}, ADDRESS),
        (
            "package.json",
            {"name": "quay", "description": "Ferries"},
            "no article: a row without text or title",
        ),
    ],
)
def test_an_object_that_is_no_article_is_counted(
    tmp_path: Path, name: str, said: dict[str, str], reason: str
) -> None:
    """The first was called damaged, the second an article."""
    (tmp_path / name).write_text(json.dumps(said))
    documents, left_out, _ = read(tmp_path)
    assert not documents
    assert left_out == {reason: 1}


def test_a_row_may_be_nested_as_deep_as_json_is_read(tmp_path: Path) -> None:
    """It ended its file: the rows behind it were lost to a fault of ours."""
    deep: Any = TEXT
    for name in ("value", "sections", "$date") * 200:
        deep = {name: [deep]} if name == "sections" else {name: deep}
    rows = [
        NEWS_API,
        {**NEWS_API, "content": deep, "publishedAt": deep, "author": deep, "seendate": deep},
        NEWS_API,
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    documents, left_out, wrong = read(tmp_path)
    assert [item_of(document)["content_text"] for document in documents] == [TEXT] * 3
    assert (left_out.total(), wrong) == (0, [])
