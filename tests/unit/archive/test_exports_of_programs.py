"""What blogs, readers and reference managers export: each article for itself, or refused by name."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.read_saved import NOW, item_of, read
from wireroom.archive.files_origin import Bookmark, Place
from wireroom.archive.saved.documents import DocumentsOrigin
from wireroom.parse import is_draft

URL = "https://quay.example"
HTML = "<p>The ferry waited.</p>"
A = {"title": "Low water", "url": f"{URL}/a", "content": "The ferry waited."}
B = {"title": "High water", "url": f"{URL}/b", "content": "The ferry ran."}


def of_ghost(title: str, status: str) -> dict[str, str]:
    return {"id": title, "title": title, "slug": "low", "html": HTML, "status": status}


def of_reader(**more: object) -> dict[str, object]:
    alternate = [{"href": f"{URL}/a", "type": "text/html"}]
    return {"id": "tag:1", "title": "Low water", "published": 1_714_640_400, "alternate": alternate, **more}


GHOST = {
    "posts": [of_ghost("Low water", "published"), of_ghost("A secret", "draft")],
    "tags": [{"name": "News", "description": "All of it"}],
    "users": [{"name": "Ada", "bio": "Writes", "website": URL}],
}
EXPORTS: dict[str, tuple[object, list[str], dict[str, int]]] = {
    "Ghost": (
        {"db": [{"meta": {"version": "5.0"}, "data": GHOST}]},
        ["Low water"],
        {"a draft: it was not published": 1},
    ),
    "Google Reader": (
        {"title": "Starred", "items": [of_reader(summary={"direction": "ltr", "content": HTML})]},
        ["Low water"],
        {"a title above rows": 1},
    ),
    "Feedly": ({"id": "saved", "items": [of_reader(content={"content": HTML})]}, ["Low water"], {}),
    "a list of Feedly's": ([of_reader(content={"content": HTML})], ["Low water"], {}),
    "GraphQL": ({"data": {"posts": {"edges": [{"node": A}, {"node": B}]}}}, ["Low water", "High water"], {}),
    "a list of nodes": ([{"node": A}, {"node": B}], ["Low water", "High water"], {}),
    "marked as unpublished": (
        [
            A,
            {**B, "is_published": "false"},
            {**B, "published": False},
            {**B, "draft": True},
            {**B, "published": "False"},
            {**B, "is_published": 0.0},
            {**B, "is draft": "yes"},
            {**B, "post_status": "Draft"},
        ],
        ["Low water"],
        {"a draft: it was not published": 7},
    ),
}


STATUSES = ["draft", "auto-draft", "trash", "pending", "private", "future", "scheduled"]
UNPUBLISHED: list[dict[str, object]] = [
    *({"status": status} for status in STATUSES),
    *({"post_status": status, "status": "open"} for status in STATUSES),
    *({"is_published": said} for said in (False, 0, "0", "False")),
    *({"draft": said} for said in (True, "true", "True")),
    {"published": False},
]


@pytest.mark.parametrize("more", UNPUBLISHED)
def test_what_an_export_says_is_not_published_is_no_article(tmp_path: Path, more: dict[str, object]) -> None:
    """A post that Ghost had scheduled, or WordPress had as private, was an article."""
    (tmp_path / "export.json").write_text(json.dumps([A, {**B, **more}]))
    documents, left_out, _ = read(tmp_path)
    assert [document.url for document in documents] == [A["url"]]
    assert left_out == {"a draft: it was not published": 1}


@pytest.mark.parametrize(
    "more",
    [
        *({"draft": said} for said in (1, "1", "first round")),
        *({"status": said} for said in ("publish", "published", "inherit", "yes", 1, ["draft"])),
        {"is_published": 1},
        {"published": "false alarm"},
    ],
)
def test_a_row_that_says_so_of_something_else_is_an_article(tmp_path: Path, more: dict[str, object]) -> None:
    """Sports news with the round of a draft were none."""
    (tmp_path / "export.json").write_text(json.dumps([A, {**B, **more}]))
    documents, left_out, wrong = read(tmp_path)
    assert [document.url for document in documents] == [A["url"], B["url"]]
    assert (left_out, wrong) == ({}, [])


@pytest.mark.parametrize("name", ["status", "poststatus", "draft", "ispublished", "published"])
def test_what_says_that_a_row_is_none_is_not_looked_for_deep_in_it(name: str) -> None:
    """Written as a text it ended the file, as deep as JSON is read."""
    said: list[object] = []
    for _ in range(10_000):
        said = [said]
    assert not is_draft({name: said})


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_of_a_blog_or_reader_gives_its_articles(tmp_path: Path, name: str) -> None:
    """They were one article whose text was the JSON, and drafts were articles."""
    said, titles, passed_over = EXPORTS[name]
    (tmp_path / "export.json").write_text(json.dumps(said))
    documents, left_out, wrong = read(tmp_path)
    assert [item_of(document)["title"] for document in documents] == titles
    assert (left_out, wrong) == (passed_over, [])
    if name in ("Google Reader", "Feedly"):
        item = item_of(documents[0])
        assert (item["url"], item["content_html"]) == (f"{URL}/a", HTML)


LARGE = {
    "Google Reader": {"title": "Starred", "items": [of_reader(summary={"content": HTML})]},
    "Inoreader": {"id": "x", "items": [of_reader(summary={"content": HTML}, published=1_714_640_400)]},
    "Feedly": {"items": [of_reader(content={"content": HTML})]},
    "a list of nodes": [{"node": {**A, "content": HTML}}],
}


@pytest.mark.parametrize("name", LARGE)
def test_an_export_of_any_size_gives_its_articles(tmp_path: Path, name: str) -> None:
    """One larger than a document may be was filed as the JSON that it is, or called no article."""
    said: Any = LARGE[name]
    many = [
        {**item, "id": f"tag:{number}"}
        for item in (said["items"] if isinstance(said, dict) else said)
        for number in range(3_000)
    ]
    (tmp_path / "export.json").write_text(
        json.dumps({**said, "items": many} if isinstance(said, dict) else many)
    )
    documents, left_out, wrong = read(tmp_path, max_bytes=20_000)
    items = [item_of(document) for document in documents]
    assert {(item["title"], item["url"], item["content_html"]) for item in items} == {
        ("Low water", f"{URL}/a", HTML)
    }
    assert len({document.uri for document in documents}) == 3_000
    assert (left_out, wrong) == ({}, [])


def test_a_large_json_feed_is_read_as_what_it_is(tmp_path: Path) -> None:
    items = [
        {"id": f"{number}", "url": f"{URL}/{number}", "content_text": "It ran."} for number in range(3_000)
    ]
    (tmp_path / "feed.json").write_text(json.dumps({"title": "Quay", "items": items}))
    documents, _, wrong = read(tmp_path, max_bytes=20_000)
    assert [len(json.loads(document.body)["items"]) for document in documents] == [2_000, 1_000]
    assert not wrong


@pytest.mark.parametrize(
    "said", [{"items": [{"a": 1}]}, {"version": 2, "nodes": [{"x": [1]}]}, {"a": 1}, [1]]
)
def test_json_without_an_article_is_no_text(tmp_path: Path, said: object) -> None:
    (tmp_path / "state.json").write_text(json.dumps(said))
    documents, _, wrong = read(tmp_path)
    assert not documents
    assert len(wrong) == 1


ANSWERS = [{"status": "ok", "articles": [A, B]}, {"status": "ok", "articles": [{**A, "id": 7}]}, A]


@pytest.mark.parametrize("name", ["pages.jsonl", "pages.txt"])
def test_answers_a_line_give_the_articles_in_them(tmp_path: Path, name: str) -> None:
    """Each was a row without a text; the reading goes on behind any of them."""
    (tmp_path / name).write_text("\n".join(map(json.dumps, ANSWERS)))
    documents, left_out, wrong = read(tmp_path)
    assert [document.uri.rpartition("#")[2] for document in documents] == ["1.1", "1.2", "7", "3"]
    assert (left_out, wrong) == ({}, [])
    origin = DocumentsOrigin(Place(str(tmp_path), pytest.fail, NOW))
    (unit,) = origin.list()
    whole = list(origin.read_on(unit, Counter(), Bookmark()))
    for place, (bookmark, _) in enumerate(whole, start=1):
        assert list(origin.read_on(unit, Counter(), bookmark)) == whole[place:]


BOOKMARKS = (
    "a list of bookmarks: it names pages and holds none; "
    "`wget --warc-file=pages --force-html -i FILE` saves those, `--from warc:pages.warc.gz` reads them"
)
BOOKMARKS_IN_JSON = "a browser's copy of its bookmarks: export them as HTML to hear how their pages are had"
REFERENCES = "a list of references: export it as CSV"
MANY = "many articles in one text, which are not told apart"
LISTS: dict[str, tuple[str, str]] = {
    "bookmarks of a browser": (
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE><DL><DT><A HREF='https://a.example/'>A</A></DL>",
        BOOKMARKS,
    ),
    "Pocket": (
        "<html><title>Pocket Export</title><a href='https://a.example/' time_added='1'>A</a></html>",
        BOOKMARKS,
    ),
    "Firefox": (
        '{"guid":"root________","title":"","index":0,"children":[{"title":"A","uri":"https://a.example/b"}]}',
        BOOKMARKS_IN_JSON,
    ),
    "Chromium": (
        json.dumps({"checksum": "00", "roots": {"bookmark_bar": {"children": [{"name": "A", "url": URL}]}}}),
        BOOKMARKS_IN_JSON,
    ),
    "RIS": ("TY  - NEWS\r\nTI  - Low water\r\nER  - \r\n", REFERENCES),
    "EndNote": ("%0 Newspaper Article\n%T Low water\n", REFERENCES),
    "BibTeX": ("@article{ada2019,\n  title = {Low water}\n}\n", REFERENCES),
    "LexisNexis": ("\n   1 of 240 DOCUMENTS\n\n   The Quay\n\nLow water\n", MANY),
    "ProQuest": (f"{'_' * 60}\n\nDocument 1 of 12\n\nLow water\n", MANY),
    "NewsML of version 1": (
        "<?xml version='1.0'?>\n<!DOCTYPE NewsML><!-- of today --><NewsML><NewsItem/><NewsItem/></NewsML>",
        MANY,
    ),
    "NewsML": (
        "<?xml version='1.0'?><newsMessage><itemSet><newsItem/><newsItem/></itemSet></newsMessage>",
        MANY,
    ),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_lists_or_holds_many_is_not_one_article(tmp_path: Path, name: str, mark: str) -> None:
    body, reason = LISTS[name]
    (tmp_path / "export").write_text(mark + body)
    documents, left_out, _ = read(tmp_path)
    assert not documents
    assert left_out == {reason: 1}


ADDED = "2024-05-19 10:00:00+00:00"
LINK = {"title": "Low water", "url": f"{URL}/a"}
KEPT_PAGES = {
    "Pocket": {**LINK, "time_added": "1714730000", "tags": "boats|tides", "status": "unread"},
    "Instapaper": {"URL": f"{URL}/a", "Title": "Low water", "Selection": "", "Folder": "", "Timestamp": "1"},
    "Raindrop": {**LINK, "excerpt": "It ran.", "folder": "Boats", "highlights": "", "favorite": "false"},
    "Readwise Reader": {**LINK, "ID": "01hx1", "Saved date": ADDED, "Reading progress": "0.5"},
    "Pinboard": {
        "href": f"{URL}/a",
        "description": "Low water",
        "extended": "",
        "time": "2024-05-19T10:00:00Z",
        "toread": "no",
        "tags": "a b",
    },
    "": {**LINK, "folder": "Boats", "added_at": ADDED, "tags": "boats"},
}


def in_each_way(folder: Path, row: dict[str, str]) -> Iterator[Path]:
    """As a table, as lines and as a list, which each hold two rows."""
    rows = [row, {**row, **{name: value + "b" for name, value in row.items() if value == f"{URL}/a"}}]
    out = io.StringIO()
    csv.writer(out).writerows([list(row), *(each.values() for each in rows)])
    ways = {"a.csv": out.getvalue(), "a.jsonl": "\n".join(map(json.dumps, rows)), "a.json": json.dumps(rows)}
    for name, body in ways.items():
        (folder / name).write_text(body)
        yield folder / name


@pytest.mark.parametrize("program", KEPT_PAGES)
def test_bookmarks_are_no_articles_and_it_is_said_how_their_pages_are_had(
    tmp_path: Path, program: str
) -> None:
    """Each was an article of a title alone, of the day of no page."""
    for path in in_each_way(tmp_path, KEPT_PAGES[program]):
        documents, left_out, (wrong,) = read(path)
        assert not documents
        ((reason, count),) = left_out.items()
        assert count == 2
        assert reason.startswith(f"a bookmark of {program}: " if program else "an address with a title alone")
        assert "`--from warc:pages.warc.gz` reads them" in wrong


@pytest.mark.parametrize(
    "more",
    [
        {"date": "2024-05-02"},
        {"date": ""},  # of another row
        {"author": "Ada"},
        {"description": "It ran."},
        {"text": ""},
        {"lang": "en"},
        {"seendate": "20240502T100000Z"},
        {"folder": "Boats", "selection": "", "text": "It ran."},
        {"file": "ferry.html"},
        {"publisher": "Quay"},
        {"time_added": ADDED, "status": "live", "publish_date": "2024-05-02"},  # of a shop's or a newsroom's
        {"folder": "Boats", "excerpt": "It ran.", "favorite": "0", "highlights": "", "author": "Ada"},
    ],
)
def test_a_row_of_an_article_with_little_text_comes_in(tmp_path: Path, more: dict[str, str]) -> None:
    for path in in_each_way(tmp_path, {**LINK, **more}):
        documents, left_out, wrong = read(path)
        assert [item_of(document)["title"] for document in documents] == ["Low water", "Low water"]
        assert (left_out, wrong) == ({}, [])


ENTRY = "AUTHOR: Ada\nTITLE: Low water\nDATE: 03/04/2008 03:31:05 PM\n-----\nBODY:\n{}\n-----\n--------\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_entry_of_movable_type_is_an_article(tmp_path: Path, mark: str, end: str) -> None:
    """They were refused as many articles in one text; a single one was a text with its fields."""
    said = mark + (ENTRY.format("It ran.") + ENTRY.format("It ran. " * 20_000)).replace("\n", end)
    (tmp_path / "export.txt").write_text(said, newline="")
    documents, left_out, wrong = read(tmp_path)
    assert [item_of(each)["date_published"] for each in documents] == ["2008-03-04T15:31:05"] * 2
    assert len({document.url for document in documents}) == 2
    assert item_of(documents[0])["content_text"] == "It ran."
    assert (left_out, wrong) == ({}, [])


def test_a_heading_below_a_rule_is_text_and_a_reader_writes_none_of_the_article(tmp_path: Path) -> None:
    """What stood below `UPDATE:` was gone without a word; a comment could add to the text above it."""
    text = "It ran.\n-----\nUPDATE:\nIt ran at noon.\n-----\nEXTENDED BODY:\nMore.\n-----\n"
    text += "COMMENT:\nAUTHOR: Bo\nNice.\n-----\nBODY:\nBuy oars.\n-----\nCOMMENT:\nAUTHOR: Al\nHm."
    (tmp_path / "export.txt").write_text(ENTRY.format(text))
    (document,), left_out, _ = read(tmp_path)
    assert item_of(document)["content_text"] == "It ran.\n-----\nUPDATE:\nIt ran at noon.\n\nMore."
    assert left_out == {"a reader's comment": 2}


def test_dashes_within_a_text_of_movable_type_end_no_entry(tmp_path: Path) -> None:
    """A programme lost what stood below its first line, and a reader's comment could be an article."""
    text = "It ran.\n--------\nDATE: 5 May, noon\nRace.\n--------\nTITLE: The end\n-----\nCOMMENT:\nNice.\n"
    (tmp_path / "export.txt").write_text(ENTRY.format(text + "--------\n" + ENTRY.format("Oars.")))
    (document,), left_out, _ = read(tmp_path)
    said = "It ran.\n--------\nDATE: 5 May, noon\nRace.\n--------\nTITLE: The end"
    assert item_of(document)["content_text"] == said
    assert left_out == {"a reader's comment": 1}


@pytest.mark.parametrize("known", [0, 1, 2])
def test_an_export_of_movable_type_is_read_on_behind_any_entry(tmp_path: Path, known: int) -> None:
    (tmp_path / "export.txt").write_text("".join(ENTRY.format(f"It ran {n}.") for n in range(3)))
    origin = DocumentsOrigin(Place(str(tmp_path), pytest.fail, NOW))
    (unit,) = origin.list()
    whole = list(origin.read_on(unit, Counter(), Bookmark()))
    assert list(origin.read_on(unit, Counter(), whole[known][0])) == whole[known + 1 :]


def test_labels_are_tags_where_a_reader_wrote_them(tmp_path: Path) -> None:
    """Of a data set they may be the classes of its texts."""
    omnivore = {**A, "labels": ["boats"], "readingProgress": 1, "savedAt": ADDED}
    (tmp_path / "a.json").write_text(json.dumps([omnivore, {**B, "labels": ["positive"]}]))
    documents, _, _ = read(tmp_path)
    assert [item_of(document).get("tags") for document in documents] == [["boats"], None]


NEWS_AND_PICTURE = (
    "<?xml version='1.0'?><newsMessage><itemSet>"
    "<newsItem><itemMeta><itemClass qcode='ninat:text'/></itemMeta>"
    "<html><body><p>It ran.</p></body></html></newsItem>"
    "<newsItem><itemMeta><itemClass qcode='ninat:picture'/></itemMeta></newsItem></itemSet></newsMessage>"
)


@pytest.mark.parametrize(
    "text",
    [
        "1 of 1 DOCUMENTS\n\nLow water",
        "1 of 3 documents was found\n",
        "@ada: so it was {x,\n",
        "TY - so\n",
        "NOTE: it ran.\n-----\nSo",
        "AUTHOR: Ada\nTITLE: Low water\n-----\nBODY:\nIt ran.\n-----\n--------\n",
        "<!doctype html><title>Pocket Export</title><p>Take <a href='/x'>what you saved</a>.</p>",
        "<!doctype html><title>NewsML</title><p>So: <pre><NewsML><NewsItem>..<NewsItem></pre>.</p>",
        "A text on <NewsML>, and on <NewsItem> and <NewsItem>.",
        NEWS_AND_PICTURE,
        "%0 is a number",
        "<?xml version='1.0'?><newsItem xmlns='x'><html><body><p>It ran.</p></body></html></newsItem>",
    ],
)
def test_a_text_that_only_looks_like_a_list_stays_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "a").write_text(text)
    documents, left_out, _ = read(tmp_path)
    assert (len(documents), left_out) == (1, Counter[Any]())
