"""One body of nine megabytes takes less than 200 MB beyond what reading takes anyway, whatever it is of."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PLUGINS = Path(__file__).resolve().parents[3] / "plugins"
MOST = 200  # megabytes beyond those of a small document
MOST_ESCAPED = 250  # where each second character takes five in HTML
SIZE = 9_000_000  # characters

# In a process of its own: the most that a process ever held is all that the system tells.
MEASURE = """
import resource, sys
from datetime import UTC, datetime
from wireroom.models import FeedContext
from wireroom.understand import understand_document

def held():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

def read(body):
    item = f"<item><title>T</title><link>https://a.example/1</link><description><![CDATA[{body}]]></description></item>"
    feed = f"<rss version='2.0'><channel><title>P</title>{item}</channel></rss>".encode()
    context = FeedContext(feed_id=1, url="https://a.example/f", seen_at=datetime(2026, 11, 23, tzinfo=UTC))
    assert len(understand_document(feed, context=context).articles) == 1

read("<p>The bridge over the old harbour closes on Monday for repairs, the city said in a statement.</p>")
before = held()
read(sys.argv[1] * (int(sys.argv[2]) // len(sys.argv[1])))
print(held() - before)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("unit", "most"),
    [
        ("<p>", MOST),
        ("<p>one two</p>", MOST),
        ("<b>a</b>", MOST),
        ("<br>", MOST),
        ("<a href='/x'>m</a> ", MOST),
        ("<table><tr><td>a", MOST),
        ("word ", MOST),
        ("& ", MOST_ESCAPED),
    ],
)
def test_a_body_of_nine_megabytes_takes_less_than_200(unit: str, most: int) -> None:
    child = subprocess.run(
        [sys.executable, "-c", MEASURE, unit, str(SIZE)],
        env={"PYTHONPATH": str(PLUGINS), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(child.stdout) < most
