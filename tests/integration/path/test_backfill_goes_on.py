"""Files of a server that fails in the middle, or tells more of its files than before, are not read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from random import Random
from typing import Any

import psycopg2
import pytest
from psycopg2.extras import RealDictCursor
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from support.file_backfills import file_place
from support.file_server import ServedFile, serving
from wireroom.archive.saved import remote_file
from wireroom.backfill.jobs import Filed
from wireroom.settings import Settings

NOW = datetime(2026, 11, 24, tzinfo=UTC)
PAGES = 60
MIDDLE = 0.6  # of the file, behind which its server fails


@pytest.fixture
def settings(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(remote_file, "_PAUSE", 0.01)
    return replace(Settings(), database_url=database_url)


@pytest.fixture
def file() -> Iterator[ServedFile]:
    """Pages, and behind each an image, which is left out: more than fsspec asks for at once."""
    content, draw = BytesIO(), Random(1)
    writer = WARCWriter(content, gzip=True)
    for number in range(PAGES):
        text = f"The ferry {number} ran again. " * 40
        page = f"<html><body><h1>Ferry {number}</h1><p>{text}</p></body></html>"
        for kind, body in (("text/html", page.encode()), ("image/png", draw.randbytes(400_000))):
            head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            url = f"https://a.example/{number}.{kind[-3:]}"
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=BytesIO(body),
                    http_headers=head,
                    warc_headers_dict={"WARC-Date": "2026-11-20T08:00:00Z"},
                )
            )
    with serving(ServedFile(content.getvalue())) as served:
        yield served


def read(settings: Settings, file: ServedFile, key: str) -> Filed:
    return file_place(settings, "warc", file.url, key=key, now=NOW)


def line(settings: Settings) -> dict[str, Any]:
    with (
        psycopg2.connect(settings.database_url) as conn,
        conn.cursor(cursor_factory=RealDictCursor) as cursor,
    ):
        cursor.execute("SELECT * FROM wireroom.backfill_units")
        (found,) = cursor.fetchall()
        return dict(found)


def test_a_file_whose_server_failed_goes_on_where_it_was(settings: Settings, file: ServedFile) -> None:
    """It was fetched again from its first byte, and all of it filed again."""
    whole = len(file.content)
    file.torn_at = [int(whole * MIDDLE)] * 100
    read(settings, file, "first")
    failed = line(settings)
    assert (failed["state"], failed["bookmark"] != "") == ("failed", True)
    assert PAGES // 4 < failed["documents"] < PAGES

    file.torn_at.clear()
    file.sent.clear()
    again = read(settings, file, "second")
    done = line(settings)
    assert (done["state"], done["documents"], done["entries"], done["bookmark"]) == ("done", PAGES, PAGES, "")
    assert done["left_out"] == {"of type image/png, no page or feed": PAGES}
    assert again.counts.entries == PAGES - failed["documents"]
    assert min(first for first, sent in file.sent if sent) > whole * MIDDLE / 4
    assert file.sent_bytes < whole


@pytest.mark.parametrize("window", [None, (NOW.date(), NOW.date())], ids=["all of it", "days"])
def test_a_stamp_that_was_not_known_before_is_no_change(
    settings: Settings, file: ServedFile, window: tuple[date, date] | None
) -> None:
    """An upgrade had every file of a server that gives only Last-Modified read again."""
    read(settings, file, "first")
    stamped = line(settings)["fingerprint"]
    with psycopg2.connect(settings.database_url) as conn, conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.backfill_units SET fingerprint = size || '-'")
    again = file_place(settings, "warc", file.url, key="second", now=NOW, window=window)
    assert again.counts.entries == 0
    assert line(settings)["fingerprint"] == stamped

    file.content = file.content[:-1] + b" "
    assert read(settings, file, "third").counts.entries, "another stamp of the same size is a change"
