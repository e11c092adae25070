"""A place that cannot be read is said in words: whose, which, what is wrong, what to do."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from support.http_server import Server, http_server
from wireroom.cli.main import main
from wireroom.models import FeedSpec
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_sync import sync_feeds

DAY = ("--since", "2026-10-12")
ENTRY = b"<item><guid>1</guid><title>T</title><link>http://q.example/1</link></item>"


@dataclass(frozen=True)
class There:
    """What the places of the table are made of."""

    folder: Path
    server: Server

    def place(self, written: str) -> str:
        web = self.server.url().rstrip("/")
        return written.format(folder=self.folder, web=web, day=" ".join(DAY))


@pytest.fixture
def there(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[There]:
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WIREROOM_LANDING_URL", str(tmp_path / "landing"))
    (tmp_path / "empty").mkdir()
    (tmp_path / "zero.warc.gz").touch()
    (tmp_path / "zero.txt").touch()
    (tmp_path / "crawl").write_bytes(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n")
    with zipfile.ZipFile(tmp_path / "saved.zip", "w") as packed:
        packed.writestr("note.txt", "Ferry.")
    (tmp_path / "note.txt").write_text("Ferry.")
    (tmp_path / "crawl.warc.zst").write_bytes(b"\x28\xb5\x2f\xfd rest")
    with http_server() as server:
        server.sends("/feed", b"<rss version='2.0'><channel><title>Q</title>" + ENTRY + b"</channel></rss>")
        server.sends("/closed.warc.gz", status="403 Forbidden")
        server.sends("/ill.warc.gz", status="500 Oops")
        monkeypatch.setenv("WIREROOM_CDX_URL", server.url("/cdx"))
        with connect(database_url) as conn:
            spec = FeedSpec(server.url("/feed"), title="Quay", private=True, archive=server.url("/old"))
            sync_feeds(conn, [spec], datetime.now(UTC))
        yield There(tmp_path, server)


NO_PLACE = "{place}: there is no such file or folder; is it spelt right, and can this machine see it?"
LISTED = "{origin}: {place}: cannot be listed: "
MONTH = "CC-NEWS/2026/10/warc.paths.gz: "
UNREACHABLE = "127.0.0.1 cannot be reached: is the address right, and is it up?"
OF_ANY_FILES = [  # place; exit code; what is said
    ("{folder}/none.warc.gz", 1, "wireroom: {origin}: " + NO_PLACE),
    ("{folder}/none", 1, "wireroom: {origin}: " + NO_PLACE),
    ("{web}/none.warc.gz", 1, "wireroom: {origin}: " + NO_PLACE),
    ("{folder}/empty", 0, "{place}: holds no file that `{origin}:` reads"),
    ("http://127.0.0.1:9/x.warc.gz", 1, LISTED + UNREACHABLE),
    ("{web}/closed.warc.gz", 1, LISTED + "its server lets nobody in who does not log in"),
    ("{web}/ill.warc.gz", 1, LISTED + "its server answers 500: try again later"),
    ("foo://x/y", 1, LISTED + "no storage of this kind is known"),
]  # fmt: skip
OF_ONE = [
    ("warc:{folder}/zero.warc.gz", 1, "file://{folder}/zero.warc.gz: is empty"),
    ("warc:{folder}/note.txt", 1, "is no WARC or ARC file, by its first bytes; saved documents are"),
    ("warc:{folder}/crawl.warc.zst", 1, "is packed with zstd: unpack it (`zstd -d`), and name the copy"),
    ("warc:{folder}/saved.zip", 1, "saved.zip: is a zip without a WARC file in it; saved documents are read"),
    ("documents:{folder}/zero.txt", 0, "left out: 1 empty (zero.txt)"),
    ("documents:{folder}/zero.warc.gz", 0, "1 a file of a crawl: give it as `warc:` (zero.warc.gz)"),
    ("documents:{folder}/crawl", 0, "left out: 1 a file of a crawl: give it as `warc:` (crawl)"),
    ("ccnews:{folder}/empty", 1, "ccnews: name the days of crawling with --since and --until"),
    ("ccnews:{folder}/none {day}", 1, MONTH + "there is no list of this month; are place and days right?"),
    ("ccnews:{web} {day}", 1, "ccnews: {web}/crawl-data/" + MONTH + "there is no list of this"),
    ("ccnews:http://127.0.0.1:9 {day}", 1, MONTH + UNREACHABLE),
    ("cdx {day}", 1, "  Quay: cdx: {web}/cdx: 404: nothing at this address"),
    ("cdx {day}", 1, "feeds often come back; is WIREROOM_CDX_URL right?\n"),
    ("sitemaps {day}", 0, "Quay: not covered: sitemaps: {web}: it has no sitemap"),
    ("paged {day}", 0, "Quay: not covered: paged: {web}/feed: it has no older documents"),
    ("rfc5005 {day}", 1, "Quay: rfc5005: {web}/old: 404: nothing at this address"),
    ("landed {day}", 0, "nothing was landed on 2026-10-12; there is no landed day (nobody polled then, or"),
    ("landed", 0, "nothing was landed; there is no landed day (nobody polled then, or it was pruned)"),
]  # fmt: skip
TABLE = [
    *((f"warc:{place}", code, words) for place, code, words in OF_ANY_FILES),
    *((f"documents:{place}", code, words) for place, code, words in OF_ANY_FILES),
    *OF_ONE,
]


@pytest.mark.parametrize(("asked", "code", "words"), TABLE, ids=[row[0] for row in TABLE])
def test_what_is_wrong_is_said(
    there: There, capsys: pytest.CaptureFixture[str], asked: str, code: int, words: str
) -> None:
    """A missing WARC was said to be a missing `documents:`; an unknown storage ended in a traceback."""
    asked, *days = there.place(asked).split()
    origin, _, place = asked.partition(":")
    assert main(["backfill", "run", "--from", asked, *days]) == code
    said = "".join(capsys.readouterr())
    assert there.place(words.replace("{origin}", origin).replace("{place}", place)) in said
    assert "Traceback" not in said


def test_a_backfill_of_a_place_that_cannot_be_listed_is_not_called_complete(
    there: There, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backfill", "run", "--from", there.place("documents:{folder}/none")]) == 1
    capsys.readouterr()
    assert main(["backfill", "status"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert "refused: " in line
    assert "there is no such file or folder" in line
    assert "complete" not in line
    assert "resume" not in line, "it was offered, and would find nothing either"


def test_what_all_days_lack_is_said_once(there: There, capsys: pytest.CaptureFixture[str]) -> None:
    days = ["--since", "2026-10-12", "--until", "2026-10-14"]
    assert main(["backfill", "run", "--from", "paged", *days]) == 0
    said = capsys.readouterr().out
    assert said.count("Quay: not covered: paged") == 1
    assert said.count("more, as said of a day before") == 2


@pytest.mark.parametrize("action", ["plan", "run"])
def test_an_origin_that_no_feed_has_is_told_from_one_that_has_nothing(
    there: There, database_url: str, capsys: pytest.CaptureFixture[str], action: str
) -> None:
    """The plan said nothing at all, the run a sum of zeros."""
    with connect(database_url) as conn:
        sync_feeds(conn, [FeedSpec(there.server.url("/feed"), paused=True)], datetime.now(UTC))
    assert main(["backfill", action, "--from", "rfc5005", *DAY]) == 0
    assert "rfc5005: there is no feed that it could be asked about" in capsys.readouterr().out


@pytest.mark.parametrize("origin", ["warc", "documents"])
def test_a_folder_that_may_not_be_entered_is_said(
    there: There, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    """By a stand-in: these tests may run as root, who may go anywhere."""

    def closed(path: str) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", closed)
    assert main(["backfill", "run", "--from", f"{origin}:{there.folder / 'empty'}"]) == 1
    words = f"wireroom: {origin}: {there.folder / 'empty'}: cannot be listed: this user may not go there"
    assert words in capsys.readouterr().err
