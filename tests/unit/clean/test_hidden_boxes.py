"""What a plug-in asks before it loads a player, and what nobody is shown; beside them, what is shown."""

from __future__ import annotations

import pytest

from wireroom.clean import clean_html

PLAYER = "https://www.youtube.com/watch?v=abcdefghijk"
CONSENT = {
    "Embed Privacy": '<div class="embed-privacy-container"><div class="embed-privacy-overlay">'
    "<p>Klicken Sie hier, um den Inhalt anzuzeigen.</p><label>Immer anzeigen</label></div>"
    '<div class="embed-privacy-content">'
    '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe></div></div>',
    "Complianz": '<div class="cmplz-placeholder-parent"><iframe class="cmplz-iframe" src="about:blank"'
    ' data-src-cmplz="https://www.youtube.com/embed/abcdefghijk"></iframe>'
    '<div class="cmplz-blocked-content-notice">Click to accept marketing cookies</div></div>',
    "Cookiebot": '<div class="cookieconsent-optout-marketing">Please accept marketing-cookies to watch.</div>'
    '<iframe data-cookieblock-src="https://www.youtube.com/embed/abcdefghijk"></iframe>',
    "Real Cookie Banner": '<div class="rcb-content-blocker"><p>By loading it you agree.</p></div>'
    '<iframe consent-original-src-_="https://www.youtube.com/embed/abcdefghijk"></iframe>',
}


@pytest.mark.parametrize("markup", CONSENT.values(), ids=CONSENT.keys())
def test_what_a_plugin_asks_before_it_loads_a_player_goes_and_the_player_stays(markup: str) -> None:
    cleaned = clean_html(f"<p>The film of it.</p>{markup}<p>Then rain.</p>")
    assert cleaned.text == "The film of it.\n\nThen rain."
    assert [embed.url for embed in cleaned.embeds] == [PLAYER]


UNSEEN = {
    "words for the inbox": '<div style="max-height:0;overflow:hidden;font-size:0">For the inbox.</div>',
    "a mark for thieves": '<span style="position:absolute;left:-9999px">Stolen from here</span>',
    "words without size": '<p style="font-size:0;line-height:0">Tiny.</p>',
}


@pytest.mark.parametrize("markup", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_nobody_is_shown_goes(markup: str) -> None:
    assert clean_html(f"{markup}<p>Prose.</p>").text == "Prose."


SEEN = {
    "a letter's column": '<div style="font-size:0"><div style="font-size:14px">Prose.</div></div>',
    "a folded answer": '<div style="max-height:0;overflow:hidden">Prose.</div>',
    "a mark beside its picture": '<span style="position:absolute;left:-12px">Prose.</span>',
    "a name of the house's own": '<div class="consent"><p>Prose.</p></div>',
}


@pytest.mark.parametrize("markup", SEEN.values(), ids=SEEN.keys())
def test_what_is_shown_stays(markup: str) -> None:
    assert clean_html(f"<p>First.</p>{markup}<p>Last.</p>").text == "First.\n\nProse.\n\nLast."


def test_a_player_in_a_box_whose_height_is_its_padding_stays() -> None:
    frame = (
        '<iframe style="position:absolute;top:0" src="https://www.youtube.com/embed/abcdefghijk"></iframe>'
    )
    cleaned = clean_html(f'<p>A.</p><div style="height:0;overflow:hidden;padding-bottom:56%">{frame}</div>')
    assert [embed.url for embed in cleaned.embeds] == [PLAYER]


def test_a_frame_far_outside_of_the_page_is_no_player() -> None:
    frame = '<iframe style="position:absolute;left:-9999px" src="https://www.youtube.com/embed/abcdefghijk"></iframe>'
    assert clean_html(f"<p>A.</p>{frame}").embeds == ()
