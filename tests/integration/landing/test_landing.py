"""What is landed comes back; a landing file is whole or not there at all."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, Any

import fsspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from support import disk
from support.exchanges import ANY_EXCHANGE, BODY, EVERY_KIND, NOW, OK, UNCHANGED
from wireroom.errors import LandingError
from wireroom.landing import (
    LandedBodies,
    LandingWriter,
    StillWritten,
    is_landed,
    landed_size,
    landing_uri,
    landing_writer,
    list_landed,
    list_parts,
    list_run,
    parts_of,
    read_landed,
    remove_part,
    salvage,
)
from wireroom.landing.warc_record import write_record
from wireroom.models import Exchange, Landed, Outcome


@pytest.fixture(params=["path", "file", "memory"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A landing root of each kind of storage."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield {"path": str(tmp_path), "file": tmp_path.as_uri(), "memory": "memory://landing"}[request.param]
    memory = fsspec.filesystem("memory")
    if memory.exists("/landing"):
        memory.rm("/landing", recursive=True)


def test_parts_of_two_runs_are_told_apart_though_their_files_are_called_alike(root: str) -> None:
    uris = [landing_uri(root, "ingest", NOW, run, "shard-00") for run in ("first", "second")]
    with LandingWriter(uris[0]), LandingWriter(uris[1]):
        parts = [parts_of(uri) for uri in uris]
    assert [len(found) for found in parts] == [1, 1]
    assert parts[0] != parts[1]


def test_parts_of_another_root_are_not_ours(tmp_path: Path, root: str) -> None:
    with LandingWriter(landing_uri(f"{root}/of-others", "ingest", NOW, "run", "shard-00")):
        assert list_parts(root, [NOW.date()]) == []


def land(uri: str, exchanges: Sequence[Exchange]) -> list[Landed]:
    with LandingWriter(uri) as writer:
        return [Landed(exchange, writer.add(exchange)) for exchange in exchanges]


def test_every_kind_of_exchange_comes_back_in_order(root: str) -> None:
    uri = landing_uri(root, "feeds", NOW, "scheduled__2026-11-23T12:30:00+00:00", "example.org and 3 others")
    landed = land(uri, EVERY_KIND)
    assert list(read_landed(uri)) == landed


@pytest.mark.slow
@given(st.lists(ANY_EXCHANGE, max_size=5))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_exchange_comes_back(tmp_path: Path, exchanges: list[Exchange]) -> None:
    uri = str(tmp_path / "any.warc.gz")
    landed = land(uri, exchanges)
    assert list(read_landed(uri)) == landed


def test_bodies_are_recalled_by_address_without_reading_the_file_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each was looked for from the beginning of the file: a thousand captures cost half a million records."""
    uri, count = str(tmp_path / "many.warc.gz"), 200
    answers = [replace(OK, url=f"https://a.example/{n}", body=b"%d" % n) for n in range(count)]
    limited = replace(answers[7], outcome=Outcome.RATE_LIMITED, body=b"")
    land(uri, [limited, *answers])
    module = sys.modules["wireroom.landing.read_landed"]
    read, made = module._landed, 0

    def counted(*args: Any) -> Landed | None:
        nonlocal made
        made += 1
        return read(*args)

    monkeypatch.setattr(module, "_landed", counted)
    bodies = LandedBodies()
    assert [bodies.body(uri, each.url) for each in answers] == [each.body for each in answers]
    assert made <= 2 * count + 10
    assert bodies.body(uri, "https://a.example/none") is None
    assert bodies.body(str(tmp_path / "gone.warc.gz"), answers[0].url) is None


def test_files_of_a_day_are_listed(root: str) -> None:
    uris = [landing_uri(root, kind, NOW, "run", name) for kind in ("pages", "feeds") for name in ("b", "a")]
    for uri in (*uris, landing_uri(root, "feeds", NOW.replace(day=22), "run", "yesterday")):
        land(uri, [OK])
    assert list_landed(root, date(2026, 11, 23)) == sorted(uris)
    assert all(landed_size(uri) > 100 for uri in uris)
    assert list_landed(root, date(2026, 11, 21)) == []
    assert list_run(root, "feeds", NOW, "run") == sorted(uri for uri in uris if "/feeds/" in uri)
    assert list_run(root, "feeds", NOW, "another run") == []
    assert list(read_landed(list_landed(root, date(2026, 11, 22))[0]))


def test_a_root_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert list_landed(str(tmp_path / "never"), date(2026, 11, 23)) == []


def interrupted(uri: str, exchanges: Sequence[Exchange]) -> None:
    def land_and_end() -> None:
        with LandingWriter(uri) as writer:
            for exchange in exchanges:
                writer.add(exchange)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        land_and_end()


def test_what_was_added_before_an_exception_is_landed(root: str, tmp_path: Path) -> None:
    uri = landing_uri(root, "feeds", NOW, "run", "broken")
    interrupted(uri, [OK, UNCHANGED])
    assert [landed.exchange for landed in read_landed(uri)] == [OK, UNCHANGED]
    assert list_parts(root, [NOW.date()]) == []


def test_an_exception_before_the_first_exchange_leaves_nothing(root: str, tmp_path: Path) -> None:
    interrupted(landing_uri(root, "feeds", NOW, "run", "broken"), [])
    assert list_landed(root, NOW.date()) == []
    assert list_parts(root, [NOW.date()]) == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_write_that_ends_midway_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A task's timeout may come at any instruction."""
    uri = str(tmp_path / "feeds.warc.gz")
    written = iter(range(100))

    def times_out(file: IO[bytes], *what: Any, **more: Any) -> str:
        if next(written) == 4:  # in the middle of the second exchange
            file.write(b"\x1f\x8bhalf a record")
            raise TimeoutError
        return write_record(file, *what, **more)

    monkeypatch.setattr(landing_writer, "write_record", times_out)
    with pytest.raises(LandingError):
        land(uri, [OK, OK, OK])
    assert [landed.exchange for landed in read_landed(uri)] == [OK]


def test_nothing_is_seen_before_the_end(tmp_path: Path) -> None:
    uri = str(tmp_path / "feeds.warc.gz")
    with LandingWriter(uri) as writer:
        writer.add(OK)
        assert not Path(uri).exists()
    assert Path(uri).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["feeds.warc.gz"]


def test_a_full_disk_is_said_in_words_and_what_was_fetched_can_be_salvaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri = landing_uri(str(tmp_path), "ingest", NOW, "run", "feeds")
    monkeypatch.setattr(os, "fsync", disk.is_full)
    with pytest.raises(LandingError, match="disk is full"):
        land(uri, EVERY_KIND)
    monkeypatch.undo()
    (part,) = list_parts(str(tmp_path), [NOW.date()])
    assert not is_landed(uri)
    assert salvage(part, uri) == tuple(exchange.feed_id for exchange in EVERY_KIND)
    assert [landed.exchange for landed in read_landed(uri)] == list(EVERY_KIND)
    assert list_parts(str(tmp_path), [NOW.date()]) == []


def test_a_file_that_cannot_be_begun_leaves_nothing(
    root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landing_writer, "write_record", disk.is_full)
    with pytest.raises(LandingError, match="disk is full"):
        land(landing_uri(root, "ingest", NOW, "run", "feeds"), [OK])
    assert list_parts(root, [NOW.date()]) == []


def test_the_part_of_a_living_writer_is_left_alone(root: str) -> None:
    uri = landing_uri(root, "ingest", NOW, "run", "feeds")
    with LandingWriter(uri) as writer:
        writer.add(OK)
        with pytest.raises(StillWritten):
            salvage(writer.part, uri)
        assert not remove_part(writer.part)
    assert [landed.exchange for landed in read_landed(uri)] == [OK]


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.6, 0.999, 1.0])
def test_a_part_cut_anywhere_gives_what_is_whole(root: str, tmp_path: Path, share: float) -> None:
    whole = land(str(tmp_path / "whole.warc.gz"), [_noise(number) for number in range(10)])
    data = (tmp_path / "whole.warc.gz").read_bytes()
    part = tmp_path / ".cut.part"
    part.write_bytes(data[: int(len(data) * share)])
    uri = landing_uri(root, "ingest", NOW, "run", "cut")
    feed_ids = salvage(part, uri)
    assert len(feed_ids) >= int(10 * share) - 1
    assert not part.exists()
    assert is_landed(uri) is bool(feed_ids)
    found = [landed.exchange for landed in read_landed(uri)] if feed_ids else []
    assert found == [landed.exchange for landed in whole][: len(feed_ids)]


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LandingError, match="file"):
        land(str(tmp_path / "file" / "feeds.warc.gz"), [OK])


@pytest.mark.parametrize("uri", ["nosuch://bucket/feeds.warc.gz", "gdrive://x/feeds.warc.gz"])
def test_a_storage_that_is_not_installed_is_said_in_words(uri: str) -> None:
    with pytest.raises(LandingError, match=r"storage"):
        land(uri, [OK])
    with pytest.raises(LandingError, match=r"storage"):
        list(read_landed(uri))
    with pytest.raises(LandingError, match=r"storage"):
        list_landed(uri, NOW.date())


def test_what_a_process_killed_while_landing_has_written_is_salvaged(tmp_path: Path) -> None:
    uri = landing_uri(str(tmp_path), "ingest", NOW, "run", "feeds")
    program = f"""
import os, signal, sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})
from support.exchanges import OK
from wireroom.landing import LandingWriter
with LandingWriter({uri!r}) as writer:
    writer.add(OK)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -signal.SIGKILL
    assert not is_landed(uri)
    (part,) = list_parts(str(tmp_path), [NOW.date()])
    assert salvage(part, uri) == (OK.feed_id,)
    assert [landed.exchange for landed in read_landed(uri)] == [OK]


def test_a_missing_file_is_a_landing_error(tmp_path: Path) -> None:
    with pytest.raises(LandingError, match="no such landing file"):
        list(read_landed(str(tmp_path / "gone.warc.gz")))


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_a_cut_file_gives_what_is_whole_then_says_so(tmp_path: Path, share: float) -> None:
    """Nothing lost, and nothing taken for all."""
    uri = str(tmp_path / "cut.warc.gz")
    whole = land(uri, [_noise(number) for number in range(10)])
    data = Path(uri).read_bytes()
    Path(uri).write_bytes(data[: int(len(data) * share)])
    found: list[Landed] = []
    with pytest.raises(LandingError, match=r"cut short|middle of a record"):
        found.extend(read_landed(uri))
    assert found == whole[: len(found)]
    assert len(found) >= int(10 * share) - 1


def _noise(number: int) -> Exchange:
    body = random.Random(number).randbytes(2000)
    return Exchange(number, f"https://x.example/{number}", NOW, OK.outcome, status=200, body=body)


def test_records_of_other_origin_are_passed_over(tmp_path: Path) -> None:
    uri = str(tmp_path / "mixed.warc.gz")
    whole = land(uri, [OK])
    foreign = tmp_path / "foreign.warc.gz"
    with foreign.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for kind in ("resource", "metadata", "conversion"):
            writer.write_record(
                writer.create_warc_record(
                    "https://y.example/", kind, payload=io.BytesIO(b"feed: no"), length=8
                )
            )
    Path(uri).write_bytes(foreign.read_bytes() + Path(uri).read_bytes() + foreign.read_bytes())
    assert list(read_landed(uri)) == whole
    assert list(read_landed(str(foreign))) == []


def test_other_tools_read_the_file_too(tmp_path: Path) -> None:
    """A valid WARC 1.1: digests right, the body decoded, headers that tell the truth about it."""
    uri = tmp_path / "feeds.warc.gz"
    land(str(uri), [OK, UNCHANGED])
    with uri.open("rb") as file:
        records = [
            (record.rec_type, record.rec_headers, record.http_headers, record.content_stream().read())
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    kinds = [kind for kind, *_ in records]
    assert kinds == ["warcinfo", "response", "metadata", "revisit", "metadata", "metadata"]
    _, warc, http, body = records[1]
    assert body == BODY
    assert warc.get_header("WARC-Target-URI") == OK.final_url
    assert http.get_header("Content-Encoding") is None
    assert http.get_header("Content-Length") == str(len(BODY))
    assert http.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    _, revisit, _, _ = records[3]
    assert revisit.get_header("WARC-Profile").endswith("/revisit/identical-payload-digest")
    assert revisit.get_header("WARC-Payload-Digest") == warc.get_header("WARC-Payload-Digest")
