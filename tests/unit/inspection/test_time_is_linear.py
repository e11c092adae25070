"""Twice the text takes twice the time, whatever it is of and wherever it stands, hostile or only broken."""

from __future__ import annotations

import base64
import gc
import math
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from support.adversarial import DISTINCT, NESTED, PLACES, REPEATS, Question, question
from wireroom.inspection import HANDLERS

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
STEEPEST = 1.3  # exponent of the growth; 1 is linear, 2 quadratic
LARGEST = {"page": 16_384}  # characters; a page takes ten times as long as all else
LARGEST_OF_OTHERS = 32_768
QUICK = 0.01  # seconds of CPU time for the largest: so little may be quadratic, 1 MB takes no harm

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
        seconds(place, "word", 1_000)
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def seconds(place: str, repeat: str, size: int, *, times: int = 1) -> float:
    """CPU time that the handler takes for the text in its place, the least of several.

    Without the garbage collector, whose passes come in leaps: each looks at all that was made since the last.
    """
    return seconds_of(PLACES[place].kind, question(place, repeat, size), times=times)


def seconds_of(kind: str, asked: Question, *, times: int) -> float:
    """CPU time that the handler takes for the question."""
    handle = HANDLERS[kind]
    taken = []
    for _ in range(times):
        gc.collect()
        gc.disable()
        start = time.process_time()
        try:
            handle(asked, NOW)
        finally:
            taken.append(time.process_time() - start)
            gc.enable()
    return min(taken)


def exponent(sizes: list[int], taken: list[float]) -> float:
    """Of the power of the size that the time grows with: the slope between logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(max(each, 1e-5)) for each in taken]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def growth(place: str, repeat: str) -> float:
    """Fitted over four sizes, each twice the one before; 0 where the largest takes no time to speak of."""
    largest = LARGEST.get(PLACES[place].kind, LARGEST_OF_OTHERS)
    most, least = seconds(place, repeat, largest), 0.0
    if most > QUICK:
        least = seconds(place, repeat, largest // 8)
    if most <= QUICK or exponent([largest // 8, largest], [least, most]) <= STEEPEST:
        return 0.0
    sizes = [largest // 8, largest // 4, largest // 2, largest]
    return exponent(sizes, [seconds(place, repeat, size, times=3) for size in sizes])


def test_the_measure_knows_a_quadratic_function() -> None:
    sizes = [1, 2, 4, 8]
    assert exponent(sizes, [0.01 * size for size in sizes]) == pytest.approx(1)
    assert exponent(sizes, [0.01 * size**2 for size in sizes]) == pytest.approx(2)


@pytest.mark.parametrize(("place", "repeat"), FOUND)
def test_what_was_quadratic_once_is_linear(place: str, repeat: str) -> None:
    assert growth(place, repeat) <= STEEPEST


def test_each_author_of_an_entry_is_not_compared_with_all_others() -> None:
    """No two the same, which no repeat of one text shows; it was 3.4 seconds."""
    authors = "".join(f"<author>Ann Lee {number}</author>" for number in range(8_000))
    feed = (
        f"<rss version='2.0'><channel><title>Q</title><item><title>T</title>{authors}</item></channel></rss>"
    )
    asked = {"url": "", "body": base64.b64encode(feed.encode()).decode()}
    assert seconds_of("feed", asked, times=2) < 1


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("place", PLACES)
def test_no_text_makes_any_place_quadratic(place: str) -> None:
    steep = {
        repeat: found
        for repeat in (*REPEATS, *NESTED, *DISTINCT)
        if (found := growth(place, repeat)) > STEEPEST
    }
    assert not steep
