"""Turns between processes: kept, given up in time, and harmless where they cannot be kept."""

from __future__ import annotations

import errno
import fcntl
import itertools
import math
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from support import disk
from support.feeds import make_feed
from support.http_server import Asked, Server, http_server, response
from wireroom.common.urls import host_of, web_origin
from wireroom.feed_list.check_feeds import check_feeds
from wireroom.feed_list.find_feeds import find_feeds
from wireroom.fetch import fetch_feeds, fetch_in_turn, fetch_pages
from wireroom.fetch.shared_turns import ASKED_BY_ANOTHER, Turn, take_turn, turn_file
from wireroom.models import Exchange, Feed, Outcome, SiteRules, WantedPage
from wireroom.settings import Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel><title>Bay</title></channel></rss>"
PAUSE = 0.2


@pytest.fixture
def server() -> Iterator[Server]:
    with http_server() as running:
        yield running


def fetched(feeds: Sequence[Feed], settings: Settings) -> list[Outcome]:
    """What a shard does, in a process of its own."""
    return [exchange.outcome for exchange in fetch_feeds(feeds, settings, clock=lambda: NOW)]


def test_processes_spare_a_host_together(server: Server, settings: Settings) -> None:
    """Two shards whose feeds are redirected to one host, and a run by hand with feeds of that host's own.

    Before, each process kept a pause of its own there: three requests at once, and none between.
    """
    log: list[tuple[float, float]] = []  # of big.example: the processes of a machine have its clock in common

    def slow(sock: socket.socket, asked: Asked) -> None:
        time.sleep(0.1)
        log.append((asked.began, time.monotonic()))
        sock.sendall(response(FEED))

    shards: list[list[Feed]] = [[], [], []]
    for number in range(12):
        server.on(f"/big/{number}", slow)
        host = f"blog{number}.example" if number % 3 else "big.example"
        server.redirects(f"/{host}", f"http://big.example/big/{number}")
        path = host if number % 3 else f"big/{number}"
        feed = make_feed(number, f"http://{host}/{path}", family=host, private=False)
        shards[number % 3].append(feed)
    with ProcessPoolExecutor(3, multiprocessing.get_context("spawn")) as processes:
        outcomes = list(processes.map(fetched, shards, [settings] * 3))
    assert outcomes == [[Outcome.OK] * 4] * 3
    assert len(log) == 12
    log.sort()
    assert min(later[0] - earlier[1] for earlier, later in pairwise(log)) >= PAUSE


@pytest.fixture
def settings(server: Server, tmp_path: Path) -> Settings:
    """Of one installation: all hosts are the server."""
    return replace(
        Settings(),
        family_pause=PAUSE,
        turns_folder=tmp_path / "turns",
        connect_to=(("*:80", f"127.0.0.1:{server.port}"),),
    )


def has_turn(settings: Settings, family: str, pause: float = 0.0) -> bool:
    """Whether it could be had; it is free again."""
    turn = take_turn(settings, family, pause)
    if isinstance(turn, Turn):
        turn.leave(asked=False)
    return isinstance(turn, Turn)


@contextmanager
def another_process_has(settings: Settings, family: str) -> Iterator[multiprocessing.process.BaseProcess]:
    """Its turn, until it is killed."""
    context = multiprocessing.get_context("spawn")
    has_it = context.Event()
    process = context.Process(target=hold_turn, args=(settings, family, has_it))
    process.start()
    try:
        assert has_it.wait(60)
        yield process
    finally:
        process.kill()
        process.join()


def hold_turn(settings: Settings, family: str, has_it: Event) -> None:
    turn = take_turn(settings, family, 0.0)
    assert isinstance(turn, Turn)
    has_it.set()
    time.sleep(300)


def test_a_turn_that_a_killed_process_had_is_free_again(settings: Settings) -> None:
    """And one of before the machine was started, whose clock began anew, is waited for by nobody."""
    with another_process_has(settings, "bay.example"):
        assert not has_turn(settings, "bay.example")
        assert has_turn(settings, "port.example"), "others are free"
    turn = take_turn(settings, "bay.example", PAUSE)
    assert isinstance(turn, Turn)
    assert not has_turn(settings, "bay.example"), "no other thread of ours has it too"
    turn.leave(asked=True)
    left = take_turn(settings, "bay.example", 60.0)
    assert isinstance(left, float)
    assert 0 < left <= 60.0
    for file in (settings.turns_folder or Path()).iterdir():
        os.utime(file, (time.monotonic() + 9999, time.monotonic() + 9999))
    assert has_turn(settings, "bay.example", 60.0)


def test_one_thread_has_the_turn_however_the_folder_is_spelt(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the first users, too: each had a table of its own then, and several had the turn."""
    monkeypatch.chdir(tmp_path)
    for number in range(20):
        barrier = threading.Barrier(8)

        def first_use(spelling: int, number: int = number, barrier: threading.Barrier = barrier) -> bool:
            folder = Path(f"{number}") if spelling % 2 else tmp_path / f"{number}"
            barrier.wait(30)
            turn = take_turn(replace(settings, turns_folder=folder), "bay.example", 0.0)
            return isinstance(turn, Turn)

        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(first_use, range(8))) == 1


def ask_a_feed(settings: Settings, seconds: float) -> list[Outcome]:
    feed = make_feed(1, "http://bay.example/1", family="bay.example", private=False)
    return [
        exchange.outcome for exchange in fetch_feeds([feed], settings, clock=lambda: NOW, seconds=seconds)
    ]


def ask_a_private_feed(settings: Settings, seconds: float) -> list[Outcome]:
    feed = make_feed(1, "http://bay.example/1", family="bay.example", private=True)
    return [
        exchange.outcome for exchange in fetch_feeds([feed], settings, clock=lambda: NOW, seconds=seconds)
    ]


def ask_a_page(settings: Settings, seconds: float) -> list[Outcome]:
    page = WantedPage(1, 1, "http://bay.example/1", "bay.example", private=False)
    answers = fetch_pages([page], settings, known={}, clock=lambda: NOW, seconds=seconds)
    return [answer.exchange.outcome for answer in answers]


def ask_a_known_page(settings: Settings, seconds: float) -> list[Outcome]:
    page = WantedPage(1, 1, "http://bay.example/1", "bay.example", private=False)
    known = {"http://bay.example": SiteRules("http://bay.example", NOW, Outcome.NOT_FOUND)}
    answers = fetch_pages([page], settings, known=known, clock=lambda: NOW, seconds=seconds)
    return [answer.exchange.outcome for answer in answers]


def ask_a_document(settings: Settings, seconds: float) -> list[Outcome]:
    with fetch_in_turn(settings, clock=lambda: NOW, seconds=seconds) as fetch:
        answer = fetch("http://bay.example/1", private=False)
    assert (answer.deferred, answer.detail) == (True, ASKED_BY_ANOTHER)
    return [answer.outcome]


def ask_a_private_document(settings: Settings, seconds: float) -> list[Outcome]:
    with fetch_in_turn(settings, clock=lambda: NOW, seconds=seconds) as fetch:
        return [fetch("http://bay.example/1", private=True).outcome]


def try_a_feed(settings: Settings, seconds: float) -> list[Outcome]:
    spec = make_feed(1, "http://bay.example/1", family="bay.example", private=False).spec
    (checked,) = check_feeds(settings, [spec], clock=lambda: NOW, seconds=seconds)
    assert checked.words == ASKED_BY_ANOTHER
    return [checked.outcome]


def look_for_feeds(settings: Settings, seconds: float) -> list[Outcome]:
    spec = make_feed(1, "http://bay.example/1", family="bay.example", private=False).spec
    page = Exchange(1, spec.url, NOW, Outcome.OK, body=b"<a href='/rss'>News</a>")
    look = find_feeds(settings, spec, page, clock=lambda: NOW, seconds=seconds)
    assert ASKED_BY_ANOTHER in look.unasked, "not: the site has no feed"
    return []


@pytest.mark.parametrize("seconds", [1.0, math.inf])
@pytest.mark.parametrize(
    ("ask", "outcomes"),
    [
        (ask_a_feed, []),
        (ask_a_private_feed, []),
        (ask_a_page, []),
        (ask_a_known_page, []),
        (ask_a_document, [Outcome.TIMED_OUT]),
        (ask_a_private_document, [Outcome.TIMED_OUT]),
        (try_a_feed, [Outcome.TIMED_OUT]),
        (look_for_feeds, []),
    ],
)
def test_who_does_not_get_its_turn_asks_nobody_and_does_not_wait_for_ever(
    server: Server,
    settings: Settings,
    ask: Callable[[Settings, float], list[Outcome]],
    outcomes: list[Outcome],
    seconds: float,
) -> None:
    """The other process is stopped (Ctrl-Z): threads of the web server hung, and a walk asked on."""
    settings = replace(settings, limits=replace(settings.limits, total_timeout=1.0))
    began = time.monotonic()
    with another_process_has(settings, "bay.example") as process:
        os.kill(process.pid or 0, signal.SIGSTOP)
        began = time.monotonic()
        assert ask(settings, seconds) == outcomes
    assert time.monotonic() - began < 15
    assert server.asked == []


def no_locks(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def fails(*given: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", fails)


def full_disk(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(os, "utime", disk.is_full)


def no_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    folder.write_bytes(b"")


@pytest.mark.parametrize("breaks", [no_locks, full_disk, no_folder])
def test_where_turns_cannot_be_kept_all_are_asked_and_it_is_said_once(
    server: Server,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    breaks: Callable[[pytest.MonkeyPatch, Path], None],
) -> None:
    """Before, a full disk or a file system without locks ended the run."""
    server.on("/1", lambda sock, asked: sock.sendall(response(FEED)))
    breaks(monkeypatch, settings.turns_folder or Path())
    names = [f"{breaks.__name__}{number}.example" for number in range(3)]
    feeds = [make_feed(n, f"http://{name}/1", family=name, private=False) for n, name in enumerate(names)]
    exchanges = fetch_feeds(feeds, settings, clock=lambda: NOW)
    assert [exchange.outcome for exchange in exchanges] == [Outcome.OK] * 3
    assert fetch_a_page("http://bay.example/1", settings) is Outcome.OK
    assert fetch_a_document("http://bay.example/1", settings) is Outcome.OK
    assert sum("ask one family at once" in line for line in caplog.messages) == 1
    assert has_turn(settings, "bay.example"), "none is kept"


def test_a_home_that_is_not_there_is_not_made(tmp_path: Path, settings: Settings) -> None:
    """`feeds check` as root made it, and the user's `make up` failed then."""
    assert has_turn(replace(settings, turns_folder=tmp_path / "home" / "turns"), "bay.example")
    assert not (tmp_path / "home").exists()


def test_a_fault_of_ours_keeps_no_turn(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was kept for the life of the process."""

    def fails(*given: object, **more: object) -> None:
        raise MemoryError

    monkeypatch.setattr(sys.modules["wireroom.fetch.fetch_feeds"], "poll_next", fails)
    with pytest.raises(MemoryError):
        ask_a_feed(settings, math.inf)
    assert has_turn(settings, "bay.example")


def walk(settings: Settings, urls: Sequence[str], seconds: float) -> list[Outcome]:
    """Pages of hosts that are families of their own; what the first one's host allows is known."""
    pages = [WantedPage(n, 1, url, host_of(url), private=False) for n, url in enumerate(urls)]
    known = {web_origin(urls[0]): SiteRules(web_origin(urls[0]), NOW, Outcome.NOT_FOUND)}
    answers = fetch_pages(pages, settings, known=known, clock=lambda: NOW, seconds=seconds)
    return [answer.exchange.outcome for answer in answers if answer.page]


def leads(server: Server, path: str, to: str, asked_together: threading.Barrier) -> None:
    """Slowly, so that other turns are wanted meanwhile."""

    def answer(sock: socket.socket, asked: Asked) -> None:
        asked_together.wait(30)
        time.sleep(0.7)
        sock.sendall(response(b"", status="302 Found", headers={"Location": to}))

    server.on(path, answer)


def test_walks_that_are_redirected_to_each_others_hosts_do_not_wait_for_each_other(
    server: Server, settings: Settings
) -> None:
    """Two processes: each had a turn, and waited for rules that a thread of it wanted in the other's."""
    server.on("/1", lambda sock, asked: sock.sendall(response(FEED)))
    asked_together = threading.Barrier(2)
    leads(server, "/x1", "http://y.example/1", asked_together)
    leads(server, "/y1", "http://x.example/1", asked_together)
    urls = [
        ["http://x.example/x1", "http://y.example/1"],
        ["http://y.example/y1", "http://x.example/1"],
    ]
    began = time.monotonic()
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as processes:
        outcomes = list(processes.map(walk, [settings] * 2, urls, [40.0] * 2))
    assert outcomes == [[Outcome.OK] * 2] * 2
    assert time.monotonic() - began < 25


def test_two_families_of_one_file_do_not_wait_for_each_other_for_ever(
    server: Server, settings: Settings
) -> None:
    """One process: a walk had the turn that another waited for, who had locked the rules that it wanted."""
    server.on("/1", lambda sock, asked: sock.sendall(response(FEED)))
    names: dict[str, str] = {}
    for number in itertools.count():
        name = f"site{number}.example"
        other = names.setdefault(turn_file(Path(), name).name, name)
        if other != name:
            break
    leads(server, "/x1", f"http://{other}/1", threading.Barrier(1))
    for _ in range(4):  # either may be the first
        began = time.monotonic()
        assert walk(settings, [f"http://{name}/x1", f"http://{other}/1"], 40.0) == [Outcome.OK] * 2
        assert time.monotonic() - began < 25


def fetch_a_page(url: str, settings: Settings) -> Outcome:
    """As the walk for pages does; its site's robots.txt and tdmrep.json come first."""
    page = WantedPage(1, 1, url, "bay.example", private=False)
    *_, last = fetch_pages([page], settings, known={}, clock=lambda: NOW)
    return last.exchange.outcome


def fetch_a_document(url: str, settings: Settings) -> Outcome:
    """As backfills and autodiscovery do."""
    with fetch_in_turn(settings, clock=lambda: NOW) as fetch:
        return fetch(url, private=False).outcome


@pytest.mark.parametrize(("ask", "requests"), [(fetch_a_page, 3), (fetch_a_document, 1)])
def test_pages_and_documents_wait_for_feeds_of_their_family(
    server: Server, settings: Settings, ask: Callable[[str, Settings], Outcome], requests: int
) -> None:
    """Before, a run's feeds and its pages were two requests at once, of which neither knew."""
    server.on("/1", lambda sock, asked: sock.sendall(response(FEED)))
    feeds = take_turn(settings, "bay.example", PAUSE)
    assert isinstance(feeds, Turn)
    with ThreadPoolExecutor(1) as pool:
        outcome = pool.submit(ask, "http://bay.example/1", settings)
        time.sleep(2 * PAUSE)
        assert server.asked == []
        left = time.monotonic()
        feeds.leave(asked=True)
        assert outcome.result(30) is Outcome.OK
    began = [asked.began for asked in server.asked]
    assert len(began) == requests
    assert min(later - earlier for earlier, later in pairwise([left, *began])) >= PAUSE
    assert not has_turn(settings, "bay.example", 60.0), "the last of them is known to all"
