"""Twice the text takes twice the time, whatever it is of and wherever it stands, hostile or only broken."""

from __future__ import annotations

import base64
import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from zlib import crc32

import pytest

from support.adversarial import DISTINCT, NESTED, PLACES, REPEATS, Question, question
from support.cpu_time import STEEPEST, UNTIMED, cpu_seconds, growth
from wireroom.inspection.handlers import HANDLERS

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LARGEST = {"page": 16_384}  # characters; a page takes ten times as long as all else
LARGEST_OF_OTHERS = 32_768

# Each was: a minute and more for 1 MB, in a place of its own.
FOUND = [
    ("html card", "br"),
    ("html card", "newline"),
    ("html card", "no-break space"),
    ("html", "ampersand and space"),
    ("html", "two combining marks"),
    ("html", "reference in a reference"),
    ("html at the end", "br"),
    ("json cut", "escaped quote"),
    ("json cut between", "escaped quote"),
    ("json content", "escaped ampersand"),
    ("page json-ld", "escaped quote"),
    ("page json-ld cut", "escaped quote"),
    ("page meta", "comment begun"),
    ("page attributes", "attributes"),
    ("page body", "two combining marks"),
    ("rss title", "svg closed"),
    ("rss title in CDATA", "comment"),
    ("rss source", "label"),
    ("rss tail", "cdata begun"),
    ("url path", "percent twice"),
    ("url wrapped", "percent twice"),
    ("date", "digits and spaces"),
    ("rss author", "www"),
    ("rss declaration", "encoding"),
    ("rss after the declaration", "newline"),
    ("rss damaged", "tag in quotes"),
    ("rss damaged", "categories"),
    ("rss damaged attributes", "attributes"),
    ("rss damaged", "namespaces in namespaces"),
]


@pytest.fixture(scope="module", autouse=True)
def _frozen() -> Iterator[None]:
    """What is loaded is not looked through by each collection of garbage: that took most of the time."""
    for place in ("rss damaged", "html", "page body", "date", "url"):
        asked(PLACES[place].kind, question(place, "word", 1_000))()
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def asked(kind: str, question: Question) -> Callable[[], object]:
    """What is timed: the handler of that kind, given the question."""
    return partial(HANDLERS[kind], question, NOW)


def growth_at(place: str, repeat: str) -> float:
    """Exponent that the handler's CPU time grows with, the text in its place."""
    kind = PLACES[place].kind
    return growth(
        lambda size: asked(kind, question(place, repeat, size)), LARGEST.get(kind, LARGEST_OF_OTHERS)
    )


@pytest.mark.parametrize("seconds", [0.03, 0.2])  # of the latter half the size is looked at first
@pytest.mark.parametrize(("power", "found"), [(1, False), (1.1, False), (1.8, True), (2, True)])
def test_the_measure_knows_a_quadratic_function(
    power: float, found: bool, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    if UNTIMED in os.environ:
        pytest.skip("no time is measured")
    if found:
        monkeypatch.setattr("support.cpu_time.PAUSE", 0)  # it looks steep however long one waits
        monkeypatch.setattr("support.cpu_time.ROUNDS", (2, 3))
    steps = seconds * 66_000_000 / 32_768**power
    assert (growth(lambda size: partial(sum, range(int(steps * size**power))), 32_768) > STEEPEST) == found


@pytest.mark.parametrize(("place", "repeat"), FOUND)
def test_what_was_quadratic_once_is_linear(place: str, repeat: str) -> None:
    assert growth_at(place, repeat) <= STEEPEST


def test_each_author_of_an_entry_is_not_compared_with_all_others() -> None:
    """No two the same, which no repeat of one text shows; it was 3.4 seconds."""
    authors = "".join(f"<author>Ann Lee {number}</author>" for number in range(8_000))
    feed = (
        f"<rss version='2.0'><channel><title>Q</title><item><title>T</title>{authors}</item></channel></rss>"
    )
    body = {"url": "", "body": base64.b64encode(feed.encode()).decode()}
    assert cpu_seconds(asked("feed", body)) < 1


@pytest.mark.slow
@pytest.mark.sampled
@pytest.mark.timeout(900)
@pytest.mark.parametrize("place", PLACES)
def test_no_text_makes_any_place_quadratic(place: str) -> None:
    """A quarter of the texts in each place, always the same ones; all of them by `make fuzz`."""
    steep = {
        repeat: found
        for repeat in (*REPEATS, *NESTED, *DISTINCT)
        if ("WIREROOM_FUZZ" in os.environ or crc32(f"{place} {repeat}".encode()) % 4 == 0)
        and (found := growth_at(place, repeat)) > STEEPEST
    }
    assert not steep
