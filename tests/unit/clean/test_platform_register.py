"""What stands in the register of platforms is looked for: no address, class, element or mark is in vain."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from wireroom.clean import clean_html
from wireroom.clean.embeds.description import AddressForm, Platform
from wireroom.clean.embeds.platform_register import CARDS, CLASSES, ELEMENTS, MARKS, PLATFORMS, PLAYERS

EXAMPLES = Path(__file__).with_name("players.tsv").read_text("utf-8").splitlines()
ADDRESSES = [
    html.unescape(each) for line in EXAMPLES for each in re.findall(r"(?:https?:)?//[^\s\"<>]+", line)
]
FORMS = [(platform, form) for platform in PLATFORMS for form in platform.addresses]


@pytest.mark.parametrize(("platform", "form"), FORMS, ids=[f"{p.name} {f.pattern[:40]}" for p, f in FORMS])
def test_every_form_of_address_has_an_example(platform: Platform, form: AddressForm) -> None:
    pattern = re.compile(f"(?:https?:)?//{form.pattern}", re.IGNORECASE)
    assert any(map(pattern.match, ADDRESSES)), f"add a line of {platform.name} to players.tsv"


def test_platforms_share_no_name_class_tag_or_attribute() -> None:
    assert len({each.name for each in PLATFORMS}) == len(PLATFORMS)
    assert len(CARDS) == sum(len(each.cards) for each in PLATFORMS)
    assert len(PLAYERS) == sum(len(each.players) for each in PLATFORMS)
    assert len(ELEMENTS) == sum(len(each.elements) for each in PLATFORMS)
    assert len(MARKS) == sum(len(each.marks) for each in PLATFORMS)
    assert CARDS.keys() | PLAYERS.keys() <= CLASSES


@pytest.mark.parametrize("name", CARDS)
def test_every_class_of_a_card_makes_a_quoted_post(name: str) -> None:
    platform, kind = CARDS[name]
    words = "<p>The ferry runs again.</p>— Bay Port (@bayport) May 2, 2026"
    (embed,) = clean_html(f'<p>Before.</p><blockquote class="{name}">{words}</blockquote>').embeds
    assert (embed.platform, embed.kind, embed.text) == (platform.name, kind, "The ferry runs again.")
