"""Saved documents of no known address: each is one article wherever its folder lies."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2.extras import RealDictCursor

from support.file_backfills import file_place
from wireroom.models import Counts
from wireroom.settings import Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FERRY = "The ferry to Saltmere ran again, with a rudder from the town hall, where it held a door. " * 4
TRAM = "The tram came late and nobody minded, for the driver had brought plums from his orchard. " * 4


def page(title: str, text: str, head: str = "") -> str:
    body = f"<article><h1>{title}</h1><p>{text}</p></article>"
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "saved"
    (place / "quay").mkdir(parents=True)
    (place / "quay" / "ferry.html").write_text(page("Ferry runs again", FERRY), encoding="utf-8")
    (place / "tram.txt").write_text(TRAM, encoding="utf-8")
    return place


RUNS = count(1)


def file(database_url: str, place: Path) -> Counts:
    """In a run of its own: with the same key it would count what its tries before brought too."""
    settings = replace(Settings(), database_url=database_url)
    counts, problems, *_ = file_place(settings, "documents", str(place), key=str(next(RUNS)), now=NOW)
    assert problems == ()
    return counts


def articles(database_url: str, columns: Sequence[str] = ("*",)) -> list[dict[str, Any]]:
    with psycopg2.connect(database_url) as conn, conn.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM news.articles ORDER BY guid")
        return [dict(row) for row in cursor.fetchall()]


def test_a_folder_that_was_moved_brings_no_article_again(
    database_url: str, folder: Path, tmp_path: Path
) -> None:
    first = file(database_url, folder)
    again = file(database_url, Path(shutil.move(folder, tmp_path / "elsewhere")))
    within = file(database_url, tmp_path / "elsewhere" / "quay")

    assert (first.inserted, again.inserted, again.revised, within.inserted) == (2, 0, 0, 0)
    assert [row["guid"] for row in articles(database_url)] == ["file:quay/ferry.html", "file:tram.txt"]


def test_what_names_no_publisher_has_none_and_is_found_all_the_same(database_url: str, folder: Path) -> None:
    file(database_url, folder)
    with psycopg2.connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT title, publisher_domain FROM news.search('rudder')")
        assert cursor.fetchall() == [("Ferry runs again", None)]
        cursor.execute("SELECT count(*) FROM news.publishers")
        assert cursor.fetchone() == (0,)
    assert {(row["publisher"], row["publisher_id"]) for row in articles(database_url)} == {(None, None)}


@pytest.mark.parametrize(
    ("head", "domain", "name"),
    [
        pytest.param(
            '<link rel="canonical" href="https://www.quaypost.example/a/ferry">'
            '<meta property="og:site_name" content="The Quay Post">',
            "quaypost.example",
            "The Quay Post",
            id="canonical link and the site's name",
        ),
        pytest.param(
            '<meta property="og:site_name" content="Le Monde">', "lemonde.fr", "Le Monde", id="listed outlet"
        ),
        pytest.param(
            '<meta property="og:site_name" content="QuayPost.com">',
            "quaypost.com",
            "QuayPost.com",
            id="a site named by its domain",
        ),
        pytest.param(
            '<meta property="og:site_name" content="The Quay Post">',
            "the quay post",
            "The Quay Post",
            id="only a name",
        ),
        pytest.param('<link rel="canonical" href="/a/ferry">', None, None, id="a canonical link to nowhere"),
    ],
)
def test_the_publisher_is_whom_the_page_itself_names(
    database_url: str, folder: Path, head: str, domain: str | None, name: str | None
) -> None:
    (folder / "quay" / "ferry.html").write_text(page("Ferry runs again", FERRY, head), encoding="utf-8")
    file(database_url, folder / "quay")

    (article,) = articles(database_url, ("publisher_domain", "publisher", "guid", "url"))
    assert (article["publisher_domain"], article["publisher"]) == (domain, name)


def test_a_corrected_page_at_its_old_place_is_a_revision(database_url: str, folder: Path) -> None:
    dated = '<meta property="article:published_time" content="2024-05-06T07:08:09Z">'
    for text in (FERRY, FERRY + " Correction: the rudder was blue."):
        (folder / "quay" / "ferry.html").write_text(page("Ferry runs again", text, dated), encoding="utf-8")
        counts = file(database_url, folder / "quay")

    assert (counts.inserted, counts.revised) == (0, 1)


def test_other_folders_with_files_of_the_same_name_are_other_articles(
    database_url: str, tmp_path: Path
) -> None:
    for day, text in (("1", FERRY), ("2", TRAM)):
        (tmp_path / day).mkdir()
        (tmp_path / day / "001.txt").write_text(text, encoding="utf-8")
        (tmp_path / day / "002.html").write_text(page("News in brief", text), encoding="utf-8")
        file(database_url, tmp_path / day)

    assert len(articles(database_url)) == 4


def test_saved_feeds_that_number_their_entries_alike_keep_them_apart(
    database_url: str, tmp_path: Path
) -> None:
    """GUIDs such as `1` are unique in their feed only, and a saved feed has no number of its own."""
    for name, text in (("Quay Post", FERRY), ("Tram Gazette", TRAM)):
        site = name.replace(" ", "").lower()
        (tmp_path / f"{site}.xml").write_text(
            f'<rss version="2.0"><channel><title>{name}</title><link>https://{site}.example/</link><item>'
            f'<guid isPermaLink="false">1</guid><title>{text[:20]}</title><description>{text}</description>'
            "</item></channel></rss>",
            encoding="utf-8",
        )
    counts = file(database_url, tmp_path)

    assert counts.inserted == 2
    assert {row["publisher"] for row in articles(database_url)} == {"Quay Post", "Tram Gazette"}
