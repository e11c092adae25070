"""What counts as the same event: rare words in common, more than a name, and no form filled in anew."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from wireroom.models import EventPrint
from wireroom.normalize.same_event import (
    event_keys,
    event_likeness,
    event_print,
    event_words,
    resemblance,
    word_number,
)

WORDS = st.lists(st.text(min_size=1, max_size=8), max_size=20)


def made(title: str, lead: str, *, common: tuple[str, ...] = ()) -> EventPrint:
    """Of a language of which 1,000 articles were counted; `common` words stand in half of them."""
    said = event_words("en", title.split(), lead.split())
    often = {word_number("en", word): 500 for word in common}
    return event_print(said, dict.fromkeys(said.all, 1) | often, 1000)


@given(WORDS, WORDS, WORDS, WORDS)
def test_likeness_is_symmetric_and_a_share(a: list[str], b: list[str], c: list[str], d: list[str]) -> None:
    one, two = (event_print(event_words("en", title, lead), {}, 9) for title, lead in ((a, b), (c, d)))
    assert event_likeness(one, two) == event_likeness(two, one)
    assert 0 <= event_likeness(one, two) <= 1
    assert math.isclose(resemblance(one, one), 1 if one.words else 0, abs_tol=1e-9)


def test_rare_words_in_common_count_and_common_ones_hardly() -> None:
    common = ("council", "plan", "vote")
    rare = event_likeness(
        made("velmora dockers strike", "harkona"), made("velmora dockers strike", "tuesday")
    )
    often = event_likeness(
        made("council plan vote", "velmora harkona dockers", common=common),
        made("council plan vote", "tamber orlissa bridge", common=common),
    )
    assert rare > 0.8
    assert often < 0.2


def test_two_words_in_common_are_a_name_and_no_event() -> None:
    assert event_likeness(made("anna velm", "sings"), made("anna velm", "paints")) == 0


def test_the_same_title_with_other_figures_is_a_form() -> None:
    monday, tuesday = (
        made("wordelo answer for 811", "hints tarquin"),
        made("wordelo answer for 812", "hints tarquin"),
    )
    assert event_likeness(monday, tuesday) == 0
    assert event_likeness(monday, monday) > 0.99


def test_the_rarest_words_stand_first_and_a_word_in_title_and_text_counts_double() -> None:
    said = made("velmora vote", "velmora council harkona", common=("vote", "council"))
    assert said.words[0] == word_number("en", "velmora")
    assert set(said.words[-2:]) == {word_number("en", "vote"), word_number("en", "council")}


def test_words_of_two_languages_are_never_the_same() -> None:
    assert word_number("en", "gift") != word_number("de", "gift")
    assert -(2**31) <= word_number("en", "gift") < 2**31


def test_an_article_is_found_by_words_that_one_in_a_hundred_has_at_most() -> None:
    said = event_words("en", ["velmora", "strike"], ["port"])
    articles = {
        word_number("en", word): many for word, many in (("velmora", 3), ("strike", 10), ("port", 11))
    }
    found_by = {
        counted: event_keys(event_print(said, articles, counted), articles, counted, 10)
        for counted in (200, 1000)
    }
    assert found_by == {200: [], 1000: [word_number("en", "velmora"), word_number("en", "strike")]}
