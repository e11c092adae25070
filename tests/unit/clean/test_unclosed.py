"""Elements that swallow what is in them and were left open: the prose after them stays."""

from __future__ import annotations

import pytest

from wireroom.clean import clean_html

AFTER = "The tug came at noon."


@pytest.mark.parametrize(
    "name",
    [
        *(
            "title",
            "textarea",
            "iframe",
            "noscript",
            "noembed",
            "noframes",
            "button",
            "select",
            "nav",
            "dialog",
        ),
        *("template", "script", "style", "svg", "canvas", "datalist", "meter", "progress", "applet", "map"),
    ],
)
def test_an_element_spoken_of_takes_nothing_after_it(name: str) -> None:
    text = clean_html(f"<p>The page had an empty <{name}> in it, which is odd.</p><p>{AFTER}</p>").text
    assert "in it, which is odd." in text
    assert AFTER in text


@pytest.mark.parametrize(
    "opening",
    ['<iframe src="https://www.youtube.com/embed/abcdefghijk">', '<script src="https://w.example/a.js">'],
)
def test_a_frame_or_script_with_an_address_ends_where_it_begins(opening: str) -> None:
    cleaned = clean_html(f"<p>Watch:</p>{opening}<p>{AFTER}</p>")
    assert AFTER in cleaned.text
    assert len(cleaned.embeds) == ("youtube" in opening)


@pytest.mark.parametrize("name", ["script", "style"])
def test_code_that_was_cut_off_stays_out(name: str) -> None:
    assert clean_html(f"<p>{AFTER}</p><{name}>a {{ color: red").text == AFTER


@pytest.mark.parametrize(
    "opening",
    [
        "<select><option>1",
        "<svg width=1><circle r=1>",
        "<datalist><option>",
        "<meter value=1>",
        "<map name=m>",
    ],
)
def test_what_was_left_open_between_paragraphs_takes_nothing_after_it(opening: str) -> None:
    assert AFTER in clean_html(f"<p>Before.</p>{opening}<p>{AFTER}</p>").text


def test_what_a_form_has_worked_out_is_read() -> None:
    assert clean_html(f"<p>Sum:</p><output><p>{AFTER}</p></output>").text == f"Sum:\n\n{AFTER}"


def test_the_choices_of_a_field_stay_out() -> None:
    assert clean_html(f"<p>{AFTER}</p><select><option>One<option>Two</select>").text == AFTER


def test_an_element_that_was_closed_keeps_its_content_out() -> None:
    assert clean_html(f"<title>Home</title><p>{AFTER}</p><nav>Menu</nav>").text == AFTER


def test_an_example_of_markup_is_code() -> None:
    assert "A gull." in clean_html(f"<p>Type:</p><xmp><b>A gull.</b></xmp><p>{AFTER}</p>").text


def test_a_button_round_paragraphs_is_prose() -> None:
    wrapped = f"<p>Early.</p><button>{AFTER}<p>It left again before the tide turned.</p></button>"
    assert "before the tide turned" in clean_html(wrapped).text
    assert clean_html("<p>Early.</p><button><p>Share</p></button>").text == "Early."
