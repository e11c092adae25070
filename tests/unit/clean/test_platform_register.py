"""What stands in the register of platforms is looked for: no address, class, element or mark is in vain."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from wireroom.clean import clean_html
from wireroom.clean.embeds.own_addresses import OWN_ADDRESSES
from wireroom.clean.embeds.platform_register import (
    CARDS,
    CLASSES,
    ELEMENTS,
    FORMS,
    MARKS,
    PLAYERS,
    SUBSTACK,
    AddressForm,
)
from wireroom.common.tables import rows

ROWS = rows("wireroom.clean", "platforms.tsv")
EXAMPLES = Path(__file__).with_name("players.tsv").read_text("utf-8").splitlines()
ADDRESSES = [
    f"https:{html.unescape(each)}" for line in EXAMPLES for each in re.findall(r"//[^\s\"<>]+", line)
]


@pytest.mark.parametrize(
    "form", FORMS, ids=[f"{form.platform} {form.pattern.pattern[9:50]}" for form in FORMS]
)
def test_every_form_of_address_has_an_example(form: AddressForm) -> None:
    assert any(map(form.pattern.match, ADDRESSES)), f"add a line of {form.platform} to players.tsv"


def test_every_line_says_something_that_is_looked_for() -> None:
    """One whose second word is written wrong would do nothing."""
    counted = Counter(row[1] for row in ROWS)
    tables = {"card": CARDS, "player": PLAYERS, "substack": SUBSTACK, "element": ELEMENTS, "mark": MARKS}
    assert {what: counted[what] for what in tables} == {what: len(found) for what, found in tables.items()}
    others = {"permalink", "handle", "introduces", "stand-in"}
    assert sum(counted[what] for what in counted.keys() - tables.keys() - others) == len(FORMS)
    assert CARDS.keys() | PLAYERS.keys() <= CLASSES
    assert set(PLAYERS.values()) | OWN_ADDRESSES.keys() <= {row[0] for row in ROWS}
    assert set(PLAYERS.values()) <= OWN_ADDRESSES.keys()


@pytest.mark.parametrize("name", CARDS)
def test_every_class_of_a_card_makes_a_quoted_post(name: str) -> None:
    platform, kind = CARDS[name]
    words = "<p>The ferry runs again.</p>— Bay Port (@bayport) May 2, 2026"
    (embed,) = clean_html(f'<p>Before.</p><blockquote class="{name}">{words}</blockquote>').embeds
    assert (embed.platform, embed.kind, embed.text) == (platform, kind, "The ferry runs again.")
