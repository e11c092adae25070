"""Lines between headline and text that are no text: a day, a role, what is left of buttons; what stays."""

from __future__ import annotations

import numpy as np
import pytest
from bs4 import BeautifulSoup

from wireroom.clean import clean_html
from wireroom.extract.blocks.head_lines import without_head_lines
from wireroom.extract.blocks.text_blocks import text_blocks

TITLE = "Bees and their losses"
STORY = (
    "<p>One hive in four stood empty in the western valleys when beekeepers opened them this week.</p>"
    "<p>Rain on thirty days kept the bees indoors while the plum and the rape were in flower.</p>"
)
BYLINE = (
    '<div data-component="byline-block"><div>Ana Pike</div><div><i>Environment correspondent, </i></div>'
    "<div>Reporting from <span>Marsh End</span></div></div>"
)


def left(head: str, inside: str = "", *, out: frozenset[str] = frozenset()) -> list[str]:
    """What is left where all of the page was chosen, but those lines that are `out`."""
    page = f"<article><h1>{TITLE}</h1>{head}{STORY}{inside}</article>"
    blocks = text_blocks(BeautifulSoup(page, "html.parser"))
    kept = np.array([block.text not in out for block in blocks])
    places = np.flatnonzero(without_head_lines(kept, blocks, TITLE))
    return [blocks[place].text for place in places.tolist()]


def test_a_day_in_an_element_of_its_own_is_no_paragraph() -> None:
    assert "November 20, 2026" not in left("<p>Two hives.</p><time>November 20, 2026</time>")


def test_what_an_author_is_and_where_is_no_paragraph() -> None:
    assert left(BYLINE)[:2] == [TITLE, "Ana Pike"]


def test_what_is_left_of_a_row_of_buttons_goes_too() -> None:
    row = "<ul><li>シェア</li><li>ツイート</li><li>list</li><li>ブックマーク</li></ul>"
    assert "ブックマーク" not in left(row, out=frozenset({"シェア", "ツイート", "list"}))


@pytest.mark.parametrize(
    ("head", "inside", "line"),
    [
        pytest.param("<ul><li>Bees eat</li><li>Rain late</li></ul>", "", "Bees eat", id="a whole list"),
        pytest.param(
            "<p>The environment correspondent</p>", "", "The environment correspondent", id="no byline"
        ),
        pytest.param("", "<p><time>May 2, 2026</time></p>", "May 2, 2026", id="a day of a diary"),
        pytest.param("<p>On <time>May 2</time> it rained.</p>", "", "On May 2 it rained.", id="a sentence"),
    ],
)
def test_what_is_no_such_line_stays(head: str, inside: str, line: str) -> None:
    assert line in left(head, inside)


STANDFIRST, TEXT = (
    "Two hives and no sugar: the bees try again.",
    "It rained on thirty days.\n\nThe bees slept.",
)
BODY = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n"))


def test_a_day_beside_a_reading_time_is_taken_below_a_standfirst() -> None:
    line = "<p>Nov 20th 2026|MARSH END|2 min read</p>"
    cleaned = clean_html(f"<p>{STANDFIRST}</p>{line}{BODY}")
    assert (cleaned.text, cleaned.date_line) == (f"{STANDFIRST}\n\n{TEXT}", "Nov 20th 2026")


def test_a_day_alone_below_a_first_paragraph_may_be_a_letter_s() -> None:
    assert "4 March 1861" in clean_html(f"<p>{STANDFIRST}</p><p>4 March 1861</p>{BODY}").text
