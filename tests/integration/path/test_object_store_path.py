"""Landing and archives in an S3 bucket: the same rows as from files, against a real S3 server on loopback."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import boto3
import psycopg2
import pytest
from moto.server import ThreadedMotoServer
from s3fs import S3FileSystem
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from support.file_backfills import file_place
from support.sample_newsroom import NOON, Newsroom, newsroom, subscribe
from wireroom.backfill.file_day import file_day
from wireroom.backfill.jobs import DayRequest, Gathered
from wireroom.backfill.plan_day import plan_day
from wireroom.errors import LandingError
from wireroom.ingest.run_ingest import run_ingest
from wireroom.landing import LandingWriter, list_landed


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty bucket; where it is, and as whom, comes from the environment as with any S3."""
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "wireroom")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "only-for-this-test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    boto3.client("s3").create_bucket(Bucket="newsroom")
    S3FileSystem.clear_instance_cache()  # one of an earlier test knows an earlier server
    yield "s3://newsroom"
    server.stop()


@pytest.fixture
def room(database_url: str, tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(database_url, tmp_path) as running:
        yield running


def articles(url: str) -> int:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM news.articles")
        return int(cursor.fetchone()[0])  # type: ignore[index]


def test_a_run_lands_in_the_bucket_and_its_day_is_backfilled_from_there(
    room: Newsroom, bucket: str, database_url: str
) -> None:
    subscribe(room.settings, "harbour-post", "pegel-chronik")
    settings = replace(room.settings, landing_url=f"{bucket}/landing")
    report = run_ingest(settings, key="first", clock=room.clock, even_if_not_due=True)

    assert report.failure is None
    landed = list_landed(settings.landing_url, NOON.date())
    assert landed
    assert all(uri.startswith("s3://newsroom/landing/ingest/2026/11/23/") for uri in landed)
    filed = articles(database_url)
    assert filed > 20

    plan = plan_day(settings, DayRequest(NOON.date(), ["landed"]), key="again", now=NOON)
    (job,) = plan.jobs
    assert job.size == sum(o["Size"] for o in boto3.client("s3").list_objects(Bucket="newsroom")["Contents"])
    counts, problems, *_ = file_day(settings, Gathered(job), run_id=plan.run_id, day=NOON.date(), now=NOON)
    assert not problems
    assert counts.unchanged > 10
    assert (counts.inserted, articles(database_url)) == (0, filed)


def test_a_folder_of_saved_documents_is_read_out_of_the_bucket(
    room: Newsroom, bucket: str, database_url: str
) -> None:
    feed = (
        '<rss version="2.0"><channel><title>Saved</title><item><title>A saved story</title>'
        "<link>https://saved.example/1</link><description>Of a day long ago.</description>"
        "<pubDate>Mon, 02 Mar 2020 08:00:00 GMT</pubDate></item></channel></rss>"
    )
    boto3.client("s3").put_object(Bucket="newsroom", Key="saved/feeds/old.xml", Body=feed.encode())
    counts, problems, *_ = file_place(room.settings, "documents", f"{bucket}/saved", key="s3", now=NOON)

    assert not problems
    assert counts.inserted == 1
    with psycopg2.connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT title, published_at::date FROM news.articles")
        assert cursor.fetchall() == [("A saved story", date(2020, 3, 2))]


def test_a_warc_in_the_bucket_is_read_once(room: Newsroom, bucket: str, database_url: str) -> None:
    """A file of a crawl lies in a store more often than on a disk; its mark there is its fingerprint."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    text = "The ferry ran again on Thursday, with a spare rudder. " * 6
    page = f"<html><head><title>Ferry</title></head><article><h1>Ferry</h1><p>{text}</p></article></html>"
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    url = "https://crawled.example/2020/03/02/ferry"
    writer.write_record(
        writer.create_warc_record(url, "response", payload=io.BytesIO(page.encode()), http_headers=headers)
    )
    boto3.client("s3").put_object(Bucket="newsroom", Key="crawl/one.warc.gz", Body=out.getvalue())
    first = file_place(room.settings, "warc", f"{bucket}/crawl", key="s3", now=NOON)
    again = file_place(room.settings, "warc", f"{bucket}/crawl", key="s3 again", now=NOON)

    assert (first.counts.inserted, first.problems) == (1, ())
    assert again.counts.entries == 0
    with psycopg2.connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT url, published_at::date FROM news.articles")
        assert cursor.fetchall() == [(url, date(2020, 3, 2))]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9", "s3://newsroom/landing"),
        ("AWS_ACCESS_KEY_ID", "", "s3://newsroom/landing"),
    ],
)
def test_a_store_that_is_away_or_refuses_is_said_by_name(
    room: Newsroom, bucket: str, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")  # botocore would try for most of a minute
    monkeypatch.setenv(name, value)
    if not value:
        monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(LandingError, match=words):
        LandingWriter(f"{bucket}/landing/ingest/2026/11/23/run/shard-00.warc.gz").__enter__().__exit__(
            None, None, None
        )
    with pytest.raises(LandingError, match=words):
        list_landed(f"{bucket}/landing", NOON.date())
