"""Captures of a web archive: lists of any CDX server, played back once, at a pace that 429 teaches."""

from __future__ import annotations

import gzip
import json
import os
import tarfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from wireroom.archive.cdx import CdxOrigin, as_captured
from wireroom.archive.read_cdx import read_cdx
from wireroom.archive.walks.feed_history import ArchiveServer, FeedHistory
from wireroom.common.masking import masked
from wireroom.errors import NotCoveredError, OriginError
from wireroom.models import ArchivedDocument, Exchange, Outcome

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DAY = date(2024, 5, 6)
FEED = "https://a.example/feed"
PROJECT = Path(__file__).resolve().parents[3]
SUITES = Path(os.environ.get("WIREROOM_CORPORA") or PROJECT.parent / "shared" / "corpora") / "suites"
TEXT = f"example,a)/feed 20240506120000 {FEED} text/xml 200 AAAA 100"
ROW = {"timestamp": "20240506120000", "url": FEED, "mime": "text/xml", "status": "200", "digest": "AAAA"}


@pytest.mark.parametrize(
    "body",
    [
        TEXT,
        json.dumps(
            [
                ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"],
                TEXT.split(" "),
            ]
        ),
        json.dumps(ROW),
        f"example,a)/feed 20240506120000 {json.dumps({k: v for k, v in ROW.items() if k != 'timestamp'})}",
    ],
    ids=["text", "JSON table", "JSON lines", "CDXJ"],
)
def test_the_lists_of_all_servers_say_the_same(body: str) -> None:
    (capture,) = read_cdx(body.encode()).captures
    assert (capture.url, capture.stamp, capture.digest) == (FEED, "20240506120000", "AAAA")
    assert (capture.mime, capture.status) == ("text/xml", "200")


def test_a_line_that_cannot_be_read_is_counted_and_the_key_for_the_rest_is_none() -> None:
    answer = read_cdx(
        f"{TEXT}\nno line\n{TEXT.replace('20240506', '20241306')}\n\nexample%2Ca%29+2024\n".encode()
    )
    assert (len(answer.captures), answer.unread, answer.resume) == (1, 2, "example%2Ca%29+2024")


@pytest.mark.skipif(not (SUITES / "wayback-cassettes.tar.gz").exists(), reason="needs the corpora")
def test_what_the_wayback_machine_answered_is_read() -> None:
    listed = captures = unread = 0
    with tarfile.open(SUITES / "wayback-cassettes.tar.gz") as packed:
        for info in packed:
            if "/test_search" not in info.name or not info.name.endswith(".yaml"):
                continue
            file = packed.extractfile(info)
            for each in yaml.safe_load(file)["interactions"] if file else ():
                body = each["response"]["body"]["string"]
                body = body.encode() if isinstance(body, str) else body
                if each["response"]["status"]["code"] == 200 and "cdx" in each["request"]["uri"]:
                    answer = read_cdx(gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body)
                    listed, captures, unread = (
                        listed + 1,
                        captures + len(answer.captures),
                        unread + answer.unread,
                    )
    assert listed >= 10
    assert captures > 1_000
    assert unread <= captures // 100


class Archive:
    """A web archive; `limited` requests are answered with 429 first."""

    def __init__(self, *captures: tuple[str, str, str], limited: int = 0) -> None:
        self.captures, self.limited = captures, limited
        self.asked: list[str] = []
        self.waited: list[float] = []
        self.notes: list[str] = []

    def get(self, url: str) -> Exchange:
        self.asked.append(url)
        if self.limited:
            self.limited -= 1
            return Exchange(0, url, NOW, Outcome.RATE_LIMITED, retry_after=timedelta(seconds=30))
        if "/cdx?" not in url:
            return Exchange(0, url, NOW, Outcome.OK, body=b"<rss/>")
        query = parse_qs(urlsplit(url).query)
        lines = [
            f"key {stamp} {page} text/html 200 {digest} 1"
            for stamp, page, digest in self.captures
            if ("matchType" in query) == (page != FEED) and query["from"][0] <= stamp <= query["to"][0]
        ]
        return Exchange(0, url, NOW, Outcome.OK, body="\n".join(lines).encode())

    def origin(self, subscription: str = FEED, **more: object) -> CdxOrigin:
        server = ArchiveServer("http://ar.example/cdx", "http://ar.example/web/{stamp}id_/{url}", 5.0)
        history = FeedHistory(
            subscription,
            self.get,
            lambda raw, parsed: None,
            NOW,
            note=self.notes.append,
            wait=self.waited.append,
            **{"archive_server": server, **more},  # type: ignore[arg-type]
        )
        return CdxOrigin(history)


def test_each_digest_of_the_feed_about_the_day_is_played_back_once() -> None:
    archive = Archive(
        ("20240505120000", FEED, "A"),
        ("20240506120000", FEED, "B"),
        ("20240506180000", FEED, "B"),
        ("20240508120000", FEED, "C"),
        ("20240530120000", FEED, "D"),
    )
    documents = [as_captured(document) for document in archive.origin().documents(DAY)]
    assert [(d.url, d.captured_at.day) for d in documents] == [(FEED, 6), (FEED, 8)]
    assert len(archive.asked) == 3


def test_where_the_feed_was_not_captured_pages_with_the_day_in_their_address_are() -> None:
    archive = Archive(
        ("20240506120000", "https://a.example/2024/05/06/ferry", "A"),
        ("20240507120000", "https://a.example/2024/05/06/ferry", "B"),
        ("20240506120000", "https://a.example/about", "C"),
    )
    urls = [as_captured(document).url for document in archive.origin().documents(DAY)]
    assert urls == ["https://a.example/2024/05/06/ferry"]


def test_a_429_teaches_the_pace() -> None:
    archive = Archive(("20240506120000", FEED, "A"), limited=2)
    assert len(list(archive.origin().documents(DAY))) == 1
    assert archive.waited == [5.0, 30.0, 30.0, 20.0], "as asked for; afterwards four times as slow"
    with pytest.raises(OriginError):
        list(Archive(limited=99).origin().documents(DAY))


@pytest.mark.parametrize(
    ("subscription", "more"),
    [
        ("https://a.example/feed?token=***3fa9c1", {}),
        ("http://intranet/feed", {"is_private": True, "archive_server": ArchiveServer()}),
    ],
    ids=["a secret", "a private feed"],
)
def test_no_archive_is_told_of_what_is_nobodys_business(subscription: str, more: dict[str, object]) -> None:
    archive = Archive()
    with pytest.raises(NotCoveredError):
        list(archive.origin(subscription, **more).documents(DAY))
    assert archive.asked == []


def test_what_is_here_is_not_played_back_again() -> None:
    archive = Archive(("20240506120000", FEED, "A"))
    origin = archive.origin(recall=lambda document: b"<rss/>")
    (first,) = origin.documents(DAY)
    origin.history.index.note_landed(first.uri, "file:///landed")
    (second,) = origin.documents(DAY)
    assert second.uri == "file:///landed"
    assert isinstance(second, ArchivedDocument)
    assert sum("id_" in url for url in archive.asked) == 1


@pytest.mark.parametrize(
    "body", ["[1,2]", '["a",null]', '[[["a"]],["b"]]', "[" * 100_000, '{"a":' * 50_000 + "}"]
)
def test_lists_that_are_none_are_read_as_empty(body: str) -> None:
    assert read_cdx(body.encode()).captures == ()


def test_a_server_that_makes_up_keys_for_the_rest_is_left() -> None:
    """Each list names another key: it was asked for ever, and every capture kept in memory."""
    asked = 0

    def get(url: str) -> Exchange:
        nonlocal asked
        asked += 1
        body = f"{TEXT.replace('AAAA', str(asked))}\n\nkey%20{asked}\n".encode()
        return Exchange(0, url, NOW, Outcome.OK, body=body if "/cdx?" in url else b"<rss/>")

    archive = Archive()
    archive.get = get  # type: ignore[method-assign]
    with pytest.raises(OriginError, match="a list of more than 100,000 captures"):
        list(archive.origin().documents(DAY))
    assert asked <= 101


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (f"{TEXT}\n\nthe-same\n".encode(), "the same part of its list"),
        (b"<html>Down for maintenance</html>\n", "no list of captures"),
        (TEXT.encode() * 200_000, "a list of"),
    ],
    ids=["the same part again", "a page", "far too long"],
)
def test_a_list_that_is_not_whole_does_not_make_the_day_done(answer: bytes, said: str) -> None:
    archive = Archive()
    archive.get = lambda url: Exchange(  # type: ignore[method-assign]
        0, url, NOW, Outcome.OK, body=answer if "/cdx?" in url else b"<rss/>"
    )
    with pytest.raises(OriginError, match=said) as told:
        list(archive.origin().documents(DAY))
    assert not isinstance(told.value, NotCoveredError)


def test_more_captures_than_one_run_plays_back_are_missing_and_come_with_the_next() -> None:
    archive = Archive(*((f"2024050612{minute:02}00", FEED, f"D{minute}") for minute in range(5)))
    with pytest.raises(OriginError, match="more than 3 captures"):
        list(archive.origin(max_documents=3).documents(DAY))


def test_an_archive_that_captured_nothing_does_not_cover_the_day() -> None:
    with pytest.raises(NotCoveredError, match="no capture"):
        list(Archive().origin().documents(DAY))


def test_the_address_of_a_capture_is_known_and_said_without_its_secret() -> None:
    """The archive has the feed under somebody's key: it is landed masked, and so it is known."""
    archive = Archive(("20240506120000", f"{FEED}?api_key=geheim123", "A"))
    real = archive.get

    def get(url: str) -> Exchange:
        if "/cdx?" in url:
            key = f"k 20240506120000 {FEED}?api_key=geheim123 text/xml 200 A 1"
            return Exchange(0, url, NOW, Outcome.OK, body=key.encode())
        return replace(real(url), url=masked(url))

    archive.get = get  # type: ignore[method-assign]
    origin = archive.origin(recall=lambda document: b"<rss/>")
    (first,) = origin.documents(DAY)
    assert "geheim123" not in first.url + str(origin.history.index.to_rows())
    origin.history.index.note_landed(first.url, "file:///landed")
    (second,) = origin.documents(DAY)
    assert second.uri == "file:///landed", "not asked for again"


@pytest.mark.parametrize(
    ("outcome", "is_asked"),
    [
        (Outcome.NOT_FOUND, True),
        (Outcome.GONE, True),
        (Outcome.UNREACHABLE_HOST, True),
        (Outcome.CONNECTION_FAILED, True),
        (Outcome.SERVER_ERROR, False),
        (Outcome.RATE_LIMITED, False),
        (Outcome.TIMED_OUT, False),
    ],
)
def test_the_address_of_the_archive_is_doubted_only_where_it_may_be_wrong(
    outcome: Outcome, is_asked: bool
) -> None:
    """A busy archive had its users look for a fault in their settings."""
    archive = Archive()
    archive.get = lambda url: Exchange(0, url, NOW, outcome)  # type: ignore[method-assign]
    with pytest.raises(OriginError) as told:
        list(archive.origin().documents(DAY))
    assert ("is WIREROOM_CDX_URL right?" in str(told.value)) == is_asked
