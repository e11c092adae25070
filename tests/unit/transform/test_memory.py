"""A body as long as one may be takes less than 100 MB beyond what reading takes anyway, whatever it is of."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PLUGINS = Path(__file__).resolve().parents[3] / "plugins"
MOST = 100  # megabytes beyond those of a small document
SIZE = 1_990_000  # characters

# In a process of its own: the most that a process ever held is all that the system tells.
MEASURE = """
import resource, sys
from datetime import UTC, datetime
from wireroom.models import FeedContext
from wireroom.transform import transform_document

def held():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

def read(body):
    item = f"<item><title>T</title><link>https://a.example/1</link><description><![CDATA[{body}]]></description></item>"
    feed = f"<rss version='2.0'><channel><title>P</title>{item}</channel></rss>".encode()
    context = FeedContext(feed_id=1, url="https://a.example/f", seen_at=datetime(2026, 11, 23, tzinfo=UTC))
    understanding = transform_document(feed, context=context)
    return len(understanding.articles), [each.reason for each in understanding.rejections]

read("<p>The bridge over the old harbour closes on Monday for repairs, the city said in a statement.</p>")
before = held()
found = read(sys.argv[1] * (int(sys.argv[2]) // len(sys.argv[1])))
print(held() - before, *found)
"""


UNITS = [
    "<p>",
    "<p>one two</p>",
    "<b>a</b>",
    "<br>",
    "<a href='/x'>m</a> ",
    "<table><tr><td>a",
    "word ",
    "& ",
]


def measured(unit: str, size: int) -> tuple[int, str]:
    child = subprocess.run(
        [sys.executable, "-c", MEASURE, unit, str(size)],
        env={"PYTHONPATH": str(PLUGINS), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    megabytes, found = child.stdout.split(maxsplit=1)
    return int(megabytes), found.strip()


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_the_longest_body_takes_less_than_100_megabytes(unit: str) -> None:
    megabytes, found = measured(unit, SIZE)
    assert found == "1 []"
    assert megabytes < MOST


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_a_longer_body_is_refused_by_name(unit: str) -> None:
    """Nine megabytes of `& ` took 217."""
    megabytes, found = measured(unit, 9_000_000)
    assert found == "0 ['too_large']"
    assert megabytes < MOST
