"""ARC files, of both versions and however packed: each complete answer once, and where a file broke."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime

import pytest

from wireroom.archive.crawl_records import ArchiveRecord, archive_records
from wireroom.errors import DocumentError

ANSWER = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>The ferry ran.</p></html>"
URLS = ["http://a.example/1", "http://a.example/a space", "dns:a.example", "http://a.example/4"]
MORE = {1: "", 2: " 200 - - 0 x.arc"}  # in the head of a record


def arc(version: int) -> list[bytes]:
    """What is said of the file, and a record an address."""
    about = f"{version} 0 test\nURL IP-address Archive-date Content-type Archive-length\n".encode()
    blocks = [("filedesc://x.arc", about), *((url, ANSWER) for url in URLS)]
    return [
        f"{url} 192.0.2.1 20240501100000 text/html{MORE[version]} {len(block)}\n".encode() + block + b"\n"
        for url, block in blocks
    ]


def packed(records: list[bytes]) -> bytes:
    return b"".join(map(gzip.compress, records))


PACKINGS = {
    "plain": b"".join,
    "a member a record": packed,
    "one member": lambda records: gzip.compress(b"".join(records)),
}


def read(body: bytes, max_bytes: int = 10_000) -> tuple[list[ArchiveRecord], str]:
    """The records, and what is wrong in words."""
    found = list[ArchiveRecord]()
    try:
        found.extend(archive_records(io.BytesIO(body), "file:///x.arc", max_bytes))
    except DocumentError as error:
        return found, str(error)
    return found, ""


@pytest.mark.parametrize("version", MORE)
@pytest.mark.parametrize("packing", PACKINGS)
def test_each_answer_has_its_address_and_time(version: int, packing: str) -> None:
    """Of version 2 the rest of the line was part of the address; one member gave nothing."""
    found, wrong = read(PACKINGS[packing](arc(version)))
    assert not wrong
    assert [each.url for each in found] == URLS
    assert {each.block for each in found} == {ANSWER}
    assert {each.at for each in found} == {datetime(2024, 5, 1, 10, tzinfo=UTC)}
    assert len({each.id for each in found}) == len(found), "by which a row is known again"


@pytest.mark.parametrize("version", MORE)
@pytest.mark.parametrize("packing", PACKINGS)
def test_of_a_torn_file_the_complete_answers_are_read(version: int, packing: str) -> None:
    """A page that broke off was filed as it was, without a word."""
    records = arc(version)
    whole = PACKINGS[packing](records)
    before = [len(PACKINGS[packing](records[:count])) for count in range(len(records) + 1)]
    for end in range(60, len(whole) - 1):
        found, wrong = read(whole[:end])
        assert [each.url for each in found] == URLS[: len(found)]
        assert {each.block for each in found} <= {ANSWER}
        between = end in before or (packing == "plain" and end + 1 in before)  # but for the line's end
        assert bool(wrong) != (between and packing != "one member")
        assert not wrong or "torn at byte" in wrong or "by its first bytes" in wrong


def test_a_large_answer_is_passed_over() -> None:
    large = b"http://a.example/2 192.0.2.1 2024 text/html 200000\n" + b"x" * 200_000 + b"\n"
    found, wrong = read(b"".join([*arc(1)[:2], large, *arc(1)[2:]]), max_bytes=1_000)
    assert [each.url for each in found] == [URLS[0], "http://a.example/2", *URLS[1:]]
    assert found[1].block is None
    assert found[1].at == datetime(2024, 1, 1, tzinfo=UTC)
    assert not wrong


@pytest.mark.parametrize(
    "line", [b"no head\n", b"x" * 70_000, b"http://a.example/ 192.0.2.1 2024 text/html\n"]
)
def test_where_no_record_begins_the_file_is_torn(line: bytes) -> None:
    found, wrong = read(b"".join([*arc(1), line, *arc(1)]))
    assert [each.url for each in found] == URLS
    assert f"torn at byte {len(b''.join(arc(1))):,}" in wrong


ODD = {  # what stands in the head of the second answer, and what is wrong with it
    "a length too small": ("192.0.2.1 20240501100000", 5, True),
    "a length too large": ("192.0.2.1 20240501100000", len(ANSWER) + 5, True),
    "no IP": ("- 20240501100000", len(ANSWER), False),
    "an empty IP": (" 20240501100000", len(ANSWER), False),
    "no date": ("192.0.2.1 -", len(ANSWER), False),
    "an empty date": ("192.0.2.1 ", len(ANSWER), False),
}


def with_odd(head: str) -> list[bytes]:
    records = arc(1)
    records[2] = f"{head}\n".encode() + ANSWER + b"\n"
    return records


@pytest.mark.parametrize("name", ODD)
def test_an_odd_record_costs_no_other(name: str) -> None:
    """It cost the rest of the file; a length too large ate the head of the next one without a word."""
    said, length, is_wrong = ODD[name]
    records = with_odd(f"{URLS[1]} {said} text/html {length}")
    found, wrong = read(packed(records))
    assert [each.url for each in found] == URLS
    assert {(each.block or b"").rstrip() for each in found} == {ANSWER}
    assert [each.at is None for each in found] == [False, "date" in name, False, False]
    assert ("has 1 record with a wrong head or length" in wrong) == bool(wrong) == is_wrong


@pytest.mark.parametrize("url", ["", "http://a.example/" + "x" * 20_000, "http://a.example/" + "x" * 200_000])
@pytest.mark.parametrize("packing", ["a member a record", "plain"])
def test_an_odd_address_costs_no_other(url: str, packing: str) -> None:
    found, wrong = read(
        PACKINGS[packing](with_odd(f"{url} 192.0.2.1 20240501100000 text/html {len(ANSWER)}"))
    )
    if len(url) < 64 * 1024:
        assert [each.url for each in found] == [URLS[0], url, *URLS[2:]]
        assert not wrong
    elif packing == "plain":
        assert "is torn at byte" in wrong
    else:
        assert [each.url for each in found] == [URLS[0], *URLS[2:]]
        assert "has 1 record with a wrong head or length" in wrong


@pytest.mark.parametrize("packing", ["plain", "one member"])
@pytest.mark.parametrize("more", [2, 5, 40])
def test_a_length_that_eats_the_next_head_is_told(packing: str, more: int) -> None:
    """The next one was read under the address `://a.example/…`."""
    said = f"{URLS[1]} 192.0.2.1 20240501100000 text/html {len(ANSWER) + more}"
    found, wrong = read(PACKINGS[packing](with_odd(said)))
    assert [each.url for each in found] == URLS[:2]
    assert "is torn at byte" in wrong


def test_records_of_one_member_behind_the_head_of_the_file_are_read() -> None:
    first, *rest = arc(1)
    found, wrong = read(gzip.compress(first) + gzip.compress(b"".join(rest)))
    assert ([each.url for each in found], wrong) == (URLS, "")


def test_a_file_is_left_open() -> None:
    """The reader closed what it was given."""
    stream = io.BytesIO(b"".join(arc(1)))
    assert len(list(archive_records(stream, "file:///x.arc", 1_000))) == len(URLS)
    assert not stream.closed
