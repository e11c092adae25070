"""Common Crawl's news crawl from a local copy: files by days of crawling, each once, articles of all days."""

from __future__ import annotations

import gzip
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from support.file_backfills import file_place
from support.file_server import ServedFile, serving
from support.sample_newsroom import newsroom, subscribe
from wireroom.archive.ccnews import CcNewsOrigin
from wireroom.backfill import read_so_far
from wireroom.backfill.estimates import expect_files
from wireroom.backfill.estimates.expect_files import price_place
from wireroom.backfill.jobs import Filed
from wireroom.backfill.plan_files import plan_files
from wireroom.cli.main import main
from wireroom.errors import OriginError
from wireroom.models import BackfillRequest
from wireroom.settings import Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXT = "The ferry to Saltmere ran again, with a rudder from the town hall, where it held a door. " * 4
FILES = ("20240430235900-00001", "20240501000200-00002", "20240501120000-00003", "20240602120000-00004")


def warc(name: str) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    at = datetime.strptime(name[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    for host in ("quay.example", "tram.example"):
        meta = '<meta property="article:published_time" content="2024-04-28T07:08:09Z">'
        body = (
            f"<html><head><title>{host} {name}</title>{meta}</head><article><h1>{name}</h1><p>{name} {TEXT}"
        )
        writer.write_record(
            writer.create_warc_record(
                f"https://{host}/{name}",
                "response",
                payload=io.BytesIO(f"{body}</p></article></html>".encode()),
                http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": at.strftime("%Y-%m-%dT%H:%M:%SZ")},
            )
        )
    return out.getvalue()


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    lists: dict[str, list[str]] = {}
    for name in FILES:
        month = f"{name[:4]}/{name[4:6]}"
        path = f"crawl-data/CC-NEWS/{month}/CC-NEWS-{name}.warc.gz"
        lists.setdefault(month, []).append(path)
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(warc(name))
    for month, paths in lists.items():
        packed = gzip.compress("\n".join((*paths, "../../etc/passwd", "")).encode())
        (tmp_path / "crawl-data" / "CC-NEWS" / month / "warc.paths.gz").write_bytes(packed)
    return tmp_path


def file(settings: Settings, crawl: Path, key: str, since: date, until: date, **more: Any) -> Filed:
    return file_place(settings, "ccnews", str(crawl), key=key, now=NOW, window=(since, until), **more)


def test_files_go_by_the_day_of_crawling_and_are_read_once(database_url: str, crawl: Path) -> None:
    settings = replace(Settings(), database_url=database_url)
    day = date(2024, 5, 1)
    told = price_place(settings, BackfillRequest("ccnews", str(crawl), window=(day, day)), now=NOW)
    first = file(settings, crawl, "first", day, day)
    wider = file(settings, crawl, "wider", date(2024, 4, 30), date(2024, 5, 2))
    with psycopg2.connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT unit, inserted, days FROM news.backfill_units ORDER BY unit")
        lines = cursor.fetchall()

    assert "(2 files of CC-NEWS; 1 list was asked for); 0 of 2 files were read before; about 4 " in told
    assert (first.counts.inserted, first.problems) == (4, ())
    assert (wider.counts.inserted, wider.counts.unchanged) == (2, 0), "two files were read before"
    assert [line[0] for line in lines] == [f"CC-NEWS-{name}.warc.gz" for name in FILES[:3]]
    assert {str(line[2]) for line in lines} == {"{'2024-04-28': 2}"}, "articles of whatever day"


def test_only_the_hosts_that_were_named_are_read(database_url: str, crawl: Path) -> None:
    settings = replace(Settings(), database_url=database_url)
    day = date(2024, 5, 1)
    some = file(settings, crawl, "hosts", day, day, hosts=("quay.example",))
    every = file(settings, crawl, "all", day, day)
    assert (some.counts.inserted, every.counts.inserted) == (2, 2)


def test_days_are_needed_and_a_month_without_a_list_is_said(crawl: Path, database_url: str) -> None:
    settings = replace(Settings(), database_url=database_url)
    with pytest.raises(OriginError, match="name the days of crawling"):
        price_place(settings, BackfillRequest("ccnews", str(crawl)), now=NOW)
    with pytest.raises(OriginError, match="there is no list of this month"):
        file(settings, crawl, "no list", date(2024, 7, 1), date(2024, 7, 2))


def test_the_newsroom_s_crawl_brings_the_day_as_its_feeds_tell_it(database_url: str, tmp_path: Path) -> None:
    """Files over HTTP, in parts; the day's stories, which the archive feed then knows, once."""
    day = date(2026, 9, 14)
    with newsroom(database_url, tmp_path) as running:
        subscribe(running.settings, "estuary-almanac", "pegel-chronik")
        host, port = running.settings.connect_to[0][1].split(":")
        place = f"http://{host}:{port}"

        def read(key: str) -> Filed:
            return file_place(running.settings, "ccnews", place, key=key, now=NOW, window=(day, day))

        first, again = read("first"), read("again")
    with psycopg2.connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT url), count(DISTINCT publisher), min(published_at)::date, "
            "max(published_at)::date FROM news.articles"
        )
        held = cursor.fetchone()
    assert first.problems == again.problems == ()
    assert held == (first.counts.inserted, first.counts.inserted, 2, day, day)
    assert 12 <= first.counts.inserted <= 24, "six to twelve a day of each outlet"
    assert (again.counts.inserted, again.counts.unchanged) == (0, 0), "a file is read once"


def test_a_size_that_nobody_tells_is_said_to_be_unknown(
    database_url: str, crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    """A file of an unknown size was `1,022 MB` in plan, run and status."""
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(read_so_far, "EVERY", 0.0)
    found = [path for path in crawl.rglob("*") if path.is_file()]
    files = {f"/{path.relative_to(crawl)}": path.read_bytes() for path in found}
    with serving(ServedFile(b"", paths=files)) as served:
        base = served.url.rpartition("/")[0]
        for place, unknown in ((base, True), (str(crawl), False)):
            days = ["--from", f"ccnews:{place}", "--since", "2024-05-01", "--until", "2024-05-01"]
            assert main(["backfill", "plan", *days]) == 0
            assert ("to read: unknown (2 files" in capsys.readouterr().out) is unknown
            assert main(["backfill", "run", *days, "--again"]) == 0
            said = capsys.readouterr().out
            assert ("2 files to read, size unknown; " in said) is unknown
            assert main(["backfill", "status"]) == 0
            said += capsys.readouterr().out.splitlines()[0]
            assert ("2 of 2 files, size unknown; 4 new" in said) is unknown
            assert "MB" not in said
            assert ("kB (" in said or "bytes (" in said) is not unknown, "a share of what is known"


def test_files_of_unknown_size_are_divided_as_large_ones(
    database_url: str, crawl: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what was read of such tells what more of them bring, by their number."""
    settings = replace(Settings(), database_url=database_url)
    monkeypatch.setattr(CcNewsOrigin, "_size", lambda *_: 0)
    monkeypatch.setattr(expect_files, "sample_files", lambda *_, **__: {})
    first, last = date(2024, 4, 30), date(2024, 5, 2)
    assert file(settings, crawl, "one", first, first).counts.inserted == 2
    request = BackfillRequest("ccnews", str(crawl), window=(first, last))
    plan = plan_files(settings, request, key="rest", now=NOW, max_sets=32)
    assert [each.units for each in plan.sets] == [1, 1]
    assert plan.expected.articles == 4
