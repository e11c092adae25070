from __future__ import annotations

import pytest

from wireroom.common.hidden_by_style import hides_words, is_hidden_by


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "color:red; VISIBILITY : hidden",
        "position:absolute;left:-9999px",
        "position: fixed; top: -10000.5px; width: 1px",
        "position:absolute;left:-1000px",
        "position:absolute;text-indent:-999em",
        "position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)",
        "position:absolute!important;clip: rect(1px, 1px, 1px, 1px);",
        "position:absolute; clip-path: inset(50%)",
        "max-height:0px;overflow:hidden;font-size:0",
        "font-size:1px;line-height:1px;max-height:0;max-width:0;overflow:hidden",
        "color:transparent;max-height:0",
    ],
)
def test_not_shown(style: str) -> None:
    assert is_hidden_by(style)


@pytest.mark.parametrize(
    "style",
    [
        "",
        "position:relative;height:0;overflow:hidden;padding-bottom:56.25%",  # the box around a player
        "max-height:0;overflow:hidden;transition:max-height .3s",  # folded: a click opens it
        "max-height:0;opacity:0",
        "position:absolute;left:-12px",  # a mark beside its picture
        "position:absolute;left:-1920px",  # a slide as wide as the screen
        "position:absolute;left:-100%",  # a slide that is not on
        "left:-9999px",  # without a position it stays where it is
        "background-position:absolute left -9999px",
        "max-height:10px;font-size:0",
        "font-size:0;text-align:center",  # a row of columns in a letter
        "max-width:100%;max-height:0.5em;line-height:0.9",
        "clip:rect(0 0 0 0)",
        "opacity:0",  # fades in
    ],
)
def test_shown(style: str) -> None:
    assert not is_hidden_by(style)


def test_words_without_size_are_not_seen() -> None:
    assert hides_words("font-size:0;line-height:0")
    assert hides_words("color:red; FONT-SIZE: 0px !important")
    assert not hides_words("font-size:0.9em")
    assert not hides_words("font-size:10px")
    assert not hides_words("mso-font-size:0")
