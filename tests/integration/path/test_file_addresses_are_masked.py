"""Addresses of files that hold secrets: they are asked with them, and nothing said or kept shows one."""

from __future__ import annotations

from io import BytesIO

import psycopg2
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from support.file_server import ServedFile, serving
from wireroom.cli.main import main

SIGNED = "X-Amz-Signature=s1gned-s3cret"
TOKEN = "t0ken-s3cret"
SHOWN = ("news.backfill_units", "news.backfills", "news.runs")


def crawl() -> bytes:
    file = BytesIO()
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    body = BytesIO(b"<html><body><h1>Ferry</h1><p>The ferry ran again.</p></body></html>" * 20)
    writer = WARCWriter(file, gzip=True)
    writer.write_record(
        writer.create_warc_record("https://a.example/1", "response", payload=body, http_headers=head)
    )
    return file.getvalue()


@pytest.mark.parametrize("how", ["whole", "torn", "without parts", "not there"])
def test_a_secret_in_the_address_of_a_file_is_shown_nowhere(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    name = f"crawl.warc.gz?{SIGNED}&token={TOKEN}"
    content = crawl()[:-9] if how == "torn" else crawl()
    served = ServedFile(content, name=name, in_parts=how != "without parts")
    with serving(served) as file:
        place = file.url.replace("crawl", "other") if how == "not there" else file.url
        for command in ("plan", "run"):
            main(["backfill", command, "--from", f"warc:{place}"])
    main(["backfill", "status"])
    said = "".join(capsys.readouterr())
    with psycopg2.connect(database_url) as conn, conn.cursor() as cursor:
        for view in SHOWN:
            cursor.execute(f"SELECT coalesce(string_agg(shown::text, ' '), '') FROM {view} AS shown")
            said += cursor.fetchone()[0]
    assert "warc.gz" in said
    assert [secret for secret in ("s1gned-s3cret", TOKEN) if secret in said] == []
