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
    "of other stories, below a heading of its own": "<h3>Czytaj też:</h3>"
    '<ul><li><a href="/k">Kraken w młynie</a></li><li><a href="/l">Kraken w porcie</a></li></ul>',
    "of other stories, in paragraphs": '<p><b>Seguir leyendo:</b></p><p><a href="/k">Un Kraken</a></p>',
    "of a newsletter, by its class": '<div class="NewsletterTeaser"><h4>Kraken-Update</h4><p>Alles am Kai,'
    " was zählt – jeden Morgen um 6 Uhr in Ihrem Postfach, ohne einen einzigen Kraken.</p></div>",
    "of gifts, by its class": '<div class="paragraph--type--donation"><h3>Help us reach a Kraken</h3>'
    '<p>Your gift of $25 feeds one Kraken.</p><a href="/give">Donate now</a></div>',
    "told by an attribute": '<div type="RelatedOneNews"><a href="/k">Kraken</a><p>Kraken again.</p></div>',
}

OTHERS = {
    "a book's author in the running text": "<h2>About the author</h2>"
    + STORY.replace("goats", "books of the Kraken"),
    "a box of facts": "<div><h2>The Kraken in numbers</h2><p>It has eight arms.</p></div>",
    "a label and what is no link": "<div><h3>Further reading</h3><p>The Kraken, a book.</p></div>",
    "a picture's type": '<div type="Photo"><p>The Kraken, seen from the ferry on Friday.</p></div>',
    "a label over links that tell more": "<h3>Further reading</h3>"
    '<ul><li><a href="/k">The Kraken</a>, a book of two hundred pages and one goat</li></ul>',
    "what a class calls a newsletter and is told": '<div class="newsletter-block"><p>The newsletter of the'
    " Kraken has been printed on board since 1931, and every goat has read it.</p></div>",
    "a paragraph that a class calls so": '<p class="newsletter-text">Sign up for our letter, the Kraken told'
    " every goat on board; by autumn nine of them had done so, and three could read.</p>",
    "what a class calls gifts and somebody said": '<div class="donation-news"><p>The gifts for the Kraken'
    " reached forty pounds, and we thank all of you, the vicar said.</p></div>",
    "what fishermen answer, below a label": "<div><h3>How we work</h3><p>“We rise at four, and the Kraken is"
    " still in bed,” fisherman Tom Poe said.</p></div>",
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


def test_a_letter_whose_paragraphs_are_all_called_newsletter_is_read() -> None:
    letter = STORY.replace("<p>", '<div class="newsletter-block"><p>You may know: ').replace(
        "</p>", "</p></div>"
    )
    page = f"<html><head><title>Goats sail</title></head><body><article><h1>Goats sail</h1>{letter}"
    entry = read_page(page.encode(), url="https://bay.example/goats").entries[0]
    assert entry.content is not None
    assert entry.content.value.count(KEPT) == STORY.count(KEPT)
