"""Numbers above and below the line, and what is left of them in plain text."""

from __future__ import annotations

import pytest

from wireroom.clean import clean_html
from wireroom.common.text import plain_text

LINES = {
    "a power": ("<p>It took 3×10<sup>6</sup> bolts.</p>", "It took 3×10⁶ bolts."),
    "a power below one": ("<p>A mass of 10<sup>-3</sup> g.</p>", "A mass of 10⁻³ g."),
    "an emphasised power": ("<p>About 5<sup><i>4</i></sup>.</p>", "About 5⁴."),
    "a unit": ("<p>A lake of 7 km<sup>2</sup>.</p>", "A lake of 7 km²."),
    "a note": ("<p>So the pilot<sup>2</sup> said.</p>", "So the pilot[2] said."),
    "a note after a sign": ("<p>Fares rose 5%<sup>1</sup> at once.</p>", "Fares rose 5%[1] at once."),
    "a linked note": ('<p>In 2021<sup><a href="#n4">4</a></sup> it sank.</p>', "In 2021[4] it sank."),
    "a note by its class": ('<p>In 2021<sup class="footnote-ref">4</sup> too.</p>', "In 2021[4] too."),
    "a note in brackets": ("<p>So the pilot<sup>[2]</sup> said.</p>", "So the pilot[2] said."),
    "an ordinal": ("<p>The 21<sup>st</sup> trip.</p>", "The 21st trip."),
    "a trademark": ("<p>Acme<sup>TM</sup> bolts and Quay<sup>®</sup>.</p>", "Acme™ bolts and Quay®."),
    "a variable's power": ("<p>So x<sup>n</sup> and 2<sup>n</sup>.</p>", "So xⁿ and 2ⁿ."),
    "a letter after a word": (
        "<p>The 3<sup>e</sup> trip, the pilot<sup>n</sup>.</p>",
        "The 3e trip, the pilotn.",
    ),
    "a root": ("<p>So <math><msqrt><mn>2</mn></msqrt></math> it is.</p>", "So √2 it is."),
    "a root of a sum": (
        "<p>So <math><msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt></math> it is.</p>",
        "So √(x+1) it is.",
    ),
    "a fraction": ("<p>Add <sup>1</sup>/<sub>2</sub> cup.</p>", "Add 1/2 cup."),
    "a number and a fraction": ("<p>Add 2<sup>1</sup>⁄<sub>2</sub> cups.</p>", "Add 2 1⁄2 cups."),
    "a formula": ("<p>Less CO<sub>2</sub> in air.</p>", "Less CO2 in air."),
    "a base": ("<p>The number 101<sub>2</sub> is five.</p>", "The number 101₂ is five."),
    "a power in MathML": (
        "<p>So <math><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mn>3</mn></math> it is.</p>",
        "So x²+3 it is.",
    ),
    "a fraction in MathML": (
        "<p>So <math><mn>3</mn><mfrac><mn>1</mn><mn>2</mn></mfrac></math> it is.</p>",
        "So 3 1/2 it is.",
    ),
}


@pytest.mark.parametrize(("markup", "text"), LINES.values(), ids=LINES.keys())
def test_a_number_off_the_line_keeps_its_meaning_in_the_text(markup: str, text: str) -> None:
    cleaned = clean_html(markup)
    again = clean_html(cleaned.html)
    assert cleaned.text == text
    assert (again.text, again.html) == (text, cleaned.html)


def test_a_title_keeps_its_powers() -> None:
    assert plain_text("A lake of 7 km<sup>2</sup> dries up") == "A lake of 7 km² dries up"
