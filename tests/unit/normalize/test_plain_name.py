"""Titles and names on one line, and nothing in them that opens a tag."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.normalize import inert, plain_name


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        pytest.param("<b>The Post</b>", "The Post", id="tags"),
        pytest.param(" The\n Post ", "The Post", id="blanks"),
        pytest.param("A < B > C", "A < B > C", id="signs"),
        pytest.param("<img src=x onerror='y'", "‹img src=x onerror='y'", id="a tag without its end"),
        pytest.param("<scr\x00ipt>T", "T", id="a control inside"),
        pytest.param("<b></b>", None, id="nothing but tags"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_a_title_becomes_a_plain_name(written: str | None, plain: str | None) -> None:
    assert plain_name(written) == plain


def test_what_would_be_a_tag_is_shown_instead() -> None:
    assert inert('<iframe srcdoc="<img>" /> 1 < 2 > 0') == '‹iframe srcdoc="‹img›" /> 1 < 2 > 0'


@given(st.text(st.sampled_from("<>/!?ab \x00\ud800é\"'"), max_size=60))
def test_no_text_opens_a_tag_and_twice_is_once(text: str) -> None:
    assert not re.search("<[A-Za-z/!?]", inert(text))
    assert inert(inert(text)) == inert(text)
    name = plain_name(text)
    assert name is None or plain_name(name) == name
