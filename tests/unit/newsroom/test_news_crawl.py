"""The newsroom's news crawl: a list a month, a WARC file a day, in parts where parts are asked for."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from wireroom.newsroom import NewsroomApp, NewsroomClock, Request, Response

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = "/crawl-data/CC-NEWS/2026/11/CC-NEWS-20261114233000-00001.warc.gz"


@pytest.fixture(scope="module")
def app() -> NewsroomApp:
    return NewsroomApp(NewsroomClock(NOW, 0))


def ask(app: NewsroomApp, path: str, method: str = "GET", part: str = "") -> Response:
    return app.answer(Request(method, "127.0.0.1", path, {}, {"range": part} if part else {}))


def listed(app: NewsroomApp, month: str) -> list[str]:
    answer = ask(app, f"/crawl-data/CC-NEWS/{month}/warc.paths.gz")
    return gzip.decompress(answer.body).decode().splitlines() if answer.status == 200 else []


def test_a_month_lists_the_days_that_were_crawled_by_now(app: NewsroomApp) -> None:
    months = {
        month: listed(app, month)
        for month in ("2026/11", "2026/10", "2026/12", "2024/10", "2026/77", "٢٠٢٦/11")
    }
    assert [len(paths) for paths in months.values()] == [22, 31, 0, 0, 0, 0]
    assert months["2026/11"][-1] == "crawl-data/CC-NEWS/2026/11/CC-NEWS-20261122233000-00001.warc.gz"
    assert all(ask(app, f"/{path}").status == 200 for path in months["2026/11"])


def test_a_file_holds_the_pages_of_its_day_as_they_answer(app: NewsroomApp) -> None:
    records = list(ArchiveIterator(io.BytesIO(ask(app, DAY).body), check_digests=True))
    assert [record.rec_type for record in records[:2]] == ["warcinfo", "response"]
    for record in ArchiveIterator(io.BytesIO(ask(app, DAY).body)):
        if record.rec_type == "response":
            url = record.rec_headers["WARC-Target-URI"]
            host, _, path = url.removeprefix("http://").partition("/")
            then = {"now": "2026-11-14T23:30:00Z"}
            page = app.answer(Request("GET", host.partition(".")[0], f"/{path}", then, {}))
            assert record.content_stream().read() == page.body
            assert "/2026/11/14/" in url
    hosts = {record.rec_headers["WARC-Target-URI"].split("/")[2] for record in records[1:]}
    assert len(hosts) == 2
    assert 12 <= len(records) - 1 <= 24, "six to twelve a day of each outlet"


def test_a_day_that_is_not_over_and_one_long_gone_have_no_file(app: NewsroomApp) -> None:
    for day in ("20261123", "20241114", "20261199"):
        path = f"/crawl-data/CC-NEWS/{day[:4]}/{day[4:6]}/CC-NEWS-{day}233000-00001.warc.gz"
        assert ask(app, path).status == 404


def test_parts_add_up_to_the_whole(app: NewsroomApp) -> None:
    whole = ask(app, DAY).body
    size = len(whole)
    first, rest, end = (ask(app, DAY, part=part) for part in ("bytes=0-99", "bytes=100-", "bytes=-7"))
    assert (first.status, rest.status, end.status) == (206, 206, 206)
    assert first.body + rest.body == whole
    assert (end.body, dict(end.headers)["Content-Range"]) == (
        whole[-7:],
        f"bytes {size - 7}-{size - 1}/{size}",
    )
    assert ask(app, DAY, part=f"bytes={size}-").status == 416
    assert ask(app, DAY, part="bytes=0-0,5-5").body == whole, "several parts at once: the whole"


@pytest.mark.parametrize("part", ["bytes=-", "bytes=5-2", "bytes=٣-٤", "items=0-1"])
def test_what_is_no_range_is_passed_over(app: NewsroomApp, part: str) -> None:
    """RFC 9110 §14.2; `5-2` was answered as a range that cannot be had."""
    whole = ask(app, DAY)
    assert ask(app, DAY, part=part) == whole


def test_a_range_of_another_version_gives_the_whole(app: NewsroomApp) -> None:
    headers = {"range": "bytes=0-9", "if-range": '"another"'}
    answer = app.answer(Request("GET", "127.0.0.1", DAY, {}, headers))
    assert answer == ask(app, DAY)
