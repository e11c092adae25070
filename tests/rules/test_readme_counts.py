"""What README.md counts is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wireroom.feed_list.matching_feeds import find_feed
from wireroom.newsroom import conformance_cases
from wireroom.settings import Settings
from wireroom.sources import load_feeds_file

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FEEDS = [spec for spec in load_feeds_file(ROOT / "feeds.yaml") if not spec.paused]
PUBLIC = [spec for spec in FEEDS if ".localhost" not in spec.url]
EXAMPLES = list((ROOT / "sql" / "examples").glob("*.sql"))
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ONES += ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")


def number(word: str) -> int:
    """Of `41`, `eleven` or `forty-one`."""
    if word.isdecimal():
        return int(word)
    tens, _, ones = word.rpartition("-")
    return TENS[tens] + ONES.index(ones) if tens else TENS.get(ones) or ONES.index(ones)


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        (r"Feeds of feeds\.yaml: (\S+) declared", len(FEEDS)),
        (r"(\S+) public feeds could not be reached", len(PUBLIC)),
        (r"public feeds\s+of\s+`feeds\.yaml`, (\S+), come in", len(PUBLIC)),
        (r"`sql/examples/` holds (\S+) queries", len(EXAMPLES)),
        (r"serves (\S+)\s+feeds that are hard to read", len(conformance_cases())),
    ],
)
def test_a_count_is_true(pattern: str, count: int) -> None:
    found = re.search(pattern, README)
    assert found, f"README.md no longer says {pattern}: count what it says now"
    assert number(found[1]) == count


def test_the_table_of_feeds_adds_up() -> None:
    """`380 articles from 21 feeds`, then the rows that are shown and how many more."""
    head, _, rest = README.partition("feed                            language  articles\n")
    total = re.search(r"\d+ articles from (\d+) feeds\n$", head)
    rows, _, after = rest.partition("\nand ")
    assert total
    assert int(total[1]) == len(rows.splitlines()) + int(after.split()[0])


@pytest.mark.parametrize("name", re.findall(r"wireroom feeds (?:try|pause|resume|remove) ([a-z-]+)", README))
def test_a_command_names_one_feed(name: str) -> None:
    """A newcomer who types it is not asked which feed is meant."""
    settings = Settings.from_environment({"WIREROOM_FEEDS_FILE": str(ROOT / "feeds.yaml")})
    assert name in find_feed(settings, name).url
