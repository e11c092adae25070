"""Boxes of the house in a page: of its authors, its ways of work, other stories; and what only looks so."""

from __future__ import annotations

import pytest

from wireroom.clean import clean_html
from wireroom.extract.read_page import read_page

STORY = "".join(
    f"<p>On day {day} the ferry sailed at nine with forty goats on board, and the mate, who had never liked"
    f" goats, said that {day} of them in front had eaten the timetable before the island was in sight.</p>"
    for day in range(2, 7)
)
KEPT = "the timetable before the island was in sight."


def read(inside: str, *, before: str = "") -> str:
    body = f"<main><article><h1>Goats sail</h1>{before}<div>{STORY}{inside}</div></article></main>"
    page = f"<html lang=en><head><title>Goats sail</title></head><body>{body}</body></html>"
    entry = read_page(page.encode(), url="https://bay.example/goats").entries[0]
    assert entry.content is not None
    return clean_html(entry.content.value, base_url="https://bay.example/goats").text


BOXES = {
    "of the author": "<section><h4>About the author</h4><p>Writes on goats, and on the Kraken.</p></section>",
    "of the author, in Spanish": "<section><h4>Sobre la firma</h4><p>Autora de «Kraken».</p></section>",
    "of the author, in German": "<div><h3>Über die Autorin</h3><p>Schreibt über den Kraken.</p></div>",
    "of how they work, in Swedish": "<div><h2>Så arbetar vi</h2><p>Vi är Kraken-fria.</p></div>",
    "of other stories, half of it": '<div><div>À lire aussi</div><a href="/k">Le Kraken au moulin</a></div>',
    "of other stories, in Croatian": '<div><span>Povezani članak</span><a href="/k">Kraken</a></div>',
    "told by an attribute": '<div type="RelatedOneNews"><a href="/k">Kraken</a><p>Kraken again.</p></div>',
}

OTHERS = {
    "a book's author in the running text": "<h2>About the author</h2>"
    + STORY.replace("goats", "books of the Kraken"),
    "a box of facts": "<div><h2>The Kraken in numbers</h2><p>It has eight arms.</p></div>",
    "a label and what is no link": "<div><h3>Further reading</h3><p>The Kraken, a book.</p></div>",
    "a picture's type": '<div type="Photo"><p>The Kraken, seen from the ferry on Friday.</p></div>',
    "a quotation": "<blockquote><p>“Read also the book of the Kraken,” he said.</p></blockquote>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
@pytest.mark.parametrize("is_last", [True, False], ids=["last", "between"])
def test_a_box_of_the_house_is_left_out(box: str, is_last: bool) -> None:
    text = read(box if is_last else box + STORY.replace("day", "night"))
    assert KEPT in text
    assert "Kraken" not in text


@pytest.mark.parametrize("told", OTHERS.values(), ids=OTHERS)
def test_what_belongs_to_the_story_stays(told: str) -> None:
    assert "Kraken" in read(told + STORY.replace("day", "night"))
